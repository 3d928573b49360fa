"""What the tests of real processes share: a workplace in Slack, the bot's processes and database.

Processes themselves are `tests.processes`'s; what they are put through stands in the tests.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import text

from bot.app import Role
from bot.clock import Clocks
from bot.manifest import load_manifest
from bot.policy.schemes.cycles import add_years
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.member_context import Actor, ContextFactory, MemberContext, Origin
from bot.services.context.people import know
from bot.services.context.profiles import Profile
from bot.services.members import settings
from sandbox import Message, Person, Sandbox, User
from sandbox.model import File
from storage.engine.database import Database
from storage.tables import words
from storage.vocabulary import INBOX_OPEN, JOB_OPEN, OUTBOX_OPEN
from tests.harness import reads
from tests.patience import PATIENCE
from tests.processes import Process, served

SIX = [
    User(f"U0{name.upper()}00000", name, f"{name} {family}")
    for name, family in [
        ("Ana", "Ortiz"),
        ("Ben", "Okafor"),
        ("Cem", "Aydin"),
        ("Dan", "Moreau"),
        ("Eve", "Larsen"),
        ("Fay", "Weber"),
    ]
]
NOTED = "Noted."
EXPORTED = "Your export is here, in this conversation."

_PATIENT = {"CPDBOT_LEASE_SECONDS": "600", "CPDBOT_LOOK_UP_SECONDS": "0.1"}
"""Leases outlast a test: whatever a living process forgets makes it fail, and what a dead one held
is given up by `leases_run_out`. Slack is looked at again sooner than in life.
"""

_OPEN = {"inbox": INBOX_OPEN, "outbox": OUTBOX_OPEN, "job": JOB_OPEN}

_WAITING = "SELECT " + " + ".join(
    f"(SELECT count(*) FROM {queue} WHERE state IN ({words((*states, 'aside'))}))"
    for queue, states in _OPEN.items()
)
"""Of all queues at one moment: a job that ends leaves an event."""


class ProcessHarness:
    """A Slack workspace, one database, and as many processes of the bot as a test starts."""

    def __init__(
        self,
        sandbox: Sandbox,
        people: list[Person],
        contexts: ContextFactory,
        database_url: str,
        mode: str,
    ) -> None:
        self.sandbox = sandbox
        self.people = people
        self.database = contexts.database
        self.contexts = contexts
        self.database_url = database_url
        self._mode = mode

    @asynccontextmanager
    async def bot(
        self,
        settings: Mapping[str, str] = MappingProxyType({}),
        *,
        role: Role = "all",
        from_scratch: bool = False,
    ) -> AsyncIterator[Process]:
        """One more process, ready and reached by Slack; killed in the end if not before."""
        given = {"CPDBOT_MODE": self._mode, **_PATIENT, **settings}
        async with served(
            self.sandbox, self.database_url, given, role=role, from_scratch=from_scratch
        ) as process:
            await process.ready()
            if self._mode == "http" and role != "worker":
                self.sandbox.deliver_to(f"http://127.0.0.1:{process.port}/slack/events")
            yield process

    async def is_short_near_the_end(self, person: Person) -> None:
        """Somebody who can be spoken to at any hour is due a nudge from now on, and one about their
        other scheme a week later: both missed the day on which it was due, so that neither waits
        for a usual hour.
        """
        with self.open(person) as ctx:
            for pack in ("imi-register", "generic-30-90"):
                settings.enrol(ctx, pack)
                settings.set_cycle_start(ctx, pack, add_years(ctx.today, -3) + timedelta(days=61))
                settings.set_opening(ctx, pack, cycle=0, year=0)
            settings.set_working_hours(ctx, 0, 24 * 60, range(7))
            ctx.change_member(onboarding="done")

    async def met(self) -> None:
        """Returns once everybody is known to the bot."""
        everybody = len(self.people)
        await self.until(lambda: self._are_known(everybody))

    async def _are_known(self, people: int) -> bool:
        return await self.count("member", "profile_at IS NOT NULL") == people

    def has_drafts(self, person: Person, count: int) -> None:
        """Somebody has so many drafts already."""
        with self.open(person) as ctx:
            for number in range(count):
                title = f"Entry {number}"
                ctx.work.entries.add(ctx.member.id, "draft", ctx.now, source_key=None, title=title)

    @contextmanager
    def open(self, person: Person) -> Iterator[MemberContext]:
        """A member context of somebody's, as if they had been here before; kept at the end."""
        actor = Actor(self.sandbox.workspace.team.id, person.user_id)
        with self.contexts.open(actor, Origin(f"given:{person.user_id}")) as ctx:
            ctx.work.undo.be_silent()
            user = person.user
            know(ctx, Profile(user.name, user.tz, "person", deactivated=False, is_admin=False))
            yield ctx
            ctx.commit()

    # Waiting

    async def leases_run_out(self) -> None:
        """What a killed process held is given up at once; in life that takes half a minute."""
        with self.database.transaction() as session:
            connection = session.connection()
            for queue in _OPEN:
                connection.execute(
                    text(f"UPDATE {queue} SET lease_until = due_at WHERE lease_until IS NOT NULL")
                )
            connection.execute(text("DELETE FROM lease"))
            session.commit()

    async def quiet(self, *, aside: int = 0) -> None:
        """Returns once everything that came was dealt with, everything due was said, and so many
        rows are set aside.
        """
        await self.until(lambda: self._is_quiet(aside))

    async def until(self, condition: Callable[[], Awaitable[bool]]) -> None:
        """Returns once it is so; asked again with each change in Slack, and now and then."""
        with self.sandbox.workspace.feed.subscribe() as changes:
            async with asyncio.timeout(PATIENCE):
                while not await condition():
                    # What shows in the database alone shows in no feed.
                    with suppress(TimeoutError):
                        async with asyncio.timeout(0.05):
                            await anext(changes)

    async def _is_quiet(self, aside: int) -> bool:
        if not self.sandbox.delivery.is_idle:
            return False
        [(waiting,)] = await self.query(_WAITING)
        return bool(waiting == aside)

    async def swept(self, times: int = 3) -> None:
        """Returns once it was looked so many times more who is due a nudge."""
        enough = await self._sweeps() + times
        await self.until(lambda: self._has_swept(enough))

    async def _has_swept(self, times: int) -> bool:
        return await self._sweeps() >= times

    async def _sweeps(self) -> int:
        rows = await self.query("SELECT fence FROM lease WHERE name = 'sweep:nudges'")
        return sum(row[0] for row in rows)

    # What can be found out from outside

    def heard(self, person: Person) -> list[Message]:
        """What the bot said to somebody in their DM for good, threads included, oldest first."""
        bot = self.sandbox.workspace.bot.id
        return [one for one in person.messages() if one.user_id == bot and not one.visible_to]

    def said(self, person: Person) -> list[Message]:
        """Of that, what brought no file."""
        return [one for one in self.heard(person) if not one.file_ids]

    def files(self, person: Person) -> list[File]:
        """The files that the bot brought somebody and that stand there still, oldest first."""
        files = self.sandbox.workspace.files
        brought = [file for one in self.heard(person) for file in one.file_ids]
        return [files[file] for file in brought if file in files]

    async def drafts(self) -> dict[str, int]:
        """How many drafts each person has who has any, by name."""
        rows = await self.query(
            "SELECT member.name, count(*) FROM entry JOIN member ON member.id = entry.member_id"
            " WHERE entry.status = 'draft' GROUP BY member.name"
        )
        return {str(name): int(count) for name, count in rows}

    async def query(self, statement: str) -> list[tuple[Any, ...]]:
        """What the database answers to a plain statement."""

        def unit() -> list[tuple[Any, ...]]:
            with self.database.snapshot() as session:
                return [tuple(row) for row in session.connection().execute(text(statement))]

        return await asyncio.wrap_future(self.database.read(unit))

    async def count(self, table: str, condition: str) -> int:
        """How many rows of a table meet an SQL condition."""
        [(count,)] = await self.query(f"SELECT count(*) FROM {table} WHERE {condition}")
        return int(count)

    def check(self, *expected: tuple[str, str]) -> None:
        """Slack refused nothing, not even a second message under the same id, but for what is
        `expected`: methods and codes.
        """
        refused = [
            (call.method, call.answer["error"])
            for call in self.sandbox.calls
            if call.answer is not None and not call.ok
        ]
        assert [one for one in refused if one not in expected] == []


