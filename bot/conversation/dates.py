"""Reads when something was or will be, British style: day first, and nothing invented.

Which words name a day stands in `date_words`; here they become civil dates, seen from today.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final, Literal
from zoneinfo import ZoneInfo

from bot.conversation.date_words import DateWords, date_words
from bot.conversation.field import Confidence, Field, Span
from bot.conversation.problems import Problem, ProblemKind
from bot.conversation.text import READ_LIMIT, clean, folded

Tense = Literal["past", "future"]

_OLDEST: Final = timedelta(days=60 * 366)
"""Further back than a working life."""
_FARTHEST: Final = timedelta(days=10 * 366)
"""Further ahead than anybody books a course."""
_A_LEAP_YEAR: Final = 2024
_SOON: Final = timedelta(days=95)
"""A day and month said without a tense are to come when they are this close ahead."""
_A_SLIP: Final = timedelta(days=35)
"""A day and month this close on the wrong side of today may be a slip or a year away: asked."""

_LINK = re.compile(r" ?,? ?(?:-|to|until|till|through|thru|up to) ?")
_PAIR = re.compile(r" ?(?:and|&|n|\+|/|,)? ?")
_AND = re.compile(r" ?(?:and|&|n|\+) ?")
_BESIDE = re.compile(r",? ?\(?(?:(?:it|which|that) was |was )?")
"""Between a date and its own weekday."""

_JOINT = re.compile(r"[,.;]| (?:and|but|then|so|&) ")
"""Between two clauses."""

_EACH = re.compile(
    r"\b(?:each|apiece|a day|both days|each day)\b"
    r"|\b(?:two|2) (?:\S+ ){0,2}?(?:sessions|modules|webinars|talks|evenings|mornings|courses"
    r"|visits)\b"
)
""" "3 h each, Friday and Monday": two days, and not the stretch between them."""
_LEAD = re.compile(r"\b(between|by|before|since|until|till|after) (?:the )?$")
_SUBJECT = re.compile(r"(?: is|'s| was|s) (?:the|my) (?:first|only|last|earliest|next)\b")
_WEEKS = ("last week", "this week", "next week")
_DEADLINES = ("by", "before", "since", "until", "till", "after")


@dataclass(frozen=True, slots=True)
class DatesRead:
    """The dates of a text, the problem in their way, every span that spoke of a day.

    `ahead` says that the words or the dates lie in the future. `named` is how many days of a
    series there are.
    """

    start: Field[date]
    end: Field[date]
    problem: Problem | None
    spans: tuple[Span, ...]
    ahead: bool
    named: int = 1


@dataclass(frozen=True, slots=True)
class _Days:
    """A mention resolved: its first and last day, or the problem with it."""

    span: Span
    first: date | None = None
    last: date | None = None
    likely: bool = False
    problem: ProblemKind | None = None
    loose: bool = False
    named: int = 1


def find_dates(
    masked: str, text: str, *, now: datetime, tense: Tense | None, settled: bool = False
) -> DatesRead:
    """The one date or range that `masked` (folded text) states.

    `now` is in the member's zone; `text` is the cleaned text of the same length, for the words of
    a problem. `tense` is that of the sentence, where it has one: it settles the year of "20 Nov".
    `settled` tenses are known for sure, and not by the sentence's verb.
    """
    mentions = list(date_words(masked))
    said = [one for one in mentions if not _is_subject(one, masked)]
    said = _of_that_week(_without_weekdays_beside(said, masked), masked)
    if tense == "past" and not settled:
        said = _without_what_is_to_come(said, masked)
    tense = tense if settled else _tense_of(said, tense)
    found = _ranges([_resolve(words, now, tense) for words in said], said, masked, tense)
    found = [_checked(days, now.date(), tense) for days in found]
    firm = [days for days in found if not days.loose] or found
    spans = tuple(words.span for words in mentions)
    ahead = tense == "future" or any(d.last is not None and d.last > now.date() for d in firm)
    start, end, problem = _settle(firm, text)
    named = firm[0].named if firm and start.value is not None else 1
    return DatesRead(start, end, problem, spans, ahead, named)


def _tense_of(said: list[DateWords], tense: Tense | None) -> Tense | None:
    """The tense of a sentence: "yesterday" and "tomorrow" say more of it than any verb."""
    apart = {
        words.offset > timedelta() for words in said if words.kind == "offset" and words.offset
    }
    if len(apart) == 1:
        return "future" if apart.pop() else "past"
    if tense is None and any(words.ahead for words in said):
        return "future"
    return tense


def _is_subject(words: DateWords, masked: str) -> bool:
    """ "Today is the first chance I've had to write it down": not the day of anything."""
    return words.kind == "offset" and _SUBJECT.match(masked, words.span[1]) is not None


def _without_what_is_to_come(said: list[DateWords], masked: str) -> list[DateWords]:
    """The mentions up to the first in a later clause that is ahead: "did a course on Tuesday, and I
    am on another tomorrow" was done on Tuesday.
    """
    for before, words in pairwise(said):
        gap = masked[before.span[1] : words.span[0]]
        apart = _JOINT.search(gap) and not (_LINK.fullmatch(gap) or _PAIR.fullmatch(gap))
        if words.ahead and not before.ahead and apart:
            return said[: said.index(words)]
    return said


def _without_weekdays_beside(said: list[DateWords], masked: str) -> list[DateWords]:
    """The mentions without a weekday that stands beside its date: "2025-11-12, a Wednesday"."""
    dated = [one for one in said if one.kind == "day" and one.year is not None]
    return [
        words
        for words in said
        if words.kind != "weekday"
        or words.which is not None
        or not any(_is_beside(words, day, masked) for day in dated)
    ]


def _is_beside(one: DateWords, other: DateWords, masked: str) -> bool:
    first, last = sorted((one.span, other.span))
    return _BESIDE.fullmatch(masked[first[1] : last[0]]) is not None


def _of_that_week(said: list[DateWords], masked: str) -> list[DateWords]:
    """ "Monday to Thursday last week", "last week Monday and Tuesday": each of that week."""
    if not any(words.kind == "weekday" for words in said):
        return said
    which = next((words.which for words in said if words.kind == "week"), None)
    said = [words for words in said if words.kind != "week"]
    if which is None and len(said) == 2:
        begin, end = said
        gap = masked[begin.span[1] : end.span[0]]
        if _LINK.fullmatch(gap) or _PAIR.fullmatch(gap):
            which = end.which if end.which in _WEEKS else begin.which
    return [
        replace(words, which=which) if words.which is None and words.kind == "weekday" else words
        for words in said
    ]


def _settle(found: list[_Days], text: str) -> tuple[Field[date], Field[date], Problem | None]:
    if not found:
        return Field(), Field(), None
    first, last = found[0], found[-1]
    if len({(days.first, days.last, days.problem) for days in found}) > 1:
        words = ", ".join(text[slice(*days.span)] for days in found[:5])
        partial: Field[date] = Field(None, (first.span[0], last.span[1]), Confidence.LOW)
        return partial, partial, Problem("several_dates", "start", words)
    if first.problem is not None:
        partial = Field(None, first.span, Confidence.LOW)
        return partial, partial, Problem(first.problem, "start", text[slice(*first.span)])
    confidence = Confidence.LIKELY if first.likely else Confidence.STATED
    return (
        Field(first.first, first.span, confidence),
        Field(first.last, first.span, confidence),
        None,
    )


def _resolve(words: DateWords, now: datetime, tense: Tense | None) -> _Days:
    today = now.date()
    if words.kind == "day":
        return _calendar_day(words, today, tense)
    if words.kind == "weekday":
        return _weekday(words, today, tense)
    if words.kind == "weekend":
        return _weekend(words, today, tense)
    if words.kind == "part":
        begun = timedelta(hours=now.hour) >= words.offset
        return (
            _Days(words.span, today, today, likely=True, loose=True)
            if begun
            else _Days(words.span, problem="which_day", loose=True)
        )
    if words.kind == "offset":
        day = (now + words.offset).date()
        return _Days(words.span, day, day, likely=abs(words.offset) >= timedelta(weeks=1))
    loose = words.kind == "loose" or words.which == "this week"
    return _Days(words.span, problem="which_day", loose=loose)


def _calendar_day(words: DateWords, today: date, tense: Tense | None) -> _Days:
    if words.month is None:
        return _day_of_month(words, today, tense)
    if words.month > 12:
        # "11/20/2026" is no date here, and reading it month first would make "5/6" a gamble.
        month_first = words.month <= 31 and words.day <= 12
        return _Days(words.span, problem="month_first" if month_first else "impossible_date")
    last = _last_day(words.month, words, today, tense)
    if not isinstance(last, date):
        return _Days(words.span, problem=last)
    first = last
    if words.first_day is not None:
        begun = _civil(last.year, last.month, words.first_day)
        if begun is None:
            return _Days(words.span, problem="impossible_date")
        first = begun
    if first > last:
        return _Days(words.span, problem="reversed_dates")
    wrong = words.weekday is not None and last.weekday() != words.weekday
    if wrong and words.year is None:
        return _Days(words.span, problem="weekday_mismatch")
    # A date that says its own year is that date, and its weekday was a slip.
    return _Days(words.span, first, last, likely=wrong or words.year is None)


def _last_day(month: int, words: DateWords, today: date, tense: Tense | None) -> date | ProblemKind:
    if words.year is not None:
        return _civil(words.year, month, words.day) or "impossible_date"
    if _civil(_A_LEAP_YEAR, month, words.day) is None:
        return "impossible_date"
    return _nearest(month, words.day, today, tense)


def _day_of_month(words: DateWords, today: date, tense: Tense | None) -> _Days:
    """The latest "20th" that has been, or the next to come, if that month has such a day."""
    step = 1 if tense == "future" else -1
    if words.month_step is not None:
        year, month = _month_beside(today.year, today.month, words.month_step)
        day = _civil(year, month, words.day)
    else:
        day = _beside_today(words.day, today, step)
    if day is None:
        return _Days(words.span, problem="impossible_date")
    if words.weekday is not None and words.weekday != day.weekday():
        other = _beside_today(words.day, today, -step) if tense is None else None
        if other is None or other.weekday() != words.weekday:
            return _Days(words.span, problem="weekday_mismatch")
        day = other
    first = day if words.first_day is None else _civil(day.year, day.month, words.first_day)
    if first is None or first > day:
        return _Days(words.span, problem="impossible_date" if first is None else "reversed_dates")
    return _Days(words.span, first, day, likely=True)


def _beside_today(number: int, today: date, step: int) -> date | None:
    """The next (1) or latest (-1) day of that number, today included; None for no such day."""
    year, month = today.year, today.month
    if (number - today.day) * step < 0:
        year, month = _month_beside(year, month, step)
    return _civil(year, month, number)


def _month_beside(year: int, month: int, step: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + step
    return index // 12, index % 12 + 1


def _civil(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date, tense: Tense | None) -> date | ProblemKind:
    """The day meant by a day and month without a year."""
    years = range(today.year - 8, today.year + 9)  # leap days lie up to eight years apart
    days = [found for year in years if (found := _civil(year, month, day)) is not None]
    past = max(d for d in days if d <= today)
    coming = min(d for d in days if d >= today)
    if tense == "past":
        return "which_year" if timedelta() < coming - today <= _A_SLIP else past
    if tense == "future":
        return "which_year" if timedelta() < today - past <= _A_SLIP else coming
    return coming if coming - today <= _SOON and today - past > coming - today else past


def _weekday(words: DateWords, today: date, tense: Tense | None) -> _Days:
    wanted = words.weekday or 0
    monday = today - timedelta(days=today.weekday())
    this_week = monday + timedelta(days=wanted)
    before = today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    after = today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    match words.which:
        case "last week":
            day = this_week - timedelta(weeks=1)
        case "next week":
            day = this_week + timedelta(weeks=1)
        case "week after":
            day = after + timedelta(weeks=1)
        case "this week":
            day = this_week
        case "last":
            day = before
        case "coming":
            day = after
        case "next" if this_week > today:
            # On a Monday, "next Friday" is this week's for some and next week's for others.
            return _Days(words.span, problem="which_day")
        case "next":
            day = after
        case "this":
            day = after if tense == "future" and this_week < today else this_week
        case None if wanted == today.weekday():
            return _Days(words.span, problem="which_day")
        case None:
            day = after if tense == "future" else before
    day += words.offset
    return _Days(
        words.span, day, day, likely=words.which not in ("last week", "next week", "this week")
    )


def _weekend(words: DateWords, today: date, tense: Tense | None) -> _Days:
    """Saturday and Sunday; on a weekend itself the last and the next are asked about."""
    saturday = today - timedelta(days=today.weekday()) + timedelta(days=5)
    past = words.which == "last" or (words.which is None and tense != "future")
    if today.weekday() > 4 or words.which == "next":
        return _Days(words.span, problem="which_day")
    if past:
        saturday -= timedelta(weeks=1)
    return _Days(words.span, saturday, saturday + timedelta(days=1), likely=True)


def _ranges(
    found: list[_Days], said: list[DateWords], masked: str, tense: Tense | None
) -> list[_Days]:
    """Joins "from Monday to Wednesday", and two days that follow each other, into one stretch."""
    joined: list[_Days] = []
    for days, words in zip(found, said, strict=True):
        if joined:
            previous = joined[-1]
            gap = masked[previous.span[1] : days.span[0]]
            stretch = _stretch(previous, days, words, tense)
            between = _lead(previous, masked).startswith("between")
            beside = between or _two_days(stretch) or _follows(previous, days)
            if _LINK.fullmatch(gap) or (_PAIR.fullmatch(gap) and beside):
                joined[-1] = stretch
                continue
            if _AND.fullmatch(gap) and _EACH.search(masked) and stretch.first is not None:
                joined[-1] = replace(stretch, named=previous.named + 1)
                continue
        joined.append(days)
    return [
        replace(days, first=None, last=None, problem="which_day")
        if days.first is not None and days.first == days.last and _lead(days, masked) in _DEADLINES
        else days
        for days in joined
    ]


def _lead(days: _Days, masked: str) -> str:
    """The word before a mention, or the one it begins with."""
    found = _LEAD.search(masked, max(0, days.span[0] - 8), days.span[0])
    return found[1] if found else masked[days.span[0] : days.span[1]].split(" ", maxsplit=1)[0]


def _two_days(days: _Days) -> bool:
    return days.first is not None and days.last == days.first + timedelta(days=1)


def _follows(before: _Days, after: _Days) -> bool:
    """Whether a day comes right after others: "30 Nov 1 Dec 2 Dec"."""
    return before.last is not None and after.first == before.last + timedelta(days=1)


def _stretch(begin: _Days, end: _Days, words: DateWords, tense: Tense | None) -> _Days:
    span = (begin.span[0], end.span[1])
    problem = begin.problem or end.problem
    if problem is not None or begin.first is None or end.last is None:
        return _Days(span, problem=problem)
    first, last = begin.first, end.last
    if first > last and words.kind == "weekday":
        week = timedelta(weeks=1)
        first, last = (first, last + week) if tense == "future" else (first - week, last)
    if begin.likely and words.year is not None:
        year = last.year - _later_in_year(first, last)
        begun = _civil(year, first.month, first.day)
        if begun is None:
            return _Days(span, problem="impossible_date")
        first = begun
    if first > last:
        return _Days(span, problem="reversed_dates")
    return _Days(span, first, last, likely=end.likely)


def _later_in_year(first: date, last: date) -> bool:
    return (first.month, first.day) > (last.month, last.day)


def _checked(days: _Days, today: date, tense: Tense | None) -> _Days:
    """The same, with the problem of a day that no record can hold, or that belies the tense."""
    if days.first is None or days.last is None:
        return days
    problem: ProblemKind | None = None
    if today - days.first > _OLDEST:
        problem = "too_old"
    elif days.last - today > _FARTHEST:
        problem = "too_far"
    elif tense == "past" and days.last > today:
        problem = "future_done"
    elif tense == "future" and days.last < today:
        problem = "past_plan"
    return replace(days, first=None, last=None, problem=problem) if problem else days


def read_date(text: str, now: datetime, tz: ZoneInfo, *, planned: bool = False) -> date | Problem:
    """The day that a reply or a form's field names, or the problem with it.

    `now` is aware; `planned` says that the day is to come. A range answers with its first day;
    `read_dates` gives both.
    """
    dates = read_dates(text, now, tz, planned=planned)
    return dates if isinstance(dates, Problem) else dates[0]


def read_dates(
    text: str, now: datetime, tz: ZoneInfo, *, planned: bool = False
) -> tuple[date, date] | Problem:
    """First and last day that a reply names, equal for a single day, or the problem with it."""
    cleaned = clean(text[:READ_LIMIT]).text
    tense: Tense = "future" if planned else "past"
    read = find_dates(folded(cleaned), cleaned, now=now.astimezone(tz), tense=tense, settled=True)
    if read.start.value is not None and read.end.value is not None:
        return read.start.value, read.end.value
    return read.problem or Problem("unreadable_date", "start", cleaned[:40])
