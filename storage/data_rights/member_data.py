"""Everything that is kept of one member: read in pages to be taken along, counted, and erased.

What an export looks like, and what erasing means, is `bot.services`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlmodel import col, delete
from sqlmodel import select as select_rows

from bot.archive.chain import WHOLE_RECORD
from storage.data_rights.record_counts import RecordCounts, counting
from storage.engine.database import wakes
from storage.engine.statements import run
from storage.queues.message_requests import calls_for_help_of, old_answers_of
from storage.queues.outbox import EXPORTED_BEFORE, HOME
from storage.repository import Repository
from storage.row_types import (
    AccessRecord,
    ConversationRecord,
    EnrolmentRecord,
    EntryRecord,
    NudgeRecord,
    RevisionRecord,
    TeamLinkRecord,
    record,
)
from storage.tables import (
    AccessLog,
    BodyAudit,
    CoachSuggestion,
    Conversation,
    Enrolment,
    EnteredAtBody,
    Entry,
    EntryRevision,
    ImportedFile,
    Inbox,
    JobRole,
    Member,
    Nudge,
    Outbox,
    RegistrationEvent,
    Reminder,
    SealedSegment,
    Share,
    SignOff,
    StoredFile,
    TeamLink,
    WriteUp,
)
from storage.vocabulary import OUTBOX_OPEN, UNSEEN

OWN_SETTINGS = (
    "tz",
    "work_days",
    "work_start",
    "work_end",
    "country",
    "cadence",
    "usual_hour",
    "weekly_review",
    "private_reflections",
    "coach",
    "paused_until",
    "snoozed_until",
    "leaves",
    "onboarding",
)
"""Columns of a member that the member sets; the others are Slack's, or the chain's."""


@dataclass(frozen=True, slots=True)
class Erased:
    """How far an erasure goes: what the member writes after it is theirs again."""

    entry: int
    revision: int


class MemberData(Repository):
    """One member's rows in every table. Pages are by number: `after` is the last one had."""

    def entries(self, member_id: int, after: int, limit: int) -> tuple[EntryRecord, ...]:
        """Entries in every state, by number; not those of an import that is under way."""
        query = (
            select_rows(Entry)
            .where(
                Entry.workspace_id == self._workspace_id,
                Entry.member_id == member_id,
                col(Entry.status) != UNSEEN,
                col(Entry.id) > after,
            )
            .order_by(col(Entry.id))
            .limit(limit)
        )
        return tuple(record(EntryRecord, row) for row in self._session.exec(query).all())

    def conversations(self, entry_ids: Sequence[int]) -> dict[int, ConversationRecord]:
        """Dialogues by entry, in one statement."""
        query = select_rows(Conversation).where(
            Conversation.workspace_id == self._workspace_id,
            col(Conversation.entry_id).in_(entry_ids),
        )
        rows = self._session.exec(query).all()
        return {row.entry_id: record(ConversationRecord, row) for row in rows}

    def revisions(self, member_id: int, after: int, limit: int) -> tuple[RevisionRecord, ...]:
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
        rows = self._session.exec(query).all()
        return tuple(record(RevisionRecord, row) for row in rows)

    def access_lines(
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
        rows: Sequence[Any] = run(self._session, query).all()
        return tuple(
            (number, AccessRecord(viewer_id, name or slack_id, what, at))
            for number, what, at, viewer_id, name, slack_id in rows
        )

    def nudges(self, member_id: int, after: int, limit: int) -> tuple[NudgeRecord, ...]:
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
        return tuple(record(NudgeRecord, row) for row in self._session.exec(query).all())

    def enrolments(self, member_id: int) -> tuple[EnrolmentRecord, ...]:
        """Every enrolment, ended ones too, the oldest first."""
        query = (
            select_rows(Enrolment)
            .where(Enrolment.workspace_id == self._workspace_id, Enrolment.member_id == member_id)
            .order_by(col(Enrolment.id))
        )
        rows = self._session.exec(query).all()
        return tuple(record(EnrolmentRecord, row) for row in rows)

    def team_links(self, member_id: int) -> tuple[TeamLinkRecord, ...]:
        """Every manager there was, the oldest first."""
        query = (
            select_rows(TeamLink)
            .where(TeamLink.workspace_id == self._workspace_id, TeamLink.member_id == member_id)
            .order_by(col(TeamLink.id))
        )
        return tuple(record(TeamLinkRecord, row) for row in self._session.exec(query).all())

    def counts(self, member_id: int, kinds: Sequence[str]) -> RecordCounts:
        """How much there is of everything, in one statement; of messages, those of these `kinds`,
        which show words of the member's.
        """
        query = counting(self._workspace_id, member_id, kinds)
        counted: Sequence[int] = run(self._session, query).one()
        return RecordCounts(*counted)

    def reset_settings(self, member_id: int) -> None:
        """Everything that the member has set is as it was at first; schemes and jobs are gone."""
        self._unit.forget()
        of = Member.model_fields
        defaults = {name: of[name].get_default(call_default_factory=True) for name in OWN_SETTINGS}
        run(
            self._session,
            update(Member)
            .where(col(Member.workspace_id) == self._workspace_id, col(Member.id) == member_id)
            .values(**defaults),
        )
        for table in (
            JobRole,
            RegistrationEvent,
            Enrolment,
            Nudge,
            Reminder,
            WriteUp,
            CoachSuggestion,
            SealedSegment,
            ImportedFile,
            StoredFile,
            EnteredAtBody,
            BodyAudit,
            SignOff,
            Share,
        ):
            self._session.exec(
                delete(table).where(
                    col(table.workspace_id) == self._workspace_id, col(table.member_id) == member_id
                )
            )

    def forget_messages(self, member_id: int, now: datetime, kinds: Sequence[str]) -> None:
        """No message holds words of the member's any more, here or, once shown anew, in Slack.

        What was not sent never will be, nor what was to call administrators for help. What shows
        words, as messages of these `kinds` do, or may be about to, is rendered anew and finds none.
        Those that were sent have no words here, and Home has none at all.
        """
        mine = and_(
            col(Outbox.workspace_id) == self._workspace_id,
            col(Outbox.member_id) == member_id,
            col(Outbox.kind) != HOME,
        )
        unsent = and_(col(Outbox.ts).is_(None), col(Outbox.state).in_(("new", "claimed", "aside")))
        taken_back: dict[str, Any] = {"state": "cancelled", "values": {}, "lease_until": None}
        run(self._session, update(Outbox).where(mine, unsent).values(**taken_back))
        called = and_(
            col(Outbox.workspace_id) == self._workspace_id,
            col(Outbox.dedupe_key).startswith(calls_for_help_of(member_id), autoescape=True),
        )
        run(self._session, update(Outbox).where(called, unsent).values(**taken_back))
        self._show_anew(mine, now, kinds)

    def _show_anew(self, chosen: ColumnElement[bool], now: datetime, kinds: Sequence[str]) -> None:
        """Have those of these messages that show words rendered anew, on their way or not."""
        state = col(Outbox.state)
        stands = and_(
            col(Outbox.ts).is_not(None),
            col(Outbox.kind).in_(kinds),
            state.in_(("sent", "aside")),
        )
        # One statement, and rows still to be sent are written to as well: whoever claims one
        # meanwhile, or notes that it was sent, comes before it or after.
        run(
            self._session,
            update(Outbox)
            .where(chosen, or_(state.in_(OUTBOX_OPEN), stands))
            .values(
                state=case((stands, "stale"), else_=state),
                due_at=case((stands, now), else_=col(Outbox.due_at)),
                attempts=case((stands, 0), else_=col(Outbox.attempts)),
                changed=case((stands, False), else_=True),
            ),
        )
        wakes(self._session, "outbox")

    def exported_before(self, member_id: int) -> tuple[str, ...]:
        """The ids of files that releases before 0.2 sent as messages."""
        query = self._exported_before(select(col(Outbox.ts)), member_id)
        return tuple(run(self._session, query).scalars())

    def forget_exports(self, member_id: int) -> None:
        """They are gone."""
        query = self._exported_before(update(Outbox), member_id)
        run(self._session, query.values(state="cancelled"))

    def _exported_before(self, query: Any, member_id: int) -> Any:
        return query.where(
            col(Outbox.workspace_id) == self._workspace_id,
            col(Outbox.member_id) == member_id,
            col(Outbox.kind) == EXPORTED_BEFORE,
            col(Outbox.state) == "sent",
            col(Outbox.ts).is_not(None),
        )

    def last_entry(self, member_id: int) -> int:
        """The number of the member's newest entry; 0 where there is none."""
        newest = select(func.max(Entry.id)).where(
            col(Entry.workspace_id) == self._workspace_id, col(Entry.member_id) == member_id
        )
        return run(self._session, newest).scalar_one() or 0

    def changed_since(self, member_id: int, up_to: Erased) -> tuple[int, ...]:
        """The entries that an erasure has taken and that were changed after it was begun."""
        query = select(col(EntryRevision.entry_id)).where(self._changed_since(member_id, up_to))
        return tuple(run(self._session, query.distinct()).scalars())

    def forget_changes(self, member_id: int, up_to: Erased) -> None:
        """The words of such changes; what says that they were erased stays."""
        changed = self._changed_since(member_id, up_to)
        run(self._session, update(EntryRevision).where(changed).values(content=None))

    def _changed_since(self, member_id: int, up_to: Erased) -> ColumnElement[bool]:
        return and_(
            col(EntryRevision.workspace_id) == self._workspace_id,
            col(EntryRevision.member_id) == member_id,
            col(EntryRevision.number) > up_to.revision,
            col(EntryRevision.entry_id).between(WHOLE_RECORD + 1, up_to.entry),
            col(EntryRevision.kind) != "erased",
            col(EntryRevision.content).is_not(None),
        )

    def erase_page(
        self, member_id: int, up_to: Erased, limit: int, now: datetime, kinds: Sequence[str]
    ) -> int:
        """Remove so many entries, and the words of as many revisions; hashes stay. What shows
        those entries in Slack, in messages of these `kinds`, is rendered anew, and finds none.

        How many rows that concerned: nothing is left once it is none.
        """
        revisions = select(col(EntryRevision.id)).where(
            col(EntryRevision.workspace_id) == self._workspace_id,
            col(EntryRevision.member_id) == member_id,
            col(EntryRevision.number) <= up_to.revision,
            col(EntryRevision.content).is_not(None),
        )
        wordless = (
            update(EntryRevision)
            .where(col(EntryRevision.id).in_(revisions.limit(limit).scalar_subquery()))
            .values(content=None)
        )
        entries = select(col(Entry.id)).where(
            col(Entry.workspace_id) == self._workspace_id,
            col(Entry.member_id) == member_id,
            col(Entry.id) <= up_to.entry,
        )
        self._unit.forget()
        page = run(self._session, entries.limit(limit)).scalars().all()
        showing = and_(
            col(Outbox.workspace_id) == self._workspace_id,
            or_(
                col(Outbox.entry_id).in_(page),
                col(Outbox.dedupe_key) == old_answers_of(member_id),
            ),
        )
        self._show_anew(showing, now, kinds)
        gone = delete(Entry).where(
            col(Entry.workspace_id) == self._workspace_id, col(Entry.id).in_(page)
        )
        return run(self._session, wordless).rowcount + run(self._session, gone).rowcount

    def forget_events(self, slack_id: str, but: int | None) -> None:
        """What the member wrote and nobody has worked off yet is done with, words and all.

        Whoever is at one of them loses it; `but` is the event that asks for this.
        """
        lane = f"{self._workspace_id}:{slack_id}"
        run(
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
