"""A plan that is put off, brought forward or off: said in any words, it is no account."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from bot.conversation.dates import read_dates
from bot.conversation.field import Span
from bot.conversation.parts import Correction, KnownEntry, Part, Steered
from bot.conversation.phrases.language import Plain
from bot.conversation.problems import Problem
from bot.conversation.understanding.entries import named
from bot.conversation.understanding.message import Message

_MOVES: Final = re.compile(
    r"\b(?:moved|moving|put (?:it |that )?(?:back|off|forward)|pushed|shifted|re-?scheduled?|"
    r"post ?poned?|delayed|bumped|re-?book(?:ed)?|re-?arranged?|(?:brought|bring) (?:it )?forward|"
    r"swapped|changed)\b"
)
_OFF: Final = re.compile(
    r"\b(?:(?:can'?t|cannot|won'?t|couldn'?t|not able to|unable to|not going to|not gonna) "
    r"(?:make|go|do|attend|get to|be there|be able to (?:make|go|do|attend))\b|cancell?ed|called "
    r"off|its off|it's off|not (?:happening|going ahead|on any ?more|going(?: (?:now|any ?more))?"
    r"\Z))"
)
_NOT_SO: Final = re.compile(
    r"\b(?:not|isn'?t|wasn'?t|hasn'?t) (?:been )?(?:moved|cancell?ed)\b|\b(?:days?|weeks?) off\b"
)
_ELSEWHERE: Final = re.compile(r"[,;.:]|\s[-–—]|\b(?:so|but|and|because|cos|as|instead|going)\b")
"""Where words end that rule a day out: "cant make friday, boss moved it"."""

_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_AWAY_FROM: Final = re.compile(
    r"\b(?:from|before|after|since|not|(?:moved|changed|cancell?ed|postponed|delayed) on) (?:the )?"
    rf"(?=\d|(?:mon|tue|wed|thu|fri|sat|sun|{_MONTH}))"
)
"""What stands before a day that nothing is moved to."""

_WORD: Final = re.compile(r"\S+")
_INSTEAD: Final = re.compile(
    r"\b(?:going|going on|going to|now on|its on|it's on|will be|be on|new (?:date|day|one)(?: is)?"
    r"|rebook(?:ed)?)(?: (?:it |now |on |for |the )*)?$"
)
"""What stands before another day, where no word says that it is moved."""
_MADE_OF: Final = (
    "i we im ive weve it its it's that thats this they theyve they've have has had been was is are "
    "got get getting be being the an a to till til until for by on of at in now no not sorry oh so "
    "but and then just again because cos as work boss gaffer college says said cant can't cannot "
    "wont won't couldnt couldn't able unable make made go going gonna do attend there here back "
    "forward off put moved moving pushed shifted reschedule rescheduled postpone postponed delayed "
    "bumped rebook rebooked re book booked rearrange rearranged brought bring swapped changed "
    "change cancelled canceled called happening ahead anymore any more day days date week weeks "
    "month months fortnight year following next later earlier before after same time instead "
    "another new unfortunately actually hi hey sadly couple few my me thanks course "
    "workshop training session class event webinar one thing from with too busy ill sick "
    "poorly short staffed two three four ok right well needs need him them trainer provider "
    "will would until further notice please yet soon sometime"
)
_KNOWN: Final = frozenset(_MADE_OF.split())
"""Words that a message may be made of in which a plan is moved, beside days and its title."""

_MOST_WORDS: Final = 18
_COUNTED: Final[Mapping[str, int]] = {"a": 1, "one": 1, "1": 1, "two": 2, "2": 2} | {
    "a couple of": 2,
    "three": 3,
    "3": 3,
    "four": 4,
    "4": 4,
}
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY: Final = r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_AFTER: Final = re.compile(rf"\b(?:the )?(?:following {_WEEKDAY}|(?:next )?{_WEEKDAY} after)\b")
_THAT_WEEK: Final = re.compile(rf"\bthe {_WEEKDAY}(?: (?:of that week|that week|instead))?\W*$")
_WEEKS: Final = re.compile(
    r"\b(?:by |back |forward |on )?(?P<count>a|one|two|three|four|1|2|3|4|a couple of) weeks?"
    r"(?: (?:later|earlier|back|on|forward|after))?\b(?! (?:on|ago|before|off)\b)"
)
_A_WEEK: Final = re.compile(
    r"\b(?:(?:to |till |until )?(?:the )?(?:week after|following week|week later)|same (?:day|time)"
    r" (?:the |a )?(?:week after|following week|week later))\b"
)
_A_FORTNIGHT: Final = re.compile(r"\bfortnight\b")
_A_DAY: Final = re.compile(r"\b(?:the )?(?:day after|following day|day later|next day)\b")
_BACKWARDS: Final = re.compile(r"\b(?:forward|earlier|before)\b")
_VAGUE: Final = re.compile(
    r"\b(?:next (?:week|month|year)|(?:the )?following month|new year|later in the (?:month|year)|"
    rf"(?:in |till |until |to )?{_MONTH})\b"
)
_OF_A_MONTH: Final = re.compile(
    rf"(?:(?:on|to|till|until|for) )?(?:the )?(?:{_WEEKDAY} )?(?:the )?"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)"
)
_LOOSE: Final = re.compile(
    rf"\b(?:to|till|until|for) (?:the )?\d{{1,2}}(?:st|nd|rd|th)\b(?! (?:of )?{_MONTH})"
)
_PUT_OFF: Final = re.compile(
    r"\b(?:(?:put|pushed) (?:it |that )?(?:back|off)|post ?poned?|delayed)\b"
)
_BARE_WEEKDAY: Final = re.compile(rf"(?:(?:on|to|till|until|for) )?{_WEEKDAY}")

EXAMPLES: Final[tuple[tuple[str, str | None], ...]] = (
    ("cant make it now, moved to the week after", "2026-12-05"),
    ("its been put back to the 12th", "2026-12-12"),
    ("put back a week", "2026-12-05"),
    ("they've moved it to the following saturday", "2026-12-05"),
    ("had to rebook, going on 12 dec instead", "2026-12-12"),
    ("moved to the sunday", "2026-11-29"),
    ("brought forward to the friday", "2026-11-27"),
    ("delayed by two weeks", "2026-12-12"),
    ("cant make saturday, its been moved to 5 december", "2026-12-05"),
    ("its been cancelled", ""),
    ("cant make it now", ""),
    ("cant make friday", ""),
    ("boss says no to friday so its not going ahead", ""),
    ("cant go sat is too busy, friday too", ""),
    ("cant make saturday, going sunday instead", "2026-11-29"),
    ("its been moved from saturday", ""),
    ("moved from the 28th to the 12th", "2026-12-12"),
    ("was changed from friday to saturday", ""),
    ("delayed two weeks ago", ""),
    ("my days off changed to monday and tuesday", None),
    ("not going anymore", ""),
    ("postponed", ""),
    ("postponed till january", "?"),
    ("it got pushed to next month", "?"),
    ("we moved to 48v systems last week", None),
    ("they moved the fuse box to the back", None),
    ("cant make the carbs balance without gauges", None),
    ("customers changed from diesel to petrol", None),
    ("I put off learning it for years", None),
    ("it has not been moved", None),
)
"""What is said of a plan for Saturday 28 November 2026, on the Wednesday before: the day that it is
moved to, "" for none that is said, "?" for one that is left open; None where nothing is moved.
"""


def moved(message: Message, span: Span, seen: Plain) -> Part | None:
    """What becomes of a plan that is moved or off: another day, or that it is to be asked for."""
    plan = _plan(message, seen)
    low = message.folded(span)
    if plan is None or low.rstrip().endswith("?") or _NOT_SO.search(low):
        return None
    moves, off = _MOVES.search(low), _OFF.search(low)
    if not (moves or off) or not _is_all_known(seen, plan):
        return None
    days = _days(message, span, plan, low)
    if days is not None:
        return message.part("correction", span, days, entry=plan.id)
    return message.part("steering", span, Steered("not_done"), entry=plan.id)


def _plan(message: Message, seen: Plain) -> KnownEntry | None:
    """The plan that is spoken of: the one that is named, asked about, or was dealt with last."""
    context = message.context
    meant = named(seen, context)
    spoken_of = (context.thread, context.about, context.last)
    known = meant or next((one for one in map(context.entry, spoken_of) if one is not None), None)
    return known if known is not None and known.status == "planned" else None


def _is_all_known(seen: Plain, plan: KnownEntry) -> bool:
    """Whether no word stands there that such a message is not made of."""
    words = seen.words.split()
    told = {word for word in words if not "\ue000" <= word[0] <= "\ue002"}
    left = {word for word in told - _KNOWN - plan.names if not _VAGUE.fullmatch(word)}
    return len(words) <= _MOST_WORDS and all(_is_a_day(word) for word in left)


def _is_a_day(word: str) -> bool:
    if _OF_A_MONTH.fullmatch(word) is not None:
        return True
    return word[:3] in _WEEKDAYS and len(word) <= len("wednesday")


def _days(message: Message, span: Span, plan: KnownEntry, low: str) -> Correction | None:
    """The days that a plan is moved to; with a problem where they are left open."""
    told = _without_ruled_out(low)
    if plan.start is not None and (start := _from(plan.start, told)) is not None:
        return _moved_to(plan, start) if start >= message.today else None
    stated = [(one[0] - span[0], one[1] - span[0]) for one in message.days_in(span)]
    for place in sorted({*stated, *(one.span() for one in _LOOSE.finditer(told))}):
        said = told[slice(*place)].strip()
        if not _is_moved_to(told, place):
            continue
        start = _by_the_plan(plan, said, low, message.today)
        if start is not None:
            return _moved_to(plan, start)
        if _was_there_before(plan, said, low):
            continue
        found = read_dates(said, message.context.now, message.context.tz, planned=True)
        if not isinstance(found, Problem) and message.today <= found[0] != plan.start:
            return _moved_to(plan, found[0]) if found[0] == found[1] else _as(found)
    vague = _VAGUE.search(told)
    if vague is not None:
        return Correction("days", problem=Problem("which_day", "start", vague[0]))
    return None


def _without_ruled_out(low: str) -> str:
    """Folded words without the days that it cannot be, or was on; each in its place."""
    told = low
    for off in _OFF.finditer(low):
        ends = (pattern.search(low, off.end()) for pattern in (_ELSEWHERE, _MOVES))
        end = min((found.start() for found in ends if found is not None), default=len(low))
        told = told[: off.start()] + " " * (end - off.start()) + told[end:]
    for away in _AWAY_FROM.finditer(told):
        word = _WORD.match(told, away.end())
        until = away.end() if word is None else word.end()
        told = told[: away.start()] + " " * (until - away.start()) + told[until:]
    return told


def _is_moved_to(told: str, place: Span) -> bool:
    """Whether a day that stands at a place is one that a plan is moved to."""
    before, day, behind = told[: place[0]], told[slice(*place)], told[place[1] :]
    if not day.strip() or "ago" in f"{day}{behind[:4]}".split():
        return False
    if _MOVES.search(told) or _INSTEAD.search(before):
        return True
    return re.match(r" instead\b", behind) is not None


def _by_the_plan(plan: KnownEntry, said: str, low: str, today: date) -> date | None:
    """A day that is told without its month, or week, by the day on which the plan stands: "the
    21st" of a plan in January. None for another.
    """
    if plan.start is None:
        return None
    if (found := _OF_A_MONTH.fullmatch(said)) is not None:
        back = _BACKWARDS.search(low) is not None
        least = plan.start if _PUT_OFF.search(low) else today - timedelta(days=1)
        fits = _in_months_near(plan.start, int(found["day"]), backwards=back)
        ahead = [one for one in fits if one > least and one != plan.start]
        return next((one for one in ahead if found[1] in (None, _WEEKDAYS[one.weekday()])), None)
    weekday = _BARE_WEEKDAY.fullmatch(said)
    if weekday is None or (plan.start - today).days <= len(_WEEKDAYS):
        return None
    start = plan.start + timedelta(_WEEKDAYS.index(weekday[1]) - plan.start.weekday())
    return start if start != plan.start else None


def _was_there_before(plan: KnownEntry, said: str, low: str) -> bool:
    """Whether a plan stands on that day of the week, and it is told which it was moved from."""
    weekday = _BARE_WEEKDAY.fullmatch(said)
    if weekday is None or plan.start is None or "from" not in low.split():
        return False
    return _WEEKDAYS.index(weekday[1]) == plan.start.weekday()


def _in_months_near(start: date, day: int, *, backwards: bool) -> list[date]:
    """That day of the month of a start, and of the next, or of the one before."""
    near = [start.replace(day=1)]
    other = near[0] - timedelta(days=1) if backwards else near[0] + timedelta(days=31)
    near.append(other.replace(day=1))
    found = [one + timedelta(days=day - 1) for one in near]
    pairs = zip(found, near, strict=True)
    there = [one for one, month in pairs if one.month == month.month and day]
    return [one for one in there if one < start] if backwards else there


def _as(days: tuple[date, date]) -> Correction:
    return Correction("days", start=days[0], end=days[1])


def _moved_to(plan: KnownEntry, start: date) -> Correction:
    """As many days as it was to take, from another first one."""
    lasts = (plan.end - plan.start) if plan.end and plan.start else timedelta(0)
    return _as((start, start + lasts))


def _from(start: date, low: str) -> date | None:
    """The day that is told by the one it was to be on; None where it is not told so."""
    back = -1 if _BACKWARDS.search(low) else 1
    told: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], int]], ...] = (
        (_AFTER, lambda found: _until_next(start, next(filter(None, found.groups())))),
        (_A_WEEK, lambda _: 7),
        (_A_FORTNIGHT, lambda _: 14 * back),
        (_WEEKS, lambda found: 7 * back * _COUNTED[found["count"]]),
        (_A_DAY, lambda _: 1),
        (_THAT_WEEK, lambda found: _WEEKDAYS.index(found[1]) - start.weekday()),
    )
    for pattern, by in told:
        if (found := pattern.search(low)) is not None:
            days = by(found)
            return start + timedelta(days=days) if days else None
    return None


def _until_next(start: date, weekday: str) -> int:
    return (_WEEKDAYS.index(weekday) - start.weekday() - 1) % 7 + 1
