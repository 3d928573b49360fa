"""How SQLite carries statements out. It keeps no statistics, here as in a workplace: what it takes
for the shortest way depends on the indexes that there are, and on nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from storage.engine.database import Database

Asked = tuple[str, Any]
"""A statement, and its parameters as the driver was given them."""

_A_FEW = re.compile(
    r"SCAN (?:json_each|heads|latest|own|another|answered|anon_\d+|CONSTANT ROW|\()"
)
"""What a statement was given, or has found by an index before."""

_WHOLE_WORKSPACE = re.compile(r"\(workspace_id=\?\)")
_DECISIONS = re.compile("SEARCH rule_decision ")
"""Of these there are a few in a workspace."""


@contextmanager
def asking() -> Iterator[list[Asked]]:
    """What any database is asked through SQLAlchemy until the block is left."""
    asked: list[Asked] = []

    def note(*call: Any) -> None:
        _connection, _cursor, statement, parameters, *_ = call
        if not statement.startswith(("BEGIN", "PRAGMA", "EXPLAIN")):
            asked.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def steps(database: Database, asked: Asked) -> list[str]:
    """How SQLite goes about a statement."""
    statement, parameters = asked
    if isinstance(parameters, list):  # several rows at once
        parameters = parameters[0]
    with database.snapshot() as session:
        connection = session.connection()
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [str(row[-1]) for row in rows]


def long_ways(database: Database, asked: Sequence[Asked]) -> dict[str, list[str]]:
    """The statements that go through a table or through everything of a workspace, by what they
    say, with the steps in which they do.
    """
    found = {
        statement: [step for step in steps(database, (statement, parameters)) if _is_long(step)]
        for statement, parameters in dict(asked).items()
    }
    return {statement: long for statement, long in found.items() if long}


def _is_long(step: str) -> bool:
    if step.startswith("SCAN"):
        return not _A_FEW.match(step)
    return bool(_WHOLE_WORKSPACE.search(step)) and not _DECISIONS.match(step)
