"""The composition root: builds everything that a process needs, runs it, and ends it in order.

Nothing is built at import, and no decision about the product is taken here.
"""

import asyncio
import json
import os
import signal
import socket
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clocks
from bot.delivery.addresses import Addresses
from bot.delivery.lookup import LookUp
from bot.delivery.outgoing import Renderer
from bot.delivery.pacing import Pacing
from bot.delivery.posting import Posting
from bot.delivery.sender import Patience, Sender
from bot.delivery.ticker import Sweep, Ticker
from bot.delivery.worker import Worker
from bot.handlers import bolt, unmatched
from bot.handlers.endpoint import BYTES_AT_MOST, PATH, Endpoint
from bot.handlers.intake import Intake, author_in
from bot.handlers.reception import ITEM
from bot.health import Check, Health, Unwell
from bot.metrics import Metrics
from bot.policy.pack_file import load_packs
from bot.precedence import Precedence
from bot.services.desk import Actor, Office, Origin
from bot.settings import Settings
from bot.slack import web_client
from bot.start import (
    CannotStart,
    Role,
    check_settings,
    open_database,
    remember,
    unreachable,
    who_we_are,
)
from storage.inbox import Inbox, InboxItem
from storage.outbox import Outbox

if TYPE_CHECKING:
    from bot.handlers.connection import Connection

log = structlog.get_logger(__name__)

DEAF_SECONDS = 120.0
DRAIN_SECONDS = 10.0
EVENTS_KEPT = timedelta(days=7)  # for so long a repeated event is known again
SELDOM = timedelta(hours=6)  # it reads through all that was ever said
MESSAGES_KEPT = timedelta(days=90)  # for so long a message can be changed; an entry's for ever


class WentDeaf(Exception):  # noqa: N818 - a sentence for the operator
    """Slack has not been able to reach the process for so long that a new one is better."""


