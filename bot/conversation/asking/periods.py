"""Stretches of days that a question names: "this month", "in October", "since June"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.conversation.asking.asked import Period
from bot.conversation.calendar_words import MONTH, month_number
from bot.conversation.dates import find_dates
from bot.conversation.field import Span
from bot.conversation.numbers import NUMBER, value

Find = Callable[[re.Match[str], date], Period | None]


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One way to name a stretch of days; `examples` are read on Saturday 21 November 2026."""

    pattern: str
    days: Find
    examples: tuple[tuple[str, str, str], ...]


def _first(day: date) -> date:
    return day.replace(day=1)


def _month_before(day: date, months: int = 1) -> date:
    """The first of the month so many before that of `day`; never before the calendar begins."""
    index = max(12, day.year * 12 + day.month - 1 - months)
    return date(index // 12, index % 12 + 1, 1)


def _last(day: date) -> date:
    """The last day of its month."""
    return _first(_first(day) + timedelta(days=31)) - timedelta(days=1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _quarter(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _this(found: re.Match[str], today: date) -> Period:
    match found["unit"]:
        case "week":
            return _monday(today), today
        case "month":
            return _first(today), today
        case _:
            return _quarter(today), today


def _the_last(found: re.Match[str], today: date) -> Period:
    match found["unit"]:
        case "week":
            monday = _monday(today) - timedelta(weeks=1)
            return monday, monday + timedelta(days=6)
        case "month":
            first = _month_before(today)
            return first, _last(first)
        case "quarter":
            end = _quarter(today) - timedelta(days=1)
            return _quarter(end), end
        case _:
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)


_MOST_COUNTED: Final = 1000


def _so_many(found: re.Match[str], today: date) -> Period:
    few = 3 if "few " in found[0] else 1
    count = min(int(value(found["n"])) if found["n"] else few, _MOST_COUNTED)
    match found["unit"]:
        case "day":
            return today - timedelta(days=count), today
        case "week":
            return today - timedelta(weeks=count), today
        case "fortnight":
            return today - timedelta(weeks=2 * count), today
        case "month":
            first = _month_before(today, count)
            return min(first.replace(day=min(today.day, 28)), today), today
        case _:
            return today - timedelta(days=365 * min(count, 60)), today


def _latest_month(word: str, year: str | None, today: date) -> date:
    """The first of the month; without a year the latest that has begun."""
    month = month_number(word)
    if year is not None:
        return date(int(year), month, 1)
    return date(today.year - (month > today.month), month, 1)


def _in_month(found: re.Match[str], today: date) -> Period:
    first = _latest_month(found["month"], found["year"], today)
    return first, min(_last(first), max(today, first))


def _since_month(found: re.Match[str], today: date) -> Period | None:
    first = _latest_month(found["month"], found["year"], today)
    return (first, today) if first <= today else None


def _between_months(found: re.Match[str], today: date) -> Period | None:
    last = _last(_latest_month(found["to"], found["year"], today))
    first = _latest_month(found["month"], None, last)
    return first, min(last, max(today, first))


def _in_year(found: re.Match[str], today: date) -> Period:
    year = int(found["year"])
    return date(year, 1, 1), min(date(year, 12, 31), max(today, date(year, 1, 1)))


def _since_year(found: re.Match[str], today: date) -> Period | None:
    first = date(int(found["year"]), 1, 1)
    return (first, today) if first <= today else None


_YEAR = r"(?P<year>(?:19|20)\d\d)"

PERIODS: Final = (
    PeriodRow(
        r"(?:so far )?(?:during |in )?this (?P<unit>week|month|quarter)(?: so far)?",
        _this,
        (
            ("this week", "2026-11-16", "2026-11-21"),
            ("so far this month", "2026-11-01", "2026-11-21"),
        ),
    ),
    PeriodRow(
        r"(?:during |in )?(?:the )?(?:last|previous) (?P<unit>week|month|quarter|year)",
        _the_last,
        (
            ("last week", "2026-11-09", "2026-11-15"),
            ("last month", "2026-10-01", "2026-10-31"),
            ("last quarter", "2026-07-01", "2026-09-30"),
            ("last year", "2025-01-01", "2025-12-31"),
        ),
    ),
    PeriodRow(
        r"(?:in |over |during |for )?(?:the |these )?(?:last|past|previous) "
        rf"(?:(?P<n>{NUMBER}) |few )?(?P<unit>day|week|fortnight|month|year)s?",
        _so_many,
        (
            ("in the last 3 months", "2026-08-21", "2026-11-21"),
            ("over the past two weeks", "2026-11-07", "2026-11-21"),
            ("in the last fortnight", "2026-11-07", "2026-11-21"),
            ("over the last few months", "2026-08-21", "2026-11-21"),
        ),
    ),
    PeriodRow(
        rf"(?:between|from) (?P<month>{MONTH}) (?:and|to|till|until) (?P<to>{MONTH})"
        rf"(?:,? {_YEAR})?",
        _between_months,
        (("between March and May", "2026-03-01", "2026-05-31"),),
    ),
    PeriodRow(
        rf"since (?:the start of |the beginning of )?(?P<month>{MONTH})(?:,? {_YEAR})?",
        _since_month,
        (
            ("since June", "2026-06-01", "2026-11-21"),
            ("since December", "2025-12-01", "2026-11-21"),
            ("since June 2025", "2025-06-01", "2026-11-21"),
        ),
    ),
    PeriodRow(
        rf"(?:in|during|for|throughout|back in) (?:last )?(?P<month>{MONTH})(?:,? {_YEAR})?",
        _in_month,
        (
            ("in October", "2026-10-01", "2026-10-31"),
            ("in December", "2025-12-01", "2025-12-31"),
            ("during November", "2026-11-01", "2026-11-21"),
            ("in oct 2025", "2025-10-01", "2025-10-31"),
        ),
    ),
    PeriodRow(rf"since {_YEAR}", _since_year, (("since 2025", "2025-01-01", "2026-11-21"),)),
    PeriodRow(rf"(?:in|during|for) {_YEAR}", _in_year, (("in 2025", "2025-01-01", "2025-12-31"),)),
)
"""Ways to name a stretch, the first that fits wins. "This year" is none: it is the CPD year where
that is known, which only the record tells.
"""

_COMPILED: Final = tuple((re.compile(rf"\b{row.pattern}(?!\w)"), row.days) for row in PERIODS)
_MAY_NAME_ONE: Final = re.compile(
    r"\d|\b(?:this|last|past|previous|since|in|during|for|between|from|today|yesterday|on)\b"
)
_A_DAY: Final = re.compile(r"\d|today|yesterday|day\b")


def find_period(plain: str, now: datetime) -> tuple[Period, Span] | None:
    """The first stretch of days that folded text names, with where it stands.

    `now` is in the member's zone. A single day is a stretch of one; "since Monday" ends today.
    """
    if not _MAY_NAME_ONE.search(plain):
        return None
    today = now.date()
    for pattern, days in _COMPILED:
        found = pattern.search(plain)
        if found is None:
            continue
        period = days(found, today)
        if period is not None:
            return period, found.span()
    return _a_day(plain, now) if _A_DAY.search(plain) else None


def _a_day(plain: str, now: datetime) -> tuple[Period, Span] | None:
    read = find_dates(plain, plain, now=now, tense="past")
    first, last, span = read.start.value, read.end.value, read.start.span
    if first is None or last is None or span is None:
        return None
    begin = span[0] - len("since ")
    if begin >= 0 and plain[begin : span[0]] == "since ":
        return (first, now.date()), (begin, span[1])
    return (first, last), span
