"""What a prepared statement has written into it, and what stays a parameter."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    insert,
)
from sqlalchemy.sql.elements import ClauseElement

from storage.engine.database import Database
from storage.engine.prepared import prepared
from storage.engine.statements import run

_TABLE = Table(
    "thing",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("state", String),
    Column("is_open", Boolean),
    Column("at", DateTime(timezone=True)),
    prefixes=["TEMPORARY"],
)
_thing = _TABLE.c


def parameters(statement: ClauseElement) -> list[Any]:
    """The values that a driver is given with it."""
    return list(statement.compile().params.values())


@pytest.mark.parametrize(
    "statement",
    [
        _TABLE.select().where(_thing.state == "new"),
        _TABLE.select().where(_thing.state.in_(("new", "stale"))),
        _TABLE.select().where(_thing.id.in_((1, 2))),
        _TABLE.update().values(is_open=False, state="sent", id=_thing.id + 1),
    ],
)
def test_words_numbers_and_truth_are_written_into_it(statement: Any) -> None:
    assert parameters(statement)
    assert parameters(prepared(statement)) == []


@pytest.mark.parametrize("value", ["it's", "50%", "a:b", "New", "", "x y", datetime.now(UTC)])
def test_whatever_else_stays_a_parameter(value: Any) -> None:
    column = _thing.at if isinstance(value, datetime) else _thing.state
    assert parameters(prepared(_TABLE.select().where(column == value))) == [value]
    in_ids = prepared(_TABLE.select().where(column.in_(("new", value))))
    assert parameters(in_ids) == [["new", value]]


def test_what_it_is_given_when_it_is_run_stays_a_parameter() -> None:
    asked = prepared(_TABLE.select().where(_thing.state == bindparam("state")))
    assert parameters(asked) == [None]


@pytest.mark.parametrize("prepare", [prepared, lambda statement: statement])
def test_it_finds_and_changes_the_same(database: Database, prepare: Callable[[Any], Any]) -> None:
    with database.transaction() as session:
        _TABLE.create(session.connection())
        rows = [{"id": n, "state": state} for n, state in enumerate(("new", "stale", "gone"))]
        run(session, prepare(insert(_TABLE).values(is_open=True)), rows)
        closing = _TABLE.update().where(_thing.state.in_(("stale", "gone"))).values(is_open=False)
        assert run(session, prepare(closing.where(_thing.id != 2))).rowcount == 1
        still = _TABLE.select().where(_thing.is_open).order_by(_thing.id)
        assert [row.id for row in run(session, prepare(still))] == [0, 2]
