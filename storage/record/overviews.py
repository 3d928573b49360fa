"""A member's record in one statement: how many entries there are, and what evidence runs out;
and how many of its answers were given privately.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Date, String, Text, cast, func, literal, null, or_, text, union_all
from sqlalchemy import select as columns

from storage.engine.prepared import prepared
from storage.engine.statements import run
from storage.record.entry_statements import COUNTS, LACKS
from storage.repository import Repository, given, table_of
from storage.tables import EVIDENCE_RUNS_OUT, Entry, Evidence, HeldMessage
from storage.vocabulary import EntryStatus

_entry = table_of(Entry).c
_evidence = table_of(Evidence).c
_held = table_of(HeldMessage).c

_WITHOUT_EVIDENCE: Final = "without evidence"
_UNPLACED: Final = "unplaced"
_OF_FILES: Final = "file:"
"""What the keys of questions begin with that ask which entry files are for."""
_KEPT: Final = "aside_kept_file:"
"""What the keys of files begin with that are kept without an entry, and not asked about."""

_STAGES: Final = {
    "reflect": _entry.reflect,
    "plan": _entry.plan,
    "act": _entry.act,
    "evaluate": _entry.evaluate,
}
_PRIVATE: Final = columns(
    _entry.private_stages, *(func.coalesce(one, "") != "" for one in _STAGES.values())
).where(_entry.status == "logged", cast(_entry.private_stages, String) != "[]")
"""Which stages of saved entries are private, and which hold something; no word is read."""

_NO_DAY: Final = cast(null(), Date)
_NO_MOMENT: Final = cast(null(), _held.held_at.type)
_RUNNING_OUT: Final = (
    columns(_entry.title, _entry.id, _evidence.runs_out)
    .join_from(Evidence, Entry, _entry.id == _evidence.entry_id)
    .where(
        _evidence.workspace_id == given("workspace"),
        _evidence.member_id == given("member", _evidence.member_id),
        _entry.member_id == given("member", _entry.member_id),
        _entry.status == "logged",
        text(EVIDENCE_RUNS_OUT),
        _evidence.runs_out >= given("since", _evidence.runs_out),
    )
)
_ALONE: Final = prepared(_RUNNING_OUT)
_OVERVIEW: Final = prepared(
    union_all(
        COUNTS.add_columns(_NO_DAY, _NO_MOMENT),
        columns(literal(_WITHOUT_EVIDENCE, Text), func.count(), _NO_DAY, _NO_MOMENT).where(
            _entry.workspace_id == given("workspace"),
            _entry.member_id == given("member", _entry.member_id),
            _entry.status == "logged",
            LACKS["evidence"],
        ),
        columns(literal(_UNPLACED, Text), func.count(), _NO_DAY, func.min(_held.held_at)).where(
            _held.workspace_id == given("workspace"),
            _held.member_id == given("member", _held.member_id),
            or_(
                func.substr(_held.key, 1, len(_OF_FILES)) == _OF_FILES,
                func.substr(_held.key, 1, len(_KEPT)) == _KEPT,
            ),
        ),
        _RUNNING_OUT.add_columns(_NO_MOMENT),
    )
)


class RunsOut(NamedTuple):
    """A saved entry, and the last day on which a piece of its evidence holds."""

    title: str | None
    entry_id: int
    last_day: date


@dataclass(frozen=True, slots=True)
class Overview:
    """How many entries a member has in each state, states without any left out; how many saved ones
    have no evidence; what evidence runs out, in no order; and how many files, or several together,
    have no entry, since when the oldest of them has none.
    """

    counts: Mapping[EntryStatus, int]
    without_evidence: int
    running_out: tuple[RunsOut, ...]
    unplaced: int = 0
    unplaced_since: datetime | None = None


class Overviews(Repository):
    """The records of one workspace's members, seen at once."""

    def of(self, member_id: int, since: date) -> Overview:
        """One member's, with the evidence that runs out from a day on."""
        self._unit.flush()
        rows = self._rows(_OVERVIEW, member=member_id, since=since)
        counts = {name: count for name, count, last_day, _ in rows if last_day is None}
        without_evidence, unplaced = counts.pop(_WITHOUT_EVIDENCE), counts.pop(_UNPLACED)
        dated = tuple(RunsOut(*row[:3]) for row in rows if row[2] is not None)
        [waiting] = [row[3] for row in rows if row[0] == _UNPLACED and row[2] is None]
        return Overview(counts, without_evidence, dated, unplaced, waiting)

    def running_out(self, member_id: int, since: date) -> tuple[RunsOut, ...]:
        """The evidence of saved entries that runs out from a day on, in no order."""
        self._unit.flush()
        return tuple(RunsOut(*row) for row in self._rows(_ALONE, member=member_id, since=since))

    def private_answers(
        self, member_id: int, first: date | None = None, last: date | None = None
    ) -> int:
        """How many answers of a member's saved entries were given privately; of those entries with
        a day from `first` to `last`, both included, where these are given.
        """
        self._unit.flush()
        query = _PRIVATE.where(
            _entry.workspace_id == self._workspace_id, _entry.member_id == member_id
        )
        if first is not None:
            query = query.where(func.coalesce(_entry.end_date, _entry.start_date) >= first)
        if last is not None:
            query = query.where(func.coalesce(_entry.start_date, _entry.end_date) <= last)
        rows: Iterable[Sequence[Any]] = run(self._session, query)
        return sum(
            bool(written) and name in private
            for private, *all_written in rows
            for name, written in zip(_STAGES, all_written, strict=True)
        )
