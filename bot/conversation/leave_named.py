"""Reads what a member tells of a leave: "I'm on parental leave from 1 Jan to 30 Jun", "career break
since 3 March".

Only a message that is nothing else is one, and only with a day: a holiday, or a day off sick, is no
leave that a cycle knows of. A leave of no kind is one only where it lasts longer than a holiday.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from bot.conversation.dates import Tense, find_dates
from bot.conversation.field import Span
from bot.conversation.text import READ_LIMIT, clean, folded
from bot.policy.vocabulary import LeaveKind


class LeaveNamed(NamedTuple):
    """A leave as a message tells it; `end` None where it names none, and before `start` where it
    says so.
    """

    kind: LeaveKind
    start: date
    end: date | None


_WORDS_MOST: Final = 22
_KINDS: Final[tuple[tuple[LeaveKind, re.Pattern[str]], ...]] = (
    (
        "parental",
        re.compile(
            r"\b(?:(?:shared parental|parental|mat|pat|adoption) leave|(?:maternity|paternity)"
            r"(?: leave)?)\b"
        ),
    ),
    ("sick", re.compile(r"\b(?:(?:long term )?sick(?:ness)? leave|signed off(?: sick)?)\b")),
    ("career break", re.compile(r"\b(?:career break|sabbatical)\b")),
    ("other", re.compile(r"\b(?:unpaid|compassionate|study|carers) leave\b")),
    ("other", re.compile(r"\b(?:long )?leave\b")),
)
_OF_NO_KIND: Final = _KINDS[-1][1]
_NO_HOLIDAY: Final = timedelta(weeks=4)
"""From how long on a leave that says no more is none of those that everybody takes."""

_AROUND: Final = re.compile(
    r"\b(?:i|im|ive|ill|i will|we|am|is|was|be|been|will|have|going|go|starting|start|starts|on|a"
    r"|an|my|the|from|to|until|till|til|through|since|up|and|of|off|work|by|doctor|so|now|ok|okay|hi"
    r"|hello|please|note|just|still|currently|taking|take|begins|begin|ends|end|that)\b"
)
_PAST: Final = re.compile(r"\b(?:was|were)\b")
_SINCE: Final = re.compile(r"\bsince\b")
_UNTIL_ALONE: Final = re.compile(r"\b(?:until|till|til)\b")
_UP_TO: Final = re.compile(r"\b(?:to|until|till|til)\b")
_ON: Final = re.compile(r"\b(?:since|until|till|til)\b")
_FROM: Final = re.compile(r"\b(?:from|since|starting|starts|begins)\b")


def leave_named(text: str, now: datetime) -> LeaveNamed | None:
    """What a message tells of a leave, if it tells nothing else. `now` is in the member's zone."""
    cleaned = clean(text[:READ_LIMIT]).text
    shown = folded(cleaned)
    line = _line(shown)
    if "?" in shown or not line or len(line.split()) > _WORDS_MOST:
        return None
    found = next(((kind, key) for kind, key in _KINDS if key.search(line)), None)
    days = _days(shown, cleaned, now) if found is not None else None
    if found is None or days is None:
        return None
    kind, key = found
    start, end, without = days
    if _AROUND.sub("", key.sub("", _line(without))).strip():
        return None
    if key is _OF_NO_KIND and abs((end or now.date()) - start) < _NO_HOLIDAY:
        return None
    if key is _OF_NO_KIND and end is None and start > now.date():
        return None
    return LeaveNamed(kind, start, end)


def names_leave(text: str) -> bool:
    """Whether a message names a kind of leave, be it with no day that can be read."""
    line = _line(folded(clean(text[:READ_LIMIT]).text))
    return any(key.search(line) for _, key in _KINDS if key is not _OF_NO_KIND)


def _days(shown: str, cleaned: str, now: datetime) -> tuple[date, date | None, str] | None:
    """The first and the last day that it names, and what stands there besides."""
    begins, ends = _FROM.search(shown), _UNTIL_ALONE.search(shown)
    dated, tenses = shown, _tenses(shown)
    if begins is None or ends is None:  # one day is named, and no stretch up to today is meant
        dated = _ON.sub(_on, shown)
    if begins is None and ends is not None:
        tenses = ("future",)
    read = (
        find_dates(dated, cleaned, now=now, tense=tense, settled=tense is not None)
        for tense in tenses
    )
    found = next((one for one in read if one.problem is None), None)
    first, last = (None, None) if found is None else (found.start.value, found.end.value)
    if found is None or first is None or last is None:
        return _turned_round(shown, cleaned, now) if found is None else None
    without = _without(shown, found.spans)
    if first != last:
        return first, last, without
    if begins is not None:
        return first, None, without
    return (now.date(), last, without) if ends is not None else None


def _on(found: re.Match[str]) -> str:
    """What makes no stretch of time of the one day behind it, and is as long."""
    return "on".ljust(len(found[0]))


def _turned_round(shown: str, cleaned: str, now: datetime) -> tuple[date, date, str] | None:
    """Two days of which the later stands first, each read by itself; None where they are not."""
    parts = list(_UP_TO.finditer(shown))
    if len(parts) != 1:
        return None
    at = parts[0].start()
    halves = [shown[:at].ljust(len(shown)), shown[at:].rjust(len(shown))]
    read = [find_dates(_ON.sub(_on, half), cleaned, now=now, tense=None) for half in halves]
    days = [one.start.value for one in read if one.problem is None and one.start == one.end]
    if len(days) != 2 or days[0] is None or days[1] is None or days[0] <= days[1]:
        return None
    return days[0], days[1], _without(shown, [*read[0].spans, *read[1].spans])


def _without(shown: str, spans: Sequence[Span]) -> str:
    """What stands there besides the spans, which become white space."""
    return "".join(
        " " if any(first <= place < last for first, last in spans) else letter
        for place, letter in enumerate(shown)
    )


def _tenses(shown: str) -> tuple[Tense | None, ...]:
    """Of which year a day is that names none: the nearest, unless that makes no sense."""
    if _SINCE.search(shown):
        return ("past",)
    return (None, "past", "future") if _PAST.search(shown) else (None, "future", "past")


def _line(shown: str) -> str:
    """Words alone, each apart from the next by a space."""
    return " ".join(re.sub(r"[^\w ]+", " ", shown.replace("'", "").replace("-", " ")).split())
