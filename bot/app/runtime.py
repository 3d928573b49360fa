"""The composition root: builds everything that a process needs, runs it, and ends it in order.

Nothing is built at import, and no decision about the product is taken here.
"""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import structlog
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import coaching, drafts, evidence, signing
from bot.app.health import Check, Health, Unwell
from bot.app.product import Product, Queues, the_product
from bot.app.start import (
    CannotStart,
    Role,
    check_settings,
    open_database,
    remember,
    unreachable,
    who_we_are,
)
from bot.clock import Clocks
from bot.conversation.warm import warm_up
from bot.delivery.clients import (
    Clients,
    Installation,
    Installations,
    OneInstallation,
    web_client,
)
from bot.delivery.job_runner import JobRunner
from bot.delivery.pacing import Pacing
from bot.delivery.sender import Sender
from bot.delivery.ticker import Ticker
from bot.delivery.timeouts import Patience
from bot.delivery.worker import Worker
from bot.handlers import bolt
from bot.handlers.events import apologise
from bot.handlers.http_endpoint import BYTES_AT_MOST, PATH, Endpoint, runner_of
from bot.handlers.intake import Door, Idle
from bot.metrics import Metrics
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.member_context import ContextFactory
from bot.settings import Settings
from storage.engine.database import Database
from storage.queues.inbox import Inbox
from storage.queues.jobs import COACH, OTHERS, Jobs
from storage.queues.outbox import Outbox

if TYPE_CHECKING:
    from bot.handlers.connection import Connection

log = structlog.get_logger(__name__)

DEAF_SECONDS: Final = 120.0
DRAIN_SECONDS: Final = 10.0

SWITCH_SECONDS: Final = 0.001
"""How long one thread may go on running Python while another waits for its turn: the event loop,
which answers Slack, waits for a unit of work no longer than that.
"""


class WentDeaf(Exception):  # noqa: N818 - a sentence for the operator
    """Slack has not been able to reach the process for so long that a new one is better."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What both sides of the process stand on."""

    contexts: ContextFactory
    queues: Queues
    clients: Clients
    product: Product


def build(
    settings: Settings,
    clocks: Clocks | None = None,
    role: Role = "all",
    product: Product | None = None,
    *,
    pacing: Callable[[], Pacing] | None = None,
    installations: Installations | None = None,
) -> "Runtime":
    """A process that does not run yet. To be called within the event loop that will run it.

    `pacing` makes one workspace's; `installations` are those of several workspaces, where there is
    more than the one that the settings name. Raises CannotStart where the settings do not suffice.
    """
    check_settings(settings, role)
    clocks = clocks or Clocks()
    return Runtime(
        settings,
        clocks,
        role,
        product or the_product(),
        pacing=pacing or partial(Pacing, clocks.real),
        installations=installations,
    )


