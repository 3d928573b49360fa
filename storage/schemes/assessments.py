"""What entries are worth: written with each revision, added up by SQL, decided by rules."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, case, cast, exists, false, func, or_
from sqlalchemy import select as columns
from sqlmodel import col

from storage.aggregates import Rhythm, Sums
from storage.engine.id_lists import in_ids
from storage.engine.prepared import prepared
from storage.engine.statements import run
from storage.repository import Repository, given, table_of
from storage.row_types import AssessmentRecord, columns_of
from storage.schemes.assessment_columns import plain_assessment
from storage.tables import Assessment, Enrolment, Entry, Evidence, FollowUp

_assessment = table_of(Assessment).c
_entry = table_of(Entry).c
_follow_up = table_of(FollowUp).c

_REMOVE = (
    table_of(Assessment)
    .delete()
    .where(in_ids(_assessment.entry_id, "entries"), _assessment.workspace_id == given("workspace"))
)
_ADD = table_of(Assessment).insert()
_OF_ENTRIES = (
    columns(*columns_of(AssessmentRecord, table_of(Assessment)))
    .where(_assessment.workspace_id == given("workspace"), in_ids(_assessment.entry_id, "entries"))
    .order_by(_assessment.enrolment_id, _assessment.part)
)
_BY_SUBJECT = (
    _assessment.enrolment_id,
    _assessment.cycle,
    _assessment.year,
    _assessment.state,
    _assessment.subject,
)
SUMS = (
    columns(
        *_BY_SUBJECT,
        cast(func.sum(_assessment.weight), BigInteger),
        func.sum(_assessment.entries),
        func.sum(_assessment.minutes),
    )
    .where(in_ids(_assessment.enrolment_id, "enrolments"))
    .group_by(*_BY_SUBJECT)
)
"""`Sums` by enrolment, cycle, year, state and subject, of whatever workspace."""


def _settled(entry: Any, how: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether something was settled about an entry in that way."""
    chosen = columns(_follow_up.id).where(_follow_up.entry_id == entry.c.id, how)
    return chosen.correlate(entry).exists()


def without_evaluation(entry: Any) -> ColumnElement[bool]:
    """Whether nothing says what an entry changed: what was asked about it and has its answer says
    at least that nothing has.
    """
    empty: ColumnElement[bool] = func.coalesce(entry.c.evaluate, "") == ""
    return empty & ~_settled(entry, _follow_up.state == "answered")


def _may_be_asked(entry: Any) -> ColumnElement[bool]:
    """The same, unless its member does not want to be asked: a reminder is declined."""
    declined = (_follow_up.kind == "reminder") & (_follow_up.state == "declined")
    return without_evaluation(entry) & ~_settled(entry, declined)


_other = table_of(Entry).alias("other")
_OLDEST = (
    columns(_other.c.id)
    .where(
        _other.c.member_id == _entry.member_id,
        _other.c.status == "logged",
        _other.c.end_date >= given("since", _entry.end_date),
        _may_be_asked(_other),
    )
    .order_by(_other.c.end_date, _other.c.id)
    .limit(1)
    .correlate(table_of(Entry))
    .scalar_subquery()
)

RHYTHMS = (
    columns(
        _entry.member_id,
        func.count(),
        func.max(_entry.end_date),
        func.sum(case((without_evaluation(table_of(Entry)), 1), else_=0)),
        func.sum(case((_entry.formality == "formal", 1), else_=0)),
        func.sum(case((_entry.formality == "informal", 1), else_=0)),
        func.min(case((_may_be_asked(table_of(Entry)), _entry.end_date))),
        _OLDEST,
        func.sum(case((_may_be_asked(table_of(Entry)), 1), else_=0)),
    )
    .where(
        in_ids(_entry.member_id, "members"),
        _entry.status == "logged",
        _entry.end_date >= given("since", _entry.end_date),
    )
    .group_by(_entry.member_id)
)
"""A `Rhythm` for each of these members, of whatever workspace, over what was done since a day."""

