"""Many rows at once are what each alone would be, on either database: on PostgreSQL they are one
parameter.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from storage.engine.database import Database
from storage.engine.statements import insert_many, recordset, run
from storage.repository import defaults_of, table_of
from storage.tables import Entry
from tests.storage.builders import NOW, a_member

ENTRY = table_of(Entry)

_TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
_PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), _TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_TEXTS, inner, max_size=3)
    ),
    max_leaves=6,
)
_ENTRIES = st.fixed_dictionaries(
    {
        "title": st.one_of(st.none(), st.just("null"), _TEXTS),
        "start_date": st.one_of(st.none(), st.dates(date(1, 1, 1))),
        "minutes": st.one_of(st.none(), st.integers(1, 100_000)),
        "evaluate": st.one_of(st.none(), st.sampled_from(["", "\\", '"', "{1,2}", "a\nb"]), _TEXTS),
        "subjects": st.lists(_PLAIN, max_size=2),
        "account": st.one_of(st.none(), st.dictionaries(_TEXTS, _PLAIN, max_size=2)),
        "provenance": st.dictionaries(_TEXTS, _TEXTS, max_size=2),
        "split_by_day": st.booleans(),
        "created_at": st.timedeltas(timedelta(-20_000), timedelta(20_000)).map(NOW.__add__),
    }
)


@pytest.fixture
def member_id(database: Database) -> int:
    return a_member(database)


def _entry(member_id: int, columns: dict[str, Any]) -> dict[str, Any]:
    return {
        **defaults_of(Entry),
        **columns,
        "workspace_id": "T1",
        "member_id": member_id,
        "status": "logged",
        "changed_at": NOW,
        "created_at": columns.get("created_at", NOW),
    }


def _kept(database: Database, rows: Sequence[dict[str, Any]], *, at_once: bool) -> list[Any]:
    """What stands there once rows are inserted, but for their numbers; nothing stays."""
    with database.transaction() as session:
        run(session, delete(ENTRY))
        if at_once:
            insert_many(session, ENTRY, rows)
        else:
            for row in rows:
                run(session, ENTRY.insert(), row)
        columns = [column for column in ENTRY.c if column.name != "id"]
        return [tuple(row) for row in run(session, select(*columns).order_by(ENTRY.c.id)).all()]


@given(found=st.lists(_ENTRIES, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_at_once_are_as_each_by_itself(
    database: Database, member_id: int, found: list[Any]
) -> None:
    rows = [_entry(member_id, columns) for columns in found]
    assert _kept(database, rows, at_once=True) == _kept(database, rows, at_once=False)
    assert len(_kept(database, rows, at_once=True)) == len(rows)


def test_numbers_are_given_and_defaults_hold(database: Database, member_id: int) -> None:
    with database.transaction() as session:
        insert_many(session, ENTRY, [_entry(member_id, {"title": one}) for one in "ab"])
        query = select(ENTRY.c.id, ENTRY.c.title, ENTRY.c.version)
        found: Sequence[Any] = run(session, query).all()
    assert sorted(row[1] for row in found) == ["a", "b"]
    assert len({row[0] for row in found}) == 2
    assert {row[2] for row in found} == {defaults_of(Entry)["version"]}


def test_no_rows_are_none(database: Database) -> None:
    with database.transaction() as session:
        insert_many(session, ENTRY, [])
        assert run(session, select(ENTRY.c.id)).all() == []


@pytest.mark.parametrize("value", [{1}, b"bytes", timedelta(1), object()])
def test_what_no_row_holds_is_refused_and_not_told(value: object) -> None:
    with pytest.raises(TypeError) as refused:
        recordset([{"title": value}])
    assert "bytes" not in str(refused.value).removeprefix("bytes stands")
