"""Nudges that were queued, managers' requests for one, and the pages that a sweep walks through."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, select, update

from storage.records import NudgeRecord, ReminderRecord, record
from storage.repository import Repository
from storage.tables import Member, Nudge, Reminder


class Nudges(Repository):
    """The nudges of one workspace."""

    async def add(
        self,
        member_id: int,
        *,
        kind: str,
        period: str,
        budget_week: str | None,
        enrolment_id: int | None,
        entry_id: int | None,
        values: Mapping[str, Any],
        at: datetime,
    ) -> int | None:
        """Queue a nudge; None where this one, or another of the same budget week, is queued."""
        return await self._insert_once(
            Nudge,
            member_id=member_id,
            kind=kind,
            period=period,
            budget_week=budget_week,
            enrolment_id=enrolment_id,
            entry_id=entry_id,
            values=dict(values),
            at=at,
        )

    async def get(self, nudge_id: int) -> NudgeRecord | None:
        query = select(Nudge).where(
            Nudge.workspace_id == self._workspace_id, Nudge.id == nudge_id
        )
        row = (await self._session.exec(query)).one_or_none()
        return None if row is None else record(NudgeRecord, row)

    async def since(
        self, member_ids: Sequence[int], moment: datetime
    ) -> dict[int, tuple[NudgeRecord, ...]]:
        """Nudges by member from a moment on, the oldest first, in one statement."""
        query = (
            select(Nudge)
            .where(
                Nudge.workspace_id == self._workspace_id,
                col(Nudge.member_id).in_(member_ids),
                col(Nudge.at) >= moment,
            )
            .order_by(col(Nudge.id))
        )
        found: dict[int, tuple[NudgeRecord, ...]] = {}
        for row in (await self._session.exec(query)).all():
            found[row.member_id] = (*found.get(row.member_id, ()), record(NudgeRecord, row))
        return found

    async def delivered(self, nudge_id: int, at: datetime) -> None:
        await self._change(nudge_id, delivered_at=at)

    async def cancel(self, nudge_id: int) -> None:
        """Take a nudge back before it was sent: its budget week is free again."""
        await self._change(nudge_id, cancelled=True, budget_week=None)

    async def ask_reminder(self, member_id: int, manager_id: int, now: datetime) -> None:
        """Keep a manager's request; one open request for a member is enough."""
        if member_id in await self.reminders([member_id]):
            return
        self._session.add(
            Reminder(  # type: ignore[call-arg]
                workspace_id=self._workspace_id,
                member_id=member_id,
                manager_id=manager_id,
                asked_at=now,
            )
        )
        await self._session.flush()

    async def reminders(self, member_ids: Sequence[int]) -> dict[int, ReminderRecord]:
        """Open requests by member, in one statement."""
        query = (
            select(Reminder, Member.name)
            .join(Member, col(Member.id) == col(Reminder.manager_id))
            .where(
                Reminder.workspace_id == self._workspace_id,
                col(Reminder.member_id).in_(member_ids),
                col(Reminder.settled).is_(False),
            )
        )
        return {
            row.member_id: ReminderRecord(row.id, row.member_id, row.manager_id, name, row.asked_at)
            for row, name in (await self._session.exec(query)).all()
        }

    async def settle_reminders(self, member_id: int) -> None:
        await self._session.exec(
            update(Reminder)
            .where(
                col(Reminder.workspace_id) == self._workspace_id,
                col(Reminder.member_id) == member_id,
            )
            .values(settled=True)
        )

    async def _change(self, nudge_id: int, **changes: object) -> None:
        await self._session.exec(
            update(Nudge)
            .where(col(Nudge.id) == nudge_id, col(Nudge.workspace_id) == self._workspace_id)
            .values(**changes)
        )
