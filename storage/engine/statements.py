"""Core statements in a session's transaction, and inserts that either dialect understands."""

from typing import Any

from sqlalchemy import CursorResult, Table
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


def run(session: Session, statement: Any, values: Any = None) -> CursorResult[Any]:
    """Executes a Core statement in the session's transaction."""
    result: CursorResult[Any] = session.connection().execute(statement, values)
    return result
