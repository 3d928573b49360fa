"""Nudges that were queued, and managers' requests for one. What a sweep reads is in `sweeps`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, func, select, update

from storage.repository import Repository
from storage.row_types import NudgeRecord, record
from storage.tables import Member, Nudge, Reminder


@dataclass(frozen=True, slots=True)
class ReminderRecord:
    """A manager’s wish that a member be reminded."""

    id: int
    member_id: int
    manager_id: int
    manager_name: str
    asked_at: datetime


class Nudges(Repository):
    """The nudges of one workspace."""

    def get(self, nudge_id: int) -> NudgeRecord | None:
        query = select(Nudge).where(Nudge.workspace_id == self._workspace_id, Nudge.id == nudge_id)
        row = self._session.exec(query).one_or_none()
        return None if row is None else record(NudgeRecord, row)

    def newest(self, member_id: int) -> NudgeRecord | None:
        """The nudge that reached a member last."""
        query = (
            select(Nudge)
            .where(
                Nudge.workspace_id == self._workspace_id,
                Nudge.member_id == member_id,
                col(Nudge.delivered_at).is_not(None),
                col(Nudge.cancelled).is_(False),
            )
            .order_by(col(Nudge.delivered_at).desc(), col(Nudge.id).desc())
            .limit(1)
        )
        row = self._session.exec(query).one_or_none()
        return None if row is None else record(NudgeRecord, row)

    def of_kind(self, member_id: int, kind: str) -> tuple[int, ...]:
        """The numbers of a member's nudges of one kind that reached them."""
        query = select(Nudge.id).where(
            Nudge.workspace_id == self._workspace_id,
            Nudge.member_id == member_id,
            Nudge.kind == kind,
            col(Nudge.delivered_at).is_not(None),
        )
        return tuple(self._session.exec(query).all())

    def delivered(self, nudge_id: int, at: datetime) -> None:
        self._change(nudge_id, delivered_at=at)

    def cancel(self, nudge: NudgeRecord) -> None:
        """Take a nudge back before it was sent: its period and its budget week are free again."""
        freed = f"{nudge.period} (taken back as {nudge.id})"
        self._change(nudge.id, cancelled=True, budget_week=None, period=freed)

    def keep_follow_ups(self, nudge: NudgeRecord, follow_ups: Sequence[tuple[int, int]]) -> None:
        """Note which follow-ups it asked after, by number with their entries'."""
        asked = [list(one) for one in follow_ups]
        if asked != nudge.values.get("follow_ups"):
            self._change(nudge.id, values={**nudge.values, "follow_ups": asked})

    def mark_done(self, nudge: NudgeRecord) -> None:
        """Its message says that its reason has gone: it is not shown anew any more."""
        self._change(nudge.id, values={**nudge.values, "settled": True})

    def count_before(self, nudge: NudgeRecord) -> int:
        """How many of its kind its member was sent before it."""
        query = select(func.count(col(Nudge.id))).where(
            Nudge.workspace_id == self._workspace_id,
            Nudge.member_id == nudge.member_id,
            Nudge.kind == nudge.kind,
            col(Nudge.id) < nudge.id,
            col(Nudge.cancelled).is_(False),
        )
        return self._session.exec(query).one()

    def snooze(self, nudge: NudgeRecord, until: date) -> None:
        """Note that this one is to come once more, after the member's snooze."""
        values = {**nudge.values, "snoozed_until": until.isoformat()}
        self._change(nudge.id, snoozed=True, values=values)

    def note(self, nudge: NudgeRecord, **values: Any) -> None:
        """Keep plain values with it, beside those that it has."""
        self._change(nudge.id, values={**nudge.values, **values})

    def ask_reminder(self, member_id: int, manager_id: int, now: datetime) -> None:
        """Keep a manager's request; one open request for a member is enough."""
        if member_id in self.reminders([member_id]):
            return
        self._session.add(
            Reminder(
                workspace_id=self._workspace_id,
                member_id=member_id,
                manager_id=manager_id,
                asked_at=now,
            )
        )
        self._session.flush()

    def reminders(self, member_ids: Sequence[int]) -> dict[int, ReminderRecord]:
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
            for row, name in self._session.exec(query).all()
        }

    def mark_reminders_passed_on(self, member_id: int) -> None:
        self._session.exec(
            update(Reminder)
            .where(
                col(Reminder.workspace_id) == self._workspace_id,
                col(Reminder.member_id) == member_id,
            )
            .values(settled=True)
        )

    def _change(self, nudge_id: int, **changes: object) -> None:
        self._session.exec(
            update(Nudge)
            .where(col(Nudge.id) == nudge_id, col(Nudge.workspace_id) == self._workspace_id)
            .values(**changes)
        )
