"""Asking for many rows by their numbers, with one value and by an index."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, text
from sqlmodel import Session

from storage.engine.database import Database
from storage.engine.id_lists import in_ids
from storage.nudges import sweep_statements
from storage.schemes import assessments
from storage.tables import Assessment, Enrolment, Entry, Member, Nudge
from tests.storage.builders import NOW, a_member, multiply

DAY = NOW.date()
FIRST = 1_000_000
"""The people of a large workplace are numbered from here on."""

MEMBERS = Member.__table__  # type: ignore[attr-defined]


def found_among(database: Database, numbers: list[int]) -> list[int]:
    query = select(MEMBERS.c.id).where(in_ids(MEMBERS.c.id, "numbers"))
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


PEOPLE = 300
EACH = 20
"""Entries of each of them, with an assessment, and nudges."""


@pytest.fixture
def workplace(database: Database) -> Iterator[Session]:
    """So many people that an index to those of a few is the shortest way, and counted: what a
    database thinks of tables depends on nothing but this.
    """
    member_id = a_member(database)
    with database.transaction() as session:
        enrolment = Enrolment(
            workspace_id="T1", member_id=member_id, pack="cmi", enrolled_on=DAY, ended_on=DAY
        )
        entry = Entry(
            workspace_id="T1",
            member_id=member_id,
            status="logged",
            end_date=DAY,
            evaluate="safer now",
            created_at=NOW,
            changed_at=NOW,
        )
        nudge = Nudge(workspace_id="T1", member_id=member_id, kind="behind", period="1", at=NOW)
        session.add_all([enrolment, entry, nudge])
        session.flush()
        session.add(
            Assessment(
                workspace_id="T1",
                entry_id=entry.id,
                enrolment_id=enrolment.id,
                state="counted",
                minutes=60,
                weight=100,
                cycle=1,
                year=1,
            )
        )
        session.flush()
        multiply(session, "member", PEOPLE, id=f"{FIRST} + n", slack_id=_text("n"))
        person = f"{FIRST} + 1 + n % {PEOPLE}"
        multiply(session, "enrolment", PEOPLE, id=f"{FIRST} + n", member_id=person)
        rows, number = PEOPLE * EACH, f"{FIRST} + n"
        few = f"n % {10 * PEOPLE} < {PEOPLE}"  # one of ten, of everybody
        evaluate = f"CASE WHEN {few} THEN NULL ELSE 'safer now' END"
        multiply(session, "entry", rows, id=number, member_id=person, evaluate=evaluate)
        multiply(session, "assessment", rows, entry_id=number, enrolment_id=person)
        week = f"CASE WHEN {few} THEN {_text('n')} END"
        nudges = {"member_id": person, "period": _text("n"), "budget_week": week}
        multiply(session, "nudge", rows, id=number, **nudges)
        session.connection().execute(text("ANALYZE"))
        yield session


def _text(number: str) -> str:
    return f"CAST({number} AS varchar(20))"


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (sweep_statements.WEIGHTS, "ix_assessment_totals"),
        (assessments.SUMS, "ix_assessment_totals"),
        (sweep_statements.LAST_DAYS, "ix_entry_member_status"),
        (sweep_statements.UNEVALUATED, "ix_entry_unevaluated"),
        (sweep_statements.SPENT, "ix_nudge_budget"),
    ],
)
def test_a_sweep_goes_by_an_index(workplace: Session, statement: Any, index: str) -> None:
    since: Any = NOW - timedelta(days=30)
    values = {
        "members": [FIRST + 1, FIRST + 2],
        "enrolments": [FIRST + 1, FIRST + 2],
        "first": FIRST + 1,
        "last": FIRST + 2,
        "oldest": 0,
        "since": since if statement is sweep_statements.SPENT else since.date(),
        "until": NOW.date(),
    }
    way = plan(workplace, statement, values)
    assert set(re.findall(r"(?:ix|pk|uq)_\w+", way)) == {index}, way
    assert not re.search(r"SCAN (?!json_each)|Seq Scan", way), way


def plan(session: Session, query: Any, values: dict[str, Any]) -> str:
    """How a statement is carried out, in the database's own words."""
    asked: list[tuple[str, Any]] = []

    def note(*call: Any) -> None:
        asked.append((call[2], call[3]))

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    assert connection.execute(query, values).all()
    event.remove(connection, "before_cursor_execute", note)
    statement, parameters = asked[-1]
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    rows = connection.exec_driver_sql(f"{explain} {statement}", parameters)
    return "\n".join(str(row[-1]) for row in rows)
