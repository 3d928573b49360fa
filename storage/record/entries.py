"""Entries with their evidence, revisions and the state of the dialogue about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Final

from sqlalchemy import Integer, func, literal, text, union_all
from sqlalchemy import select as columns
from sqlmodel import col, delete, select

from storage.engine.id_lists import in_ids
from storage.engine.prepared import prepared
from storage.queues.queue import inserting
from storage.record import chain
from storage.record.undo import Before, UndoSteps
from storage.records import (
    ConversationRecord,
    EntryRecord,
    EvidenceRecord,
    MemberRecord,
    RevisionNote,
    RevisionRecord,
    columns_of,
    record,
)
from storage.repository import Repository, Unit, defaults_of, given, new, setting, table_of
from storage.schemes.assessments import without_evaluation
from storage.tables import ENTRY_IS_OPEN, Assessment, Conversation, Entry, EntryRevision, Evidence
from storage.vocabulary import EntryStatus, EvidenceKind, Lacking, RevisionKind

_entry = table_of(Entry).c
_conversation = table_of(Conversation).c
_evidence = table_of(Evidence).c
_assessment = table_of(Assessment).c

_COLUMNS = columns_of(EntryRecord, table_of(Entry))
_WIDTH: Final = len(_COLUMNS)

# An entry with its dialogue and its evidence: as many rows as it has evidence, or one.
_WITH_ALL = (
    columns(
        *_COLUMNS,
        _conversation.state,
        _conversation.held,
        _conversation.pending_since,
        _evidence.kind,
        _evidence.url,
        _evidence.added_at,
    )
    .outerjoin_from(Entry, Conversation, _conversation.entry_id == _entry.id)
    .outerjoin(Evidence, _evidence.entry_id == _entry.id)
    .where(
        _entry.workspace_id == given("workspace"),
        _entry.member_id == given("member", _entry.member_id),
    )
    .order_by(_evidence.id)
)
_GET = _WITH_ALL.where(_entry.id == given("entry", _entry.id))
# Not by the highest number: databases then go through the whole table from its end.
_BEGUN_LAST = (_entry.created_at.desc(), _entry.id.desc())
_NEWEST_OPEN = prepared(
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
_RECENT = prepared(
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
    )
    .order_by(*_BEGUN_LAST)
    .limit(given("most", _entry.id))
)
_CONVERSATIONS = columns(
    _conversation.entry_id,
    _conversation.member_id,
    _conversation.state,
    _conversation.held,
    _conversation.pending_since,
).where(_conversation.workspace_id == given("workspace"), in_ids(_conversation.entry_id, "entries"))
_EVIDENCE = (
    columns(*columns_of(EvidenceRecord, table_of(Evidence)))
    .where(_evidence.workspace_id == given("workspace"), in_ids(_evidence.entry_id, "entries"))
    .order_by(_evidence.id)
)
_COUNTS = (
    columns(_entry.status, func.count())
    .where(
        _entry.workspace_id == given("workspace"),
        _entry.member_id == given("member", _entry.member_id),
    )
    .group_by(_entry.status)
)
_LOGGED = (
    columns(*_COLUMNS)
    .where(
        _entry.workspace_id == given("workspace"),
        _entry.member_id == given("member", _entry.member_id),
        _entry.status == "logged",
        _entry.logged_at >= given("since", _entry.logged_at),
        _entry.logged_at < given("until", _entry.logged_at),
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
_LACKS = {
    "waiting": _WAITS,
    "evaluation": without_evaluation(table_of(Entry)),
    "evidence": ~_HAS_EVIDENCE,
}
_AS_IT_WAS = (
    _entry.id == given("entry", _entry.id),
    _entry.workspace_id == given("workspace"),
    _entry.version == given("before", _entry.version),
)
_revision = table_of(EntryRevision).c
_ADD_REVISION = table_of(EntryRevision).insert()
_HISTORY = (
    columns(*columns_of(RevisionNote, table_of(EntryRevision)))
    .where(
        _revision.workspace_id == given("workspace"),
        _revision.member_id == given("member", _revision.member_id),
        _revision.entry_id == given("entry", _revision.entry_id),
    )
    .order_by(_revision.number.desc())
    .limit(given("most", _revision.number))
)


@dataclass(frozen=True, slots=True)
class Listing:
    """So many entries in these states, the latest activity first, or the `earliest`; of days from
    `since` on.

    `waiting`: only those for which a scheme waits, so that they count for nothing there; or only
    the others; None for both.
    """

    statuses: tuple[EntryStatus, ...]
    limit: int
    since: date | None = None
    waiting: bool | None = None
    earliest: bool = False


class Entries(Repository):
    """The entries of one workspace. Every call names the member: nobody reaches another's."""

    def __init__(self, unit: Unit, undo: UndoSteps) -> None:
        super().__init__(unit)
        self._undo = undo
        self._stored: dict[int, EntryRecord] = {}  # as the database has it, where that differs
        self._kept: dict[int, ConversationRecord] = {}  # to be written
        unit.writes(self._write)

    def add(
        self,
        member_id: int,
        status: EntryStatus,
        now: datetime,
        *,
        source_key: str | None,
        **content: Any,
    ) -> EntryRecord | None:
        """A new entry; None where `source_key` has made one already."""
        said: dict[str, Any] = {
            "member_id": member_id,
            "status": status,
            "created_at": now,
            "changed_at": now,
            **content,
        }
        key = source_key and f"{self._workspace_id}:{source_key}"
        number = self._insert_once(Entry, source_key=key, **said)
        if number is None:
            return None
        row = {**defaults_of(Entry), **said, "id": number}
        entry = EntryRecord(**{field.name: row[field.name] for field in fields(EntryRecord)})
        self._know(entry, ConversationRecord(number, member_id, {}, (), None), ())
        self._undo.note(entry, None)
        return entry

    def get(self, entry_id: int, member_id: int) -> EntryRecord | None:
        """The entry; its dialogue and its evidence are read with it."""
        known = self._known(entry_id)
        if known is not None:
            return known if known.member_id == member_id else None
        return self._read_one(_GET, member_id, entry=entry_id)

    def newest_open(self, member_id: int) -> EntryRecord | None:
        """The draft or plan that was begun last, with its dialogue and its evidence."""
        self._unit.flush()
        return self._read_one(_NEWEST_OPEN, member_id)

    def recent(self, member_id: int, limit: int) -> tuple[EntryRecord, ...]:
        """The entries that were begun last, whatever became of them, with their dialogues."""
        self._unit.flush()
        found = []
        for row in self._rows(_RECENT, member=member_id, most=limit):
            entry = EntryRecord(*row[:_WIDTH])
            state, held, pending = row[_WIDTH:]
            kept = ConversationRecord(entry.id, member_id, state or {}, held or (), pending)
            self._read.setdefault(("conversation", entry.id), kept)
            found.append(self._learn(entry))
        return tuple(found)

    def logged_since(self, member_id: int, moment: datetime) -> bool:
        """Whether an entry that stands in the record was saved after a moment (calendar time)."""
        query = (
            self._mine(member_id)
            .where(Entry.status == "logged", col(Entry.logged_at) > moment)
            .limit(1)
        )
        return self._session.exec(query).first() is not None

    def made_by(self, source_key: str, member_id: int) -> EntryRecord | None:
        """The entry that this click, command or event made, if it did."""
        key = f"{self._workspace_id}:{source_key}"
        query = self._mine(member_id).where(Entry.source_key == key)
        return self._one(self._session.exec(query).one_or_none())

    def from_message(self, channel: str, ts: str, member_id: int) -> tuple[EntryRecord, ...]:
        """The entries that a message in Slack began, in the order of their making."""
        self._unit.flush()
        query = self._mine(member_id).where(Entry.source_channel == channel, Entry.source_ts == ts)
        rows = self._session.exec(query.order_by(col(Entry.id))).all()
        return tuple(one for row in rows if (one := self._one(row)) is not None)

    def change(
        self,
        entry: EntryRecord,
        now: datetime,
        *,
        status: EntryStatus | None = None,
        **content: Any,
    ) -> EntryRecord | None:
        """The entry, changed; None where it is no longer as it was read.

        It is written with the unit: once, however often it is changed.
        """
        if (self._known(entry.id) or entry) != entry:
            return None
        stored = self._stored.setdefault(entry.id, entry)
        changed = replace(
            entry,
            status=status or entry.status,
            version=stored.version + 1,
            changed_at=now,
            **content,
        )
        self._undo.note(changed, lambda: self._before(stored))
        return self._learn(changed)

    def list(
        self,
        member_id: int,
        statuses: Sequence[EntryStatus],
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int = 1000,
        offset: int = 0,
        lacking: Lacking = "",
    ) -> tuple[EntryRecord, ...]:
        """The member's entries in these states, the latest activity first; only those that lack
        something, where it says so.
        """
        self._unit.flush()
        rows = self._rows(
            _listing(tuple(statuses), since is not None, until is not None, lacking),
            member=member_id,
            since=since,
            until=until,
            most=limit,
            offset=offset,
        )
        return tuple(self._learn(EntryRecord(*row)) for row in rows)

    def lists(
        self, member_id: int, wanted: Sequence[Listing]
    ) -> tuple[tuple[EntryRecord, ...], ...]:
        """Several lists of the member's entries, with their dialogues, in one statement."""
        self._unit.flush()
        shapes = tuple(
            (one.statuses, one.limit, one.since is not None, one.waiting, one.earliest)
            for one in wanted
        )
        since = {f"since_{n}": one.since for n, one in enumerate(wanted)}
        found: list[list[EntryRecord]] = [[] for _ in wanted]
        for number, *row in self._rows(_lists(shapes), member=member_id, **since):
            entry = EntryRecord(*row[:_WIDTH])
            state, held, pending = row[_WIDTH:]
            kept = ConversationRecord(entry.id, member_id, state or {}, held or (), pending)
            self._read.setdefault(("conversation", entry.id), kept)
            found[number].append(self._learn(entry))
        return tuple(
            tuple(sorted(some, key=_latest, reverse=not one.earliest))
            for one, some in zip(wanted, found, strict=True)
        )

    def logged_between(
        self, member_id: int, since: datetime, until: datetime
    ) -> tuple[EntryRecord, ...]:
        """What the member saved from one moment on and before another, the first one first."""
        self._unit.flush()
        rows = self._rows(_LOGGED, member=member_id, since=since, until=until)
        return tuple(self._learn(EntryRecord(*row)) for row in rows)

    def counts(self, member_id: int) -> Mapping[EntryStatus, int]:
        """How many entries the member has in each state; states without any are left out."""
        self._unit.flush()
        return dict(self._rows(_COUNTS, member=member_id))

    def count(
        self,
        member_id: int,
        statuses: Sequence[EntryStatus],
        *,
        since: date | None = None,
        until: date | None = None,
        lacking: Lacking = "",
    ) -> int:
        """How many entries `list` would find without a limit."""
        chosen = _between(
            select(func.count())
            .select_from(Entry)
            .where(
                Entry.workspace_id == self._workspace_id,
                Entry.member_id == member_id,
                col(Entry.status).in_(statuses),
            ),
            since,
            until,
        )
        if lacking:
            chosen = chosen.where(_LACKS[lacking])
        found: int = self._session.exec(chosen).one()
        return found

    def newest(
        self, member_id: int, statuses: Sequence[EntryStatus], since: datetime
    ) -> EntryRecord | None:
        """The entry in one of these states that was begun last, if it was since then."""
        self._unit.flush()
        found = self._rows(_newest(tuple(statuses)), member=member_id, since=since)
        return self._learn(EntryRecord(*found[0])) if found else None

    def add_evidence(self, entry: EntryRecord, kind: EvidenceKind, url: str, now: datetime) -> None:
        """Evidence for an entry; known already, nothing is added."""
        before = self.evidence([entry.id])[entry.id]
        number = self._insert_once(Evidence, entry_id=entry.id, kind=kind, url=url, added_at=now)
        if number is not None:
            self._undo.note(entry, lambda: self._before(entry, before))
            self._read["evidence", entry.id] = (*before, EvidenceRecord(entry.id, kind, url, now))

    def set_evidence(self, entry: EntryRecord, evidence: Sequence[EvidenceRecord]) -> None:
        """Have an entry bear this evidence and no other."""
        before = self.evidence([entry.id])[entry.id]
        self._undo.note(entry, lambda: self._before(entry, before))
        self._session.exec(
            delete(Evidence).where(
                col(Evidence.workspace_id) == self._workspace_id,
                col(Evidence.entry_id) == entry.id,
            )
        )
        for one in evidence:
            self._insert_once(
                Evidence, entry_id=entry.id, kind=one.kind, url=one.url, added_at=one.added_at
            )
        self._read["evidence", entry.id] = tuple(evidence)

    def evidence(self, entry_ids: Sequence[int]) -> dict[int, tuple[EvidenceRecord, ...]]:
        """Evidence by entry, in one statement."""
        return self._once("evidence", entry_ids, self._evidence, ())

    def conversation(self, entry_id: int, member_id: int) -> ConversationRecord:
        """Where the dialogue about an entry stands; at its beginning where there was none."""
        return self.conversations([entry_id], member_id)[entry_id]

    def conversations(
        self, entry_ids: Sequence[int], member_id: int
    ) -> dict[int, ConversationRecord]:
        """The same about several entries, in one statement."""
        found = self._once("conversation", entry_ids, self._conversations, None)
        return {
            one: ConversationRecord(one, member_id, {}, (), None)
            if kept is None or kept.member_id != member_id
            else kept
            for one, kept in found.items()
        }

    def keep_conversation(self, entry: EntryRecord, conversation: ConversationRecord) -> None:
        """Where the dialogue stands now; it is written with the unit."""
        before = self.conversation(entry.id, entry.member_id)
        if dict(before.state) != dict(conversation.state):
            self._undo.note(entry, lambda: self._before(entry, dialogue=before))
        self._read["conversation", entry.id] = self._kept[entry.id] = conversation

    def remember(self, entry: EntryRecord, now: datetime) -> None:
        """What this turn changes beside an entry can be taken back as part of it."""
        self._undo.note(replace(entry, changed_at=now), lambda: self._before(entry))

    def append_revision(
        self,
        member: MemberRecord,
        entry_id: int,
        kind: RevisionKind,
        at: datetime,
        content: Mapping[str, Any],
    ) -> RevisionRecord:
        """A revision chained to the member's last; the caller makes it the member's head.

        The member must be locked by this unit: a number that is taken is refused.
        The content gets a salt, so that its hash tells nothing once the words are erased.
        """
        text = chain.canonical({**content, "salt": chain.new_salt()})
        content_hash = chain.digest(text)
        number = member.chain_length + 1
        revision = RevisionRecord(
            member_id=member.id,
            entry_id=entry_id,
            number=number,
            kind=kind,
            at=at,
            content=text,
            content_hash=content_hash,
            previous=member.chain_head,
            hash=chain.link(member.chain_head, number, kind, at, entry_id, content_hash),
        )
        self._run(
            _ADD_REVISION,
            workspace_id=self._workspace_id,
            **{name: getattr(revision, name) for name in RevisionRecord.__slots__},
        )
        return revision

    def history(self, entry_id: int, member_id: int, most: int) -> tuple[RevisionNote, ...]:
        """The revisions of one entry, the latest first."""
        rows = self._rows(_HISTORY, member=member_id, entry=entry_id, most=most)
        return tuple(RevisionNote(*row) for row in rows)

    def _before(
        self,
        entry: EntryRecord,
        evidence: Sequence[EvidenceRecord] | None = None,
        dialogue: ConversationRecord | None = None,
    ) -> Before:
        """How an entry stood when the unit first changed something about it."""
        return Before(
            entry,
            dialogue or self.conversation(entry.id, entry.member_id),
            tuple(evidence if evidence is not None else self.evidence([entry.id])[entry.id]),
        )

    def _read_one(self, statement: Any, member_id: int, **values: Any) -> EntryRecord | None:
        rows = self._rows(statement, member=member_id, **values)
        if not rows:
            return None
        first = rows[0]
        entry = EntryRecord(*first[:_WIDTH])
        known = self._known(entry.id)
        if known is not None:
            return known
        state, held, since = first[_WIDTH : _WIDTH + 3]
        dialogue = ConversationRecord(entry.id, member_id, state or {}, held or (), since)
        evidence = tuple(
            EvidenceRecord(entry.id, *row[_WIDTH + 3 :]) for row in rows if row[-1] is not None
        )
        return self._know(entry, dialogue, evidence)

    def _know(
        self,
        entry: EntryRecord,
        dialogue: ConversationRecord,
        evidence: tuple[EvidenceRecord, ...],
    ) -> EntryRecord:
        self._read.setdefault(("conversation", entry.id), dialogue)
        self._read.setdefault(("evidence", entry.id), evidence)
        return self._learn(entry)

    def _learn(self, entry: EntryRecord) -> EntryRecord:
        """The entry as this unit knows it from now on."""
        self._read["entry", entry.id] = entry
        return entry

    def _known(self, entry_id: int) -> EntryRecord | None:
        """The entry as this unit knows it, if it has met it."""
        known: EntryRecord | None = self._read.get(("entry", entry_id))
        return known

    def _write(self) -> None:
        while self._stored:
            entry_id, stored = self._stored.popitem()
            changed = self._read["entry", entry_id]
            different = {
                name: getattr(changed, name)
                for name in EntryRecord.__slots__
                if getattr(changed, name) != getattr(stored, name)
            }
            if "private_stages" in different:
                different["private_stages"] = list(different["private_stages"])
            writing = setting(table_of(Entry), frozenset(different), *_AS_IT_WAS)
            values = {"entry": entry_id, "before": stored.version, **new(different)}
            done = self._run(writing, **values)
            if done.rowcount != 1:
                raise AssertionError("Somebody wrote about a member whom we had locked.")
        while self._kept:
            entry_id, kept = self._kept.popitem()
            self._run(
                _keeping(self._unit.dialect),
                workspace_id=self._workspace_id,
                entry_id=entry_id,
                member_id=kept.member_id,
                state=dict(kept.state),
                held=[dict(words) for words in kept.held],
                pending_since=kept.pending_since,
            )

    def _conversations(self, entry_ids: Sequence[int]) -> dict[int, ConversationRecord | None]:
        rows = self._rows(_CONVERSATIONS, entries=entry_ids)
        return {row[0]: ConversationRecord(*row) for row in rows}

    def _evidence(self, entry_ids: Sequence[int]) -> dict[int, tuple[EvidenceRecord, ...]]:
        found: dict[int, tuple[EvidenceRecord, ...]] = {}
        for row in self._rows(_EVIDENCE, entries=entry_ids):
            one = EvidenceRecord(*row)
            found[one.entry_id] = (*found.get(one.entry_id, ()), one)
        return found

    def _mine(self, member_id: int):  # type: ignore[no-untyped-def]
        return select(Entry).where(
            Entry.workspace_id == self._workspace_id, Entry.member_id == member_id
        )

    def _one(self, row: Entry | None) -> EntryRecord | None:
        return None if row is None else self._learn(record(EntryRecord, row))


@lru_cache(maxsize=64)
def _listing(statuses: tuple[EntryStatus, ...], since: bool, until: bool, lacking: Lacking) -> Any:
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
        query = query.where(_LACKS[lacking])
    return prepared(
        query.order_by(*_LATEST_FIRST)
        .limit(given("most", _entry.id))
        .offset(given("offset", _entry.id))
    )


@lru_cache(maxsize=16)
def _lists(
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


def _latest(entry: EntryRecord) -> tuple[date, int]:
    return entry.start_date or date.min, entry.id


@cache
def _keeping(dialect: str) -> Any:
    """Writes where a dialogue stands, whether it stood anywhere before or not."""
    making = inserting(table_of(Conversation), dialect)
    changed = ("state", "held", "pending_since")
    return making.on_conflict_do_update(
        index_elements=["entry_id"], set_={name: making.excluded[name] for name in changed}
    )


@lru_cache(maxsize=16)
def _newest(statuses: tuple[EntryStatus, ...]) -> Any:
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


def _between(query: Any, since: date | None, until: date | None) -> Any:
    """The query for activities that touch these days, both included."""
    if since is not None:
        query = query.where(col(Entry.end_date) >= since)
    if until is not None:
        query = query.where(col(Entry.start_date) <= until)
    return query
