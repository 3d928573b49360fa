"""Asking for many rows by their numbers, with one value and by an index."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Select, event, select

from storage import sweep_statements
from storage.among import among
from storage.database import Database
from storage.tables import Member
from tests.storage.rows import a_member

MEMBERS = Member.__table__  # type: ignore[attr-defined]


def found_among(database: Database, numbers: list[int]) -> list[int]:
    query = select(MEMBERS.c.id).where(among(MEMBERS.c.id, "numbers"))
    with database.snapshot() as session:
        connection = session.connection()
        return list(connection.execute(query, {"numbers": numbers}).scalars())


def test_numbers_are_found_however_many_are_asked_for(database: Database) -> None:
    member = a_member(database)

    assert found_among(database, [member, member]) == [member]
    assert found_among(database, list(range(100_000))) == [member]


def test_no_number_finds_nothing(database: Database) -> None:
    a_member(database)

    assert found_among(database, []) == []


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        ("WEIGHTS", "ix_assessment_totals"),
        ("SUMS", "ix_assessment_totals"),
        ("LAST_DAYS", "ix_entry_member_status"),
        ("UNEVALUATED", "ix_entry_unevaluated"),
        ("SPENT", "ix_nudge_budget"),
    ],
)
def test_a_sweep_goes_by_an_index(database: Database, statement: str, index: str) -> None:
    since: Any = datetime(2026, 11, 20, tzinfo=UTC)
    values = {
        "members": [1, 2],
        "enrolments": [1, 2],
        "first": 1,
        "last": 2,
        "oldest": 0,
        "since": since if statement == "SPENT" else since.date(),
    }
    assert index in plan(database, getattr(sweep_statements, statement), values)


def plan(database: Database, query: Select[Any], values: dict[str, Any]) -> str:
    """How a statement is carried out, where reading whole tables is the last resort."""
    asked: list[tuple[str, Any]] = []

    def note(*call: Any) -> None:
        asked.append((call[2], call[3]))

    explain = "EXPLAIN QUERY PLAN" if database.dialect == "sqlite" else "EXPLAIN"
    with database.transaction() as session:
        connection = session.connection()
        if database.dialect == "postgresql":  # it would not look for an index to a few rows
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        event.listen(database.engine.sync_engine, "before_cursor_execute", note)
        connection.execute(query, values)
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)
        statement, parameters = asked[-1]
        rows = connection.exec_driver_sql(f"{explain} {statement}", parameters)
        return "\n".join(str(row[-1]) for row in rows)
