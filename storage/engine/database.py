"""Connections, transactions and their errors, on SQLite and PostgreSQL; no table and no query.

SQLite has one writer: its units of work run on one thread, acks first, and readers run beside it.
PostgreSQL's units run on a bounded pool of threads, of which at most two run Python at once.
"""

import sqlite3
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal, TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from storage.engine.errors import StorageUnavailable, translated
from storage.engine.signals import QueueName, Signals
from storage.engine.threads import Pool, PythonLimit

Dialect = Literal["sqlite", "postgresql"]

T = TypeVar("T")

BUSY_SECONDS: Final = 2.0
"""How long a lock is waited for: an ack has three seconds."""

STATEMENT_SECONDS: Final = 10.0
"""PostgreSQL ends a statement after so long, since nobody else ends a thread that waits for it."""

READERS: Final = 4
"""SQLite connections that read; one thread uses them, but a long read keeps its own."""

POSTGRES_THREADS: Final = 5
"""With more, a reply costs more and an ack comes later: they compete for the interpreter."""

POSTGRES_FOR_ACKS: Final = 2
"""Threads, and so connections, that only units with somebody waiting for an ack may use."""

POSTGRES_KEPT: Final = 2
"""Connections beyond the threads, for snapshots that are kept open from one step to the next."""

PYTHON_AT_ONCE: Final = 2
"""PostgreSQL's threads that may run Python at the same time: the others wait for the server."""

NOTIFIED: Final = "cpdbot"
"""PostgreSQL's channel on which processes tell each other of a queue's new rows."""

