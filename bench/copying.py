"""Multiplying what `data` wrote, by SQL alone: as many enrolments as a benchmark asks for.

A copy differs from its original in numbers and names alone, so that every assessment in it is one
that the services wrote; but for its findings, the sentences that explain it: nothing that is
measured reads them, and they would be four fifths of the database. Entries are numbered by the day
on which they were logged, as if they had come one by one: a member's lie far apart.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - names the columns that are copied
from bench.population import MEMBERS
from storage.engine.database import complete

FIRST_WORKSPACE: Final = "TBENCH0"
"""The originals' own; further ones are numbered on."""

_PEOPLE: Final = ("member", "enrolment", "job_role", "nudge")
_ENTRIES: Final = ("entry", "conversation", "assessment")
_NOT_COPIED: Final = ("undo_step", "outbox")
_NUMBER_THEMSELVES: Final = frozenset({"job_role", "nudge"})  # nothing points to their rows
_FIRST_SLACK_NUMBER: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a copied database, in Slack's ids; `channel` is their DM."""

    workspace: str
    user: str
    channel: str


def person(member_id: int, workspaces: int = 1, originals: int = MEMBERS) -> Person:
    """The member of that number, counted from 1; `originals` is how many were copied."""
    number = _FIRST_SLACK_NUMBER + member_id
    workspace = (member_id - 1) // originals % workspaces
    return Person(f"TBENCH{workspace}", f"U{number}", f"D{number}")


@dataclass(frozen=True, slots=True)
class _Copying:
    """How many originals there are, how often they are copied, and into how many workspaces."""

    members: int
    enrolments: int
    copies: int
    workspaces: int

    def statement(self, table: str) -> str:
        """Copies a table: `c.n` counts copies from 0, `p.place` an entry's place in time from 1."""
        names = [
            column.name
            for column in SQLModel.metadata.tables[table].columns
            if not (column.name == "id" and table in _NUMBER_THEMSELVES)
        ]
        values = ", ".join(self._value(table, name) for name in names)
        columns = ", ".join(f'"{name}"' for name in names)
        key = "id" if table == "entry" else "entry_id"
        source = f"original_{table} o CROSS JOIN copy c"
        if table in (*_ENTRIES, "nudge"):
            source = f"place p JOIN original_{table} o ON o.{key} = p.id CROSS JOIN copy c"
        one_place = "WHERE p.place = :place" if table in _ENTRIES else ""
        return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {source} {one_place}"

    def _value(self, table: str, name: str) -> str:
        member_id, enrolment_id = (
            "id" if table == whose else f"{whose}_id" for whose in ("member", "enrolment")
        )
        member = f"c.n * {self.members} + o.{member_id}"
        enrolment = f"c.n * {self.enrolments} + o.{enrolment_id}"
        entry = f"(p.place - 1) * {self.copies} + c.n + 1"
        special = {
            "id": {"member": member, "enrolment": enrolment, "entry": entry}.get(table, "o.id"),
            "workspace_id": f"'TBENCH' || CAST(c.n % {self.workspaces} AS TEXT)",
            "member_id": member,
            "enrolment_id": enrolment,
            "entry_id": entry,
            "slack_id": f"'U' || CAST({_FIRST_SLACK_NUMBER} + {member} AS TEXT)",
            "im_channel": f"'D' || CAST({_FIRST_SLACK_NUMBER} + {member} AS TEXT)",
            "name": f"o.name || ' ' || CAST({member} AS TEXT)",
            "findings": "'[]'",
            "period": f"replace(replace(o.period, '{{enrolment}}', CAST({enrolment} AS TEXT)), "
            f"'{{entry}}', CAST({entry} AS TEXT))",
        }
        return special.get(name, f'o."{name}"')


def multiply(url: str, copies: int, workspaces: int = 1) -> int:
    """Put so many copies in the originals' place, dealt out to workspaces; how many members."""
    with _loading(url) as connection:
        copying = _take_out(connection, copies, workspaces)
        for table in _PEOPLE:
            order = "c.n" if table in _NUMBER_THEMSELVES else "c.n, o.id"
            connection.execute(text(f"{copying.statement(table)} ORDER BY {order}"))
        with _indexes_afterwards(connection):
            _copy_entries(connection, copying)
        _count_on(connection)
    _settle(url)
    return copying.members * copies


def _copy_entries(connection: Connection, copying: _Copying) -> None:
    """Day by day: everybody's first entry, then everybody's second."""
    places = connection.scalar(text("SELECT count(*) FROM place")) or 0
    by_place = [text(f"{copying.statement(table)} ORDER BY c.n") for table in _ENTRIES]
    for place in range(1, places + 1):
        for statement in by_place:
            connection.execute(statement, {"place": place})


