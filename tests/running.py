"""A small product for tests of what carries any product, and a process that runs it in the test.

The product is real, only small: it answers each message with its own words, through inbox and
outbox, as ours does.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.app import Product, Runtime, build
from bot.clock import Clocks
from bot.delivery.outgoing import Home, Nothing, Outgoing, Post, Upload
from bot.delivery.ticker import Sweep
from bot.handlers.intake import author_of
from bot.handlers.reception import ITEM
from bot.services.desk import Actor, Office, Origin
from bot.settings import Settings
from bot.start import Role
from sandbox.model import User
from sandbox.server import Sandbox
from storage.inbox import InboxItem
from storage.outbox import OutboxItem

ANA = User("U0ANA00000", "ana", "Ana Ortiz", tz="Europe/London")
BEN = User("U0BEN00000", "ben", "Ben Okafor", tz="Europe/London")


class Echo:
    """Answers with what was written. `troubles` are raised, one for each event that comes."""

    def __init__(self, troubles: Sequence[Exception] = (), sweeps: Sequence[Sweep] = ()) -> None:
        self.troubles = list(troubles)
        self.sweeps = sweeps
        self.handled: list[str] = []
        self.renderer = EchoRenderer()

    @property
    def product(self) -> Product:
        """As the process wants it."""
        return Product(
            register=self.register,
            renderer=lambda _office: self.renderer,
            sweeps=lambda _office: self.sweeps,
        )

    def register(self, app: AsyncApp, office: Office) -> None:
        """One listener for messages, one for the word it knows as a command."""

        async def on_message(event: Mapping[str, Any], context: AsyncBoltContext) -> None:
            item: InboxItem = context[ITEM]
            if self.troubles:
                raise self.troubles.pop(0)
            actor = Actor(item.workspace_id, author_of(event))
            async with office.desk(actor, Origin(f"event:{item.id}", item)) as desk:
                await desk.reply("echo", {"text": event["text"]}, thread_ts=event.get("thread_ts"))
                await desk.commit()
            self.handled.append(event["text"])

        app.event("message")(on_message)


class EchoRenderer:
    """Renders values as they are; `told` is what it heard of having been sent, `dropped` of having
    been taken back.

    When `reasonless`, there is no more reason to send anything.
    """

    def __init__(self) -> None:
        self.reasonless = False
        self.told: list[tuple[str, str, str]] = []
        self.dropped: list[str] = []

    async def render(self, item: OutboxItem) -> Outgoing:
        """By kind: home, file, never; everything else is a post."""
        text = str(item.values.get("text", item.values.get("sentence", "")))
        section = {"type": "section", "text": {"type": "plain_text", "text": text or "-"}}
        if item.kind == "home":
            return Home({"type": "home", "blocks": [section]})
        if item.kind == "file":
            return Upload("record.json", "Your record", text.encode(), "Here it is.")
        if item.kind == "never" or self.reasonless:
            return Nothing("caught up")
        return Post(text, [section], keep=frozenset({"text"}))

    async def sent(self, session: AsyncSession, item: OutboxItem, channel: str, ts: str) -> None:
        """Remembers it."""
        assert session.in_transaction() is not None
        self.told.append((item.dedupe_key, channel, ts))

    async def taken_back(self, session: AsyncSession, item: OutboxItem) -> None:
        """Remembers it."""
        assert session.in_transaction() is not None
        self.dropped.append(item.dedupe_key)


def settings_for(sandbox: Sandbox, database_url: str, **changes: Any) -> Settings:
    """Settings for a process beside a sandbox, in a hurry where seconds would be waited for."""
    given: dict[str, Any] = {
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
    }
    return Settings(_env_file=None, **(given | changes))


@asynccontextmanager
async def running(
    sandbox: Sandbox,
    database_url: str,
    echo: Echo,
    *,
    clocks: Clocks | None = None,
    role: Role = "all",
    **changes: Any,
) -> AsyncIterator[Runtime]:
    """The bot, up and reached by the sandbox; ended in order when the block is left."""
    settings = settings_for(sandbox, database_url, **changes)
    runtime = build(settings, clocks, role, echo.product)
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
