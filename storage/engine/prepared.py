"""Statements that are built once and run for each message.

SQLAlchemy hands a driver each constant anew every time a statement is run, and builds a list behind
IN anew too: a queue's statements hold dozens of them. Written into the statement they cost nothing.
"""

import re
from collections.abc import Sequence
from typing import Any, Final, TypeVar, cast

from sqlalchemy import false, literal_column, true
from sqlalchemy.sql.elements import BindParameter, ClauseElement, ClauseList, ColumnElement
from sqlalchemy.sql.visitors import replacement_traverse

S = TypeVar("S", bound=ClauseElement)

_WORD: Final = re.compile(r"[a-z_]+")


def prepared(statement: S) -> S:
    """The same statement, with its whole numbers, truth values and plain words written into it.

    What it is `given` when it is run stays a parameter; so does every other value.
    """
    return cast("S", replacement_traverse(statement, {}, _constant))


def _constant(element: Any, **_options: Any) -> ClauseElement | None:
    if not isinstance(element, BindParameter) or element.required:
        return None
    if not element.expanding:
        return _written(element.value, element)
    written = [_written(value, element) for value in _listed(element.value)]
    known = [one for one in written if one is not None]
    return ClauseList(*known).self_group() if known and len(known) == len(written) else None


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _written(value: object, element: BindParameter[Any]) -> ColumnElement[Any] | None:
    match value:
        case bool():
            return true() if value else false()
        case int():
            return literal_column(str(value), element.type)
        case str() if _WORD.fullmatch(value):
            return literal_column(f"'{value}'", element.type)
        case _:
            return None
