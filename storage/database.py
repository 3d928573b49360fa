"""Connections, transactions and their errors, on SQLite and PostgreSQL; no table and no query.

Writes on SQLite pass one gate in the process, first come, first served: left to itself SQLite
lets the luckiest retry win, and the unlucky wait for half a second and more.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any, Literal, cast
from weakref import WeakSet

import aiosqlite
from sqlalchemy import event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.errors import StorageUnavailable, translated

Dialect = Literal["sqlite", "postgresql"]

BUSY_SECONDS = 2.0  # an ack has three
READERS = 4  # each SQLite connection is a thread
POSTGRES_CONNECTIONS = 10
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


def complete(url: str) -> URL:
    """The address with the driver that we use.

    Raises `ValueError`, with a sentence for the operator, where we cannot use it.
    """
    try:
        parsed = make_url(url)
        driver = _DRIVERS[parsed.get_backend_name()]
    except (ArgumentError, KeyError):
        raise ValueError(
            "The database address must begin with sqlite:/// or postgresql://."
        ) from None
    if driver.startswith("sqlite") and parsed.database in (None, "", ":memory:"):
        raise ValueError("The database address must name a file: sqlite:///path/to/cpdbot.db.")
    return parsed.set(drivername=driver)


def sqlite_options(connection: Any) -> None:
    """What every SQLite connection of ours is set to, whoever opened it."""
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {int(BUSY_SECONDS * 1000)}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",  # erased words are overwritten, not only unlinked
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


class Signal:
    """An in-process wake-up: there may be something to claim now."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def set(self) -> None:
        """Wakes whoever waits, or the next to wait."""
        self._event.set()

    async def wait(self, timeout: float) -> bool:  # noqa: ASYNC109 - a poll, not a deadline
        """Waits for the signal or `timeout` seconds of real time; says whether it came."""
        try:
            async with asyncio.timeout(timeout):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True


@dataclass(frozen=True, slots=True)
class Signals:
    """The queues' wake-ups, set once the commit that changed them is durable."""

    inbox: Signal
    outbox: Signal


class Turns:
    """One writer at a time: first come, first served, but every second turn may be urgent."""

    def __init__(self) -> None:
        self._taken = False
        self._urgent_last = False
        self._urgent: deque[asyncio.Future[None]] = deque()
        self._waiting: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def take(self, *, urgent: bool = False) -> AsyncIterator[None]:
        """Holds the turn. An urgent one waits for one other writer at most, and starves none.

        Whoever waits behind a writer that found the file locked by somebody else is told the same
        at once, but for the urgent: one after the other they would wait much longer than people do.
        """
        if self._taken:
            await self._wait_in(self._urgent if urgent else self._waiting)
        self._taken = True
        self._urgent_last = urgent
        try:
            yield
        except StorageUnavailable as error:
            if error.reason == "locked":
                self._send_away()
            raise
        finally:
            self._hand_on()

    def _send_away(self) -> None:
        for turn in self._waiting:
            if not turn.done():
                turn.set_exception(StorageUnavailable("locked"))

    async def _wait_in(self, queue: deque[asyncio.Future[None]]) -> None:
        turn = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it was ours already: the next one's now
                self._hand_on()
            raise

    def _hand_on(self) -> None:
        first, second = self._urgent, self._waiting
        if self._urgent_last:
            first, second = second, first
        for queue in (first, second):
            while queue:
                turn = queue.popleft()
                if not turn.done():
                    turn.set_result(None)  # stays taken: nobody can slip in between
                    return
        self._taken = False


class WritingSession(AsyncSession):
    """A session whose commit wakes the queues that it changed."""

    async def commit(self) -> None:
        """Commits, then sets the signals that `wakes` noted."""
        await super().commit()
        for signal in self.info.pop("wakes", ()):
            signal.set()


def wakes(session: AsyncSession, queue: Literal["inbox", "outbox"]) -> None:
    """Notes that the session's commit leaves something to claim in that queue."""
    signals: Signals = session.info["signals"]
    session.info.setdefault("wakes", set()).add(getattr(signals, queue))


