"""Bringing a database's schema to the newest version, and asking which one it has.

Alembic is loaded only when there is something to do: asking must cost nothing at every start.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from storage.engine.database import complete, sqlite_options
from storage.engine.errors import translated

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parents[1] / "migrations"
_ADVISORY_LOCK = 0x63706462  # "cpdb": whoever holds it migrates, the others wait


def head() -> str:
    """The newest version that this code knows: migrations are numbered, one after the other."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def revision(url: str) -> str | None:
    """The version of the database's schema; None before the first.

    Raises `StorageUnavailable`, and `ValueError` for an address that we cannot use.
    """
    address = complete(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite_revision(Path(address.database or ""))
    with translated(), _connection(address) as connection:
        return _noted_revision(connection)


def upgrade(url: str) -> None:
    """Brings the schema to `head`; makes the SQLite file, and its folder, where there is none.

    All or nothing, and by one process at a time. It blocks: within an event loop, call it by
    `asyncio.to_thread`. Raises `StorageUnavailable`, and `ValueError` for a useless address.
    """
    if revision(url) == head():
        return
    address = complete(url)
    if address.database and address.get_backend_name() == "sqlite":
        file = Path(address.database)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)  # people's words: for whoever runs us alone
    from alembic import command  # noqa: PLC0415 - half a second, and rarely needed

    with translated(), _connection(address) as connection:
        if address.get_backend_name() == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def alembic_config() -> "Config":
    """Alembic's settings, without an alembic.ini: so it works from an installed wheel."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _sqlite_revision(path: Path) -> str | None:
    if not path.exists():
        return None
    address = f"{path.absolute().as_uri()}?mode=ro"
    with translated(), closing(sqlite3.connect(address, uri=True)) as file:
        known = file.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")
        if known.fetchone() is None:
            return None
        row = file.execute("SELECT version_num FROM alembic_version").fetchone()
        return None if row is None else str(row[0])


def _noted_revision(connection: Connection) -> str | None:
    noted = connection.scalar(text("SELECT to_regclass('alembic_version')"))
    if noted is None:
        return None
    noted = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if noted is None else str(noted)


@contextmanager
def _connection(address: URL) -> Iterator[Connection]:
    """A connection for DDL: one transaction that excludes everybody else on SQLite."""
    if address.get_backend_name() == "postgresql":
        engine = create_engine(address, poolclass=NullPool)
    else:
        engine = create_engine(
            address.set(drivername="sqlite"),
            poolclass=NullPool,
            connect_args={"isolation_level": None, "timeout": 30},
        )

        @event.listens_for(engine, "connect")
        def opened(connection: sqlite3.Connection, _record: object) -> None:
            sqlite_options(connection)
            # Rebuilding a table must not take along the rows that point to it.
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("PRAGMA busy_timeout = 30000")

        @event.listens_for(engine, "begin")
        def begun(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN EXCLUSIVE")

    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
