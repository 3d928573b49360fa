"""Reads what was done again and again: "every Tuesday in October", "March 9, 16 and 23"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from bot.conversation.calendar_words import MONTH, WEEKDAY, month_number, weekday_number
from bot.conversation.field import Span
from bot.conversation.numbers import NUMBER, value

Tense = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class SeriesDays:
    """The days of a series, in order, and the spans of the words that say which.

    `each_time` says that a length in the same sentence is that of one occasion.
    """

    days: tuple[date, ...]
    spans: tuple[Span, ...]
    each_time: bool = True


_MOST_DAYS: Final = 130
"""Five days a week for half a year; more is no series that anybody writes in one line."""

_BESIDE: Final = 40
"""Characters between "every Friday" and the month that it belongs to."""

_SOON: Final = timedelta(days=95)
"""A month said without a tense is to come when it begins this soon."""

_TH = r"(?:st|nd|rd|th)?"
_AND = r"(?:, ?(?:and )?| ?(?:and|&|\+) ?| )"
_OF_DAY = r"(?: (?:morning|afternoon|arvo|evening|night|lunchtime)s?\b)?"
_DAYS = rf"{WEEKDAY}(?:{_AND}{WEEKDAY})*{_OF_DAY}"

EXAMPLES: Final = (
    # seen from Wed 4 Nov 2026: the words, their first and last day, and how often
    ("every tuesday in october, 1 h", "2026-10-06", "2026-10-27", 4),
    ("mondays and wednesdays in october, 1h coaching each time", "2026-10-05", "2026-10-28", 8),
    ("all four thursdays in October", "2026-10-01", "2026-10-29", 5),
    ("sat mornings thru october 2h each", "2026-10-03", "2026-10-31", 5),
    ("every monday from 5 October to 26 October", "2026-10-05", "2026-10-26", 4),
    ("each Friday since 2 October", "2026-10-02", "2026-10-30", 5),
    ("every Tuesday for the last 3 weeks", "2026-10-20", "2026-11-03", 3),
    ("every other Monday in October", "2026-10-05", "2026-10-19", 2),
    ("weekly, every Tuesday, October 6 13 20 and 27", "2026-10-06", "2026-10-27", 4),
    ("6, 13 and 20 October", "2026-10-06", "2026-10-20", 3),
    ("every Wednesday in November", "2026-11-04", "2026-11-25", 4),
    ("starting january, tuesday evenings", "2027-01-05", "2027-01-26", 4),
    ("2h every thursday night since the start of october", "2026-10-01", "2026-10-29", 5),
    ("every saturday morning for 4 weeks from 3 october", "2026-10-03", "2026-10-24", 4),
    ("the last three Fridays, 1h each", "2026-10-16", "2026-10-30", 3),
    ("1 hr on each of the last 4 Tuesdays", "2026-10-13", "2026-11-03", 4),
    ("Tuesdays & Thursdays from 1st to 29th October", "2026-10-01", "2026-10-29", 9),
    ("Monday evenings September to October", "2026-09-07", "2026-10-26", 8),
    ("First Tuesday in October, 2h", "2026-10-06", "2026-10-06", 1),
    ("every Friday night in January", "2027-01-01", "2027-01-29", 5),
    ("Starting in December every Tuesday till March", "2026-12-01", "2027-03-30", 18),
)
"""What is read as a series; the tests run them."""

NO_SERIES: Final = (
    "welding course 2h every friday",
    "mon and tue course",
    "2h on 24th and 25th may",
    "tuesday morning in may",
    "the monday course in may",
    "read the tuesday bulletin",
    "two saturdays in october, 4 h each",
    "i do mots every friday, and i went to a two hour talk on brakes in september",
)
"""What only looks like one."""

_MAY_BE = re.compile(
    r"\b(?:every|each|alternate|all|[a-z]{3,6}days|weds|mornings|afternoons|evenings|nights"
    r"|lunchtimes|first|second|third|fourth|last|[1-4](?:st|nd|rd|th))\b"
    r"|\d(?:st|nd|rd|th)?(?:, ?(?:and )?| ?(?:and|&|\+) ?| )\d"
)
"""Without any of this there is no series; the patterns below are large, and made when needed."""


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words)


_AGAIN = (
    rf"(?:(?<![\w-])(?:(?:on )?(?:every|each)(?P<other> (?:other|second))?(?: single)? "
    rf"|on alternate (?P<alternate>)|all (?:(?:of )?the |my )?(?:(?:two|three|four|five|[2-5]) )?)"
    rf"(?P<days>{_DAYS})"
    # "mondays in May" needs no "every"; "Monday morning in May" is one
    rf"|(?<![\w-])(?:on |each of )?(?:the )?(?:(?P<which>last|past"
    rf"|next) )?(?:(?P<count>{NUMBER}) )?"
    rf"(?P<plural>(?:{WEEKDAY}{_AND})*(?:[a-z]{{3,6}}days|weds"
    rf"|{WEEKDAY} (?:morning|afternoon|evening|night|lunchtime)s))"
    r"(?! (?:course|webinar|session|class|talk|one)))\b"
)
_ORDINAL = (
    rf"(?<![\w-])(?:on )?(?:the )?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) "
    rf"(?P<name>{WEEKDAY}) (?:in|of) (?:(?P<this>last|this|next) month|(?P<month>{MONTH})"
    r"(?:,? (?P<year>20\d\d)\b)?)"
)
""" "First Tuesday in October": one day of a series, and a day all the same."""
_MONTHS = rf"{MONTH}(?: ?(?:and|&|to|-|till|until|through) ?{MONTH})?(?:,? (?P<year>20\d\d)\b)?"
_DAY = (
    rf"(?:(?:the )?\d{{1,2}}{_TH}(?: of)? {MONTH}|{MONTH} (?:the )?\d{{1,2}}{_TH})(?:,? 20\d\d\b)?"
)
_WITHIN = (
    rf"\b(?:(?:all )?(?:in|during|(?<!start )(?<!end )(?<!rest )(?<!beginning )of|thru|through"
    rf"|throughout|for|across|over)|all) {_MONTHS}"
    rf"|(?<![\w-]){MONTH} ?(?:to|-|till|until|through) ?{MONTH}(?:,? (?P<to_year>20\d\d)\b)?"
    rf"|(?P<this>\b(?:(?:in|over|during) )?(?:last|this|next) month\b)"
)
_FROM = (
    rf"\b(?:from|since|starting|begin(?:ning|s)|starts)(?: (?:on|in|from))? (?:the (?:start"
    rf"|beginning) of )?(?P<from>{_DAY}"
    rf"|{MONTH})"
)
_UNTIL = (
    rf"\b(?:till?|until|up to|through to|to|through|ending(?: in| on)?) "
    rf"(?:the end of )?(?P<to>{_DAY}|{MONTH})"
)
_BETWEEN = (
    rf"\b(?:(?:from|between) )?(?:the )?(?P<first>\d{{1,2}}){_TH}(?: of)? ?(?:-|to|and|until|till"
    rf"|through) ?(?:the )?(?P<last>\d{{1,2}}{_TH}(?: of)? {MONTH}(?:,? 20\d\d\b)?)"
)
_WEEKS = (
    rf"\b(?:(?:for|over|in|during) )?(?:the )?(?P<which>last|past|previous|next|coming)? ?"
    rf"(?P<n>{NUMBER}) (?:weeks|wks)\b(?: running| in a row)?"
)
_LISTED = (
    rf"(?<!\w)(?:on )?(?:(?P<before>{MONTH})"
    rf" (?P<after_month>\d{{1,2}}{_TH}(?:{_AND}\d{{1,2}}{_TH}\b)+)"
    rf"|(?:the )?(?P<before_month>\d{{1,2}}{_TH}(?:{_AND}\d{{1,2}}{_TH})+)(?: of)?"
    rf" (?P<after>{MONTH}))"
    r"(?:,? (?P<year>20\d\d)\b)?(?![\w/%-]|:\d)(?! ?(?:hours?|hrs?|mins?|minutes?)\b)"
)
_EACH_TIME = re.compile(
    r"\b(?:each|every|weekly|a time|a go|a session|a night|a pop|apiece|per (?:session|time))\b"
)
_IN_ALL = re.compile(r"\b(?:in total|in all|altogether|all told|total)\b")


def find_series(plain: str, today: date, tense: Tense | None) -> SeriesDays | None:
    """The days of the series that folded text tells of; None where it tells of none.

    A weekday without an end ("every Friday") is none: nobody can say which days it was.
    """
    if _MAY_BE.search(plain) is None:
        return None
    listed = _listed(plain, today, tense)
    if listed is not None:
        return listed
    again = _compiled(_AGAIN).search(plain)
    if again is None:
        return _one_of_a_month(plain, today, tense)
    weekdays = frozenset(
        weekday_number(found[0].rstrip("."))
        for found in re.finditer(rf"(?<![a-z]){WEEKDAY}", again[0])
    )
    bounds = _bounds(plain, again.span(), today, tense)
    if again["which"] is not None and again["count"] is not None:
        weeks = int(value(again["count"])) % 60
        bounds = _weeks_from(today, weeks, ahead=again["which"] == "next")
    if not weekdays or bounds is None:
        return None
    first, last, spans = bounds
    every = 14 if again["other"] or again["alternate"] is not None else 7
    days = [day for day in _span_of_days(first, last) if day.weekday() in weekdays]
    if every == 14:
        days = days[::2] if len(weekdays) == 1 else days
    if not days or len(days) > _MOST_DAYS:
        return None
    if again["count"] is not None and value(again["count"]) != len(days):
        return None  # "2 Saturdays in November": which?
    return SeriesDays(tuple(days), (again.span(), *spans), _IN_ALL.search(plain) is None)


def _one_of_a_month(plain: str, today: date, tense: Tense | None) -> SeriesDays | None:
    found = _compiled(_ORDINAL).search(plain)
    if found is None:
        return None
    if found["this"] is not None:
        first = _month_from(today, {"last": -1, "this": 0, "next": 1}[found["this"]])
    else:
        month = month_number(found["month"])
        year = int(found["year"]) if found["year"] else _year_of(month, today, tense)
        first = date(year, month, 1)
    weekday = weekday_number(found["name"])
    days = [d for d in _span_of_days(first, _end_of_month(first)) if d.weekday() == weekday]
    nth = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}.get(found["nth"])
    day = days[int(found["nth"][0]) - 1 if nth is None else nth]
    return SeriesDays((day,), (found.span(),), each_time=False)


def _listed(plain: str, today: date, tense: Tense | None) -> SeriesDays | None:
    """ "March 9 16 23 and 30"; two days are no list but a stretch, unless they lie apart."""
    found = _compiled(_LISTED).search(plain)
    if found is None:
        return None
    numbers = [
        int(one) for one in re.findall(r"\d+", found["after_month"] or found["before_month"])
    ]
    apart = any(after - before > 1 for before, after in pairwise(numbers))
    if len(numbers) < 2 or not apart or numbers != sorted(set(numbers)):
        return None
    month = month_number(found["before"] or found["after"])
    year = int(found["year"]) if found["year"] else _year_of(month, today, tense)
    days = [_civil(year, month, number) for number in numbers]
    if None in days:
        return None
    each = _EACH_TIME.search(plain) is not None and _IN_ALL.search(plain) is None
    spans = [found.span(), *(one.span() for one in _compiled(_AGAIN).finditer(plain))]
    spans += [one.span() for one in _compiled(_WEEKS).finditer(plain)]
    return SeriesDays(tuple(day for day in days if day is not None), tuple(spans), each)


def _bounds(
    plain: str, again: Span, today: date, tense: Tense | None
) -> tuple[date, date, tuple[Span, ...]] | None:
    """The first and the last day that a series may have, and the words that say so."""
    between = _compiled(_BETWEEN).search(plain)
    if between is not None:
        last = _named(between["last"], today, tense, ends=True)
        first = last and _civil(last.year, last.month, int(between["first"]))
        return (first, last, (between.span(),)) if first and last and first < last else None
    begin, end = _compiled(_FROM).search(plain), _compiled(_UNTIL).search(plain, again[0])
    if begin is not None:
        if end is not None and end.start() < begin.start():
            end = None
        return _from_until(plain, begin, end, today, tense)
    within = _compiled(_WITHIN).search(plain)
    if within is not None and _are_beside(within.span(), again):
        return _within(within, today, tense)
    if end is not None and tense != "past":
        last = _named(end["to"], today, "future", ends=True)
        return None if last is None else (today, last, (end.span(),))
    weeks = _compiled(_WEEKS).search(plain)
    if weeks is None:
        return None
    if weeks["which"] is None and tense is None:
        return None
    ahead = weeks["which"] in ("next", "coming") or (weeks["which"] is None and tense == "future")
    first, last, _ = _weeks_from(today, int(value(weeks["n"])) % 60, ahead=ahead)
    return first, last, (weeks.span(),)


def _weeks_from(today: date, weeks: int, *, ahead: bool) -> tuple[date, date, tuple[Span, ...]]:
    length = timedelta(days=max(weeks, 1) * 7 - 1)
    tomorrow = today + timedelta(days=1)
    return (tomorrow, tomorrow + length, ()) if ahead else (today - length, today, ())


def _are_beside(one: Span, other: Span) -> bool:
    """Whether nothing much stands between two spans."""
    return max(one[0] - other[1], other[0] - one[1]) <= _BESIDE


def _from_until(
    plain: str,
    begin: re.Match[str],
    end: re.Match[str] | None,
    today: date,
    tense: Tense | None,
) -> tuple[date, date, tuple[Span, ...]] | None:
    first = _named(begin["from"], today, tense, ends=False)
    if first is None:
        return None
    spans = (begin.span(),)
    weeks = _compiled(_WEEKS).search(plain)
    if end is None and weeks is not None and weeks["which"] is None:
        length = timedelta(days=max(int(value(weeks["n"])) % 60, 1) * 7 - 1)
        return first, first + length, (*spans, weeks.span())
    if end is None:
        last = today if first <= today else first + timedelta(weeks=4)
        return first, last, spans
    last_named = _named(end["to"], first, "future", ends=True)
    return None if last_named is None else (first, last_named, (*spans, end.span()))


def _within(
    within: re.Match[str], today: date, tense: Tense | None
) -> tuple[date, date, tuple[Span, ...]] | None:
    if within["this"] is not None:
        step = {"last": -1, "this": 0, "next": 1}[re.findall("last|this|next", within["this"])[0]]
        first = _month_from(today, step)
        return first, _end_of_month(first), (within.span(),)
    months = [month_number(found[0]) for found in re.finditer(rf"(?<![a-z]){MONTH}", within[0])]
    said = within["year"] or within["to_year"]
    year = int(said) if said else _year_of(months[0], today, tense)
    first = date(year, months[0], 1)
    last_year = year + (months[-1] < months[0])
    return first, _end_of_month(date(last_year, months[-1], 1)), (within.span(),)


def _named(words: str, today: date, tense: Tense | None, *, ends: bool) -> date | None:
    """The day that "5 October" or "October" is, as a beginning or an end."""
    found = re.search(rf"(?<![a-z]){MONTH}", words)
    if found is None:
        return None
    month = month_number(found[0])
    numbers = [int(one) for one in re.findall(r"\d+", words)]
    year = next((one for one in numbers if one > 99), None)
    year = _year_of(month, today, tense) if year is None else year
    if not numbers or numbers[0] > 99:
        return _end_of_month(date(year, month, 1)) if ends else date(year, month, 1)
    return _civil(year, month, numbers[0])


def _year_of(month: int, today: date, tense: Tense | None) -> int:
    """The year of a month: the last that has begun, the next that has not ended, the nearest."""
    starts = [date(today.year + step, month, 1) for step in (-1, 0, 1)]
    if tense == "past":
        return max(first for first in starts if first <= today).year
    if tense == "future":
        return min(first for first in starts if _end_of_month(first) >= today).year
    past = max(first for first in starts if first <= today)
    coming = min(first for first in starts if _end_of_month(first) >= today)
    ahead, behind = coming - today, today - _end_of_month(past)
    return coming.year if ahead <= _SOON and ahead < behind else past.year


def _month_from(today: date, step: int) -> date:
    index = today.year * 12 + today.month - 1 + step
    return date(index // 12, index % 12 + 1, 1)


def _end_of_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _civil(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _span_of_days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range(min((last - first).days + 1, 800))]
