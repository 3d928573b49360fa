"""The inbox's insert, durable and in bulk: what arrives while one commit runs shares the next.

An event's ack waits for this, so it goes around ORM and session: SQLite by a connection of its own
on the writer's thread, PostgreSQL by one statement over arrays. Nothing else of the inbox is here.
"""

import sqlite3
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple, Protocol

from sqlalchemy import text
from sqlalchemy.dialects import sqlite
from sqlmodel import UTCDateTime

from storage.engine.database import Database, file_identity, postgres_engine, sqlite_options, wakes
from storage.engine.errors import StatementRefused, StorageUnavailable, translated
from storage.tables import words
from storage.vocabulary import INBOX_OPEN

BATCH = 256  # arrivals in one commit

# A commit copies SQLite's log into the file once the log is this long. The units' commits do
# so at 1,000 pages; here it is only for the case that none of them runs.
CHECKPOINT_PAGES = 10_000

_OPEN = words(INBOX_OPEN)

SQLITE_INSERT = f"""
INSERT INTO inbox (workspace_id, event_id, lane, payload, received_at, calendar_at, due_at,
                   state, attempts, fence, lease_until)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?5,
       CASE WHEN first THEN 'working' ELSE 'new' END, first, first, CASE WHEN first THEN ?7 END
FROM (SELECT ?7 IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM inbox o WHERE o.workspace_id = ?1 AND o.lane = ?3 AND o.state IN ({_OPEN})
      ) AS first)
WHERE true
ON CONFLICT (workspace_id, event_id) DO NOTHING
RETURNING id, fence
"""  # noqa: S608 - our own words

# One text whatever the number of rows, so that it is planned once; numbered as they came.
_POSTGRES_INSERT = text(f"""
INSERT INTO inbox (workspace_id, event_id, lane, payload, received_at, calendar_at, due_at,
                   state, attempts, fence, lease_until)
SELECT workspace_id, event_id, lane, payload, received_at, calendar_at, received_at,
       CASE WHEN first THEN 'working' ELSE 'new' END, first::int, first::int,
       CASE WHEN first THEN lease_until END
FROM (
    SELECT *, lease_until IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM inbox o
        WHERE o.workspace_id = arrival.workspace_id AND o.lane = arrival.lane
              AND o.state IN ({_OPEN})
    ) AS first
    FROM unnest(CAST(:workspaces AS text[]), CAST(:events AS text[]), CAST(:lanes AS text[]),
                CAST(:payloads AS text[]), CAST(:received AS timestamptz[]),
                CAST(:calendar AS timestamptz[]), CAST(:leases AS timestamptz[]))
         WITH ORDINALITY
         AS arrival (workspace_id, event_id, lane, payload, received_at, calendar_at, lease_until,
                     place)
) AS arrived
ORDER BY place
ON CONFLICT (workspace_id, event_id) DO NOTHING
RETURNING workspace_id, event_id, id, fence
""")  # noqa: S608 - our own words

