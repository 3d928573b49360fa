"""A sandbox, an outbox and a sender between them, with a clock that a test moves."""

import asyncio
from asyncio import wrap_future
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

import aiohttp

from bot.clock import real_time
from bot.delivery.clients import Clients, Identity, Installation, OneInstallation
from bot.delivery.content import Renderer
from bot.delivery.pacing import Pacing
from bot.delivery.sender import Sender
from bot.delivery.timeouts import Patience
from bot.metrics import Metrics
from sandbox.model import Message
from sandbox.people import Person
from sandbox.server import Sandbox
from storage.engine.database import Database
from storage.queues import outbox
from storage.queues.outbox import Outbox
from storage.queues.queue import QueueCounts
from storage.tables import Outbox as OutboxTable
from storage.unit_of_work import unit_of_work
from tests.patience import PATIENCE
from tests.running import ANA, EchoRenderer, settings_for

WORKSPACE = "T0SANDBOX"
LOOK_UP = timedelta(seconds=30)
"""How long after an unclear answer the conversation is looked at."""

T = TypeVar("T")


def clients_for(
    sandbox: Sandbox, http: aiohttp.ClientSession, pacing: Callable[[], Pacing]
) -> Clients:
    """A process's clients, all of the sandbox's one workspace."""
    workspace = sandbox.workspace
    us = Identity(WORKSPACE, "Sandbox", workspace.bot_id, workspace.bot.id)
    installation = OneInstallation(Installation(sandbox.bot_token, us))
    return Clients(settings_for(sandbox, "sqlite:///unused.db"), http, installation, pacing)


@dataclass(slots=True)
class MovedClock:
    """Real time, and what a test adds to it."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return real_time() + self.ahead

    def forward(self, **by: float) -> None:
        """Moves it on, by what timedelta takes."""
        self.ahead += timedelta(**by)


class DeliveryHarness:
    """What a test does with an outbox, and sees in the DM of whom it is for."""

    def __init__(
        self,
        sandbox: Sandbox,
        database: Database,
        http: aiohttp.ClientSession,
        clock: MovedClock,
        *,
        lease: float = 30,
    ) -> None:
        self.sandbox = sandbox
        self.database = database
        self.outbox = Outbox(database)
        self.clock = clock
        self.metrics = Metrics()
        self.renderer = EchoRenderer()
        self.clients = clients_for(sandbox, http, lambda: Pacing(self.clock))
        self._patience = Patience(timedelta(seconds=lease), LOOK_UP)

    @property
    def ana(self) -> Person:
        return self.sandbox.person(ANA.id)

    def said(self) -> list[str]:
        """The bot's words in Ana's DM, oldest first."""
        return [message.text for message in self.messages()]

    def messages(self) -> list[Message]:
        """The bot's messages in Ana's DM, threads included."""
        return [message for message in self.ana.messages() if message.bot_id]

    async def unit(self, does: Callable[[], T]) -> T:
        """What a unit of work of the test's own returns."""
        return await wrap_future(self.database.write(does))

    async def member(
        self, slack_id: str = ANA.id, workspace_id: str = WORKSPACE, **changes: Any
    ) -> int:
        """A member's number; made if new."""

        def unit() -> int:
            with unit_of_work(self.database, workspace_id) as work:
                work.workspace.ensure(self.clock())
                member = work.members.meet(slack_id, self.clock())
                if changes:
                    work.members.change(member, **changes)
                work.commit()
            return member.id

        return await self.unit(unit)

    async def write(
        self,
        text: str,
        key: str | None = None,
        *,
        to: str = ANA.id,
        kind: str = "echo",
        workspace_id: str = WORKSPACE,
        also: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> int:
        """Queues a message; its row. `also` are values beside its text."""
        member_id = await self.member(to, workspace_id)

        def unit() -> int | None:
            with self.database.transaction() as session:
                row = outbox.add(
                    session,
                    workspace_id=workspace_id,
                    member_id=member_id,
                    lane=f"member:{member_id}",
                    dedupe_key=key or f"test:{text}",
                    kind=kind,
                    values={"text": text, **(also or {})},
                    now=self.clock(),
                    **more,
                )
                session.commit()
            return row

        row = await self.unit(unit)
        assert row is not None
        return row

    async def touch(self, *rows: int) -> None:
        """What these messages show has changed."""

        def unit() -> None:
            with unit_of_work(self.database, WORKSPACE) as work:
                for row in rows:
                    work.messages.show_message(row, self.clock())
                work.commit()

        await self.unit(unit)

    async def remove(self, number: int) -> None:
        """Deletes the row, as erasing its member's record does."""

        def unit() -> None:
            with self.database.transaction() as session:
                session.delete(session.get_one(OutboxTable, number))
                session.commit()

        await self.unit(unit)

    async def row(self, number: int) -> OutboxTable:
        """The row as it stands."""

        def unit() -> OutboxTable | None:
            with self.database.snapshot() as session:
                return session.get(OutboxTable, number)

        found = await wrap_future(self.database.read(unit))
        assert found is not None
        return found

    async def counts(self) -> QueueCounts:
        return await wrap_future(self.database.read(self.outbox.counts))

    async def until_state(self, number: int, *states: str) -> OutboxTable:
        """Waits until the row is in one of these states."""
        return await self._until(number, lambda row: row.state in states)

    async def until_tried_again(self, number: int, attempts: int) -> OutboxTable:
        """Waits until the row has been tried more often, and was given back."""
        return await self._until(
            number, lambda row: row.attempts != attempts and not row.lease_until
        )

    async def until_waiting(self, number: int) -> OutboxTable:
        """Waits until the row was given back, to be tried later; or was sent."""
        return await self._until(
            number,
            lambda row: row.state == "sent" or (row.due_at > self.clock() and not row.lease_until),
        )

    async def until_sent(self, number: int, *, every: float) -> None:
        """Moves the clock on by so many seconds whenever the row waits, until it was sent."""
        for _ in range(20):
            if (await self.until_waiting(number)).state == "sent":
                return
            self.later(seconds=every)
        raise AssertionError(f"row {number} was not sent")

    async def until_back(self, number: int, error: str) -> OutboxTable:
        """Waits until the row was given back for that reason."""
        return await self._until(number, lambda row: row.error == error and not row.lease_until)

    async def until_looked(self, number: int, times: int, *, id_used: bool = False) -> OutboxTable:
        """Waits until so many looks into the conversation have found nothing; `id_used`: and Slack
        knew the message's id.
        """
        return await self._until(
            number,
            lambda row: (
                (row.state, row.looked, row.id_used) == ("unknown", times, id_used)
                and not row.lease_until
            ),
        )

    async def _until(self, number: int, is_so: Callable[[OutboxTable], bool]) -> OutboxTable:
        async with asyncio.timeout(PATIENCE):
            while not is_so(found := await self.row(number)):  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.005)
        return found

    def calls(self, *methods: str) -> list[str]:
        """The methods that were called, of these, in the order in which they were answered."""
        return [call.method for call in self.sandbox.calls if call.method in methods]

    def later(self, **by: float) -> None:
        """Moves the clock and wakes the sender."""
        self.clock.forward(**by)
        self.database.signals.outbox.set()

    def sender(self, renderer: Renderer | None = None) -> Sender:
        """A sender that does not run yet."""
        return Sender(
            self.database,
            self.outbox,
            renderer=renderer or self.renderer,
            clients=self.clients,
            real_time=self.clock,
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
