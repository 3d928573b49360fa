"""What a mirror of a record reads of entries: dates, kinds, which stages hold words; never a word
but their titles.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlalchemy import select as columns

from storage.engine.prepared import prepared
from storage.repository import Repository, given, table_of
from storage.tables import Conversation, Entry, Evidence, FollowUp
from storage.vocabulary import Formality

_entry = table_of(Entry).c
_conversation = table_of(Conversation).c
_evidence = table_of(Evidence).c
_follow_up = table_of(FollowUp).c
_before = table_of(Entry).alias("before")


@dataclass(frozen=True, slots=True)
class EntryTraits:
    """One saved entry. `dialogue` names questions and holds no words; `account` holds places in
    words, and is None where a release before 0.3 saved it. `answered`: something that was asked
    about it later has its answer; `plan_answered`: what was asked about its plan has. `declined`:
    its member does not want to be asked. `earlier`: another was done before all of these.
    """

    number: int
    title: str | None
    start: date | None
    end: date | None
    type: str | None
    formality: Formality | None
    reflect: bool
    plan: bool
    act: bool
    evaluate: bool
    account: Mapping[str, Any] | None
    dialogue: Mapping[str, Any] | None
    evidence: int
    answered: bool
    plan_answered: bool
    declined: bool
    earlier: bool


def _holds(stage: Any) -> ColumnElement[bool]:
    filled: ColumnElement[bool] = func.coalesce(stage, "") != ""
    return filled


def _settled(*how: ColumnElement[bool]) -> ColumnElement[bool]:
    chosen = columns(_follow_up.id).where(_follow_up.entry_id == _entry.id, *how)
    return chosen.correlate(table_of(Entry)).exists()


_SINCE = prepared(
    columns(
        _entry.id,
        _entry.title,
        _entry.start_date,
        _entry.end_date,
        _entry.type,
        _entry.formality,
        _holds(_entry.reflect),
        _holds(_entry.plan),
        _holds(_entry.act),
        _holds(_entry.evaluate),
        _entry.account,
        _conversation.state,
        columns(func.count(_evidence.id))
        .where(_evidence.entry_id == _entry.id)
        .correlate(table_of(Entry))
        .scalar_subquery(),
        _settled(_follow_up.state == "answered"),
        _settled(_follow_up.state == "answered", _follow_up.kind == "plan"),
        _settled(_follow_up.state == "declined", _follow_up.kind == "reminder"),
        columns(_before.c.id)
        .where(
            _before.c.workspace_id == given("workspace"),
            _before.c.member_id == given("member", _entry.member_id),
            _before.c.status == "logged",
            _before.c.end_date < given("since", _entry.end_date),
        )
        .exists(),
    )
    .outerjoin_from(Entry, Conversation, _conversation.entry_id == _entry.id)
    .where(
        _entry.workspace_id == given("workspace"),
        _entry.member_id == given("member", _entry.member_id),
        _entry.status == "logged",
        _entry.end_date >= given("since", _entry.end_date),
        _entry.end_date <= given("until", _entry.end_date),
    )
    .order_by(_entry.end_date, _entry.id)
)


class Traits(Repository):
    """What entries of one workspace are like."""

    def between(self, member_id: int, since: date, until: date) -> tuple[EntryTraits, ...]:
        """Of what the member saved and did from one day to another, both included, the earliest
        first; in one statement.
        """
        self._unit.flush()
        rows = self._rows(_SINCE, member=member_id, since=since, until=until)
        return tuple(EntryTraits(*row) for row in rows)
