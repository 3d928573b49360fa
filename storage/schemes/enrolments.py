"""Who is under which scheme, and administrators' words on the schemes' assumed rules."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlmodel import col, func, select, update

from storage.member_snapshot import MemberFiles
from storage.repository import Repository, Unit
from storage.row_types import DecisionRecord, EnrolmentRecord, record
from storage.tables import Enrolment, RuleDecision
from storage.vocabulary import DECISION_KINDS

LEFT_BY_MISTAKE: Final = timedelta(days=31)
"""Whoever comes back within this time was there all along."""


class Enrolments(Repository):
    """The enrolments of one workspace."""

    def __init__(self, unit: Unit, files: MemberFiles) -> None:
        super().__init__(unit)
        self._files = files

    def of(self, member_id: int) -> tuple[EnrolmentRecord, ...]:
        """The member's current enrolments, the oldest first."""
        return self._files.of(member_id).enrolments

    def of_many(self, member_ids: Sequence[int]) -> dict[int, tuple[EnrolmentRecord, ...]]:
        """Current enrolments by member, in one statement."""
        query = (
            select(Enrolment)
            .where(
                Enrolment.workspace_id == self._workspace_id,
                col(Enrolment.member_id).in_(member_ids),
                col(Enrolment.ended_on).is_(None),
            )
            .order_by(col(Enrolment.id))
        )
        found: dict[int, tuple[EnrolmentRecord, ...]] = {}
        for row in self._session.exec(query).all():
            found[row.member_id] = (
                *found.get(row.member_id, ()),
                record(EnrolmentRecord, row),
            )
        return found

    def packs_in_use(self) -> frozenset[str]:
        """The packs that somebody is enrolled in at present."""
        query = (
            select(Enrolment.pack)
            .where(Enrolment.workspace_id == self._workspace_id, col(Enrolment.ended_on).is_(None))
            .distinct()
        )
        return frozenset(self._session.exec(query).all())

    def enrol(self, member_id: int, pack: str, category: str, on: date) -> EnrolmentRecord:
        """Put the member under a pack, in a category of it ("" where there is none): the enrolment
        they have or left last, else a new one.

        Whoever comes back after a while is enrolled from then on: what lay between was without
        them, and the time before is kept.
        """
        self._files.forget(member_id)
        before = (
            select(Enrolment)
            .where(
                Enrolment.workspace_id == self._workspace_id,
                Enrolment.member_id == member_id,
                Enrolment.pack == pack,
                func.coalesce(col(Enrolment.category), "") == category,
            )
            .order_by(col(Enrolment.ended_on).is_not(None), col(Enrolment.id).desc())
            .limit(1)
        )
        known = self._session.exec(before).one_or_none()
        if known is not None:
            if known.ended_on is not None and on - known.ended_on > LEFT_BY_MISTAKE:
                spell = {
                    "first": known.enrolled_on.isoformat(),
                    "left": known.ended_on.isoformat(),
                }
                spells = [*known.earlier.get("spells", ()), spell]
                known.earlier = {**known.earlier, "spells": spells}
                known.enrolled_on = on
            known.ended_on = None
            self._session.flush()
            return record(EnrolmentRecord, known)
        row = Enrolment(
            workspace_id=self._workspace_id,
            member_id=member_id,
            pack=pack,
            category=category,
            enrolled_on=on,
        )
        self._session.add(row)
        self._session.flush()
        return record(EnrolmentRecord, row)

    def change(self, enrolment: EnrolmentRecord, **changes: object) -> None:
        """Set these columns of the enrolment."""
        self._files.forget(enrolment.member_id)
        self._session.exec(
            update(Enrolment)
            .where(
                col(Enrolment.id) == enrolment.id,
                col(Enrolment.workspace_id) == self._workspace_id,
            )
            .values(**changes)
        )

    def decisions(self) -> tuple[DecisionRecord, ...]:
        """Every decision on a rule, the oldest first."""
        query = (
            select(RuleDecision)
            .where(
                RuleDecision.workspace_id == self._workspace_id,
                col(RuleDecision.kind).in_(DECISION_KINDS),
            )
            .order_by(col(RuleDecision.id))
        )
        return tuple(record(DecisionRecord, row) for row in self._session.exec(query).all())

    def last_decision(self) -> int:
        """The number of the last decision on a rule or document that was loaded; 0 for none."""
        newest = select(func.max(RuleDecision.id)).where(
            RuleDecision.workspace_id == self._workspace_id
        )
        return self._session.exec(newest).one() or 0

    def decide(self, decision: DecisionRecord) -> None:
        """Keep an administrator's word on a rule."""
        self._session.add(
            RuleDecision(
                workspace_id=self._workspace_id,
                pack=decision.pack,
                key=decision.key,
                kind=decision.kind,
                value=decision.value,
                valid_from=decision.valid_from,
                decided_on=decision.decided_on,
                decided_by=decision.decided_by,
            )
        )
        self._session.flush()
