"""The inbox's insert, durable and in bulk: what arrives while one commit runs shares the next.

An event's ack waits for this, so it goes around ORM and session: SQLite by a connection and a
thread of its own, PostgreSQL by one statement over arrays. Nothing else about the inbox is here.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any, Protocol, TypeVar

from sqlalchemy import text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlmodel import UTCDateTime

from storage.database import Database, file_identity, postgres_engine, sqlite_options
from storage.errors import StatementRefused, StorageUnavailable, translated

Result = TypeVar("Result")

BATCH = 256  # arrivals in one commit

# A commit copies SQLite's log into the file once the log is this long. The workers' commits do
# so at 1,000 pages; here it is only for the case that none of them runs.
CHECKPOINT_PAGES = 10_000

_SQLITE_INSERT = """
INSERT INTO inbox (workspace_id, event_id, lane, payload, received_at, calendar_at, due_at,
                   state, attempts, fence)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5, 'new', 0, 0)
ON CONFLICT (workspace_id, event_id) DO NOTHING
"""

# One text whatever the number of rows, so that it is planned once; numbered as they came.
_POSTGRES_INSERT = text("""
INSERT INTO inbox (workspace_id, event_id, lane, payload, received_at, calendar_at, due_at,
                   state, attempts, fence)
SELECT workspace_id, event_id, lane, payload, received_at, calendar_at, received_at, 'new', 0, 0
FROM unnest(CAST(:workspaces AS text[]), CAST(:events AS text[]), CAST(:lanes AS text[]),
            CAST(:payloads AS text[]), CAST(:received AS timestamptz[]),
            CAST(:calendar AS timestamptz[]))
     WITH ORDINALITY
     AS arrival (workspace_id, event_id, lane, payload, received_at, calendar_at, place)
ORDER BY place
ON CONFLICT (workspace_id, event_id) DO NOTHING
RETURNING workspace_id, event_id
""")

_SQLITE = sqlite.dialect()
_as_text: Any = UTCDateTime().dialect_impl(_SQLITE).bind_processor(_SQLITE)  # as SQLModel has it


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event as it came: `payload` is JSON, `lane` whose order it must keep, `received_at` real
    time and `calendar_at` what the rules take for it; both aware.
    """

    workspace_id: str
    event_id: str
    lane: str
    payload: str
    received_at: datetime
    calendar_at: datetime


class Writer(Protocol):
    """Writes a batch in one durable commit, and says of each whether it was new."""

    async def write(self, batch: Sequence[Arrival]) -> list[bool]: ...
    async def close(self) -> None: ...


