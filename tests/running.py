"""A small product for tests of what carries any product, and a process that runs it in the test.

The product is real, only small: it answers each message with its own words, through inbox and
outbox, as ours does.
"""

import asyncio
import json
import tempfile
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bot.app import Product, Role, Runtime, build
from bot.clock import Clocks
from bot.delivery.clients import Clients
from bot.delivery.content import Home, Letter, Nothing, Outgoing, Post, Unknown
from bot.delivery.job_runner import Work
from bot.delivery.ticker import Sweep
from bot.delivery.worker import Deal, Dealt
from bot.handlers.intake import everything
from bot.handlers.payloads import author_of
from bot.services.context.member_context import Actor, ContextFactory, Origin
from bot.settings import Settings
from sandbox.model import User
from sandbox.server import Sandbox
from storage.queues.inbox import InboxItem
from storage.queues.outbox import OutboxItem
from storage.unit_of_work import UnitOfWork

ANA = User("U0ANA00000", "ana", "Ana Ortiz", tz="Europe/London")
BEN = User("U0BEN00000", "ben", "Ben Okafor", tz="Europe/London")


class Echo:
    """Answers with what was written. `troubles` are raised, one for each event that comes."""

    def __init__(
        self,
        troubles: Sequence[Exception] = (),
        sweeps: Sequence[Sweep] = (),
        work: Mapping[str, Work] | None = None,
    ) -> None:
        self.troubles = list(troubles)
        self.sweeps = sweeps
        self.work = work or {}
        self.handled: list[str] = []
        self.renderer = EchoRenderer()

    @property
    def product(self) -> Product:
        """As the process wants it."""
        return Product(
            register=lambda _app, _office, _clients: None,
            deal=self.deal,
            sift=lambda _office: everything,
            renderer=lambda _office: self.renderer,
            work=lambda _office, _clients, _patience: self.work,
            coaching=lambda _office, _client, _people: {},
            sweeps=lambda _office, _queues, _clients: self.sweeps,
        )

    def deal(self, contexts: ContextFactory, _clients: Clients) -> Deal:
        """Answers a message; everything else means nothing."""

        async def deal(item: InboxItem) -> Dealt:
            event = json.loads(item.payload)["event"]
            if event["type"] != "message":
                return "nothing"
            if self.troubles:
                raise self.troubles.pop(0)
            actor = Actor(item.workspace_id, author_of(event))

            def unit() -> None:
                with contexts.open(actor, Origin(f"event:{item.id}", item)) as ctx:
                    ctx.reply("echo", {"text": event["text"]}, thread_ts=event.get("thread_ts"))
                    ctx.commit()

            await asyncio.wrap_future(contexts.database.write(unit))
            self.handled.append(event["text"])
            return "done"

        return deal


class EchoRenderer:
    """Renders values as they are; `told` is what it heard of having been sent, `dropped` of having
    been taken back, `lost` of having been given up.

    When `reasonless`, there is no more reason to send anything.
    """

    def __init__(self) -> None:
        self.reasonless = False
        self.told: list[str] = []
        self.dropped: list[str] = []
        self.lost: list[str] = []
        self.troubles: list[Exception] = []

    def render(self, session: Session, items: Sequence[OutboxItem]) -> list[Letter]:
        """By kind: home, never, unknown, gone (it must come); everything else is a post."""
        letters = []
        for item in items:
            member = UnitOfWork(session, item.workspace_id).members.get(item.member_id)
            assert member is not None
            letters.append(Letter(item, self.outgoing(item), member.slack_id, member.im_channel))
        return letters

    def outgoing(self, item: OutboxItem) -> Outgoing:
        """One message's content."""
        text = str(item.values.get("text", item.values.get("sentence", "")))
        section = {"type": "section", "text": {"type": "plain_text", "text": text or "-"}}
        if item.kind == "home":
            home = {"type": "home", "blocks": [section]}
            return Home(home, must_come="must_come" in item.values)
        if item.kind == "unknown":
            return Unknown()
        if item.kind == "never" or self.reasonless:
            return Nothing("caught up")
        return Post(text, [section], keep=frozenset({"text"}), must_come=item.kind == "gone")

    def sent(self, session: Session, item: OutboxItem) -> None:
        """Remembers it, unless there is a trouble left."""
        del session
        if self.troubles:
            raise self.troubles.pop(0)
        self.told.append(item.dedupe_key)

    def taken_back(self, session: Session, item: OutboxItem) -> None:
        """Remembers it."""
        del session
        self.dropped.append(item.dedupe_key)

    def given_up(self, session: Session, item: OutboxItem) -> None:
        """Remembers it."""
        del session
        self.lost.append(item.dedupe_key)


def settings_for(sandbox: Sandbox, database_url: str, **changes: Any) -> Settings:
    """Settings for a process beside a sandbox, in a hurry where seconds would be waited for."""
    given: dict[str, Any] = {
        "evidence_url": _evidence_of(database_url),
        "bot_token": sandbox.bot_token,
        "app_token": sandbox.app_token,
        "signing_secret": sandbox.signing_secret,
        "api_url": sandbox.api_url,
        "database_url": database_url,
        "mode": "http",
        "port": 0,
        "lease_seconds": 4,
        "look_up_seconds": 0.05,
        "tick_seconds": 3600,
        "home_seconds": 0,
    }
    return Settings(_env_file=None, **(given | changes))


def _evidence_of(database_url: str) -> str:
    """A folder of the test's own, made once a file is kept; beside a SQLite file as by default."""
    if database_url.startswith("sqlite"):
        return ""
    return str(Path(tempfile.gettempdir()) / "cpdbot-evidence" / uuid.uuid4().hex)


@asynccontextmanager
async def running(
    sandbox: Sandbox,
    database_url: str,
    echo: Echo | None,
    *,
    clocks: Clocks | None = None,
    role: Role = "all",
    **changes: Any,
) -> AsyncIterator[Runtime]:
    """The bot, up and reached by the sandbox; ended in order when the block is left.

    Without an echo it is our whole product.
    """
    settings = settings_for(sandbox, database_url, **changes)
    runtime = build(settings, clocks, role, echo.product if echo else None)
    process = asyncio.create_task(runtime.run())
    ready = asyncio.create_task(runtime.ready.wait())
    await asyncio.wait({process, ready}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    if process.done():
        process.result()
    if settings.mode == "http":
        sandbox.deliver_to(f"http://127.0.0.1:{runtime.port}/slack/events")
    try:
        yield runtime
    finally:
        runtime.stop()
        await process