_SQLITE = sqlite.dialect()
_as_text: Any = UTCDateTime().dialect_impl(_SQLITE).bind_processor(_SQLITE)  # as SQLModel has it


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event as it came: `payload` is JSON, `lane` whose order it must keep, `received_at` real
    time and `calendar_at` what the rules take for it; both aware.

    With `lease_until` (real time) whoever keeps it takes it at once, if nothing of its lane is
    before it: that saves a claim.
    """

    workspace_id: str
    event_id: str
    lane: str
    payload: str
    received_at: datetime
    calendar_at: datetime
    lease_until: datetime | None = None


class Kept(NamedTuple):
    """What became of an arrival: its number, None where it was known; and whether it is leased."""

    id: int | None
    leased: bool = False

    @property
    def new(self) -> bool:
        """Whether it was not known before."""
        return self.id is not None


_KNOWN = Kept(None)


class Writer(Protocol):
    """Writes a batch in one durable commit, and says of each what became of it."""

    def write(self, batch: Sequence[Arrival]) -> list[Kept]: ...
    def close(self) -> None: ...


class Intake:
    """Gathers arrivals into batches, one commit at a time."""

    def __init__(self, db: Database, writer: Writer) -> None:
        self._db = db
        self._writer = writer
        self._lock = Lock()
        self._waiting: deque[tuple[Arrival, Future[Kept]]] = deque()
        self._writing: Future[None] | None = None

    def put(self, arrival: Arrival) -> "Future[Kept]":
        """Durable when it has a result. It may fail with `StorageUnavailable`."""
        outcome: Future[Kept] = Future()
        outcome.set_running_or_notify_cancel()  # it is kept, whoever has stopped waiting
        with self._lock:
            self._waiting.append((arrival, outcome))
            if self._writing is None:
                self._writing = self._ask_to_write()
        return outcome

    def close(self) -> None:
        """Waits for what is being written."""
        while (writing := self._writing) is not None:
            wait([writing])
        self._db.write(self._writer.close, first=True).result()

    def _ask_to_write(self) -> "Future[None]":
        return self._db.write(self._write_waiting, first=True, patient=True)

    def _write_waiting(self) -> None:
        with self._lock:
            batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
        try:
            kept = self._write(batch)
        except BaseException as error:
            for _, outcome in batch:
                if not outcome.done():
                    outcome.set_exception(error)  # nobody waits for ever, whatever went wrong
            if isinstance(error, StorageUnavailable) and error.reason != "locked":
                return  # a lock is raised: whoever waits behind it is told
            raise
        finally:
            with self._lock:
                self._writing = self._ask_to_write() if self._waiting else None
        waiting = [arrival for arrival, each in kept if each.new and not each.leased]
        if waiting:
            # One that was to be taken at once and was not waits for its lane: for another process?
            self._wake(others=any(arrival.lease_until is not None for arrival in waiting))

    def _wake(self, *, others: bool) -> None:
        """Whoever works in this process; where nobody does, those who do in others."""
        with suppress(StorageUnavailable), self._db.transaction() as session:  # they poll as well
            wakes(session, "inbox", others=others)
            session.commit()

    def _write(self, batch: Sequence[tuple[Arrival, "Future[Kept]"]]) -> list[tuple[Arrival, Kept]]:
        """Those that could be kept."""
        try:
            kept = self._writer.write([arrival for arrival, _ in batch])
        except (StatementRefused, ValueError) as error:  # half a character
            if len(batch) > 1:  # one of them cannot be kept, and the others must not pay for it
                return [one for each in batch for one in self._write([each])]
            batch[0][1].set_exception(error)
            return []
        for (_, outcome), each in zip(batch, kept, strict=True):
            outcome.set_result(each)
        return [(arrival, each) for (arrival, _), each in zip(batch, kept, strict=True)]


def intake_for(db: Database) -> Intake:
    """The intake that suits the database."""
    return Intake(db, SqliteWriter(db) if db.dialect == "sqlite" else PostgresWriter(db))


class SqliteWriter:
    """A connection of the driver's own, used on the writer's thread."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    def write(self, batch: Sequence[Arrival]) -> list[Kept]:
        with translated():
            connection = self._connected()
            # A statement by itself is a transaction too, at two thirds of the cost.
            with nullcontext() if len(batch) == 1 else _transaction(connection):
                return [_insert(connection, arrival) for arrival in batch]

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connected(self) -> sqlite3.Connection:
        file = file_identity(self._db.path)
        if self._connection is None or self._file != file:
            self.close()
            address = f"{self._db.path.absolute().as_uri()}?mode=rw"
            connection = sqlite3.connect(address, uri=True, isolation_level=None)
            self._connection, self._file = connection, file
            sqlite_options(connection)
            connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        return self._connection


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def _insert(connection: sqlite3.Connection, arrival: Arrival) -> Kept:
    row = connection.execute(SQLITE_INSERT, _sqlite_row(arrival)).fetchall()
    return Kept(row[0][0], row[0][1] == 1) if row else _KNOWN


def _sqlite_row(arrival: Arrival) -> tuple[str | None, ...]:
    return (
        arrival.workspace_id,
        arrival.event_id,
        arrival.lane,
        arrival.payload,
        _as_text(arrival.received_at),
        _as_text(arrival.calendar_at),
        _as_text(arrival.lease_until),
    )


class PostgresWriter:
    """One statement, committed by itself, for however many there are, on its own connection."""

    def __init__(self, db: Database) -> None:
        self._engine = postgres_engine(
            db.url, db.python, connections=1, isolation_level="AUTOCOMMIT"
        )

    def write(self, batch: Sequence[Arrival]) -> list[Kept]:
        columns: dict[str, Sequence[Any]] = {
            "workspaces": [arrival.workspace_id for arrival in batch],
            "events": [arrival.event_id for arrival in batch],
            "lanes": [arrival.lane for arrival in batch],
            "payloads": [arrival.payload for arrival in batch],
            "received": [arrival.received_at for arrival in batch],
            "calendar": [arrival.calendar_at for arrival in batch],
            "leases": list(_leases(batch)),
        }
        try:
            kept = self._insert(columns)
        except StorageUnavailable as error:
            if error.reason != "disconnected":
                raise
            kept = self._insert(columns)  # the server had ended the connection: by a new one
        outcome = []
        for arrival in batch:
            # The second of two in one batch is a repeat.
            outcome.append(kept.pop((arrival.workspace_id, arrival.event_id), _KNOWN))
        return outcome

    def close(self) -> None:
        self._engine.dispose()

    def _insert(self, columns: Mapping[str, Sequence[Any]]) -> dict[tuple[str, str], Kept]:
        with translated(), self._engine.connect() as connection:
            rows = connection.execute(_POSTGRES_INSERT, columns)
            return {(row.workspace_id, row.event_id): Kept(row.id, row.fence == 1) for row in rows}


def _leases(batch: Sequence[Arrival]) -> Iterator[datetime | None]:
    """The leases asked for: of a lane only its first may have one, as its rows do not yet see
    each other.
    """
    lanes: set[tuple[str, str]] = set()
    for arrival in batch:
        lane = (arrival.workspace_id, arrival.lane)
        yield None if lane in lanes else arrival.lease_until
        lanes.add(lane)
