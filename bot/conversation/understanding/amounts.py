"""Another length, told by its parts: of each day, without a break, day by day, or as a sum."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Final

from bot.conversation.calendar_words import WEEKDAY, weekday_number
from bot.conversation.dates import read_dates
from bot.conversation.durations import read_duration
from bot.conversation.field import Span
from bot.conversation.parts import Correction, KnownEntry, Part, Unclear
from bot.conversation.phrases.language import Plain
from bot.conversation.problems import Problem
from bot.conversation.understanding.message import Message
from bot.conversation.understanding.values import SHORT_DAYS

_LEAD: Final = (
    r"(?:(?:no|nope|nah|sorry|actually|the|my|actual|real|true|it|that|this|they|was|were|is|its|"
    r"thats|hours?|hrs|time|length|only|just|more|like|about|around|really|so|but|and|we|i|did|"
    r"done|make|put|call|say|should|be|have|been|course|training|down|as|to|on|ok|right|well|then|"
    r"which|makes?|wait|oh|in|fact|change|in all|days?|worked|out|at) )*"
)
_TAIL: Final = (
    r"(?: (?:hours?|hrs|mins|minutes|really|actually|not|instead|of|please|pls|thanks|i think|tbh|"
    r"though|for|both|the|days?|over|all|in total|total|altogether|on))*"
)
_VALUE: Final = "[\ue000\ue002]"
_DAILY: Final = r"(?:(?:each|every|a|per|both)(?: of the)?(?: two| three)? days?|each|daily|apiece)"
_EACH: Final = (
    f"{_LEAD}(?:(?P<one>{_VALUE})(?: hours?| hrs)?(?P<daily> {_DAILY})?|"
    f"{_DAILY} (?:was|is|were|ran|took) (?P<other>{_VALUE}))(?: {_DAILY})?{_TAIL}"
)
_IS_DAILY: Final = re.compile(
    r"\b(?:(?:each|every|a|per|both) days?|each|daily|apiece)\b", re.IGNORECASE
)
_OF_TIME: Final = re.compile(r"\b(?:hours?|hrs|days?|daily|long|time)\b")
_OF_EACH: Final = f"{_LEAD}\ue000 (?:of|at|x) \ue000(?: {_DAILY})?{_TAIL}"
_IDLE: Final = (
    r"(?:(?:for|a|the|my|our|on|just|spent|taken up by|about) )*(?:lunch|dinner|tea|coffee|breaks?|"
    r"lunch break|lunchtime|travel|travelling|driving|drive|the road|getting there|journey|commute|"
    r"waiting|waiting (?:about|around)|breakfast)"
)
_WITHOUT: Final = (
    f"{_LEAD}(?P<idle>\ue000) (?:of (?:it|that|this|which|those) )?(?:(?:was|were|is|being) )?"
    f"(?P<what>{_IDLE})(?P<leads>(?: (?:so|and|then|really|actually|call|make|put|say|it|that|its|"
    f"thats|leaves|left|only|just|about|more|like|down|as)+)*)"
    f"(?: (?P<left>{_VALUE})(?: hours?| hrs)?)?{_TAIL}"
)
_IS_LEFT: Final = re.compile(
    r"\b(?:so|call|make|put|say|leaves|its|thats|it|that|really|actually)\b"
)
"""What says that a number is what is left: "an hour was lunch, call it 6"."""

_IDLE_ALONE: Final = f"{_LEAD}{_IDLE} (?:was|took|lasted|is) \ue000{_TAIL}"
_SIGN: Final = re.compile(r"(?:minus|less) ?", re.IGNORECASE)
_OF_IT: Final = re.compile("\ue000 of (?:it|that|this|which|those)\\b")
_SUM: Final = (
    "(?:(?:so|thats|that|makes?|it|its|is|total|in|which|all|altogether|ok|and|be|should|for|"
    "both|days|the|two) )*\ue002(?: (?:hours?|hrs|in total|total|altogether|all in|in all))*"
)
_IN_ALL: Final = re.compile(r"\b(?:total|altogether|(?:hours?|hrs) (?:all )?in(?: all)?)\b")
_ADDS_UP: Final = re.compile(r"\b(?:so|makes?|in all|all in)\b")
"""Said of a sum where there is one, of several days; else it may be of anything: "so 4"."""

_BY_DAY: Final = (
    f"{_LEAD}(?:(?:\ue000 (?:on )?(?:\ue001|sat|sun)|(?:on )?(?:\ue001|sat|sun) (?:was )?\ue000)"
    "(?: (?:and|then|plus|&))?(?: |$)){2,7}"
)
_DAY: Final = re.compile("\ue001|\\b(?:sat|sun)\\b")
_NAME: Final = re.compile(WEEKDAY)
_MOST_DAYS: Final = 14
_HOURS_A_DAY: Final = 12
_MINUTES: Final = range(15, 60, 5)


@cache
def _form(form: str) -> re.Pattern[str]:
    """A form; made when one is first looked for."""
    return re.compile(form)


def by_parts(message: Message, span: Span, plain: Plain, meant: KnownEntry | None) -> list[Part]:
    """The corrections that a span is by the parts of a length; none where it is none."""
    if meant is None or not plain.words:
        return []
    if said := _by_day(message, plain, meant):
        return [message.part("correction", span, one, entry=meant.id) for one in said]
    minutes = (
        _without_a_break(message, plain, meant)
        or _of_each_day(message, plain, meant)
        or _of_days(message, plain)
        or _summed(message, plain, meant)
    )
    if minutes is None:
        idle = any(_form(one).fullmatch(plain.words) for one in (_IDLE_ALONE, _WITHOUT))
        return [message.part("unclear", span, Unclear("words"))] if idle else []
    return [
        message.part("correction", span, Correction("minutes", minutes=minutes), entry=meant.id)
    ]


def _days_of(entry: KnownEntry) -> int:
    """How many days an entry goes over; 1 where that is not known."""
    if entry.start is None or entry.end is None:
        return 1
    return (entry.end - entry.start).days + 1


def _at(plain: Plain, place: int) -> Span:
    return plain.span(place, place + 1)


def _minutes(message: Message, plain: Plain, place: int, days: int = 1) -> int | None:
    """The value at a place, in minutes: a number is of hours, up to those that days have, unless it
    is plainly of minutes.
    """
    words = message.words(_at(plain, place))
    if plain.words[place] == "\ue002":
        number = float(words.replace(",", "."))
        if days == 1 and number in _MINUTES:
            return int(number)
        return round(number * 60) if 0 < number <= _HOURS_A_DAY * days else None
    words = _SIGN.sub("", _IS_DAILY.sub("", words), count=1)
    found = read_duration(words, working_day=message.context.working_day)
    return found if isinstance(found, int) else None


def _of_each_day(message: Message, plain: Plain, meant: KnownEntry) -> int | None:
    """So long on each of the entry's days: "actual hours were 7 each day"."""
    days = _days_of(meant)
    if not 1 < days <= _MOST_DAYS:
        return None
    found = _form(_EACH).fullmatch(plain.words)
    if found is None:
        return None
    place = found.start("one") if found["one"] else found.start("other")
    if plain.words[place] == "\ue002" and _OF_TIME.search(plain.words) is None:
        return None  # "we did 4 each": of anything
    daily = found["daily"] or found["other"] or _IS_DAILY.search(message.words(_at(plain, place)))
    each = _minutes(message, plain, place) if daily else None
    return None if each is None else each * days


