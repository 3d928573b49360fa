"""Which row of a table names its columns: the first, one below a title, or none."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.conversation.tables.cells import Cell, text_of
from bot.conversation.tables.columns import heading_name, meanings_of
from bot.conversation.tables.days import Days, read_days

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
    return found if best >= 2 or (best == 1 and _is_one_column(rows)) else None


def _names_in(row: Sequence[Cell], today: date) -> int:
    if any(isinstance(read_days(cell, "day", today), Days) for cell in row):
        return 0
    if any(not isinstance(cell, str) for cell in row if cell is not None):
        return 0
    told = {
        max(meanings, key=lambda one: meanings[one])
        for cell in row
        if (meanings := meanings_of(heading_name(cell)))
    }
    return len(told)


def _is_one_column(rows: Sequence[Sequence[Cell]]) -> bool:
    return all(sum(bool(text_of(cell)) for cell in row) <= 1 for row in rows[:LOOKED_AT])


def is_heading_again(row: Sequence[Cell], heading: Sequence[Cell]) -> bool:
    """Whether a row repeats the heading, as on every printed page."""
    names = [heading_name(cell) for cell in heading]
    return any(names) and [heading_name(cell) for cell in row[: len(names)]] == names
