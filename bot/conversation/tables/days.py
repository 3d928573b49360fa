"""Days as people and spreadsheets write them, and in which order a column has day and month."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final, Literal

from bot.conversation.tables.cells import Cell, text_of

Order = Literal["day", "month"]
"""Which of the two comes first where a date is written in numbers alone."""

Unread = Literal["no_day", "not_a_day", "month_alone", "no_year"]

_FIRST_SERIAL, _LAST_SERIAL = 14_611, 73_050  # 1 Jan 1940 to 31 Dec 2099
_SERIAL_ZERO: Final = date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers, with the leap day that 1900 did not have."""

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_NAME = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:[a-z]*day)?\.?,?\s+)?"
_TIME = r"(?:[T\s,]+\d{1,2}[:.]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:am|pm|z)?)?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"

_ISO = re.compile(
    rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}", re.I
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_NUMBERS = re.compile(
    rf"{_WEEKDAY}(?P<first>\d{{1,2}})\s*(?P<sep>[-/.])\s*(?P<second>\d{{1,2}})\s*(?P=sep)\s*"
    rf"{_YEAR}{_TIME}",
    re.I,
)
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s\-/.]*{_NAME}[\s\-/.,]*{_YEAR}{_TIME}",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}{_NAME}[\s\-/.]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s\-/.,]+{_YEAR}{_TIME}", re.I
)
_MONTH_ALONE = re.compile(rf"(?:{_NAME}[\s\-/.,]*{_YEAR}|(?P<n>\d{{1,2}})/\d{{4}}|\d{{4}})", re.I)
_SHORT_RANGE = re.compile(
    rf"(?P<from>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|–|—|to|&|and)\s*(?P<rest>\d{{1,2}}(?:st|nd|rd|th)?"
    rf"\s+{_NAME}.*)",
    re.I,
)
_RANGE = re.compile(r"\s+(?:-|–|—|to|until)\s+|\s*[–—]\s*", re.I)


_LEAP_YEAR: Final = 2024
"""A year that has every day."""


@dataclass(frozen=True, slots=True)
class Days:
    """From when to when, both included; equal for one day."""

    start: date
    end: date


def read_days(cell: Cell, order: Order, today: date) -> Days | Unread:
    """The day or days that a cell holds; `order` says how numbers alone are read, `today` to which
    century a year of two figures belongs.
    """
    match cell:
        case datetime():
            return Days(cell.date(), cell.date())
        case date():
            return Days(cell, cell)
        case Decimal():
            return _serial(cell)
        case str():
            return _read_text(" ".join(text_of(cell).split()), order, today)
        case _:
            return "no_day" if cell is None else "not_a_day"


def order_of(cells: Iterable[Cell]) -> tuple[Order, bool]:
    """Which comes first in a column, and whether its values say so: a figure above twelve can be no
    month. British where nothing tells, or where they contradict each other.
    """
    first, second = beyond_twelve(cells)
    if second and not first:
        return "month", True
    return "day", first and not second


def beyond_twelve(cells: Iterable[Cell]) -> tuple[bool, bool]:
    """Whether some day of these, written in numbers, has a figure that can be no month in its first
    place; and whether in its second.
    """
    first = second = False
    for cell in cells:
        if isinstance(cell, str):
            for found in _NUMBERS.finditer(text_of(cell)):
                first = first or int(found["first"]) > 12
                second = second or int(found["second"]) > 12
    return first, second


def _read_text(text: str, order: Order, today: date) -> Days | Unread:
    if not text:
        return "no_day"
    one = _one_day(text, order, today)
    if one is not None:
        return Days(one, one)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return _serial(Decimal(text))
    several = _several_days(text, order, today)
    if several is not None:
        return several
    if _MONTH_ALONE.fullmatch(text):
        return "month_alone"
    return "no_year" if _lacks_its_year(text, order, today) else "not_a_day"


def _lacks_its_year(text: str, order: Order, today: date) -> bool:
    """Whether a year behind it is all that it lacks: "25 Jan", "25/1", "20-21 January"."""
    whole = (f"{text} {_LEAP_YEAR}", f"{text}/{_LEAP_YEAR}", f"{text}.{_LEAP_YEAR}")
    return any(
        _one_day(one, order, today) or _several_days(one, order, today)
        for one in (*whole, f"{text}-{_LEAP_YEAR}")
    )


def _several_days(text: str, order: Order, today: date) -> Days | None:
    short = _SHORT_RANGE.fullmatch(text)
    if short is not None:
        last = _one_day(short["rest"], order, today)
        if last is not None and int(short["from"]) in range(1, last.day + 1):
            return Days(last.replace(day=int(short["from"])), last)
        return None
    parts = _RANGE.split(text)
    if len(parts) != 2:
        return None
    last = _one_day(parts[1], order, today)
    first = _one_day(parts[0], order, today)
    if first is None and last is not None:
        first = _one_day(f"{parts[0]} {last.year}", order, today)
    return None if first is None or last is None or last < first else Days(first, last)


def _one_day(text: str, order: Order, today: date) -> date | None:
    for pattern in (_ISO, _COMPACT, _DAY_FIRST, _MONTH_FIRST):
        found = pattern.fullmatch(text)
        if found is not None:
            name = found["month"].lower()
            month = _MONTHS.get(name) or int(name)
            return _civil(_year(found["year"], today), month, int(found["day"]))
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    first, second = int(found["first"]), int(found["second"])
    day, month = (first, second) if order == "day" else (second, first)
    return _civil(_year(found["year"], today), month, day)


def _year(written: str, today: date) -> int:
    """Of two figures: the last such year that is not beyond the next."""
    figures = written.lstrip("'")
    if len(figures) == 4:
        return int(figures)
    year = today.year // 100 * 100 + int(figures)
    return year - 100 if year > today.year + 1 else year


def _serial(number: Decimal) -> Days | Unread:
    if not _FIRST_SERIAL <= number < _LAST_SERIAL:
        year_alone = number == int(number) and 1900 <= number <= 2100
        return "month_alone" if year_alone else "not_a_day"
    day = _SERIAL_ZERO + timedelta(days=int(number))
    return Days(day, day)


def _civil(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