@asynccontextmanager
async def process_harness(
    database_url: str,
    *,
    mode: str,
    seed: int | None = None,
    manifest: Mapping[str, Any] | None = None,
    people: Sequence[User] = SIX,
) -> AsyncIterator[ProcessHarness]:
    """Six people in a Slack workspace that soon comes again with what nobody acknowledged.
    `manifest` is another one of the app's, and `people` are others.
    """
    given = manifest or load_manifest().source
    async with Sandbox(given, people, retry_delays=[0.2] * 300, seed=seed) as sandbox:
        database = Database(database_url)
        try:
            contexts = ContextFactory(database, Clocks(), load_packs())
            who = [sandbox.person(one.id) for one in people]
            yield ProcessHarness(sandbox, who, contexts, database_url, mode)
        finally:
            database.close()


def first_lines(messages: Sequence[Message]) -> list[str]:
    """What messages begin with."""
    return [reads(one).partition("\n")[0] for one in messages]


def kinds(files: Sequence[File]) -> list[str]:
    """What they are by their names, in alphabetical order."""
    return sorted(file.name.rpartition(".")[2] for file in files)


def nudges(messages: Sequence[Message]) -> list[Message]:
    """Those that the bot began by itself."""
    return [one for one in messages if str(one.blocks[0]["block_id"]).startswith("nudge:")]


def asked_for(messages: Sequence[Message]) -> list[Message]:
    """The others: how long a test takes decides whether it is nudged."""
    return [one for one in messages if one not in nudges(messages)]
