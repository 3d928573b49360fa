"""One cell of a table as a reader of files hands it over, and its plain text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from bot.conversation.text import seen

TEXT_MOST: Final = 4000
"""Characters of a cell that are looked at; what a cell of Excel holds at most is eight times that.
"""


@dataclass(frozen=True, slots=True)
class Minutes:
    """A time of day or a length that a spreadsheet knows as such, in whole minutes."""

    count: int


Cell = str | Decimal | date | datetime | Minutes | bool | None
"""What stands in a cell. `datetime` is without a zone; None where it is empty."""


def cell_of(value: Any) -> Cell:
    """A cell from its JSON: null, a string, {"n": "1.5"}, {"d": "2026-03-01"},
    {"dt": "2026-03-01T09:30"}, {"m": 90} or {"b": true}. Anything else is an empty one.
    """
    if isinstance(value, str):
        return value if _says_something(value) else None
    if not isinstance(value, dict) or len(value) != 1:
        return None
    kind, inner = next(iter(value.items()))
    try:
        return _typed(kind, inner)
    except (ValueError, InvalidOperation, TypeError):
        return None


def _typed(kind: str, inner: Any) -> Cell:
    match kind:
        case "n":
            number = Decimal(str(inner))
            return number if number.is_finite() else None
        case "d":
            return date.fromisoformat(inner)
        case "dt":
            moment = datetime.fromisoformat(inner)
            return moment.replace(tzinfo=None)
        case "m" if isinstance(inner, int) and not isinstance(inner, bool):
            return Minutes(inner)
        case "b" if isinstance(inner, bool):
            return inner
        case _:
            return None


def json_of(cell: Cell) -> Any:
    """The same back as JSON."""
    match cell:
        case bool():
            return {"b": cell}
        case Decimal():
            return {"n": str(cell)}
        case datetime():
            return {"dt": cell.isoformat(timespec="minutes")}
        case date():
            return {"d": cell.isoformat()}
        case Minutes(count):
            return {"m": count}
        case _:
            return cell


def row_of(values: Any) -> tuple[Cell, ...]:
    """A row's cells; none where it is no list."""
    return tuple(cell_of(value) for value in values) if isinstance(values, list) else ()


def text_of(cell: Cell) -> str:
    """What somebody would read in the cell, without what nobody sees; "" where it is empty."""
    match cell:
        case None:
            return ""
        case str():
            return seen(cell[:TEXT_MOST]).strip()
        case bool():
            return "yes" if cell else "no"
        case Decimal():
            return plain_number(cell)
        case datetime():
            return cell.isoformat(sep=" ", timespec="minutes")
        case date():
            return cell.isoformat()
        case Minutes(count):
            return f"{count // 60}:{count % 60:02d}"


def plain_number(number: Decimal) -> str:
    """ "45352" and "1.5": as people write it, without noughts behind the point."""
    if number.adjusted() > TEXT_MOST or number.adjusted() < -TEXT_MOST:
        return str(number)
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def is_blank(row: Sequence[Cell]) -> bool:
    """Whether nothing stands in a row."""
    return not any(text_of(cell) for cell in row)


def _says_something(value: str) -> bool:
    return bool(seen(value[:TEXT_MOST]).strip())