@dataclass(frozen=True, slots=True)
class Product:
    """What the product does, as far as the process has to know."""

    register: Callable[[AsyncApp, Office], None]
    renderer: Callable[[Office], Renderer]
    sweeps: Callable[[Office], Sequence[Sweep]]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What both sides of the process stand on."""

    office: Office
    inbox: Inbox
    outbox: Outbox
    client: AsyncWebClient
    http: aiohttp.ClientSession


def the_product() -> Product:
    """Ours."""
    from bot import handlers  # noqa: PLC0415 - the skeleton above runs, and is tested, without
    from bot.delivery.rendering import Rendering  # noqa: PLC0415
    from bot.services import admin, entries, nudging  # noqa: PLC0415

    def sweeps(office: Office) -> list[Sweep]:
        settled: dict[str, dict[str, str]] = {}
        return [
            Sweep("nudges", lambda: nudging.sweep(office)),
            Sweep("rules", lambda: admin.reassess_outdated(office, settled)),
            Sweep("drafts", lambda: entries.forget_discarded(office)),
        ]

    return Product(
        register=handlers.register,
        renderer=Rendering,
        sweeps=sweeps,
    )


def build(
    settings: Settings,
    clocks: Clocks | None = None,
    role: Role = "all",
    product: Product | None = None,
    pacing: Pacing | None = None,
) -> "Runtime":
    """A process that does not run yet. To be called within the event loop that will run it.

    Raises CannotStart where the settings do not suffice.
    """
    check_settings(settings, role)
    clocks = clocks or Clocks()
    return Runtime(settings, clocks, role, product or the_product(), pacing or Pacing(clocks.real))


class Runtime:
    """One process of the bot. Once `ready` is set it can be reached, and `port` says where."""

    def __init__(
        self, settings: Settings, clocks: Clocks, role: Role, product: Product, pacing: Pacing
    ) -> None:
        self.ready = asyncio.Event()
        self.port = settings.port
        self.metrics = Metrics()
        self._settings = settings
        self._clocks = clocks
        self._role = role
        self._product = product
        self._pacing = pacing
        self._precedence = Precedence()
        self._stopping = asyncio.Event()
        self._ticker: Ticker | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def stop(self) -> None:
        """Has `run` end in order."""
        self._stopping.set()

    def stop_on_signals(self) -> None:
        """SIGTERM and SIGINT call `stop`."""
        for each in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(each, self.stop)

    async def tick_now(self) -> None:
        """Sweeps, and returns when that is done: for when the calendar was moved."""
        if self._ticker is not None:
            await self._ticker.tick_now()

    async def run(self) -> None:
        """Runs until `stop`. Raises CannotStart or WentDeaf.

        What was opened last is closed first: nothing comes in any more while what came is worked
        off, and the database closes when nobody needs it.
        """
        async with AsyncExitStack() as stack:
            await self._start(stack)
            self.ready.set()
            log.info("ready", role=self._role, mode=self._settings.mode, port=self.port)
            stopping = asyncio.create_task(self._stopping.wait())
            stack.callback(stopping.cancel)
            done, _ = await asyncio.wait(
                {stopping, *self._tasks}, return_when=asyncio.FIRST_COMPLETED
            )
            log.info("stopping")
            for task in done:
                task.result()  # a loop that broke takes the process along, to be started anew

    async def _start(self, stack: AsyncExitStack) -> None:
        settings = self._settings
        database = await open_database(settings.database_url)
        stack.push_async_callback(database.close)
        inbox, outbox = Inbox(database), Outbox(database)
        stack.push_async_callback(inbox.close)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        client = web_client(settings, http)
        identity = await who_we_are(client)
        await remember(database, identity, self._clocks)
        office = Office(database, self._clocks, load_packs(), settings.admins)
        ground = _Ground(office, inbox, outbox, client, http)
        authorize = bolt.one_workspace(
            settings.bot_token.get_secret_value(), identity.bot_id, identity.bot_user_id
        )
        if self._role != "web":
            events = bolt.event_app(client, authorize)
            self._listen(events, office)
            self._start_work(stack, ground, events)
        checks: dict[str, Check] = {"database": database.ping}
        routes: list[web.RouteDef] = []
        connection: Connection | None = None
        if self._role != "worker":
            intake = Intake(inbox, self._clocks, self.metrics, identity.bot_user_id)
            interactions = bolt.interaction_app(client, authorize, intake)
            self._listen(interactions, office)
            running = bolt.Running(self.metrics)
            running.watch(interactions)
            stack.push_async_callback(running.drain, DRAIN_SECONDS)
            if settings.mode == "socket":
                connection = self._connection(interactions, client)
                stack.push_async_callback(connection.close)
                checks["socket"] = _up(connection)
            else:
                routes.append(web.post(PATH, self._endpoint(interactions).handle))
        health = Health(
            checks, self.metrics, inbox=inbox, outbox=outbox, real_time=self._clocks.real
        )
        await self._serve(stack, [*routes, *health.routes()])
        if connection is not None:
            await _connect(connection, client)
            self._spawn(stack, partial(_until_deaf, connection))

    def _listen(self, app: AsyncApp, office: Office) -> None:
        self._product.register(app, office)
        unmatched.register(app)

    def _start_work(self, stack: AsyncExitStack, ground: _Ground, events: AsyncApp) -> None:
        settings, real_time = self._settings, self._clocks.real
        office, client, database = ground.office, ground.client, ground.office.database
        lease = timedelta(seconds=settings.lease_seconds)
        patience = Patience(lease, timedelta(seconds=settings.look_up_seconds))
        sender = Sender(
            database,
            ground.outbox,
            renderer=self._product.renderer(office),
            addresses=Addresses(database, client, patience.call),
            posting=Posting(client, ground.http, patience.call),
            look_up=LookUp(client, patience.call),
            pacing=self._pacing,
            real_time=real_time,
            precedence=self._precedence,
            metrics=self.metrics,
            patience=patience,
        )
        worker = Worker(
            ground.inbox,
            database.signals.inbox,
            dispatch=_redispatch(events),
            apologise=_apologise(office),
            real_time=real_time,
            precedence=self._precedence,
            metrics=self.metrics,
            lease=lease,
        )
        ticker = self._ticker = Ticker(
            database,
            [*self._product.sweeps(office), *_housekeeping(ground, self._clocks)],
            every=settings.tick_seconds,
            lease=lease,
            holder=f"{socket.gethostname()}:{os.getpid()}",
            real_time=real_time,
            metrics=self.metrics,
        )
        self._spawn(stack, sender.run)
        stack.push_async_callback(sender.stop, DRAIN_SECONDS)
        self._spawn(stack, ticker.run)
        stack.push_async_callback(ticker.stop, DRAIN_SECONDS)
        self._spawn(stack, worker.run)
        stack.push_async_callback(worker.stop, DRAIN_SECONDS)

    def _connection(self, app: AsyncApp, client: AsyncWebClient) -> "Connection":
        from bot.handlers.connection import Connection  # noqa: PLC0415 - not needed over HTTP

        return Connection(
            app,
            self._settings.app_token.get_secret_value(),
            client,
            self._precedence,
            self.metrics,
        )

    def _endpoint(self, app: AsyncApp) -> Endpoint:
        return Endpoint(
            app,
            self._settings.signing_secret.get_secret_value(),
            self._clocks.real,
            self._precedence,
            self.metrics,
        )

    async def _serve(self, stack: AsyncExitStack, routes: Sequence[web.RouteDef]) -> None:
        server = web.Application(client_max_size=BYTES_AT_MOST)
        server.add_routes(routes)
        runner = web.AppRunner(server, access_log=None, shutdown_timeout=DRAIN_SECONDS)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        host, port = self._settings.host, self._settings.port
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise CannotStart(
                f"Port {port} on {host} cannot be used ({error.strerror}). Set CPDBOT_PORT."
            ) from error
        self.port = runner.addresses[0][1]

    def _spawn(self, stack: AsyncExitStack, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Runs something from when the process is ready until its time is over."""

        async def once_ready() -> None:
            await self.ready.wait()
            await work()

        task = asyncio.create_task(once_ready())
        self._tasks.add(task)

        async def end() -> None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

        stack.push_async_callback(end)


