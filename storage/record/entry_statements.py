"""The statements that entries are read with and written by, built once for each shape."""

from datetime import date
from functools import cache, lru_cache
from typing import Any, Final

from sqlalchemy import Integer, func, literal, or_, text, union_all
from sqlalchemy import select as columns
from sqlmodel import col

from storage.engine.id_lists import in_ids
from storage.engine.prepared import prepared
from storage.engine.statements import inserting
from storage.repository import given, table_of
from storage.row_types import EntryRecord, EvidenceRecord, columns_of
from storage.schemes.assessments import without_evaluation
from storage.tables import ENTRY_IS_OPEN, Assessment, Conversation, Entry, Evidence
from storage.vocabulary import UNSEEN, EntryStatus, Lacking

_entry = table_of(Entry).c
_conversation = table_of(Conversation).c
_evidence = table_of(Evidence).c
_assessment = table_of(Assessment).c

_COLUMNS = columns_of(EntryRecord, table_of(Entry))
WIDTH: Final = len(_COLUMNS)

_IMPORTED: Final = ":import:%"
"""With the workspace before it: how the keys of entries read that rows of a file made."""

# Without the entry, which is known.
_OF_EVIDENCE = columns_of(EvidenceRecord, table_of(Evidence))[1:]

# An entry with its dialogue and its evidence: as many rows as it has evidence, or one.
_WITH_ALL = (
    columns(
        *_COLUMNS,
        _conversation.state,
        _conversation.held,
        _conversation.pending_since,
        *_OF_EVIDENCE,
    )
    .outerjoin_from(Entry, Conversation, _conversation.entry_id == _entry.id)
    .outerjoin(Evidence, _evidence.entry_id == _entry.id)
    .where(
        _entry.workspace_id == given("workspace"),
        _entry.member_id == given("member", _entry.member_id),
        _entry.status != UNSEEN,
    )
    .order_by(_evidence.id)
)
GET = _WITH_ALL.where(_entry.id == given("entry", _entry.id))
# Not by the highest number: databases then go through the whole table from its end.
_BEGUN_LAST = (_entry.created_at.desc(), _entry.id.desc())
NEWEST_OPEN = prepared(
    _WITH_ALL.where(
        _entry.id
        == columns(_entry.id)
        .where(
            _entry.workspace_id == given("workspace"),
            _entry.member_id == given("member", _entry.member_id),
            text(ENTRY_IS_OPEN),
        )
        .order_by(*_BEGUN_LAST)
        .limit(1)
        .correlate(None)
        .scalar_subquery()
    )
)
RECENT = prepared(
    columns(
        *_COLUMNS,
        _conversation.state,
        _conversation.held,
        _conversation.pending_since,
    )
    .outerjoin_from(Entry, Conversation, _conversation.entry_id == _entry.id)
    .where(
        _entry.workspace_id == given("workspace"),
        _entry.member_id == given("member", _entry.member_id),
        _entry.status != UNSEEN,
    )
    .order_by(*_BEGUN_LAST)
    .limit(given("most", _entry.id))
)
CONVERSATIONS = columns(
    _conversation.entry_id,
    _conversation.member_id,
    _conversation.state,
    _conversation.held,
    _conversation.pending_since,
).where(_conversation.workspace_id == given("workspace"), in_ids(_conversation.entry_id, "entries"))
EVIDENCE = (
    columns(*columns_of(EvidenceRecord, table_of(Evidence)))
    .where(_evidence.workspace_id == given("workspace"), in_ids(_evidence.entry_id, "entries"))
    .order_by(_evidence.id)
)
COUNTS = (
    columns(_entry.status, func.count())
    .where(
        _entry.workspace_id == given("workspace"),
        _entry.member_id == given("member", _entry.member_id),
        _entry.status != UNSEEN,
    )
    .group_by(_entry.status)
)
LOGGED = (
    columns(*_COLUMNS)
    .where(
        _entry.workspace_id == given("workspace"),
        _entry.member_id == given("member", _entry.member_id),
        _entry.status == "logged",
        _entry.logged_at >= given("since", _entry.logged_at),
        _entry.logged_at < given("until", _entry.logged_at),
        or_(
            _entry.source_key.is_(None),
            _entry.source_key.not_like(given("workspace", _entry.workspace_id) + _IMPORTED),
        ),
    )
    .order_by(_entry.logged_at, _entry.id)
)
_LATEST_FIRST = (func.coalesce(_entry.start_date, date.min).desc(), _entry.id.desc())
_EARLIEST_FIRST = (func.coalesce(_entry.start_date, date.min), _entry.id)
_WAITS = (
    columns(_assessment.entry_id)
    .where(_assessment.entry_id == _entry.id, _assessment.state == "waiting")
    .exists()
)
_HAS_EVIDENCE = columns(_evidence.id).where(_evidence.entry_id == _entry.id).exists()
LACKS = {
    "waiting": _WAITS,
    "evaluation": without_evaluation(table_of(Entry)),
    "evidence": ~_HAS_EVIDENCE,
}
AS_IT_WAS = (
    _entry.id == given("entry", _entry.id),
    _entry.workspace_id == given("workspace"),
    _entry.version == given("before", _entry.version),
)


