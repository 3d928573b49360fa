"""What makes databases cheaper for tests: compiled SQL is kept from one to the next, and no commit
waits for the disk. No row and no connection is kept.

Each test opens databases of its own, and compiling what it asks of them would take longer than
asking. The product opens one per process and keeps what it compiled there.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from storage.engine.database import Database

_COMPILED: dict[Any, Any] = {}


class _Alike:
    """What was compiled for one of a kind serves the others: they speak to the same software."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class Sqlite(_Alike, SQLiteDialect_pysqlite):
    supports_statement_cache = True


class Postgres(_Alike, PGDialect_psycopg):
    supports_statement_cache = True


def keep() -> None:
    """From here on, for every database that this process opens."""
    registry.register("sqlite", __name__, Sqlite.__name__)
    registry.register("postgresql.psycopg", __name__, Postgres.__name__)

    @event.listens_for(Engine, "engine_connect")
    def opened(connection: Connection) -> None:
        if isinstance(connection.dialect, _Alike):
            connection.execution_options(compiled_cache=_COMPILED)


def wait_for_no_disk(database: Database) -> None:
    """A database that is gone with its test need not survive a loss of power: as with the server of
    PostgreSQL, no commit waits for the disk. Processes of their own wait as in life.
    """
    if database.dialect == "sqlite":
        event.listen(database.engine, "connect", _in_no_need_of_a_disk)


def _in_no_need_of_a_disk(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")
