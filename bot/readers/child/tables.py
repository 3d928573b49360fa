"""Rows of a table as JSON lines.

The first line is `{"sheet": name or "", "columns": n, "rows": n}`: how many columns the widest row
has, and how many lines follow. Then comes each row as a list, without the empty cells at its end;
an empty row is `[]`, so that a line's number is that of the row in the file. A cell is
- null where it is empty, and otherwise a string as the file shows it, or one of
- `{"n": "1.5"}`, a number as a decimal,
- `{"d": "2026-03-01"}`, a date, and `{"dt": "2026-03-01T09:30"}`, a moment without a zone,
- `{"m": 90}`, minutes: a length, or a time of day since midnight; workbooks do not say which,
- `{"b": true}`.
"""

import json
import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.readers.child.file import UnreadableError
from bot.readers.limits import MIB, Limits
from bot.readers.results import TABLE

_FIRST_LINE = 1_024
"""Bytes that are kept for the first line, which is known last; it is filled up with spaces."""
_SHEET_MOST = 100
_UNSEEN = {ord(letter): None for letter in map(chr, range(32)) if letter not in "\t\n"} | {
    127: None
}


class Cutting:
    """Takes cells as far as the limits go, and remembers whether there was more."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.cut = False

    def row(self, values: Sequence[object]) -> list[Any]:
        """A row without what is empty at its end."""
        if len(values) > self._limits.columns:
            beyond = values[self._limits.columns :]
            self.cut = self.cut or any(value not in (None, "") for value in beyond)
            values = values[: self._limits.columns]
        row = [self.cell(value) for value in values]
        while row and row[-1] is None:
            row.pop()
        return row

    def cell(self, value: object) -> Any:
        match value:
            case str():
                return self._text(value)
            case bool():
                return {"b": value}
            case int():
                return {"n": str(value)}
            case float():
                return number(value)
            case timedelta():
                return {"m": round(value.total_seconds() / 60)}
            case time():
                return {"m": value.hour * 60 + value.minute + round(value.second / 60)}
            case datetime():
                return _moment(value)
            case date():
                return {"d": value.isoformat()}
        return None

    def _text(self, text: str) -> str | None:
        if len(text) > self._limits.cell:
            self.cut = True
            text = text[: self._limits.cell]
        shown = text.translate(_UNSEEN).encode("utf-8", "replace").decode()
        return shown if shown.strip() else None


def number(value: float) -> Any:
    """Without an exponent, and without ".0"; None for what is no number."""
    if not math.isfinite(value):
        return None
    plain = format(Decimal(repr(value)), "f")
    return {"n": plain.removesuffix(".0")}


def _moment(value: datetime) -> Any:
    if value.time() == time():
        return {"d": value.date().isoformat()}
    return {"dt": value.replace(tzinfo=None).isoformat(timespec="minutes")}


def write(
    rows: Iterable[Sequence[object]], sheet: str, *, folder: Path, limits: Limits
) -> tuple[Path, bool]:
    """Where they were written, and whether there was more. No more than one row is held. Raises
    UnreadableError where there is none.
    """
    path = folder / TABLE
    cutting = Cutting(limits)
    columns = written = waiting = 0
    with path.open("wb") as out:
        out.write(b" " * (_FIRST_LINE - 1) + b"\n")
        room = limits.written - _FIRST_LINE - MIB
        for number_of_row, values in enumerate(rows, start=1):
            if number_of_row > limits.rows or room < 0:
                cutting.cut = True
                break
            row = cutting.row(values)
            if not row:
                waiting += 1  # those at the end are no rows
                continue
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
            out.write(b"[]\n" * waiting + line + b"\n")
            room -= len(line) + 1 + 3 * waiting
            columns, written, waiting = max(columns, len(row)), written + waiting + 1, 0
        name = sheet.translate(_UNSEEN).encode("utf-8", "replace").decode()[:_SHEET_MOST]
        out.seek(0)
        out.write(json.dumps({"sheet": name, "columns": columns, "rows": written}).encode())
    if not written:
        path.unlink()
        raise UnreadableError("too_large" if cutting.cut else "empty")
    return path, cutting.cut
