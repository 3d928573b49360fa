"""Nudges that were queued, managers' requests for one, and the pages that a sweep walks through."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select, update

from storage.records import NudgeRecord, ReminderRecord, record
from storage.repository import Repository
from storage.tables import Member, Nudge, Reminder

LATEST = 5
"""How many nudges back a message about an entry is still shown anew."""


class Nudges(Repository):
    """The nudges of one workspace."""

    async def get(self, nudge_id: int) -> NudgeRecord | None:
        query = select(Nudge).where(Nudge.workspace_id == self._workspace_id, Nudge.id == nudge_id)
        row = (await self._session.exec(query)).one_or_none()
        return None if row is None else record(NudgeRecord, row)

    async def about_entry(self, member_id: int, entry_id: int) -> tuple[int, ...]:
        """The member's latest nudges that show an entry, by number."""
        query = (
            select(Nudge)
            .where(
                Nudge.workspace_id == self._workspace_id,
                Nudge.member_id == member_id,
                col(Nudge.entry_id).is_not(None),
            )
            .order_by(col(Nudge.id).desc())
            .limit(LATEST)
        )
        rows = (await self._session.exec(query)).all()
        return tuple(row.id for row in rows if entry_id in row.values.get("entries", ()))

    async def delivered(self, nudge_id: int, at: datetime) -> None:
        await self._change(nudge_id, delivered_at=at)

    async def cancel(self, nudge: NudgeRecord) -> None:
        """Take a nudge back before it was sent: its period and its budget week are free again."""
        freed = f"{nudge.period} (taken back as {nudge.id})"
        await self._change(nudge.id, cancelled=True, budget_week=None, period=freed)

    async def snooze(self, nudge_id: int) -> None:
        """Note that this one is to come once more, after the member's snooze."""
        await self._change(nudge_id, snoozed=True)

    async def ask_reminder(self, member_id: int, manager_id: int, now: datetime) -> None:
        """Keep a manager's request; one open request for a member is enough."""
        if member_id in await self.reminders([member_id]):
            return
        self._session.add(
            Reminder(
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