def _of_days(message: Message, plain: Plain) -> int | None:
    """So many days of so long: "no it was 2 days of 6 hours"."""
    if _form(_OF_EACH).fullmatch(plain.words) is None:
        return None
    first, last = plain.words.index("\ue000"), plain.words.rindex("\ue000")
    found = read_duration(
        message.words(plain.span(first, last + 1)), working_day=message.context.working_day
    )
    return found if isinstance(found, int) else None


def _without_a_break(message: Message, plain: Plain, meant: KnownEntry) -> int | None:
    """What is left without a break, or what is said to be: "an hour was lunch, call it 6"."""
    found = _form(_WITHOUT).fullmatch(plain.words)
    if found is None:
        return None
    if _is_of_what_it_was(found["what"], meant):
        return None  # two hours of driving are no break of a driving course
    signed = _SIGN.match(message.words(_at(plain, found.start("idle"))))
    if not (found["left"] or signed or _OF_IT.search(plain.words)):
        return None
    if found["left"] is not None:
        bare = plain.words[found.start("left")] == "\ue002"
        if bare and not _IS_LEFT.search(found["leads"]):
            return None  # "10 minutes waiting, then 5": five of what?
        return _minutes(message, plain, found.start("left"), _days_of(meant))
    idle = _minutes(message, plain, found.start("idle"))
    if idle is None or meant.minutes is None or idle >= meant.minutes:
        return None
    return meant.minutes - idle