class Runtime:
    """One process of the bot. Once `ready` is set it can be reached, and `port` says where."""

    def __init__(
        self,
        settings: Settings,
        clocks: Clocks,
        role: Role,
        product: Product,
        *,
        pacing: Callable[[], Pacing],
        installations: Installations | None,
    ) -> None:
        self.ready = asyncio.Event()
        self.port = settings.port
        self.metrics = Metrics()
        self._settings = settings
        self._clocks = clocks
        self._role = role
        self._product = product
        self._pacing = pacing
        self._installations = installations
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
        sys.setswitchinterval(SWITCH_SECONDS)
        async with AsyncExitStack() as stack:
            await self._start(stack)
            self.ready.set()
            log.info("ready", role=self._role, mode=self._settings.mode, port=self.port)
            if self._role != "web":
                for warm in (warm_up, *coaching.warmed_up(self._settings)):
                    stack.callback(asyncio.create_task(asyncio.to_thread(warm)).cancel)
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
        stack.push_async_callback(asyncio.to_thread, database.close)
        queues = Queues(Inbox(database), Outbox(database), Jobs(database))
        stack.push_async_callback(asyncio.to_thread, queues.inbox.close)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        token = settings.bot_token.get_secret_value()
        slack = web_client(settings, http, token)
        identity = await who_we_are(slack)
        await asyncio.to_thread(remember, database, identity, self._clocks)
        installations = self._installations or OneInstallation(Installation(token, identity))
        clients = Clients(settings, http, installations, self._pacing)
        contexts = ContextFactory(
            database,
            self._clocks,
            load_packs(),
            settings.admins,
            timedelta(seconds=settings.home_seconds),
            coach=coaching.endpoint(settings),
            **signing.signed_by(settings),
            **evidence.kept_in(settings),
        )
        ground = _Ground(contexts, queues, clients, self._product)
        worker: Worker | None = None
        if self._role != "web":
            self._listen_to_others(stack, database)
            worker = self._start_work(stack, ground)
        else:
            database.tell_others(frozenset({"inbox", "outbox", "job"}))
        checks: dict[str, Check] = {"database": partial(_ping, database)}
        routes = drafts.routes(contexts, self.metrics, self._role)
        connection: Connection | None = None
        if self._role != "worker":
            door = self._door(stack, ground, worker)
            if settings.mode == "socket":
                connection = self._connection(door, slack)
                stack.push_async_callback(connection.close)
                checks["socket"] = _up(connection)
            else:
                routes.append(web.post(PATH, self._endpoint(door).handle))
        health = Health(
            checks,
            self.metrics,
            database=database,
            counts={
                "inbox": queues.inbox.counts,
                "outbox": queues.outbox.counts,
                "job": queues.jobs.counts,
            },
            real_time=self._clocks.real,
        )
        await self._serve(stack, [*routes, *health.routes()])
        if connection is not None:
            await _connect(connection, slack)
            self._spawn(stack, partial(_until_deaf, connection))

    def _door(self, stack: AsyncExitStack, ground: _Ground, worker: Worker | None) -> Door:
        app = bolt.app(ground.clients)
        ground.product.register(app, ground.contexts, ground.clients)
        running = bolt.Running(self.metrics)
        running.watch(app)
        stack.push_async_callback(running.drain, DRAIN_SECONDS)
        return Door(
            app,
            ground.queues.inbox,
            worker or Idle(),
            clients=ground.clients,
            clocks=self._clocks,
            metrics=self.metrics,
            sift=ground.product.sift(ground.contexts),
        )

    def _listen_to_others(self, stack: AsyncExitStack, database: Database) -> None:
        """On PostgreSQL another process says when it has left something to claim."""
        if database.dialect == "postgresql":
            from storage.engine.notifications import Listener  # noqa: PLC0415 - it loads the driver

            listener = Listener(database)
            listener.start()
            stack.push_async_callback(asyncio.to_thread, listener.close)

    def _start_work(self, stack: AsyncExitStack, ground: _Ground) -> Worker:
        settings, real_time = self._settings, self._clocks.real
        contexts, queues, clients = ground.contexts, ground.queues, ground.clients
        database = contexts.database
        lease = timedelta(seconds=settings.lease_seconds)
        patience = Patience(lease, timedelta(seconds=settings.look_up_seconds))
        sender = Sender(
            database,
            queues.outbox,
            renderer=ground.product.renderer(contexts),
            clients=clients,
            real_time=real_time,
            metrics=self.metrics,
            patience=patience,
        )
        worker = Worker(
            database,
            queues.inbox,
            deal=ground.product.deal(contexts, clients),
            apologise=partial(apologise, contexts),
            real_time=real_time,
            metrics=self.metrics,
            lease=lease,
        )
        runners = self._job_runners(stack, ground, patience, lease)
        ticker = self._ticker = Ticker(
            database,
            ground.product.sweeps(contexts, queues, clients),
            every=settings.tick_seconds,
            lease=lease,
            holder=f"{socket.gethostname()}:{os.getpid()}",
            real_time=real_time,
            metrics=self.metrics,
        )
        for run, stop in (
            (sender.run, sender.stop),
            *((one.run, one.stop) for one in runners),
            (ticker.run, ticker.stop),
            (worker.run, worker.stop),
        ):
            self._spawn(stack, run)
            stack.push_async_callback(stop, DRAIN_SECONDS)
        return worker

    def _job_runners(
        self, stack: AsyncExitStack, ground: _Ground, patience: Patience, lease: timedelta
    ) -> list[JobRunner]:
        """One for all jobs; with a coach a second one for those that wait for it."""
        contexts, jobs = ground.contexts, ground.queues.jobs
        make = partial(
            JobRunner,
            contexts.database,
            jobs,
            clocks=self._clocks,
            metrics=self.metrics,
            lease=lease,
        )
        work = ground.product.work(contexts, ground.clients, patience)
        if contexts.coach is None:
            return [make(work)]
        client = coaching.client(self._settings, self.metrics, self._clocks.real)
        stack.push_async_callback(client.close)
        people = coaching.people(ground.clients, self._clocks.real)
        stack.push_async_callback(people.close)
        asking = ground.product.coaching(contexts, client, people)
        at_once, pause = coaching.AT_ONCE, coaching.PAUSE_SECONDS
        asker = make(asking, part=COACH, at_once=at_once, pause=pause)
        return [make(work, part=OTHERS), asker]

    def _connection(self, door: Door, client: AsyncWebClient) -> "Connection":
        from bot.handlers.connection import Connection  # noqa: PLC0415 - not needed over HTTP

        return Connection(door, self._settings.app_token.get_secret_value(), client, self.metrics)

    def _endpoint(self, door: Door) -> Endpoint:
        secret = self._settings.signing_secret.get_secret_value()
        return Endpoint(door, secret, self._clocks.real, self.metrics)

    async def _serve(self, stack: AsyncExitStack, routes: Sequence[web.RouteDef]) -> None:
        server = web.Application(client_max_size=BYTES_AT_MOST)
        server.add_routes(routes)
        runner = runner_of(server, DRAIN_SECONDS)
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


async def _ping(database: Database) -> None:
    await asyncio.wrap_future(database.read(database.ping, first=True))


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
