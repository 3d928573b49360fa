"""A workplace to try services in: member contexts, entries, and what was said."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Text, column, event, text

from bot.clock import Clocks
from bot.delivery import sweeps
from bot.policy.schemes.pack_file import load_packs
from bot.services.admin.reassessment import REASSESSED
from bot.services.context.member_context import Actor, ContextFactory, MemberContext, Origin
from bot.services.context.people import know
from bot.services.context.profiles import Named, Profile
from bot.services.record.account_hash import hash_in
from bot.services.record.dialogue import Dialogue, dialogue_about
from bot.services.record.entry_changes import find
from bot.services.record.revisions import chain_revision
from bot.services.schemes.assessment import assess_again
from storage.engine.database import Database
from storage.nudges.queueing import QueuedNudge
from storage.row_types import EntryRecord
from storage.tables import Json
from storage.vocabulary import MemberKind

TEAM = "T1"
SATURDAY = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
TODAY = SATURDAY.date()


def named(
    slack_id: str,
    name: str = "",
    *,
    kind: MemberKind = "person",
    deactivated: bool = False,
    is_admin: bool = False,
) -> Named:
    """Somebody as a command names them."""
    profile = Profile(name or slack_id.title(), "Europe/London", kind, deactivated, is_admin)
    return Named(slack_id, profile)


@dataclass
class ServiceHarness:
    """A context factory with a clock that stands still until a test moves it."""

    database: Database
    now: datetime = SATURDAY
    admins: frozenset[str] = frozenset({"UADMIN"})
    _origins: int = 0
    contexts: ContextFactory = field(init=False)

    def __post_init__(self) -> None:
        clocks = Clocks(calendar=lambda: self.now, real=lambda: self.now)
        self.contexts = ContextFactory(self.database, clocks, load_packs(), self.admins)

    @contextmanager
    def open(self, slack_id: str = "UANA") -> Iterator[MemberContext]:
        """A member context of somebody's own, kept unless an error leaves it."""
        self._origins += 1
        actor = Actor(TEAM, slack_id)
        with self.contexts.open(actor, Origin(f"try:{self._origins}")) as ctx:
            if ctx.member.profile_at is None:
                know(ctx, named(slack_id).profile)
            yield ctx
            ctx.commit()

    def sweep(self) -> int:
        """Looks who is due a nudge; how many were new."""
        return asyncio.run(sweeps.nudges(self.contexts))

    def due(self, now: datetime) -> list[QueuedNudge]:
        """What is due to anybody at a moment; nothing is queued."""

        async def due() -> list[QueuedNudge]:
            return [one async for page in sweeps.due_by_page(self.contexts, now) for one in page]

        return asyncio.run(due())

    def reassess(self, page: int = REASSESSED) -> int:
        """Assesses anew what was assessed by other rules; how many members that was."""
        return asyncio.run(sweeps.rules(self.contexts, page=page))

    def logged(
        self,
        ctx: MemberContext,
        *,
        title: str = "Isolation course",
        minutes: int | None = 120,
        on: date = TODAY - timedelta(days=1),
        until: date | None = None,
        **content: Any,
    ) -> EntryRecord:
        """A saved entry of the member, chained and assessed."""
        words = {"evaluate": "I prove dead before I touch the pack", **content}
        words = {"account_hash": hash_in(ctx, words), **words}
        ctx.work.write()
        ctx.work.undo.be_silent()
        entry = ctx.work.entries.add(
            ctx.member.id,
            "logged",
            ctx.now,
            source_key=None,
            title=title,
            start_date=on,
            end_date=until or on,
            minutes=minutes,
            type="short course",
            formality="formal",
            provider="Bosch",
            logged_at=ctx.now,
            **words,
        )
        assert entry is not None
        chain_revision(ctx, entry, "saved")
        assess_again(ctx, [entry])
        return entry

    def said(self, slack_id: str = "UANA") -> list[tuple[str, dict[str, Any]]]:
        """Kind and values of every message queued for somebody, in order."""
        with self.database.snapshot() as session:
            rows = session.connection().execute(
                text(
                    'SELECT kind, "values" FROM outbox WHERE member_id = '
                    "(SELECT id FROM member WHERE slack_id = :who) AND kind <> 'home' ORDER BY id"
                ).columns(column("kind", Text), column("values", Json)),
                {"who": slack_id},
            )
            return [(kind, values) for kind, values in rows]

    def entry(self, entry_id: int, slack_id: str = "UANA") -> EntryRecord:
        """An entry as it stands."""
        with self.open(slack_id) as ctx:
            return find(ctx, entry_id)

    def dialogue(self, entry_id: int) -> Dialogue:
        """Where the dialogue about one of Ana's entries stands."""
        with self.open() as ctx:
            return dialogue_about(ctx, find(ctx, entry_id))

    def links(self, entry_id: int) -> list[tuple[str, str]]:
        """Kind and address of the evidence of an entry, in the order in which it was added."""
        with self.open() as ctx:
            return [(one.kind, one.url) for one in ctx.work.entries.evidence([entry_id])[entry_id]]

    def revisions(self) -> list[tuple[str, dict[str, Any]]]:
        """Kind and content of each revision in Ana's chain, the oldest first."""
        with self.open() as ctx:
            found = ctx.work.member_data.revisions(ctx.member.id, 0, 1000)
        return [(one.kind, json.loads(one.content or "{}")) for one in found]

    def everything_is_sent(self) -> None:
        """Slack has taken every message that is queued."""
        with self.database.transaction() as session:
            session.connection().execute(text("UPDATE outbox SET state = 'sent'"))
            session.commit()

    def shown_anew(self) -> set[str]:
        """The kinds of those messages that were sent and are to be rendered anew."""
        return {kind for (kind,) in self.query("SELECT kind FROM outbox WHERE state = 'stale'")}

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """What the database answers to a plain statement."""
        with self.database.snapshot() as session:
            rows = session.connection().execute(text(statement)).all()
        return [tuple(row) for row in rows]

    @contextmanager
    def counting(self) -> Iterator[list[str]]:
        """Every statement that is run meanwhile."""
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            statements.append(statement)

        engine = self.database.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(engine, "before_cursor_execute", note)