@contextmanager
def _indexes_afterwards(connection: Connection) -> Iterator[None]:
    """Millions of rows are sorted into an index at once in half the time of one by one."""
    known = (
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('entry', 'assessment') "
        "AND indexname LIKE 'ix_%'"
        if connection.dialect.name == "postgresql"
        else "SELECT name, sql FROM sqlite_master WHERE type = 'index' "
        "AND tbl_name IN ('entry', 'assessment') AND sql IS NOT NULL"
    )
    indexes = connection.execute(text(known)).all()
    for name, _ in indexes:
        connection.execute(text(f"DROP INDEX {name}"))
    yield
    for _, definition in indexes:
        connection.execute(text(definition))


def carry_over(source: str, target: str) -> None:
    """Bring everything from one migrated database into another, of whichever kind."""
    with _connection(source) as giving, _loading(target) as taking:
        for table in SQLModel.metadata.sorted_tables:
            rows = [dict(row) for row in giving.execute(table.select()).mappings()]
            if rows:
                taking.execute(table.insert(), rows)


def _take_out(connection: Connection, copies: int, workspaces: int) -> _Copying:
    """Move the originals into temporary tables, and make the workspaces."""
    _nothing_is_left_out(connection)
    for table in (*_PEOPLE, *_ENTRIES):
        connection.execute(
            text(f"CREATE TEMPORARY TABLE original_{table} AS SELECT * FROM {table}")
        )
    for table in _ENTRIES:
        key = "id" if table == "entry" else "entry_id"
        connection.execute(text(f"CREATE INDEX original_{table}_key ON original_{table} ({key})"))
    connection.execute(
        text(
            "CREATE TEMPORARY TABLE place AS SELECT id, "
            "row_number() OVER (ORDER BY created_at, id) AS place FROM entry"
        )
    )
    connection.execute(text("CREATE INDEX place_place ON place (place)"))
    connection.execute(
        text(
            "CREATE TEMPORARY TABLE copy AS WITH RECURSIVE number (n) AS "
            "(SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < :copies) "
            "SELECT n FROM number"
        ),
        {"copies": copies},
    )
    for table in (*_NOT_COPIED, *reversed(_ENTRIES), *reversed(_PEOPLE)):
        connection.execute(text(f"DELETE FROM {table}"))
    connection.execute(
        text(
            "INSERT INTO workspace (id, name, bot_user_id, bot_id, settings, created_at) "
            "SELECT 'TBENCH' || CAST(c.n AS TEXT), name, bot_user_id, bot_id, settings, created_at "
            "FROM workspace CROSS JOIN copy c WHERE c.n BETWEEN 1 AND :last"
        ),
        {"last": workspaces - 1},
    )
    return _Copying(
        members=_originals(connection, "member"),
        enrolments=_originals(connection, "enrolment"),
        copies=copies,
        workspaces=workspaces,
    )


def _nothing_is_left_out(connection: Connection) -> None:
    """Raises RuntimeError where something else is kept of the originals: copies would lack it."""
    for table in SQLModel.metadata.sorted_tables:
        theirs = {"member_id", "enrolment_id", "entry_id"} & {*table.columns.keys()}
        if not theirs or table.name in (*_PEOPLE, *_ENTRIES, *_NOT_COPIED):
            continue
        if connection.scalar(text(f"SELECT count(*) FROM {table.name}")):
            raise RuntimeError(f"The originals' {table.name} table is not copied.")


def _originals(connection: Connection, table: str) -> int:
    """How many there are; numbered from 1 without a gap, or copies would overlap."""
    count, last = connection.execute(text(f"SELECT count(*), max(id) FROM original_{table}")).one()
    if count != last:
        raise RuntimeError(f"The originals' {table} table has gaps.")
    return int(count)


def _count_on(connection: Connection) -> None:
    """PostgreSQL does not see numbers that were given: what comes next must not meet them."""
    if connection.dialect.name != "postgresql":
        return
    for table in ("member", "enrolment", "entry"):
        connection.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
        )


def _settle(url: str) -> None:
    """What the database does by itself in the hours in which so much would have come together."""
    with _connection(url, autocommit=True) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("VACUUM (ANALYZE)"))
            connection.execute(text("CHECKPOINT"))
        else:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


@contextmanager
def _loading(url: str) -> Iterator[Connection]:
    """A transaction for much at once: nobody checks what the originals were checked for."""
    with _connection(url) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
            connection.execute(text("SET synchronous_commit = off"))
            connection.execute(text("SET maintenance_work_mem = '512MB'"))
        yield connection
        connection.commit()


@contextmanager
def _connection(url: str, *, autocommit: bool = False) -> Iterator[Connection]:
    address = complete(url)
    if address.get_backend_name() == "sqlite":
        address = address.set(drivername="sqlite")
    engine = create_engine(
        address,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT" if autocommit else None,
    )

    @event.listens_for(engine, "connect")
    def opened(connection: object, _record: object) -> None:
        if engine.dialect.name == "sqlite":
            cursor = connection.cursor()  # type: ignore[attr-defined]
            for pragma in ("synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
                cursor.execute(f"PRAGMA {pragma}")

    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
