"""What a conversation in a terminal stands on: a database, the real services, a still calendar."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import event

from bot.app.start import open_database
from bot.clock import Clocks
from bot.delivery.outcomes import Settling
from bot.delivery.rendering import Rendering
from bot.metrics import Metrics
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.member_context import ContextFactory
from bot.services.dispatch import Dispatcher
from storage.engine import migrate
from storage.engine.database import Database
from storage.queues.outbox import Outbox


class StillClock:
    """A calendar that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now.astimezone(UTC)

    def __call__(self) -> datetime:
        return self.now


class World:
    """The product without Slack, in this process. What is due is sent when it is asked for."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = StillClock(datetime.now(UTC))
        self.contexts = ContextFactory(database, Clocks(self.clock, self.clock), load_packs())
        self.dispatcher = Dispatcher(self.contexts)
        self.outbox = Outbox(database)
        self.rendering = Rendering(self.contexts)
        self.settling = Settling(self.outbox, self.rendering, self.clock, Metrics())


@contextmanager
def world_at(url: str | None) -> Iterator[World]:
    """A world on the database at this address; without one, on a database that is thrown away.

    Raises `CannotStart`.
    """
    with _thrown_away() if url is None else _named(url) as database:
        yield World(database)


@contextmanager
def _named(url: str) -> Iterator[Database]:
    database = asyncio.run(open_database(url))
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _thrown_away() -> Iterator[Database]:
    with TemporaryDirectory(prefix="cpdbot-chat-") as folder:
        url = f"sqlite:///{Path(folder) / 'chat.db'}"
        migrate.upgrade(url)
        database = Database(url)
        event.listen(database.engine, "connect", _in_no_need_of_a_disk)
        try:
            yield database
        finally:
            database.close()


def _in_no_need_of_a_disk(connection: object, _record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")  # type: ignore[attr-defined]
