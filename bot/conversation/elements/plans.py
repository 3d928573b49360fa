"""Reads the day that a plan names, on which the member can be asked how it went."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.conversation.calendar_words import MONTH, month_number
from bot.conversation.dates import find_dates
from bot.conversation.elements.cues import ElementId
from bot.conversation.elements.finding import find
from bot.conversation.field import Span
from bot.conversation.text import READ_LIMIT, folded


@dataclass(frozen=True, slots=True)
class PlanDay:
    """The day of a plan, a civil date from today on; None where it names none ("next time").

    `span` are the words that name it, in the text. Of a period ("next week", "in June") it is the
    last day, or that week's Friday; of a deadline ("by June") its first.
    """

    day: date | None = None
    span: Span | None = None


def _friday(monday: date) -> date:
    return monday + timedelta(days=4)


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _month_end(today: date, months: int = 0) -> date:
    index = today.year * 12 + today.month + months
    return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)


def _this_week(today: date) -> date:
    return max(today, _friday(_monday(today)))


def _christmas(today: date) -> date:
    return date(today.year + (today > date(today.year, 12, 25)), 12, 25)


PERIODS: Final[tuple[tuple[str, Callable[[date], date], str, str], ...]] = (
    (
        r"(?:by |before |until )?(?:the )?end of (?:the|this) week|(?:by |before )?(?:later )?this"
        r" week",
        _this_week,
        "I'll try it this week",
        "2026-11-27",
    ),
    (
        r"(?:by |before )?(?:the )?end of next week|next week|the week after",
        lambda today: _friday(_monday(today) + timedelta(weeks=1)),
        "I'll try it next week",
        "2026-12-04",
    ),
    (
        r"(?:over |at |this )(?:the |this )?weekend",
        lambda today: _monday(today) + timedelta(days=6),
        "I'll practise over the weekend",
        "2026-11-29",
    ),
    (
        r"(?:by |before |until )?(?:the )?end of (?:the|this) month|later this month|this month",
        _month_end,
        "I'll do it by the end of the month",
        "2026-11-30",
    ),
    (
        r"(?:by |before )?(?:the )?end of next month|next month",
        lambda today: _month_end(today, 1),
        "I'll do it next month",
        "2026-12-31",
    ),
    (
        r"(?:by |before |until )?(?:the )?end of (?:the|this) year",
        lambda today: date(today.year, 12, 31),
        "I'll do it by the end of the year",
        "2026-12-31",
    ),
    (
        r"(?:by|before|at|over) (?:christmas|xmas)",
        _christmas,
        "I'll sort it before Christmas",
        "2026-12-25",
    ),
    (
        r"(?:in|within) (?:a|the next) fortnight(?:'?s time)?",
        lambda today: today + timedelta(weeks=2),
        "I'll redo it in a fortnight",
        "2026-12-10",
    ),
    (
        r"(?:in|within) (?:a|the next|one) month(?:'?s time)?",
        lambda today: _month_end(today, 1) if today.day > 28 else _same_day_next_month(today),
        "I'll redo it in a month",
        "2026-12-26",
    ),
)
"""Periods that a plan names: the words, their day, an example and its day seen from 26 Nov 2026."""


def _same_day_next_month(today: date) -> date:
    return _month_end(today) + timedelta(days=today.day)


_PERIOD: Final = tuple(
    (re.compile(rf"(?<!\w)(?:{words})(?!\w)"), day) for words, day, _, _ in PERIODS
)
_BY_MONTH: Final = re.compile(
    r"(?<!\w)(?P<how>(?:by |before |at |around |from )?(?:the )?(?:very )?"
    r"(?:end|start|beginning|first week|middle) of|by|before|until|in|during|early(?: in)?|mid"
    r"|late(?: in)?)"
    rf"(?: |-)(?:(?P<part>early|mid|late)(?: |-))?(?P<month>{MONTH})(?! ?\d{{1,2}}(?!\d))"
    r"(?P<year> 20\d\d)?"
)
_DAY_BEHIND_MONTH: Final = re.compile(
    rf"(?<!\w)(?:in )?({MONTH})(?:,| on|, on)?(?: the)? (\d{{1,2}}(?:st|nd|rd|th))"
    r"(?= *(?:$|[,.;:!?)]|(?:at|with|and|to|for|in|on)\b))"
)
"""Read as "December 3rd" is: "in December, the 3rd"."""

_MIDDLE: Final = 15
_BY_DAY: Final = re.compile(r"(?<!\w)(?:by|before|until|till)(?= (?:the )?)")
_AFTER: Final = re.compile(r"(?<!\w)after (?=(?:a|an|one|two|three|four|five|six|\d+) [a-z]+)")
_EVERY: Final = re.compile(r"(?<!\w)(?:every|each) [a-z]+day\b|\bdays\b(?<= .[a-z]{2}days)")


def plan_day(
    text: str,
    now: datetime,
    tz: ZoneInfo,
    *,
    asked: ElementId | tuple[ElementId, ...] | None = None,
) -> PlanDay | None:
    """The day of the plan in a cleaned text, or None where it holds no plan.

    `now` is aware. `asked` is what the pending question asked for, as in `find`.
    """
    planned = find(text, asked).spans.get("next", ())
    if not planned:
        return None
    today = now.astimezone(tz).date()
    for span in planned:
        named = _named(folded(text[:READ_LIMIT])[slice(*span)], now.astimezone(tz), today)
        if named.day is not None and named.span is not None:
            start, end = named.span
            return PlanDay(named.day, (span[0] + start, span[0] + end))
    return PlanDay()


def named_day(text: str, now: datetime, tz: ZoneInfo) -> date | None:
    """The day that a cleaned text names, as a plan would name it; None where it names none."""
    local = now.astimezone(tz)
    plain = _AFTER.sub("in ", folded(text[:READ_LIMIT]))
    return _named(plain, local, local.date()).day


def _named(plain: str, now: datetime, today: date) -> PlanDay:
    for pattern, day in _PERIOD:
        if period := pattern.search(plain):
            return _ahead(day(today), period.span(), today)
    plain = _DAY_BEHIND_MONTH.sub(_day_behind_month, plain)
    if month := _BY_MONTH.search(plain):
        return _ahead(_of_month(month, today), month.span(), today)
    if _EVERY.search(plain):
        return PlanDay()
    # A deadline is no day that something is dated with, but it is the day to ask on.
    without_by = _BY_DAY.sub(lambda found: "on".ljust(len(found[0])), plain)
    read = find_dates(without_by, plain, now=now, tense="future")
    if read.end.value is not None:
        return _ahead(read.end.value, read.end.span, today)
    if read.problem is not None and read.problem.kind == "which_day" and read.start.span:
        # "Friday" on a Friday, or "next Friday" before this week's: the later one is safe to ask.
        start, end = read.start.span
        words = re.sub(r"\b(?:next|this|coming|on|the)\b ?", "", plain[start:end]).strip()
        later = find_dates(
            f"on {words}", words, now=now - timedelta(days=1), tense="future"
        ).end.value
        if later is not None:
            return _ahead(later + timedelta(days=7), read.start.span, today)
    return PlanDay()


def _day_behind_month(found: re.Match[str]) -> str:
    """As long as it was: what is found behind it stands where it stood."""
    lead = "on " if found[0].startswith("in ") else ""
    return f"{lead}{found[1]} {found[2]}".ljust(len(found[0]))


def _of_month(found: re.Match[str], today: date) -> date:
    number = month_number(found["month"])
    begins = date(int(found["year"]) if found["year"] else today.year, number, 1)
    how = found["part"] or found["how"]
    day = begins
    if how.startswith(("in", "during", "late")) or "end of" in how:
        day = _month_end(begins)
    elif "mid" in how:
        day = begins.replace(day=_MIDDLE)
    return day if found["year"] or day >= today else _next_year(day)


def _next_year(day: date) -> date:
    return (
        _month_end(date(day.year + 1, day.month, 1))
        if day.day > _MIDDLE
        else day.replace(year=day.year + 1)
    )


def _ahead(day: date, span: Span | None, today: date) -> PlanDay:
    return PlanDay(day, span) if day >= today else PlanDay()
