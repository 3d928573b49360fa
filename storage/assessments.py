"""What entries are worth: written with each revision, added up by SQL, decided by rules."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import case, exists, false, func, or_
from sqlalchemy import select as columns
from sqlmodel import col, delete, insert, select

from storage.queues import run
from storage.records import AssessmentRecord, Rhythm, Sums, record
from storage.repository import Repository
from storage.tables import Assessment, Enrolment, Entry, Evidence


class Assessments(Repository):
    """The assessments of one workspace."""

    async def write(
        self, entry_ids: Sequence[int], assessments: Sequence[AssessmentRecord]
    ) -> None:
        """Replace what is kept of these entries, in two statements however many they are."""
        await self._session.exec(
            delete(Assessment).where(
                col(Assessment.entry_id).in_(entry_ids),
                col(Assessment.workspace_id) == self._workspace_id,
            )
        )
        if not assessments:
            return
        await self._session.exec(
            insert(Assessment),
            params=[
                {
                    "entry_id": one.entry_id,
                    "enrolment_id": one.enrolment_id,
                    "workspace_id": self._workspace_id,
                    "state": one.state,
                    "minutes": one.minutes,
                    "weight": one.weight,
                    "credits": one.credits,
                    "cycle": one.cycle,
                    "year": one.year,
                    "missing": list(one.missing),
                    "findings": [dict(finding) for finding in one.findings],
                    "assumed": one.assumed,
                    "pack_version": one.pack_version,
                    "entry_version": one.entry_version,
                }
                for one in assessments
            ],
        )

    async def of_entries(self, entry_ids: Sequence[int]) -> dict[int, tuple[AssessmentRecord, ...]]:
        """Assessments by entry, in one statement."""
        query = (
            select(Assessment)
            .where(
                Assessment.workspace_id == self._workspace_id,
                col(Assessment.entry_id).in_(entry_ids),
            )
            .order_by(col(Assessment.enrolment_id))
        )
        found: dict[int, tuple[AssessmentRecord, ...]] = {}
        for row in (await self._session.exec(query)).all():
            found[row.entry_id] = (*found.get(row.entry_id, ()), record(AssessmentRecord, row))
        return found

    async def sums(self, enrolment_ids: Sequence[int]) -> dict[int, tuple[Sums, ...]]:
        """Weights and counts by enrolment, cycle, year and state, in one statement."""
        query = (
            columns(
                col(Assessment.enrolment_id),
                col(Assessment.cycle),
                col(Assessment.year),
                col(Assessment.state),
                func.sum(Assessment.weight),
                func.count(),
            )
            .where(
                col(Assessment.workspace_id) == self._workspace_id,
                col(Assessment.enrolment_id).in_(enrolment_ids),
            )
            .group_by(
                col(Assessment.enrolment_id),
                col(Assessment.cycle),
                col(Assessment.year),
                col(Assessment.state),
            )
        )
        rows: Sequence[Any] = (await run(self._session, query)).all()
        found: dict[int, tuple[Sums, ...]] = {}
        for row in rows:
            sums = Sums(row[0], row[1], row[2], row[3], int(row[4] or 0), row[5])
            found[sums.enrolment_id] = (*found.get(sums.enrolment_id, ()), sums)
        return found

    async def rhythms(self, member_ids: Sequence[int], since: date) -> dict[int, Rhythm]:
        """How logged entries lie since a day, by member, in one statement."""
        query = (
            columns(
                col(Entry.member_id),
                func.count(),
                func.max(Entry.end_date),
                func.sum(case((func.coalesce(Entry.evaluate, "") == "", 1), else_=0)),
                func.sum(case((col(Entry.formality) == "formal", 1), else_=0)),
                func.sum(case((col(Entry.formality) == "informal", 1), else_=0)),
            )
            .where(
                col(Entry.workspace_id) == self._workspace_id,
                col(Entry.member_id).in_(member_ids),
                col(Entry.status) == "logged",
                col(Entry.end_date) >= since,
            )
            .group_by(col(Entry.member_id))
        )
        rows: Sequence[Any] = (await run(self._session, query)).all()
        return {row[0]: Rhythm(*row) for row in rows}

    async def without_evidence(
        self, enrolment_ids: Sequence[int]
    ) -> dict[int, dict[tuple[int | None, int | None], int]]:
        """How many entries have no evidence at all: by enrolment, then by cycle and year.

        In one statement, and no evidence is read: only whether there is any.
        """
        query = (
            columns(
                col(Assessment.enrolment_id),
                col(Assessment.cycle),
                col(Assessment.year),
                func.count(),
            )
            .where(
                col(Assessment.workspace_id) == self._workspace_id,
                col(Assessment.enrolment_id).in_(enrolment_ids),
                col(Assessment.state) != "outside",
                ~exists().where(col(Evidence.entry_id) == col(Assessment.entry_id)),
            )
            .group_by(col(Assessment.enrolment_id), col(Assessment.cycle), col(Assessment.year))
        )
        found: dict[int, dict[tuple[int | None, int | None], int]] = {}
        rows: Sequence[Any] = (await run(self._session, query)).all()
        for enrolment_id, cycle, year, entries in rows:
            found.setdefault(enrolment_id, {})[cycle, year] = entries
        return found

    async def outdated(self, versions: Mapping[str, str], after: int, limit: int) -> list[int]:
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
        return list((await run(self._session, query)).scalars())
