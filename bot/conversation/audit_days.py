"""The days that a message about a body's audit names: the one by which the record is to be there,
and others, such as that of the letter.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from bot.conversation.calendar_words import MONTH, month_number
from bot.conversation.date_words import DateWords, date_words
from bot.conversation.dates import find_dates
from bot.conversation.field import Span
from bot.conversation.numbers import NUMBER, value
from bot.policy.months import later_by, months_on

DUE: Final = "DUE"
"""In the words: where the day stood by which it is to be there."""
DAY: Final = "DAY"
"""Where another day stood."""


class DaysTold(NamedTuple):
    """The folded words with `DUE` and `DAY` in the place of days. `due` is the day by which it is
    to be there, and `ahead` the other that they name, as one that is still to come; each None where
    there is none, or several, or none that can be read.
    """

    words: str
    due: date | None
    ahead: date | None


_MOST_COUNTED: Final = 400
_NOT_OF_THIS_YEAR: Final = timedelta(days=190)
"""A day without its year that would lie further ahead has been: letters leave weeks."""
_FRIDAY: Final = 4
_COUNTED: Final = (
    rf"(?P<count>{NUMBER})[ -](?P<unit>(?:working |business |calendar )?days?|weeks?|fortnights?|"
    r"months?|(?:hours|hrs))\b(?:'s|')?(?: time)?(?: from (?:today|now))?"
)
_STRETCH: Final = re.compile(
    rf"\b(?:(?P<lead>within|in|have|'ve|ive|got|(?:gave|give|given|giving|allowed|allow) me|only|"
    rf"just) (?:only |just |got |about |the )*(?:next )?)?{_COUNTED}(?P<after> from (?:the |"
    rf"their )?(?:(?:date|day) "
    r"(?:of |on )?)?(?:the |their |this )?(?:letter|e-?mail|notice|request|date)\b|"
    r" (?:to|in which to) (?:send|submit|reply|respond|answer|get|hand|provide|return|do|upload|"
    r"sort|produce|supply)\b)?"
)
_END_OF: Final = re.compile(
    rf"\b(?:the )?end of (?:(?P<month>{MONTH})(?:,? (?P<year>[12]\d{{3}}))?|"
    r"(?P<next>next |(?:the |this )?)(?P<unit>week|month|year))\b"
)
_FEAST: Final = re.compile(r"\b(?:(?P<christmas>christmas|xmas)|(?:the )?new years?(?: day)?)\b")
_LEADS: Final = re.compile(r"\b(?:by|before|until|till|til)\b")
"""Words that would make a stretch of time of the one day that is meant."""

_IS_DUE: Final = re.compile(
    r"\b(?:by|before|until|till|til|untill|due|deadline|latest|wants?|needs?|gave me|give me|given "
    r"me|no(?:t)? later than|to be (?:in|there)|cut ?-?off)"
    r"(?:\W+(?!(?:letter|dated|e-?mail|mail|came|got|sent|received|notice|notified|told|arrived|"
    r"selected|chosen)\b)\w+){0,3}\W*"
)
"""What stands before the day by which it is to be there; any other is that of the letter."""

_IS_DUE_BEHIND: Final = re.compile(
    r"\W*(?:(?:is|at) )?(?:the |my )?(?:very )?(?:deadline|latest|cut ?-?off)\b"
)
_WORD_BEGINS: Final = re.compile(r"\b(?=\w)")
_LED: Final = re.compile(r"(?:by|before|until|till|til)\b")


class _Named(NamedTuple):
    span: Span
    due: bool
    day: date | None


def days_told(shown: str, cleaned: str, now: datetime) -> DaysTold:
    """The days of folded words; `cleaned` are those as they were written, of the same length, and
    `now` is in the member's zone.
    """
    own = [*_of_their_own(shown, now.date())]
    rest = _blanked(shown, [one.span for one in own])
    dated = _LEADS.sub(lambda one: "on".ljust(len(one[0])), rest)
    found = [(words, dated) for words in date_words(dated)]
    spans = [words.span for words, _ in found]
    # "by January", which names no day, is seen only in words as they are.
    found += [
        (words, rest)
        for words in (date_words(rest) if rest != dated else ())
        if not any(words.span[0] < last and first < words.span[1] for first, last in spans)
    ]
    read = [_read(shown, seen, words, cleaned, now) for words, seen in found]
    named = sorted((*own, *read), key=lambda one: one.span)
    words = shown
    for one in reversed(named):
        first, last = one.span
        words = f"{words[:first]} {DUE if one.due else DAY} {words[last:]}"
    other = _only(named, due=False)
    ahead = None if other is None or other < now.date() else other
    return DaysTold(words, _only(named, due=True), ahead)


def _only(named: list[_Named], *, due: bool) -> date | None:
    days = {one.day for one in named if one.due == due}
    return days.pop() if len(days) == 1 else None


def day_past(shown: str, cleaned: str, now: datetime) -> date | None:
    """The one day that the words name, as one of what has been; None where they name none, or
    several, or none that can be read.
    """
    read = find_dates(shown, cleaned, now=now, tense="past", settled=True)
    if read.problem is not None or read.start.value != read.end.value:
        return None
    return read.start.value


def _read(shown: str, dated: str, words: DateWords, cleaned: str, now: datetime) -> _Named:
    """A day that is named by itself, with whether it is that of the deadline."""
    first, last = words.span
    due = _LED.match(shown, first) is not None or _ends_with(_IS_DUE, shown[:first])
    due = due or _IS_DUE_BEHIND.match(shown, last) is not None
    alone = f"{' ' * first}{dated[first:last]}"
    read = find_dates(alone, cleaned, now=now, tense="future", settled=True)
    day = read.start.value
    if read.problem is not None or day != read.end.value or day is None:
        return _Named(words.span, due, None)
    is_dated = words.kind == "day" and words.month is not None and words.year is None
    if is_dated and day - now.date() > _NOT_OF_THIS_YEAR:
        return _Named(words.span, due, None)
    return _Named(words.span, due, day)


def _of_their_own(shown: str, today: date) -> Iterator[_Named]:
    """Days that are told by a stretch of time, or by the end of one, or by a feast."""
    taken: list[Span] = []
    for found in _STRETCH.finditer(shown):
        lead, after = found["lead"], found["after"] or ""
        first = found.start("count")
        due = (lead not in (None, "in", "only", "just")) or after.startswith((" to", " in"))
        due = due or _ends_with(_IS_DUE, shown[: found.start()])
        in_hours = found["unit"].startswith("h")
        if (lead is None and not due) or (in_hours and lead != "within"):
            continue
        known = None if after.startswith(" from") else _ahead(found, today)
        taken.append((first, found.end("after") if after.startswith(" from") else _end(found)))
        yield _Named(taken[-1], due, known)
    for found in _END_OF.finditer(shown):
        yield _Named(
            found.span(), _ends_with(_IS_DUE, shown[: found.start()]), _end_of(found, today)
        )
    for found in _FEAST.finditer(shown):
        if _ends_with(_IS_DUE, shown[: found.start()]):
            day = date(today.year, 12, 24 if found["christmas"] else 31)
            yield _Named(found.span(), due=True, day=day if day >= today else None)


def _end(found: re.Match[str]) -> int:
    return found.start("after") if found["after"] else found.end()


def _ahead(found: re.Match[str], today: date) -> date:
    """The day on which a stretch of time that begins today is over."""
    count, unit = int(min(float(value(found["count"])), _MOST_COUNTED)), found["unit"]
    if unit.startswith("h"):
        return today + timedelta(days=-(-count // 24))
    if not unit.startswith(("working", "business")):
        return later_by(today, count, unit.removeprefix("calendar ").removesuffix("s"))
    day = today
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() <= _FRIDAY
    return day


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _end_of(found: re.Match[str], today: date) -> date:
    further = (found["next"] or "").startswith("next")
    if found["month"] is not None:
        month = month_number(found["month"])
        year = int(found["year"]) if found["year"] else today.year
        last = _last_of(year, month)
        return last if found["year"] or last >= today else _last_of(year + 1, month)
    match found["unit"]:
        case "week":
            friday = today + timedelta(days=(_FRIDAY - today.weekday()) % 7)
            return friday + timedelta(weeks=further)
        case "month":
            one = months_on(today, int(further))
            return _last_of(one.year, one.month)
        case _:
            return date(today.year + further, 12, 31)


def _blanked(shown: str, spans: list[Span]) -> str:
    for first, last in spans:
        shown = f"{shown[:first]}{' ' * (last - first)}{shown[last:]}"
    return shown


def _ends_with(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a match of it that ends with the text begins at any word."""
    begins = (one.start() for one in _WORD_BEGINS.finditer(text))
    return any(pattern.fullmatch(text, first) for first in begins)