def _is_of_what_it_was(idle: str, meant: KnownEntry) -> bool:
    """Whether what would be a break is what an entry is called by."""
    called = set(re.findall(r"[a-z]+", meant.title.lower()))
    return any(word in called for word in idle.split() if word not in _SMALL)


_SMALL: Final = frozenset({"the", "a", "for", "my", "our", "on", "just", "by", "about", "up"})


def _summed(message: Message, plain: Plain, meant: KnownEntry) -> int | None:
    """A number that is the sum: "so 14"."""
    said = _form(_SUM).fullmatch(plain.words)
    if said is None or meant.minutes is None:
        return None
    adds_up = _days_of(meant) > 1 and _ADDS_UP.search(plain.words)
    if not (adds_up or _IN_ALL.search(plain.words)):
        return None
    return _minutes(message, plain, plain.words.index("\ue002"), _days_of(meant))


def _by_day(message: Message, plain: Plain, meant: KnownEntry) -> Sequence[Correction]:
    """The length of each of several days in a row: "3 h saturday 3 h sunday"."""
    if _form(_BY_DAY).fullmatch(f"{plain.words} ".rstrip()) is None:
        return ()
    lengths = [place for place, mark in enumerate(plain.words) if mark == "\ue000"]
    days = [found.span() for found in _DAY.finditer(plain.words)]
    minutes = [_minutes(message, plain, one) for one in lengths]
    found = [_day(message, plain.span(*one), meant) for one in days]
    if len(minutes) != len(found) or None in minutes or None in found:
        return ()
    total = sum(one for one in minutes if one is not None)
    known = sorted({one for one in found if one is not None})
    in_a_row = (known[-1] - known[0]).days + 1 == len(known) == len(found)
    if not in_a_row:
        return ()
    told = [Correction("minutes", minutes=total)]
    if (meant.start, meant.end) != (known[0], known[-1]):
        told.append(Correction("days", start=known[0], end=known[-1]))
    return told


def _day(message: Message, span: Span, meant: KnownEntry) -> date | None:
    """A day that is named: of a weekday the entry's own, if it has one."""
    words = message.folded(span)
    words = SHORT_DAYS.get(words, words)
    name = _NAME.search(words)
    if name is not None and meant.start is not None and _days_of(meant) <= _MOST_DAYS:
        own = [meant.start + timedelta(days=one) for one in range(_days_of(meant))]
        of_it = [one for one in own if one.weekday() == weekday_number(name[0])]
        if len(of_it) == 1:
            return of_it[0]
    read = read_dates(words, message.context.now, message.context.tz)
    return None if isinstance(read, Problem) or read[0] != read[1] else read[0]