_DRIVERS = {
    "sqlite": "sqlite",
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
    if driver == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise ValueError("The database address must name a file: sqlite:///path/to/cpdbot.db.")
    return parsed.set(drivername=driver)


def sqlite_options(connection: sqlite3.Connection) -> None:
    """What every SQLite connection of ours is set to, whoever opened it."""
    for pragma in (
        f"busy_timeout = {int(BUSY_SECONDS * 1000)}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",  # erased words are overwritten, not only unlinked
    ):
        connection.execute(f"PRAGMA {pragma}")


class UnitSession(Session):
    """A session on one connection of its own, whose commit wakes the queues that it changed.

    Statements that messages pass are run on that connection, past most of what a session does;
    what is asked of the session itself joins its transaction.
    """

    def __init__(self, engine: Engine, signals: Signals, notified: frozenset[QueueName]) -> None:
        super().__init__(expire_on_commit=False, join_transaction_mode="rollback_only")
        self._engine = engine
        self._signals = signals
        self._notified = notified
        self._own: Connection | None = None

    def connection(self, *_args: Any, **_options: Any) -> Connection:
        """The connection, in a transaction."""
        if self._own is None:
            self._own = self._engine.connect()
            self._own.begin()
        return self._own

    def get_bind(self, *_args: Any, **_options: Any) -> Connection:
        """What the session's own statements are run on."""
        return self.connection()

    def commit(self) -> None:
        """Commits, then sets the signals that `wakes` noted."""
        queues: set[QueueName] = self.info.pop("wakes", set())
        for queue in (queues & self._notified) | self.info.pop("tells", set()):
            self.connection().execute(_NOTIFY, {"queue": queue})
        with translated(in_commit=True):
            if self.in_transaction():
                super().commit()
            if self._own is not None:
                self._own.commit()
                self._let_go()
        for queue in queues:
            self._signals.of(queue).set()

    def rollback(self) -> None:
        """Takes back whatever was not committed."""
        super().rollback()
        self._let_go()

    def close(self) -> None:
        """Takes back whatever was not committed, and gives the connection up."""
        super().close()
        self._let_go()

    def _let_go(self) -> None:
        if self._own is not None:
            own, self._own = self._own, None
            own.close()


_NOBODY: Final[frozenset[QueueName]] = frozenset()
_NOTIFY: Final = text(f"SELECT pg_notify('{NOTIFIED}', :queue)")


def wakes(session: Session, queue: QueueName, *, others: bool = False) -> None:
    """Notes that the session's commit leaves something to claim in that queue; for `others` to
    claim, even though this process claims from it as well.
    """
    session.info.setdefault("wakes", set()).add(queue)
    if others and session.get_bind().dialect.name == "postgresql":
        session.info.setdefault("tells", set()).add(queue)


class Database:
    """The database at `url`: `sqlite:///path` (a file that exists, see `storage.engine.migrate`) or
    `postgresql://…`. Raises `ValueError` for any other address.

    `write` and `read` run a unit of work on a thread of its own; `transaction` and `snapshot` are
    what a unit opens there, or a command-line tool where it stands.
    """

    dialect: Dialect

    def __init__(self, url: str) -> None:
        self.url = complete(url)
        self.dialect = cast("Dialect", self.url.get_backend_name())
        self.signals = Signals()
        self.python = PythonLimit(PYTHON_AT_ONCE)
        self.notified: frozenset[QueueName] = frozenset()
        """Queues of which other processes are told, as none in this one claims from them."""
        self.engine: Engine  # writes
        self._reading: Engine
        if self.dialect == "sqlite":
            self.engine = _sqlite_engine(self.url, begin="BEGIN IMMEDIATE", connections=1)
            self._reading = _sqlite_engine(self.url, begin="BEGIN", connections=READERS)
            self._writes = Pool("writer", 1)
            self._reads = Pool("reader", 1)
        else:
            connections = POSTGRES_THREADS + POSTGRES_KEPT
            self.engine = postgres_engine(self.url, self.python, connections=connections)
            self._reading = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            second = POSTGRES_THREADS - POSTGRES_FOR_ACKS
            self._writes = self._reads = Pool("unit", POSTGRES_THREADS, second, self.python)

    @property
    def path(self) -> Path:
        """The SQLite file."""
        return Path(self.url.database or "")

    def write(
        self,
        unit: Callable[[], T],
        *,
        lane: Hashable = None,
        first: bool = False,
        patient: bool = False,
    ) -> "Future[T]":
        """Runs a unit that may write, on a thread; see `Pool.submit`.

        A unit whose connection turned out to be dead is run once more, on another: nothing of it
        was kept. The function must therefore build whatever it changes.
        """
        return self._writes.submit(
            lambda: _once_more(unit), lane=lane, first=first, patient=patient
        )

    def read(
        self, unit: Callable[[], T], *, lane: Hashable = None, first: bool = False
    ) -> "Future[T]":
        """Runs a unit that only reads, on a thread: beside SQLite's writer."""
        return self._reads.submit(lambda: _once_more(unit), lane=lane, first=first)

    @contextmanager
    def transaction(self) -> Iterator[UnitSession]:
        """A session that may write; whatever was not committed at the end is rolled back.

        On SQLite it holds the one connection that writes.
        Raises `StorageUnavailable`, and `StatementRefused` for a mistake of ours.
        """
        with translated(), UnitSession(self.engine, self.signals, self.notified) as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """A session that reads one moment's state and cannot write; it blocks no writer.

        Raises `StorageUnavailable`.
        """
        with translated(), UnitSession(self._reading, self.signals, _NOBODY) as session:
            yield session

    def tell_others(self, queues: frozenset[QueueName]) -> None:
        """Has other processes told of new rows in these queues; on PostgreSQL alone."""
        self.notified = queues if self.dialect == "postgresql" else frozenset()

    def ping(self) -> None:
        """Reads something. Raises `StorageUnavailable` when it cannot."""
        probe = "SELECT count(*) FROM sqlite_master" if self.dialect == "sqlite" else "SELECT 1"
        with self.snapshot() as session:
            session.connection().execute(text(probe))

    def close(self) -> None:
        """Waits for the units that were asked for, then closes every connection."""
        self._writes.close()
        if self._reads is not self._writes:
            self._reads.close()
        self._reading.dispose()
        self.engine.dispose()


def _once_more(unit: Callable[[], T]) -> T:
    """What the unit returns; run again where its connection had died before the commit."""
    try:
        return unit()
    except StorageUnavailable as error:
        if error.reason != "disconnected" or error.in_commit:
            raise
    return unit()


def _sqlite_engine(url: URL, *, begin: str, connections: int) -> Engine:
    path = Path(url.database or "").absolute()

    def connect() -> sqlite3.Connection:
        # A missing file is an error: SQLite would make an empty one and lose what follows.
        # No isolation level: `begin` below is ours, not the driver's.
        return sqlite3.connect(
            f"{path.as_uri()}?mode=rw",
            isolation_level=None,
            uri=True,
            check_same_thread=False,
            cached_statements=512,
        )

    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
        creator=connect,
    )

    @event.listens_for(engine, "connect")
    def opened(connection: sqlite3.Connection, record: Any) -> None:
        sqlite_options(connection)
        if begin == "BEGIN":
            connection.execute("PRAGMA query_only = ON")
        record.info["file"] = file_identity(path)

    @event.listens_for(engine, "checkout")
    def lent(_connection: sqlite3.Connection, record: Any, _proxy: Any) -> None:
        # Else SQLite writes on into a file that was deleted, and nobody finds it again.
        if record.info["file"] != file_identity(path):
            raise DisconnectionError("The file was replaced.")

    @event.listens_for(engine, "begin")
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


def postgres_engine(url: URL, python: PythonLimit, *, connections: int, **options: Any) -> Engine:
    """An engine that waits for nothing as long as people would notice, and that lets another
    thread run Python while it waits for the server.

    No connection is asked first whether it lives: that takes as long as a statement, and a unit
    that meets a dead one is run again.
    """
    waits = (
        f"-c lock_timeout={int(BUSY_SECONDS * 1000)}"
        f" -c statement_timeout={int(STATEMENT_SECONDS * 1000)}"
        " -c idle_in_transaction_session_timeout=60s"
    )
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    import psycopg  # noqa: PLC0415 - a start on SQLite does not wait for it

    class Driver(psycopg.Connection[Any]):
        def wait(self, *args: Any, **kwargs: Any) -> Any:
            return python.while_waiting(partial(super().wait, *args, **kwargs))

    class Connections(QueuePool):
        _sqla_logger_namespace = "sqlalchemy.pool"  # no more talkative than SQLAlchemy's own

        def connect(self) -> Any:
            # The first connection is asked about the server under a lock: whoever waits for that
            # must not hold the place that it needs to go on.
            return python.while_waiting(super().connect)

    def connect() -> Driver:
        return Driver.connect(address, options=waits, connect_timeout=int(BUSY_SECONDS))

    return create_engine(
        url,
        creator=connect,
        poolclass=Connections,
        pool_size=connections,
        max_overflow=0,
        pool_use_lifo=True,  # what was just used has its statements prepared
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
        **options,
    )
