"""A sandbox, an outbox and a sender between them, with a clock that a test moves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot.clock import real_time
from bot.delivery.addresses import Addresses
from bot.delivery.lookup import LookUp
from bot.delivery.outgoing import Renderer
from bot.delivery.pacing import Pacing
from bot.delivery.posting import Posting
from bot.delivery.sender import Patience, Sender
from bot.metrics import Metrics
from bot.precedence import Precedence
from bot.slack import web_client
from sandbox.model import Message
from sandbox.people import Person
from sandbox.server import Sandbox
from storage import outbox
from storage.database import Database
from storage.outbox import Outbox
from storage.queues import QueueCounts
from storage.tables import Outbox as OutboxTable
from storage.unit_of_work import unit_of_work
from tests.patience import PATIENCE
from tests.running import ANA, EchoRenderer, settings_for

WORKSPACE = "T0SANDBOX"


@dataclass(slots=True)
class MovedClock:
    """Real time, and what a test adds to it."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return real_time() + self.ahead

    def forward(self, **by: float) -> None:
        """Moves it on, by what timedelta takes."""
        self.ahead += timedelta(**by)


class Letters:
    """What a test does with an outbox, and sees in the DM of whom it is for."""

    def __init__(
        self, sandbox: Sandbox, database: Database, http: aiohttp.ClientSession, **patience: float
    ) -> None:
        self.sandbox = sandbox
        self.database = database
        self.outbox = Outbox(database)
        self.clock = MovedClock()
        self.metrics = Metrics()
        self.renderer = EchoRenderer()
        self.pacing = Pacing(self.clock)
        self._http = http
        self._patience = Patience(
            timedelta(seconds=patience.get("lease", 30)), timedelta(seconds=30)
        )

    @property
    def ana(self) -> Person:
        return self.sandbox.person(ANA.id)

    def said(self) -> list[str]:
        """The bot's words in Ana's DM, oldest first."""
        return [message.text for message in self.letters()]

    def letters(self) -> list[Message]:
        """The bot's messages in Ana's DM, threads included."""
        return [message for message in self.ana.messages() if message.bot_id]

    async def member(self, slack_id: str = ANA.id, **changes: Any) -> int:
        """A member's number; made if new."""
        async with unit_of_work(self.database, WORKSPACE) as work:
            await work.workspace.ensure(self.clock())
            member = await work.members.lock(slack_id, self.clock())
            if changes:
                await work.members.change(member.id, **changes)
            await work.commit()
        return member.id

    async def write(
        self,
        text: str,
        key: str | None = None,
        *,
        to: str = ANA.id,
        kind: str = "echo",
        **more: Any,
    ) -> int:
        """Queues a message; its row."""
        member_id = await self.member(to)
        async with self.database.transaction() as session:
            row = await outbox.add(
                session,
                workspace_id=WORKSPACE,
                member_id=member_id,
                lane=f"member:{member_id}",
                dedupe_key=key or f"test:{text}",
                kind=kind,
                values={"text": text},
                now=self.clock(),
                **more,
            )
            await session.commit()
        assert row is not None
        return row

    async def touch(self, row: int) -> None:
        """What the message shows has changed."""
        async with self.database.transaction() as session:
            await outbox.touch(session, workspace_id=WORKSPACE, now=self.clock(), ids=[row])
            await session.commit()

    async def row(self, number: int) -> OutboxTable:
        """The row as it stands."""
        async with self.database.snapshot() as session:
            found = await session.get(OutboxTable, number)
        assert found is not None
        return found

    async def counts(self) -> QueueCounts:
        return await self.outbox.counts()

    async def until_state(self, number: int, *states: str) -> OutboxTable:
        """Waits until the row is in one of these states."""
        async with asyncio.timeout(PATIENCE):
            while (found := await self.row(number)).state not in states:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.005)
        return found

    async def until_tried_again(self, number: int, attempts: int) -> None:
        """Waits until the row has been tried more often, and was given back."""
        async with asyncio.timeout(PATIENCE):
            while (found := await self.row(number)).attempts == attempts or found.lease_until:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.005)

    def later(self, **by: float) -> None:
        """Moves the clock and wakes the sender."""
        self.clock.forward(**by)
        self.database.signals.outbox.set()

    def sender(self, renderer: Renderer | None = None) -> Sender:
        """A sender that does not run yet."""
        settings = settings_for(self.sandbox, "sqlite:///unused.db")
        client, seconds = web_client(settings, self._http), self._patience.call
        return Sender(
            self.database,
            self.outbox,
            renderer=renderer or self.renderer,
            addresses=Addresses(self.database, client, seconds),
            posting=Posting(client, self._http, seconds),
            look_up=LookUp(client, seconds),
            pacing=self.pacing,
            real_time=self.clock,
            precedence=Precedence(),
            metrics=self.metrics,
            patience=self._patience,
        )

    @asynccontextmanager
    async def sending(self, renderer: Renderer | None = None) -> AsyncIterator[Sender]:
        """A sender at work; stopped in order when the block is left."""
        sender = self.sender(renderer)
        task = asyncio.create_task(sender.run())
        try:
            yield sender
        finally:
            await sender.stop(5)
            await task

    @asynccontextmanager
    async def killed(self) -> AsyncIterator[None]:
        """A sender at work that is gone, as if by a signal, when the block is left."""
        sender = self.sender()
        task = asyncio.create_task(sender.run())
        try:
            yield
        finally:
            task.cancel()
            await sender.stop(0)
            await asyncio.gather(task, return_exceptions=True)
