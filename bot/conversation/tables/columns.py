"""Which column of a table is what, by the names in its heading and by what its cells hold."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from bot.conversation.tables.cells import Cell, Minutes, text_of
from bot.conversation.tables.column_names import (
    LEFT_OUT,
    MEANINGS,
    Meaning,
    heading_name,
    meanings_of,
)
from bot.conversation.tables.days import Days, Order, order_of, read_days
from bot.conversation.tables.lengths import Unit, read_clock, read_minutes

COLUMNS_MOST: Final = 100
"""Columns that are looked at: as many as a form can offer."""

SAMPLE: Final = 200
"""Rows below the heading by which columns are judged."""

_TYPED_WORDS: Final = re.compile(r"https?://\S+", re.I)

_MINUTES_SAID = re.compile(r"\b(?:mins?|minutes?)\b")
_HOURS_SAID = re.compile(r"\b(?:hours?|hrs?|h)\b")
_DAYS_SAID = re.compile(r"\bdays?\b")
_CREDITS_SAID = re.compile(r"\b(?:credits?|points?|units?)\b")


@dataclass(frozen=True, slots=True)
class Layout:
    """What each column is: places of columns by their meaning, and how values in them are read.

    `by_credits`: the length is that of a column of credits or points, each taken for an hour.
    `order_told`: the values say whether the day or the month comes first.
    """

    columns: Mapping[Meaning, int] = field(default_factory=dict)
    order: Order = "day"
    order_told: bool = True
    unit: Unit = "hours"
    by_credits: bool = False

    @property
    def can_be_read(self) -> bool:
        """Whether rows can become entries: an activity needs its name and its day."""
        return "title" in self.columns and "date" in self.columns

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "columns": dict(self.columns),
            "order": self.order,
            "order_told": self.order_told,
            "unit": self.unit,
            "by_credits": self.by_credits,
        }

    @staticmethod
    def from_dict(kept: Mapping[str, Any]) -> "Layout":
        """What `to_dict` kept."""
        return Layout(
            {one: kept["columns"][one] for one in MEANINGS if one in kept.get("columns", {})},
            kept.get("order", "day"),
            kept.get("order_told", True),
            kept.get("unit", "hours"),
            kept.get("by_credits", False),
        )


def recognised(heading: Sequence[Cell], rows: Sequence[Sequence[Cell]], today: date) -> Layout:
    """What the columns are: names say so, and what the cells hold confirms or belies it; without
    names (an empty heading) the cells alone. Each meaning has one column, each column one meaning.
    """
    width = min(max((len(row) for row in (heading, *rows)), default=0), COLUMNS_MOST)
    sample = rows[:SAMPLE]
    cells = [[row[at] if at < len(row) else None for row in sample] for at in range(width)]
    names = [heading_name(heading[at]) if at < len(heading) else "" for at in range(width)]
    held = [_held(one, today) for one in cells]
    claims = [
        (weight * 10 + _fits(meaning, held[at]), -at, meaning, at)
        for at in range(width)
        for meaning, weight in meanings_of(names[at]).items()
        if _fits(meaning, held[at]) > 0
    ]
    columns = _given_out(claims)
    if not any(names):
        columns = _by_content(held)
    columns = _completed(columns, names, held)
    return _read_by(columns, names, cells)


def rearranged(
    columns: Mapping[Meaning, int], heading: Sequence[Cell], rows: Sequence[Sequence[Cell]]
) -> Layout:
    """The layout with columns that somebody chose; how values are read follows from them."""
    width = min(max((len(row) for row in (heading, *rows)), default=0), COLUMNS_MOST)
    taken: dict[Meaning, int] = {}
    for meaning in MEANINGS:
        at = columns.get(meaning)
        if at is not None and 0 <= at < width and at not in taken.values():
            taken[meaning] = at
    cells = [[row[at] if at < len(row) else None for row in rows[:SAMPLE]] for at in range(width)]
    names = [heading_name(heading[at]) if at < len(heading) else "" for at in range(width)]
    return _read_by(taken, names, cells)


@dataclass(frozen=True, slots=True)
class _Held:
    """What the cells of a column hold: how many, and the share of them that are of each kind."""

    count: int = 0
    days: float = 0
    clocks: float = 0
    lengths: float = 0
    numbers: float = 0
    links: float = 0
    words: float = 0
    """Words in a cell, on the average."""
    different: float = 0


def _held(cells: Sequence[Cell], today: date) -> _Held:
    full = [cell for cell in cells if text_of(cell)]
    if not full:
        return _Held()
    texts = [text_of(cell) for cell in full]

    def share(counted: int) -> float:
        return counted / len(full)

    return _Held(
        count=len(full),
        days=share(
            sum(
                isinstance(read_days(cell, "day", today), Days)
                or isinstance(read_days(cell, "month", today), Days)
                for cell in full
            )
        ),
        clocks=share(sum(read_clock(cell) is not None for cell in full)),
        lengths=share(sum(read_minutes(cell, "hours", 480) is not None for cell in full)),
        numbers=share(sum(isinstance(cell, Decimal) for cell in full)),
        links=share(sum(_TYPED_WORDS.search(text) is not None for text in texts)),
        words=sum(len(text.split()) for text in texts) / len(full),
        different=share(len(set(texts))),
    )


def _fits(meaning: Meaning, held: _Held) -> float:
    """How well the cells fit a meaning: 0 where they belie it, 1 where there are none."""
    if not held.count:
        return 1
    match meaning:
        case "date" | "end":
            return held.days * 9 if held.days >= 0.3 else 0
        case "from_time" | "to_time":
            return held.clocks * 9 if held.clocks >= 0.3 and held.days < 0.9 else 0
        case "length":
            return held.lengths * 9 if held.lengths >= 0.3 and held.days < 0.9 else 0
        case "link":
            return held.links * 9 if held.links >= 0.1 else 0
        case _:
            plain = max(held.days, held.numbers)
            return max(0, 1 - plain) * 9 if plain < 0.9 else 0


def _given_out(claims: Sequence[tuple[float, int, Meaning, int]]) -> dict[Meaning, int]:
    """The best claims first; a meaning and a column that are given are not given again."""
    columns: dict[Meaning, int] = {}
    for _, _, meaning, at in sorted(claims, reverse=True):
        if meaning not in columns and at not in columns.values():
            columns[meaning] = at
    return columns


def _by_content(held: Sequence[_Held]) -> dict[Meaning, int]:
    """Without names: the first days, the first lengths, links, and the first column of words."""
    columns: dict[Meaning, int] = {}

    def first(meaning: Meaning, fits: Sequence[bool]) -> None:
        at = next((i for i, one in enumerate(fits) if one and i not in columns.values()), None)
        if at is not None:
            columns[meaning] = at

    first("date", [one.days >= 0.6 for one in held])
    first("length", [one.lengths >= 0.6 and one.days < 0.6 for one in held])
    first("link", [one.links >= 0.6 for one in held])
    first("title", [one.count > 0 and one.lengths < 0.3 and one.different > 0.3 for one in held])
    first("notes", [one.words >= 4 and one.lengths < 0.3 for one in held])
    return columns


def _completed(
    columns: dict[Meaning, int], names: Sequence[str], held: Sequence[_Held]
) -> dict[Meaning, int]:
    """Where no name says which column holds the day or the name: the one whose cells do."""
    free = [at for at in range(len(names)) if at not in columns.values()]
    if "date" not in columns:
        days = [at for at in free if held[at].days >= 0.8 and not LEFT_OUT.fullmatch(names[at])]
        if days:
            columns["date"] = days[0]
    if "title" not in columns:
        for meaning in ("notes", "subject", "type"):
            if meaning in columns:
                columns["title"] = columns.pop(meaning)
                break
    if "end" in columns and "date" not in columns:
        columns["date"] = columns.pop("end")
    return columns


def _read_by(
    columns: Mapping[Meaning, int], names: Sequence[str], cells: Sequence[Sequence[Cell]]
) -> Layout:
    days = [cell for one in ("date", "end") if one in columns for cell in cells[columns[one]]]
    order, told = order_of(days)
    unit, by_credits = _unit_of(columns, names, cells)
    return Layout(dict(columns), order, told, unit, by_credits)


def _unit_of(
    columns: Mapping[Meaning, int], names: Sequence[str], cells: Sequence[Sequence[Cell]]
) -> tuple[Unit, bool]:
    """What a number alone counts: the heading says; else numbers that are far too many hours for
    most of a column are minutes.
    """
    at = columns.get("length")
    if at is None:
        return "hours", False
    name = names[at]
    if _MINUTES_SAID.search(name) and not _HOURS_SAID.search(name):
        return "minutes", False
    if _HOURS_SAID.search(name):
        return "hours", False
    if _CREDITS_SAID.search(name):
        return "hours", True
    if _DAYS_SAID.search(name):
        return "days", False
    numbers = sorted(found for cell in cells[at] if (found := _number(cell)) is not None)
    return ("minutes" if numbers and numbers[len(numbers) // 2] > 12 else "hours"), False


def _number(cell: Cell) -> Decimal | None:
    if isinstance(cell, Decimal):
        return cell
    text = "" if isinstance(cell, Minutes) else text_of(cell)
    return Decimal(text) if re.fullmatch(r"\d{1,6}(?:\.\d{1,4})?", text) else None