class Database:
    """The database at `url`: `sqlite:///path` (a file that exists, see `storage.migrate`) or
    `postgresql://…`. Belongs to one event loop. Raises `ValueError` for any other address.
    """

    dialect: Dialect

    def __init__(self, url: str) -> None:
        self.url = complete(url)
        self.dialect = cast("Dialect", self.url.get_backend_name())
        self.signals = Signals(inbox=Signal(), outbox=Signal())
        self.engine: AsyncEngine  # writes
        self._reading: AsyncEngine
        self._turns: Turns | None = None
        self._threads: WeakSet[Thread] = WeakSet()  # one for each SQLite connection
        if self.dialect == "sqlite":
            self._turns = Turns()
            self.engine = _sqlite_engine(
                self.url, begin="BEGIN IMMEDIATE", connections=1, threads=self._threads
            )
            self._reading = _sqlite_engine(
                self.url, begin="BEGIN", connections=READERS, threads=self._threads
            )
        else:
            self.engine = postgres_engine(
                self.url, pool_size=POSTGRES_CONNECTIONS, pool_pre_ping=True
            )
            self._reading = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @property
    def path(self) -> Path:
        """The SQLite file."""
        return Path(self.url.database or "")

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session that may write; whatever was not committed at the end is rolled back.

        On SQLite it holds the process's one turn to write: await nothing slow within.
        Raises `StorageUnavailable`, and `StatementRefused` for a mistake of ours.
        """
        info = {"signals": self.signals}
        async with self.turn():
            with translated():
                async with WritingSession(
                    self.engine, expire_on_commit=False, info=info
                ) as session:
                    yield session

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncSession]:
        """A session that reads one moment's state and cannot write; it blocks no writer.

        Raises `StorageUnavailable`.
        """
        with translated():
            async with AsyncSession(self._reading, expire_on_commit=False) as session:
                yield session

    @asynccontextmanager
    async def turn(self, *, urgent: bool = False) -> AsyncIterator[None]:
        """The turn to write; PostgreSQL needs none, as it locks by row and queues fairly."""
        async with self._turns.take(urgent=urgent) if self._turns else nullcontext():
            yield

    async def ping(self) -> None:
        """Reads something. Raises `StorageUnavailable` when it cannot."""
        probe = "SELECT count(*) FROM sqlite_master" if self.dialect == "sqlite" else "SELECT 1"
        async with self.snapshot() as session:
            await (await session.connection()).execute(text(probe))

    async def close(self) -> None:
        """Closes every connection, and waits until none of their threads has anything to say."""
        await self._reading.dispose()
        await self.engine.dispose()
        # One that was given up amid a statement is not waited for by its pool: its thread would
        # report to a loop that has ended.
        for thread in list(self._threads):
            await asyncio.to_thread(thread.join, BUSY_SECONDS)


def _sqlite_engine(
    url: URL, *, begin: str, connections: int, threads: WeakSet[Thread]
) -> AsyncEngine:
    path = Path(url.database or "").absolute()

    async def connect() -> aiosqlite.Connection:
        # A missing file is an error: SQLite would make an empty one and lose what follows.
        # No isolation level: `begin` below is ours, not the driver's.
        connection = aiosqlite.connect(f"{path.as_uri()}?mode=rw", isolation_level=None, uri=True)
        thread = connection._thread  # the driver names it nowhere else
        thread.daemon = True  # a process that fails must not hang on it
        threads.add(thread)
        return await connection

    engine = create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
        async_creator=connect,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def opened(connection: Any, record: Any) -> None:
        sqlite_options(connection)
        if begin == "BEGIN":
            connection.cursor().execute("PRAGMA query_only = ON")
        record.info["file"] = file_identity(path)

    @event.listens_for(engine.sync_engine, "checkout")
    def lent(_connection: Any, record: Any, _proxy: Any) -> None:
        # Else SQLite writes on into a file that was deleted, and nobody finds it again.
        if record.info["file"] != file_identity(path):
            raise DisconnectionError("The file was replaced.")

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def file_identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at that path now."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def postgres_engine(url: URL, **pool: Any) -> AsyncEngine:
    """An engine that waits for nothing as long as people would notice."""
    waits = f"-c lock_timeout={int(BUSY_SECONDS * 1000)} -c idle_in_transaction_session_timeout=60s"
    return create_async_engine(
        url,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
        connect_args={"options": waits, "connect_timeout": int(BUSY_SECONDS)},
        **pool,
    )
