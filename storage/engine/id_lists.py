"""Asking for many rows by one value: neither database reads a long list of parameters well.

A statement with a parameter for each number is built, sent and planned anew for every count.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Dialect, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType


class _ArrayAsText(UserDefinedType[str]):
    """PostgreSQL takes the text for an array at once: as a text that is cast later, it would go
    through all numbers for each row that it looks at.
    """

    cache_ok = True
    render_bind_cast = True

    def get_col_spec(self, **_options: Any) -> str:
        """The array's own name."""
        return "BIGINT[]"


class _Numbers(TypeDecorator[Sequence[int]]):
    """An array in PostgreSQL's words; else JSON, which writes numbers as Python does."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """What the text is to the database."""
        return _ArrayAsText() if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: Sequence[int] | None, dialect: Dialect) -> str:
        """What the driver is given: text, as drivers take long to write an array."""
        numbers = str(list(value or ()))
        return f"{{{numbers[1:-1]}}}" if dialect.name == "postgresql" else numbers


class _Words(TypeDecorator[Sequence[str]]):
    """JSON for either database: words may hold what an array's own notation has to escape."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        """What the driver is given."""
        del dialect
        return json.dumps(list(value or ()))


class _InIds(FunctionElement[bool]):
    # No type: SQLite would be asked whether a Boolean "= 1", and not see that an index answers.
    inherit_cache = True


class _InWords(FunctionElement[bool]):
    inherit_cache = True


def in_ids(column: Any, name: str) -> _InIds:
    """The column is one of the numbers that the statement is given as `name` when it is run."""
    return _InIds(column, bindparam(name, type_=_Numbers))


def in_words(column: Any, name: str) -> _InWords:
    """The column is one of the words that the statement is given as `name` when it is run."""
    return _InWords(column, bindparam(name, type_=_Words))


@compiles(_InIds, "postgresql")
def _in_array(element: _InIds, compiler: Any, **options: Any) -> str:
    column, numbers = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} = ANY ({numbers})"


@compiles(_InIds, "sqlite")
@compiles(_InWords, "sqlite")
def _in_json(element: _InIds | _InWords, compiler: Any, **options: Any) -> str:
    column, values = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - our own words


@compiles(_InWords, "postgresql")
def _in_json_array(element: _InWords, compiler: Any, **options: Any) -> str:
    column, words = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} IN (SELECT json_array_elements_text(CAST({words} AS JSON)))"
