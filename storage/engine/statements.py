"""Core statements in a session's transaction, and inserts that either dialect understands."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CursorResult, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session


def inserting(table: Table, dialect: str) -> Any:
    """An insert that knows ON CONFLICT, in the dialect given."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def insert_once(table: Table, dialect: str, *unique: str) -> Any:
    """An insert that passes over what is there already, by these unique columns (none: by any)."""
    return inserting(table, dialect).on_conflict_do_nothing(index_elements=unique or None)


def dialect_of(session: Session) -> str:
    """The name of the session's own dialect."""
    return session.get_bind().dialect.name


def insert_many(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows of the same columns, in their order; their values are what JSON has, and days
    and moments. PostgreSQL's driver takes longer over many parameters than the server over the
    rows: there they are one.
    """
    if not rows:
        return
    if dialect_of(session) == "postgresql":
        run(session, _inserting_many(table, tuple(rows[0])), {"rows": recordset(rows)})
    else:
        run(session, table.insert(), rows)


def recordset(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as one parameter, for PostgreSQL's `json_populate_recordset`."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=_in_words)


def _in_words(value: object) -> str:
    if isinstance(value, date):  # or a moment
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} stands in no row here.")


@lru_cache(maxsize=32)
def _inserting_many(table: Table, names: tuple[str, ...]) -> Any:
    columns = ", ".join(f'"{name}"' for name in names)
    return text(
        f'INSERT INTO "{table.name}" ({columns}) SELECT {columns} FROM'  # noqa: S608 - our own names
        f' json_populate_recordset(CAST(NULL AS "{table.name}"), CAST(:rows AS json))'
    )


def run(session: Session, statement: Any, values: Any = None) -> CursorResult[Any]:
    """Executes a Core statement in the session's transaction."""
    result: CursorResult[Any] = session.connection().execute(statement, values)
    return result
