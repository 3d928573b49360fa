"""What the tests of real processes share: a workplace in Slack, the bot's processes and database.

Processes themselves are `tests.processes`'s; what they are put through stands in the tests.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import text

from bot.clock import Clocks
from bot.manifest import load_manifest
from bot.policy.pack_file import load_packs
from bot.services import settings
from bot.services.desk import Actor, Office, Origin
from bot.services.people import Profile, know
from bot.start import Role
from sandbox import Message, Person, Sandbox, User
from storage.database import Database
from storage.vocabulary import INBOX_OPEN, OUTBOX_OPEN
from tests.patience import PATIENCE
from tests.processes import Process, served
from tests.world import reads

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
NOTED = "Noted. Save it when you are ready."


class Workplace:
    """A Slack workspace, one database, and as many processes of the bot as a test starts."""

    def __init__(self, sandbox: Sandbox, office: Office, database_url: str, mode: str) -> None:
        self.sandbox = sandbox
        self.people = [sandbox.person(one.id) for one in SIX]
        self._office = office
        self._database_url = database_url
        self._mode = mode

    @asynccontextmanager
    async def bot(
        self, settings: Mapping[str, str] = MappingProxyType({}), *, role: Role = "all"
    ) -> AsyncIterator[Process]:
        """One more process, ready and reached by Slack; killed in the end if not before."""
        given = {"CPDBOT_MODE": self._mode, **settings}
        async with served(self.sandbox, self._database_url, given, role=role) as process:
            await process.ready()
            if self._mode == "http" and role != "worker":
                self.sandbox.deliver_to(f"http://127.0.0.1:{process.port}/slack/events")
            yield process

    async def falls_behind(self, person: Person) -> None:
        """Somebody who can be spoken to at any hour is due a nudge about their pace from now on."""
        actor = Actor(self.sandbox.workspace.team.id, person.user_id)
        with self._office.desk(actor, Origin(f"given:{person.user_id}")) as desk:
            user = person.user
            profile = Profile(user.name, user.tz, "person", deactivated=False, is_admin=False)
            know(desk, profile)
            settings.enrol(desk, "imi-register")
            settings.set_cycle_start(desk, "imi-register", desk.today - timedelta(days=300))
            settings.decline_opening(desk, "imi-register")
            settings.set_working_hours(desk, 0, 24 * 60, range(7))
            desk.change_member(onboarding="done")
            desk.commit()

    # Waiting

    async def leases_run_out(self) -> None:
        """What a killed process held is given up at once; in life that takes half a minute."""
        with self._office.database.transaction() as session:
            connection = session.connection()
            for queue in ("inbox", "outbox"):
                await connection.execute(
                    text(f"UPDATE {queue} SET lease_until = due_at WHERE lease_until IS NOT NULL")
                )
            await connection.execute(text("DELETE FROM lease"))
            session.commit()

    async def quiet(self) -> None:
        """Returns once everything that came was dealt with, and everything due was said."""
        await self._until(self._is_quiet)

    async def _until(self, condition: Callable[[], Awaitable[bool]]) -> None:
        with self.sandbox.workspace.feed.subscribe() as changes:
            async with asyncio.timeout(PATIENCE):
                while not await condition():
                    # What shows in the database alone shows in no feed.
                    with suppress(TimeoutError):
                        async with asyncio.timeout(0.05):
                            await anext(changes)

    async def _is_quiet(self) -> bool:
        if not self.sandbox.delivery.is_idle:
            return False
        waiting = 0
        for queue, states in (("inbox", INBOX_OPEN), ("outbox", OUTBOX_OPEN)):
            listed = ", ".join(f"'{state}'" for state in (*states, "aside"))
            [(count,)] = await self._query(
                f"SELECT count(*) FROM {queue} WHERE state IN ({listed})"
            )
            waiting += count
        return waiting == 0

    async def swept(self, times: int = 3) -> None:
        """Returns once it was looked so many times more who is due a nudge."""
        enough = await self._sweeps() + times
        await self._until(lambda: self._has_swept(enough))

    async def _has_swept(self, times: int) -> bool:
        return await self._sweeps() >= times

    async def _sweeps(self) -> int:
        rows = await self._query("SELECT fence FROM lease WHERE name = 'sweep:nudges'")
        return sum(row[0] for row in rows)

    # What can be found out from outside

    def heard(self, person: Person) -> list[Message]:
        """What the bot said to somebody in their DM for good, threads included, oldest first."""
        bot = self.sandbox.workspace.bot.id
        return [one for one in person.messages() if one.user_id == bot and not one.visible_to]

    async def drafts(self) -> dict[str, int]:
        """How many drafts each person has who has any, by name."""
        rows = await self._query(
            "SELECT member.name, count(*) FROM entry JOIN member ON member.id = entry.member_id"
            " WHERE entry.status = 'draft' GROUP BY member.name"
        )
        return {str(name): int(count) for name, count in rows}

    def check(self) -> None:
        """Slack refused nothing: not even a second message under the same id."""
        refused = [
            (call.method, call.answer["error"])
            for call in self.sandbox.calls
            if call.answer is not None and not call.ok
        ]
        assert refused == []

    async def _query(self, statement: str) -> list[tuple[Any, ...]]:
        with self._office.database.snapshot() as session:
            rows = ((session.connection()).execute(text(statement))).all()
        return [tuple(row) for row in rows]


@asynccontextmanager
async def workplace_with(database_url: str, *, mode: str) -> AsyncIterator[Workplace]:
    """Six people in a Slack workspace that soon comes again with what nobody acknowledged."""
    async with Sandbox(load_manifest().source, SIX, retry_delays=[0.2] * 300) as sandbox:
        database = Database(database_url)
        try:
            office = Office(database, Clocks(), load_packs())
            yield Workplace(sandbox, office, database_url, mode)
        finally:
            database.close()


def first_lines(messages: Sequence[Message]) -> list[str]:
    """What messages begin with."""
    return [reads(one).partition("\n")[0] for one in messages]


def nudges(messages: Sequence[Message]) -> list[Message]:
    """Those that the bot began by itself."""
    return [one for one in messages if str(one.blocks[0]["block_id"]).startswith("nudge:")]
