"""Reads what a member tells of a leave: "I'm on parental leave from 1 Jan to 30 Jun", "career break
since 3 March".

Only a message that is nothing else is one, and only with a day: a holiday, or a day off sick, is no
leave that a cycle knows of.
"""

import re
from datetime import date, datetime
from typing import Final, NamedTuple

from bot.conversation.dates import Tense, find_dates
from bot.conversation.text import READ_LIMIT, clean, folded
from bot.policy.vocabulary import LeaveKind


class LeaveNamed(NamedTuple):
    """A leave as a message tells it; `end` None where it names none."""

    kind: LeaveKind
    start: date
    end: date | None


_WORDS_MOST: Final = 22
_KINDS: Final[tuple[tuple[LeaveKind, re.Pattern[str]], ...]] = (
    (
        "parental",
        re.compile(r"\b(?:(?:shared )?parental|maternity|mat|paternity|adoption) leave\b"),
    ),
    ("sick", re.compile(r"\b(?:(?:long term )?sick(?:ness)? leave|signed off(?: sick)?)\b")),
    ("career break", re.compile(r"\b(?:career break|sabbatical)\b")),
    ("other", re.compile(r"\b(?:unpaid|compassionate|study|carers) leave\b")),
)
_AROUND: Final = re.compile(
    r"\b(?:i|im|ive|ill|i will|we|am|is|was|be|been|will|have|going|go|starting|start|starts|on|a"
    r"|an|my|the|from|to|until|till|til|through|since|up|and|of|off|work|by|doctor|so|now|ok|okay|hi"
    r"|hello|please|note|just|still|currently|taking|take|begins|begin|ends|end|that)\b"
)
_PAST: Final = re.compile(r"\b(?:was|were)\b")
_SINCE: Final = re.compile(r"\bsince\b")
_UNTIL_ALONE: Final = re.compile(r"\b(?:until|till|til)\b")
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
    return LeaveNamed(kind, start, end)


def _days(shown: str, cleaned: str, now: datetime) -> tuple[date, date | None, str] | None:
    """The first and the last day that it names, and what stands there besides."""
    begins, ends = _FROM.search(shown), _UNTIL_ALONE.search(shown)
    dated, tenses = shown, _tenses(shown)
    if begins is None or ends is None:  # one day is named, and no stretch up to today is meant
        dated = re.sub(r"\b(?:since|until|till|til)\b", lambda one: "on".ljust(len(one[0])), shown)
    if begins is None and ends is not None:
        tenses = ("future",)
    read = (
        find_dates(dated, cleaned, now=now, tense=tense, settled=tense is not None)
        for tense in tenses
    )
    found = next((one for one in read if one.problem is None), None)
    first, last = (None, None) if found is None else (found.start.value, found.end.value)
    if found is None or first is None or last is None:
        return None
    without = "".join(
        " " if any(first_at <= place < last_at for first_at, last_at in found.spans) else letter
        for place, letter in enumerate(shown)
    )
    if first != last:
        return first, last, without
    if begins is not None:
        return first, None, without
    return (now.date(), last, without) if ends is not None else None


def _tenses(shown: str) -> tuple[Tense | None, ...]:
    """Of which year a day is that names none: the nearest, unless that makes no sense."""
    if _SINCE.search(shown):
        return ("past",)
    return (None, "past", "future") if _PAST.search(shown) else (None, "future", "past")


def _line(shown: str) -> str:
    """Words alone, each apart from the next by a space."""
    return " ".join(re.sub(r"[^\w ]+", " ", shown.replace("'", "").replace("-", " ")).split())