class Intake:
    """Gathers arrivals into batches, one commit at a time."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._waiting: list[tuple[Arrival, asyncio.Future[bool]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def put(self, arrival: Arrival) -> bool:
        """Durable when it returns; False where the event is known. Raises `StorageUnavailable`."""
        outcome: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, outcome))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        return await outcome

    async def close(self) -> None:
        """Waits for what is being written."""
        if self._writing is not None:
            await self._writing
        await self._writer.close()

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
                await self._write(batch)
        finally:
            self._writing = None

    async def _write(self, batch: list[tuple[Arrival, asyncio.Future[bool]]]) -> None:
        try:
            kept = await self._writer.write([arrival for arrival, _ in batch])
            for (_, outcome), new in zip(batch, kept, strict=True):
                if not outcome.done():  # its caller may have gone away
                    outcome.set_result(new)
        except (
            StorageUnavailable,
            StatementRefused,
            ValueError,
        ) as error:  # as of half a character
            if len(batch) == 1 or isinstance(error, StorageUnavailable):
                for _, outcome in batch:
                    if not outcome.done():
                        outcome.set_exception(error)
            else:  # one of them cannot be kept, and the others must not pay for it
                for each in batch:
                    await self._write([each])
        finally:
            for _, outcome in batch:
                outcome.cancel()  # nobody waits for ever, whatever went wrong


def intake_for(db: Database) -> Intake:
    """The intake that suits the database."""
    return Intake(SqliteWriter(db) if db.dialect == "sqlite" else PostgresWriter(db))


class SqliteWriter:
    """One thread and one connection, next in turn after whoever writes now."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._thread = _Thread("inbox")
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    async def write(self, batch: Sequence[Arrival]) -> list[bool]:
        async with self._db.turn(urgent=True):
            return await self._thread.done(partial(self._commit, batch))

    async def close(self) -> None:
        await self._thread.done(self._disconnect)
        self._thread.stop()

    def _commit(self, batch: Sequence[Arrival]) -> list[bool]:
        with translated():
            connection = self._connected()
            # A statement by itself is a transaction too, at two thirds of the cost.
            with nullcontext() if len(batch) == 1 else _transaction(connection):
                return [
                    connection.execute(_SQLITE_INSERT, _sqlite_row(arrival)).rowcount == 1
                    for arrival in batch
                ]

    def _connected(self) -> sqlite3.Connection:
        file = file_identity(self._db.path)
        if self._connection is None or self._file != file:
            self._disconnect()
            address = f"{self._db.path.absolute().as_uri()}?mode=rw"
            connection = sqlite3.connect(address, uri=True, isolation_level=None)
            self._connection, self._file = connection, file
            sqlite_options(connection)
            connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class _Thread:
    """Does one thing after the other, and says so to an event loop.

    What an executor does, in a third of the time: an ack waits for it.
    """

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[tuple[Callable[[], Any], asyncio.Future[Any]] | None] = (
            SimpleQueue()
        )
        self._thread = Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def done(self, job: Callable[[], Result]) -> "asyncio.Future[Result]":
        """What the job returns or raises, once it has its turn."""
        outcome: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._jobs.put((job, outcome))
        return outcome

    def stop(self) -> None:
        """Returns when what was asked for is done."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (asked := self._jobs.get()) is not None:
            job, outcome = asked
            result = failure = None
            try:
                result = job()
            except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
                failure = error
            outcome.get_loop().call_soon_threadsafe(_settle, outcome, result, failure)


def _settle(outcome: "asyncio.Future[Any]", result: Any, error: BaseException | None) -> None:
    if outcome.done():  # whoever waited was cancelled
        return
    if error is None:
        outcome.set_result(result)
    else:
        outcome.set_exception(error)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def _sqlite_row(arrival: Arrival) -> tuple[str, ...]:
    return (
        arrival.workspace_id,
        arrival.event_id,
        arrival.lane,
        arrival.payload,
        _as_text(arrival.received_at),
        _as_text(arrival.calendar_at),
    )


class PostgresWriter:
    """One statement, committed by itself, for however many there are, on a connection of its own.

    It is not asked first whether it still lives: that would take as long as the statement.
    """

    def __init__(self, db: Database) -> None:
        self._engine = postgres_engine(db.url, pool_size=1, isolation_level="AUTOCOMMIT")

    async def write(self, batch: Sequence[Arrival]) -> list[bool]:
        columns: dict[str, Sequence[Any]] = {
            "workspaces": [arrival.workspace_id for arrival in batch],
            "events": [arrival.event_id for arrival in batch],
            "lanes": [arrival.lane for arrival in batch],
            "payloads": [arrival.payload for arrival in batch],
            "received": [arrival.received_at for arrival in batch],
            "calendar": [arrival.calendar_at for arrival in batch],
        }
        with translated():
            try:
                kept = await self._insert(columns)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                kept = await self._insert(columns)  # the server had ended it: by a new one
        outcome = []
        for arrival in batch:
            key = (arrival.workspace_id, arrival.event_id)
            outcome.append(key in kept)
            kept.discard(key)  # the second of two in one batch is a repeat
        return outcome

    async def close(self) -> None:
        await self._engine.dispose()

    async def _insert(self, columns: Mapping[str, Sequence[Any]]) -> set[tuple[str, str]]:
        async with self._engine.connect() as connection:
            rows = await connection.execute(_POSTGRES_INSERT, columns)
            return {(row.workspace_id, row.event_id) for row in rows}