def _redispatch(app: AsyncApp) -> Callable[[InboxItem], Coroutine[Any, Any, int]]:
    """Hands an event from the inbox to the listeners, and says how that ended."""

    async def dispatch(item: InboxItem) -> int:
        request = AsyncBoltRequest(
            mode="socket_mode", body=json.loads(item.payload), context={ITEM: item}
        )
        return (await app.async_dispatch(request)).status

    return dispatch


def _apologise(office: Office) -> Callable[[InboxItem, str], Coroutine[Any, Any, None]]:
    async def apologise(item: InboxItem, error_id: str) -> None:
        slack_id = author_in(item.lane)
        if not slack_id:
            return
        actor, origin = Actor(item.workspace_id, slack_id), Origin(f"apology:{item.id}")
        async with office.desk(actor, origin) as desk:
            await desk.reply("say", {"sentence": "not_worked_off", "id": error_id})
            await desk.commit()

    return apologise


def _housekeeping(ground: _Ground, clocks: Clocks) -> list[Sweep]:
    """Queues forget what nobody can ask for any more."""
    return [
        Sweep("forget-events", lambda: ground.inbox.forget(clocks.real() - EVENTS_KEPT), SELDOM),
        Sweep(
            "forget-messages", lambda: ground.outbox.forget(clocks.real() - MESSAGES_KEPT), SELDOM
        ),
    ]


def _up(connection: "Connection") -> Check:
    async def check() -> None:
        if not await connection.is_up():
            raise Unwell("not connected")

    return check


async def _connect(connection: "Connection", client: AsyncWebClient) -> None:
    try:
        await connection.open()
    except SlackApiError as error:
        code = error.response.get("error")
        raise CannotStart(
            f"Slack refuses SLACK_APP_TOKEN ({code}). Make an app-level token with the scope "
            "connections:write under Basic Information, and set it."
        ) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise CannotStart(unreachable(client.base_url)) from error


async def _until_deaf(connection: "Connection") -> None:
    await connection.deaf(DEAF_SECONDS)
    raise WentDeaf(f"Slack has not reached this process for {DEAF_SECONDS:.0f} seconds.")
