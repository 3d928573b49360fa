"""Everything that is kept of one member: read in pages to be taken along, counted, and erased.

What an export looks like, and what erasing means, is `bot.services`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlmodel import col, delete
from sqlmodel import select as select_rows

from storage.database import wakes
from storage.queues import run
from storage.records import (
    AccessRecord,
    ConversationRecord,
    EnrolmentRecord,
    EntryRecord,
    NudgeRecord,
    RevisionRecord,
    TeamLinkRecord,
    record,
)
from storage.repository import Repository
from storage.tables import (
    AccessLog,
    Conversation,
    Enrolment,
    Entry,
    EntryRevision,
    Evidence,
    Inbox,
    JobRole,
    Member,
    Nudge,
    Outbox,
    Reminder,
    TeamLink,
)

OWN_SETTINGS = (
    "tz",
    "work_days",
    "work_start",
    "work_end",
    "country",
    "cadence",
    "private_reflections",
    "paused_until",
    "snoozed_until",
    "onboarding",
)
"""Columns of a member that the member sets; the others are Slack's, or the chain's."""


@dataclass(frozen=True, slots=True)
class RecordCounts:
    """How much of a member is kept. `revisions` are those that still have their words."""

    entries: int
    evidence: int
    revisions: int
    jobs: int
    enrolments: int
    messages: int
    access_lines: int


class WholeRecord(Repository):
    """One member's rows in every table. Pages are by number: `after` is the last one had."""

    async def entries(self, member_id: int, after: int, limit: int) -> tuple[EntryRecord, ...]:
        """Entries in every state, by number."""
        query = (
            select_rows(Entry)
            .where(
                Entry.workspace_id == self._workspace_id,
                Entry.member_id == member_id,
                col(Entry.id) > after,
            )
            .order_by(col(Entry.id))
            .limit(limit)
        )
        return tuple(record(EntryRecord, row) for row in (await self._session.exec(query)).all())

    async def conversations(self, entry_ids: Sequence[int]) -> dict[int, ConversationRecord]:
        """Dialogues by entry, in one statement."""
        query = select_rows(Conversation).where(
            Conversation.workspace_id == self._workspace_id,
            col(Conversation.entry_id).in_(entry_ids),
        )
        rows = (await self._session.exec(query)).all()
        return {row.entry_id: record(ConversationRecord, row) for row in rows}

    async def revisions(self, member_id: int, after: int, limit: int) -> tuple[RevisionRecord, ...]:
        """The chain, from its first link; `after` is a revision's number."""
        query = (
            select_rows(EntryRevision)
            .where(
                EntryRevision.workspace_id == self._workspace_id,
                EntryRevision.member_id == member_id,
                col(EntryRevision.number) > after,
            )
            .order_by(col(EntryRevision.number))
            .limit(limit)
        )
        rows = (await self._session.exec(query)).all()
        return tuple(record(RevisionRecord, row) for row in rows)

    async def access_lines(
        self, member_id: int, after: int, limit: int
    ) -> tuple[tuple[int, AccessRecord], ...]:
        """Who looked at the record, by the line's number, the oldest first."""
        query = (
            select(
                col(AccessLog.id),
                col(AccessLog.what),
                col(AccessLog.at),
                col(Member.id),
                col(Member.name),
                col(Member.slack_id),
            )
            .join(Member, col(Member.id) == col(AccessLog.viewer_id))
            .where(
                col(AccessLog.workspace_id) == self._workspace_id,
                col(AccessLog.member_id) == member_id,
                col(AccessLog.id) > after,
            )
            .order_by(col(AccessLog.id))
            .limit(limit)
        )
        rows: Sequence[Any] = (await run(self._session, query)).all()
        return tuple(
            (number, AccessRecord(viewer_id, name or slack_id, what, at))
            for number, what, at, viewer_id, name, slack_id in rows
        )

    async def nudges(self, member_id: int, after: int, limit: int) -> tuple[NudgeRecord, ...]:
        """Nudges, cancelled ones too, by number."""
        query = (
            select_rows(Nudge)
            .where(
                Nudge.workspace_id == self._workspace_id,
                Nudge.member_id == member_id,
                col(Nudge.id) > after,
            )
            .order_by(col(Nudge.id))
            .limit(limit)
        )
        return tuple(record(NudgeRecord, row) for row in (await self._session.exec(query)).all())

    async def enrolments(self, member_id: int) -> tuple[EnrolmentRecord, ...]:
        """Every enrolment, ended ones too, the oldest first."""
        query = (
            select_rows(Enrolment)
            .where(Enrolment.workspace_id == self._workspace_id, Enrolment.member_id == member_id)
            .order_by(col(Enrolment.id))
        )
        rows = (await self._session.exec(query)).all()
        return tuple(record(EnrolmentRecord, row) for row in rows)

    async def team_links(self, member_id: int) -> tuple[TeamLinkRecord, ...]:
        """Every manager there was, the oldest first."""
        query = (
            select_rows(TeamLink)
            .where(TeamLink.workspace_id == self._workspace_id, TeamLink.member_id == member_id)
            .order_by(col(TeamLink.id))
        )
        return tuple(record(TeamLinkRecord, row) for row in (await self._session.exec(query)).all())

    async def counts(self, member_id: int) -> RecordCounts:
        """How much there is of everything, in one statement."""

        def rows(table: Any, *conditions: ColumnElement[bool]) -> Any:
            mine = and_(
                table.workspace_id == self._workspace_id, table.member_id == member_id, *conditions
            )
            return select(func.count()).select_from(table).where(mine).scalar_subquery()

        evidence = (
            select(func.count())
            .select_from(Evidence)
            .join(Entry, col(Entry.id) == col(Evidence.entry_id))
            .where(col(Entry.workspace_id) == self._workspace_id, col(Entry.member_id) == member_id)
            .scalar_subquery()
        )
        query = select(
            rows(Entry),
            evidence,
            rows(
                EntryRevision,
                col(EntryRevision.content).is_not(None),
                col(EntryRevision.kind) != "erased",
            ),
            rows(JobRole),
            rows(Enrolment),
            rows(Outbox, col(Outbox.entry_id).is_not(None), col(Outbox.ts).is_not(None)),
            rows(AccessLog),
        )
        counted: Sequence[int] = (await run(self._session, query)).one()
        return RecordCounts(*counted)

    async def is_on_its_way(self, member_id: int, kind: str) -> bool:
        """Whether a message of this kind has still to reach the member."""
        query = select(func.count()).where(
            col(Outbox.workspace_id) == self._workspace_id,
            col(Outbox.member_id) == member_id,
            col(Outbox.kind) == kind,
            col(Outbox.state).in_(("new", "sending", "unknown")),
        )
        waiting: int = (await run(self._session, query)).scalar_one()
        return waiting > 0

    async def reset_settings(self, member_id: int) -> None:
        """Everything that the member has set is as it was at first; schemes and jobs are gone."""
        self._read.clear()
        defaults = {name: Member.model_fields[name].default for name in OWN_SETTINGS}
        await run(
            self._session,
            update(Member)
            .where(col(Member.workspace_id) == self._workspace_id, col(Member.id) == member_id)
            .values(**defaults),
        )
        for table in (JobRole, Enrolment, Nudge, Reminder):
            await self._session.exec(
                delete(table).where(
                    col(table.workspace_id) == self._workspace_id, col(table.member_id) == member_id
                )
            )

    async def forget_messages(self, member_id: int, now: datetime) -> None:
        """No message to the member holds words any more, here or, once shown anew, in Slack.

        What was not sent never will be. What shows an entry, or may be about to, is rendered anew
        and finds none. Those that were sent have no words here, and Home has none at all.
        """
        mine = and_(
            col(Outbox.workspace_id) == self._workspace_id,
            col(Outbox.member_id) == member_id,
            col(Outbox.kind) != "home",
        )
        in_slack = col(Outbox.ts).is_not(None)
        unsent = and_(~in_slack, col(Outbox.state).in_(("new", "aside")))
        shows_entry = and_(
            in_slack, col(Outbox.entry_id).is_not(None), col(Outbox.state).in_(("sent", "aside"))
        )
        under_way = col(Outbox.state).in_(("sending", "unknown"))
        for chosen, values in (
            (unsent, {"state": "cancelled", "values": {}}),
            (shows_entry, {"state": "stale", "due_at": now, "attempts": 0}),
            (under_way, {"changed": True}),
        ):
            await run(self._session, update(Outbox).where(mine, chosen).values(**values))
        wakes(self._session, "outbox")

    async def forget_events(self, slack_id: str, but: int | None) -> None:
        """What the member wrote and nobody has worked off yet is done with, words and all.

        Whoever is at one of them loses it; `but` is the event that asks for this.
        """
        lane = f"{self._workspace_id}:{slack_id}"
        await run(
            self._session,
            update(Inbox)
            .where(
                col(Inbox.workspace_id) == self._workspace_id,
                col(Inbox.lane) == lane,
                col(Inbox.payload).is_not(None),
                col(Inbox.id) != (but or 0),
            )
            .values(state="done", payload=None, error=None),
        )
