"""What the tests of real processes share: a workplace in Slack, the bot's processes and database.

Processes themselves are `tests.processes`'s; what they are put through stands in the tests.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from bot.clock import Clocks
from bot.policy.pack_file import load_packs
from bot.services import settings
from bot.services.desk import Actor, Desk, Office, Origin
from bot.services.people import Profile, know
from bot.start import Role
from sandbox import Message, Person, Sandbox, User
from storage.database import Database
from storage.vocabulary import INBOX_OPEN, OUTBOX_OPEN
from tests.processes import Process, served

PATIENCE = 30.0  # seconds; a busy machine takes its time


class Workplace:
    """A Slack workspace, one database, and as many processes of the bot as a test starts."""

    def __init__(self, sandbox: Sandbox, database_url: str, mode: str) -> None:
        self.sandbox = sandbox
        self.database_url = database_url
        self.mode = mode
        self._office = Office(Database(database_url), Clocks(), load_packs())

    async def close(self) -> None:
        """Gives up the test's own connections."""
        await self._office.database.close()

    @asynccontextmanager
    async def bot(self, role: Role = "all", **settings: str) -> AsyncIterator[Process]:
        """One more process, ready and reached by Slack; killed at the end if not before."""
        given = {"CPDBOT_MODE": self.mode} | settings
        async with served(self.sandbox, self.database_url, role=role, **given) as process:
            await process.ready()
            if self.mode == "http" and role != "worker":
                self.sandbox.deliver_to(f"http://127.0.0.1:{process.port}/slack/events")
            yield process

    def person(self, user: User) -> Person:
        """Somebody, at their screen."""
        return self.sandbox.person(user.id)

    def heard(self, user: User) -> list[Message]:
        """What the bot said to somebody in their DM, threads included, oldest first."""
        bot = self.sandbox.workspace.bot.id
        return [one for one in self.person(user).messages() if one.user_id == bot]

    async def falls_behind(self, user: User) -> None:
        """Somebody who can be spoken to at any hour becomes due a nudge about their pace."""
        actor = Actor(self.sandbox.workspace.team.id, user.id)
        async with self._office.desk(actor, Origin(f"given:{user.id}")) as desk:
            await know(desk, Profile(user.real_name, user.tz, "person", False, False))
            await _is_behind(desk)
            await desk.commit()

    async def quiet(self) -> None:
        """Returns once everything that came was dealt with, and everything due was said."""
        with self.sandbox.workspace.feed.subscribe() as changes:
            async with asyncio.timeout(PATIENCE):
                while not (self.sandbox.delivery.is_idle and await self.open() == 0):
                    # What the bot writes down after Slack's last answer shows in no feed.
                    with suppress(TimeoutError):
                        async with asyncio.timeout(0.05):
                            await anext(changes)

    async def open(self) -> int:
        """How many events and messages somebody still has to do something about."""
        return await self._count("inbox", *INBOX_OPEN) + await self._count("outbox", *OUTBOX_OPEN)

    async def _count(self, queue: str, *states: str) -> int:
        listed = ", ".join(f"'{state}'" for state in states)
        [(count,)] = await self.query(f"SELECT count(*) FROM {queue} WHERE state IN ({listed})")
        return int(count)

    async def query(self, statement: str) -> list[tuple[Any, ...]]:
        """What the database answers to a plain statement."""
        async with self._office.database.snapshot() as session:
            rows = (await (await session.connection()).execute(text(statement))).all()
        return [tuple(row) for row in rows]


async def _is_behind(desk: Desk) -> None:
    await settings.enrol(desk, "imi-register")
    await settings.set_cycle_start(desk, "imi-register", desk.today - timedelta(days=300))
    await settings.decline_opening(desk, "imi-register")
    await settings.set_working_hours(desk, 0, 24 * 60, range(7))
    await desk.change_member(onboarding="done")