_SUMS = prepared(SUMS.where(_assessment.workspace_id == given("workspace")))
_RHYTHMS = prepared(RHYTHMS.where(_entry.workspace_id == given("workspace")))


class Assessments(Repository):
    """The assessments of one workspace."""

    def write(
        self,
        entry_ids: Sequence[int],
        assessments: Sequence[AssessmentRecord],
        *,
        new: bool = False,
    ) -> None:
        """Replace what is kept of these entries, in two statements however many they are; in one
        where they are `new` among those that count.
        """
        self._unit.flush()
        if not new:
            self._run(_REMOVE, entries=entry_ids)
        if not assessments:
            return
        rows = [
            {**plain_assessment(one), "workspace_id": self._workspace_id} for one in assessments
        ]
        run(self._unit.session, _ADD, rows)

    def of_entries(self, entry_ids: Sequence[int]) -> dict[int, tuple[AssessmentRecord, ...]]:
        """Assessments by entry, part by part in each enrolment, in one statement."""
        found: dict[int, tuple[AssessmentRecord, ...]] = {}
        for row in self._rows(_OF_ENTRIES, entries=entry_ids):
            one = AssessmentRecord(*row)
            found[one.entry_id] = (*found.get(one.entry_id, ()), one)
        return found

    def sums(self, enrolment_ids: Sequence[int]) -> dict[int, tuple[Sums, ...]]:
        """Weights and counts by enrolment, cycle, year, state and subject, in one statement."""
        found: dict[int, tuple[Sums, ...]] = {}
        for row in self._rows(_SUMS, enrolments=enrolment_ids):
            sums = Sums(*row)
            found[sums.enrolment_id] = (*found.get(sums.enrolment_id, ()), sums)
        return found

    def rhythms(self, member_ids: Sequence[int], since: date) -> dict[int, Rhythm]:
        """How logged entries lie since a day, by member, in one statement."""
        self._unit.flush()
        rows = self._rows(_RHYTHMS, members=member_ids, since=since)
        return {row[0]: Rhythm(*row) for row in rows}

    def without_evidence(
        self, enrolment_ids: Sequence[int]
    ) -> dict[int, dict[tuple[int | None, int | None], int]]:
        """How many entries have no evidence at all: by enrolment, then by cycle, or by calendar
        year where the cycle is not known. An entry with parts in two cycles is in both.

        In one statement, and no evidence is read: only whether there is any.
        """
        year = case((col(Assessment.cycle).is_(None), col(Assessment.year)))
        query = (
            columns(
                col(Assessment.enrolment_id),
                col(Assessment.cycle),
                year,
                func.count(col(Assessment.entry_id).distinct()),
            )
            .where(
                col(Assessment.workspace_id) == self._workspace_id,
                col(Assessment.enrolment_id).in_(enrolment_ids),
                col(Assessment.state) != "outside",
                ~exists().where(col(Evidence.entry_id) == col(Assessment.entry_id)),
            )
            .group_by(col(Assessment.enrolment_id), col(Assessment.cycle), year)
        )
        found: dict[int, dict[tuple[int | None, int | None], int]] = {}
        rows: Sequence[Any] = run(self._session, query).all()
        for enrolment_id, cycle, year, entries in rows:
            found.setdefault(enrolment_id, {})[cycle, year] = entries
        return found

    def outdated(self, versions: Mapping[str, str], after: int, limit: int) -> list[int]:
        """Members by number, some of whose entries were assessed by another version of a pack.

        `versions` are those in force, by pack: after a decision on a rule, or a new release.
        """
        other = [
            (col(Enrolment.pack) == pack) & (col(Assessment.pack_version) != version)
            for pack, version in versions.items()
        ]
        query = (
            columns(col(Enrolment.member_id))
            .join(Assessment, col(Assessment.enrolment_id) == col(Enrolment.id))
            .where(
                col(Enrolment.workspace_id) == self._workspace_id,
                col(Enrolment.ended_on).is_(None),
                col(Enrolment.member_id) > after,
                or_(false(), *other),
            )
            .distinct()
            .order_by(col(Enrolment.member_id))
            .limit(limit)
        )
        return list(run(self._session, query).scalars())
