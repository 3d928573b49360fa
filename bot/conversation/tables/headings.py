"""Which row of a table names its columns: the first, one below a title, or none."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.conversation.tables.cells import Cell, text_of
from bot.conversation.tables.column_names import heading_name, meanings_of, usual_meanings
from bot.conversation.tables.days import Days, read_days

WORDS_MOST: Final = 4
"""Words of a column's name that only its owner knows."""

HINTS_MOST: Final = 10
"""Words of a cell that may still be the name of a column."""

LOOKED_AT: Final = 20
"""Rows from the top in which a heading is looked for."""


def heading_row(rows: Sequence[Sequence[Cell]], today: date) -> int | None:
    """The place of the row that names the columns, from 0; None where none does.

    It is the row of the top whose cells name most different columns, none of them a day of its own;
    two names are enough, or one where nothing but names stands above what is filled in below.
    """
    best, found = 0, None
    for at, row in enumerate(rows[:LOOKED_AT]):
        named = _names_in(row, today)
        if named > best:
            best, found = named, at
    if best >= 2 or (best == 1 and _is_one_column(rows)):
        return found
    return _of_unknown_names(rows, today)


def _of_unknown_names(rows: Sequence[Sequence[Cell]], today: date) -> int | None:
    """The first row with anything in it, where it holds different short words alone, at least two,
    and stands above a column of days: somebody's own names for what is below.
    """
    top = [(at, row) for at, row in enumerate(rows[:LOOKED_AT]) if any(map(text_of, row))]
    if len(top) < 2:
        return None
    at, first = top[0]
    names = [heading_name(cell) for cell in first if text_of(cell)]
    plain = all(isinstance(cell, str) for cell in first if text_of(cell))
    if not plain or len(names) < 2 or len(set(names)) < len(names) or not all(map(_is_name, names)):
        return None
    below = top[1][1]
    return at if any(isinstance(read_days(cell, "day", today), Days) for cell in below) else None


def _is_name(name: str) -> bool:
    return 0 < len(name.split()) <= WORDS_MOST and not any(one.isdigit() for one in name)


def _names_in(row: Sequence[Cell], today: date) -> int:
    if any(isinstance(read_days(cell, "day", today), Days) for cell in row):
        return 0
    if any(not isinstance(cell, str) for cell in row if cell is not None):
        return 0
    names = [heading_name(cell) for cell in row]
    if not any(usual_meanings(name) for name in names):
        return 0  # words that hint at something stand in what was learnt, too
    told = {
        max(meanings, key=lambda one: meanings[one])
        for name in names
        if len(name.split()) <= HINTS_MOST and (meanings := meanings_of(name))
    }
    return len(told)


def _is_one_column(rows: Sequence[Sequence[Cell]]) -> bool:
    return all(sum(bool(text_of(cell)) for cell in row) <= 1 for row in rows[:LOOKED_AT])


def is_heading_again(row: Sequence[Cell], heading: Sequence[Cell]) -> bool:
    """Whether a row repeats the heading, as on every printed page."""
    if len(row) < len(heading):
        return False
    named = False
    for cell, above in zip(row, heading, strict=False):  # the first that differs settles it
        name = heading_name(above)
        if heading_name(cell) != name:
            return False
        named = named or bool(name)
    return named
