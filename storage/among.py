"""Asking for many rows by their numbers with one value: neither database reads a long list of them.

A statement with a parameter for each number is built, sent and planned anew for every count.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Dialect, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator


class _Numbers(TypeDecorator[Sequence[int]]):
    """An array in PostgreSQL's words; else JSON, which writes numbers as Python does."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[int] | None, dialect: Dialect) -> str:
        """What the driver is given: text, as drivers take long to write an array."""
        numbers = str(list(value or ()))
        return f"{{{numbers[1:-1]}}}" if dialect.name == "postgresql" else numbers


class _Among(FunctionElement[bool]):
    # No type: SQLite would be asked whether a Boolean "= 1", and not see that an index answers.
    inherit_cache = True


def among(column: Any, name: str) -> _Among:
    """The column is one of the numbers that the statement is given as `name` when it is run."""
    return _Among(column, bindparam(name, type_=_Numbers))


@compiles(_Among, "postgresql")
def _in_array(element: _Among, compiler: Any, **options: Any) -> str:
    column, numbers = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} = ANY (CAST({numbers} AS BIGINT[]))"


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: Any, **options: Any) -> str:
    column, numbers = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({numbers}))"  # noqa: S608 - our own words