@lru_cache(maxsize=64)
def listing(statuses: tuple[EntryStatus, ...], since: bool, until: bool, lacking: Lacking) -> Any:
    """Entries in these states, the latest activity first; for activities that touch these days."""
    query = columns(*_COLUMNS).where(
        _entry.workspace_id == given("workspace"),
        _entry.member_id == given("member", _entry.member_id),
        _entry.status.in_(statuses),
    )
    if since:
        query = query.where(_entry.end_date >= given("since", _entry.end_date))
    if until:
        query = query.where(_entry.start_date <= given("until", _entry.start_date))
    if lacking:
        query = query.where(LACKS[lacking])
    return prepared(
        query.order_by(*_LATEST_FIRST)
        .limit(given("most", _entry.id))
        .offset(given("offset", _entry.id))
    )


@lru_cache(maxsize=16)
def lists(
    shapes: tuple[tuple[tuple[EntryStatus, ...], int, bool, bool | None, bool], ...],
) -> Any:
    """Lists by their place: states, at most how many, whether from a day on, which wait, and
    whether the earliest come first.
    """
    return prepared(
        union_all(
            *(columns(_list(number, shape).subquery()) for number, shape in enumerate(shapes))
        )
    )


def _list(number: int, shape: tuple[tuple[EntryStatus, ...], int, bool, bool | None, bool]) -> Any:
    statuses, limit, since, waiting, earliest = shape
    query = (
        columns(
            literal(number, Integer).label("list"),
            *_COLUMNS,
            _conversation.state.label("dialogue"),
            _conversation.held,
            _conversation.pending_since,
        )
        .outerjoin_from(Entry, Conversation, _conversation.entry_id == _entry.id)
        .where(
            _entry.workspace_id == given("workspace"),
            _entry.member_id == given("member", _entry.member_id),
            _entry.status.in_(statuses),
        )
    )
    if since:
        query = query.where(_entry.end_date >= given(f"since_{number}", _entry.end_date))
    if waiting is not None:
        query = query.where(_WAITS if waiting else ~_WAITS)
    return query.order_by(*(_EARLIEST_FIRST if earliest else _LATEST_FIRST)).limit(limit)


@cache
def keeping(dialect: str) -> Any:
    """Writes where a dialogue stands, whether it stood anywhere before or not."""
    making = inserting(table_of(Conversation), dialect)
    changed = ("state", "held", "pending_since")
    return making.on_conflict_do_update(
        index_elements=["entry_id"], set_={name: making.excluded[name] for name in changed}
    )


@lru_cache(maxsize=16)
def newest(statuses: tuple[EntryStatus, ...]) -> Any:
    return prepared(
        columns(*_COLUMNS)
        .where(
            _entry.workspace_id == given("workspace"),
            _entry.member_id == given("member", _entry.member_id),
            _entry.status.in_(statuses),
            _entry.created_at >= given("since", _entry.created_at),
        )
        .order_by(*_BEGUN_LAST)
        .limit(1)
    )


def between(query: Any, since: date | None, until: date | None) -> Any:
    """The query for activities that touch these days, both included."""
    if since is not None:
        query = query.where(col(Entry.end_date) >= since)
    if until is not None:
        query = query.where(col(Entry.start_date) <= until)
    return query


def bearing(entry_id: int, member_id: int, one: EvidenceRecord) -> dict[str, Any]:
    """The columns of evidence as this entry of a member's bears it."""
    columns = {name: getattr(one, name) for name in EvidenceRecord.__slots__}
    return {
        **columns,
        "entry_id": entry_id,
        "member_id": member_id if one.kind == "file" else None,
        "facts": None if one.facts is None else dict(one.facts),
    }
