"""Socket Mode: a connection that is known to be up or not, comes back, and is closed in order."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError

from bot.clock import Clocks
from bot.delivery.clients import Clients, Identity, Installation, OneInstallation
from bot.delivery.pacing import Pacing
from bot.handlers import bolt
from bot.handlers.connection import Connection
from bot.handlers.intake import Door, Idle
from bot.metrics import Metrics
from sandbox import Sandbox
from storage.queues.inbox import InboxItem
from storage.queues.inbox_writer import Arrival, Kept
from tests.patience import PATIENCE
from tests.running import ANA, settings_for

IN_A_HURRY = 0.05


class Nowhere:
    """An inbox that keeps nothing, and takes its time when told to."""

    def __init__(self, *, slow: bool = False) -> None:
        self.came = asyncio.Event()
        self._slow = slow
        self._waiting: list[Future[Kept]] = []

    def put(self, arrival: Arrival) -> "Future[Kept]":
        del arrival
        kept: Future[Kept] = Future()
        self._waiting.append(kept)
        self.came.set()
        if not self._slow:
            self.go_on()
        return kept

    def leased(self, arrival: Arrival, kept: Kept) -> InboxItem | None:
        del arrival, kept
        return None

    def go_on(self) -> None:
        """What has come so far is kept."""
        while self._waiting:
            self._waiting.pop().set_result(Kept(1))


@asynccontextmanager
async def connected(
    sandbox: Sandbox, inbox: Nowhere, app_token: str | None = None
) -> AsyncIterator[tuple[Connection, AsyncApp]]:
    """A connection to the sandbox that pings, and reconnects, in a hurry."""
    async with aiohttp.ClientSession() as http:
        settings, clocks, metrics = (
            settings_for(sandbox, "sqlite:///unused.db"),
            Clocks(),
            Metrics(),
        )
        us = Identity(sandbox.workspace.team.id, "", "B1", sandbox.workspace.bot.id)
        clients = Clients(
            settings,
            http,
            OneInstallation(Installation(sandbox.bot_token, us)),
            lambda: Pacing(clocks.real),
        )
        app = bolt.app(clients)
        connection = Connection(
            Door(app, inbox, Idle(), clients=clients, clocks=clocks, metrics=metrics),
            app_token or sandbox.app_token,
            clients.of(us.workspace_id).web,
            metrics,
            ping_seconds=IN_A_HURRY,
        )
        try:
            yield connection, app
        finally:
            await connection.close()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(users=[ANA]) as running:
        yield running


async def test_it_is_up_once_it_is_open(sandbox: Sandbox) -> None:
    async with connected(sandbox, Nowhere()) as (connection, _):
        assert not await connection.is_up()
        await connection.open()
        assert await connection.is_up()
        assert sandbox.sockets.count == 1
    assert not await connection.is_up()
    await sandbox.until(lambda: sandbox.sockets.count == 0)


async def test_a_refused_token_is_told_at_once(sandbox: Sandbox) -> None:
    async with connected(sandbox, Nowhere(), app_token="xapp-wrong") as (connection, _):
        with pytest.raises(SlackApiError, match="invalid_auth"):
            await connection.open()


async def test_it_comes_back_when_the_network_cuts_it(sandbox: Sandbox) -> None:
    async with connected(sandbox, Nowhere()) as (connection, _):
        await connection.open()
        sandbox.sockets.cut()
        await sandbox.until(lambda: sandbox.sockets.count == 0)
        await sandbox.until(lambda: sandbox.sockets.count == 1)
        await sandbox.person(ANA.id).say("1h on brakes")
        await sandbox.until(lambda: sandbox.delivery.is_idle)


async def test_it_follows_slack_to_another_address(sandbox: Sandbox) -> None:
    async with connected(sandbox, Nowhere()) as (connection, _):
        await connection.open()
        await sandbox.sockets.disconnect("refresh_requested")
        await sandbox.until(lambda: len(sandbox.calls_of("apps.connections.open")) == 2)
        await sandbox.until(lambda: sandbox.sockets.count == 1)
        await sandbox.person(ANA.id).say("1h on brakes")
        await sandbox.until(lambda: sandbox.delivery.is_idle)
        assert await connection.is_up()


async def test_it_is_deaf_when_it_stays_down(sandbox: Sandbox) -> None:
    async with connected(sandbox, Nowhere()) as (connection, _):
        await connection.open()
        watch = asyncio.create_task(connection.deaf(0.3))
        assert not (await asyncio.wait({watch}, timeout=0.5))[0]
        sandbox.faults.error("apps.connections.open", "internal_error", times=1000)
        sandbox.sockets.cut()
        async with asyncio.timeout(PATIENCE):
            await watch


async def test_what_was_taken_is_acked_before_it_is_closed(sandbox: Sandbox) -> None:
    inbox = Nowhere(slow=True)
    async with connected(sandbox, inbox) as (connection, _):
        await connection.open()
        await sandbox.person(ANA.id).say("1h on brakes")
        await inbox.came.wait()
        closing = asyncio.create_task(connection.close())
        inbox.go_on()
        await closing
    await sandbox.until(lambda: sandbox.delivery.is_idle)
    assert [attempt.failure for attempt in sandbox.delivery.attempts] == [None]


async def test_a_command_is_answered_over_the_socket(sandbox: Sandbox) -> None:
    async with connected(sandbox, Nowhere()) as (connection, app):

        async def answer(ack: AsyncAck) -> None:
            await ack(text="Here you are.", response_type="ephemeral")

        app.command("/cpd")(answer)
        await connection.open()
        outcome = await sandbox.person(ANA.id).command("/cpd", "status")
    assert outcome.message is not None
    assert outcome.message.text == "Here you are."
