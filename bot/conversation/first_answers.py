"""Reads typed answers to the first questions: a scheme, a cycle's first day, "not yet", "skip".

Only a message that is nothing else is one: whatever is left over makes it none.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.conversation.dates import read_date
from bot.conversation.nouns import nouns_of
from bot.conversation.problems import Problem
from bot.conversation.text import READ_LIMIT, clean, folded

_WORD: Final = re.compile(r"[\w'&+-]+")
_AROUND: Final = frozenset(
    {"i", "i'm", "im", "am", "we", "we're", "in", "on", "under", "with", "the", "my", "our", "is"}
    | {"it's", "its", "it", "a", "an", "member", "of", "for", "and", "both", "just", "only", "all"}
    | {"please", "scheme", "&", "+", "also", "mine", "one", "yes", "since", "began", "started"}
    | {"cycle", "from", "begins", "begun", "start", "hi", "hello", "that's", "would", "be", "do"}
)
_NOT_YET: Final = frozenset(
    {"not yet", "not known", "not known yet", "not yet known", "don't know", "dont know", "unknown"}
    | {"i don't know", "i dont know", "no idea", "no clue", "dunno", "not sure", "i'm not sure"}
    | {"don't know yet", "i don't know yet", "dont know yet", "don't remember", "can't remember"}
)
_SKIP: Final = frozenset(
    {"skip", "skip it", "skip this", "skip that", "pass", "later", "not now", "never mind", "next"}
    | {"none", "none of them", "none of these", "nothing", "no", "no thanks", "nobody", "no one"}
    | {"maybe later", "next question", "no scheme", "not in one", "not in any", "i'm in none"}
    | {"i don't have one", "i have none", "don't have one", "no job", "no manager"}
)
_LEARNT: Final = frozenset(
    {"first aid", "manual handling", "fire safety", "health and safety", "risk assessment"}
    | {"reading", "coaching", "mentoring", "shadowing", "induction", "e-learning", "cpd"}
    | {"learning", "qualification", "certificate", "certification", "diploma", "degree", "nvq"}
    | {"apprenticeship", "toolbox", "audit", "safeguarding", "cyber security", "gdpr"}
)
"""What is learnt or attended, in words that are no occasion's."""
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_NO_CREDITS: Final = frozenset({"none", "none yet", "nothing", "nothing yet", "zero", "no credits"})
_NUMBER: Final = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?", re.ASCII)
_ABOUT_CREDITS: Final = frozenset(
    {"credits", "credit", "and", "of", "those", "them", "this", "year", "it", "shows", "in", "the"}
    | {"cycle", "total", "about", "all", "with", "so", "far", "which", "were", "are"}
)
_OF_A_DAY: Final = re.compile(r"\d{1,4}(?:st|nd|rd|th)?|\d{4}-\d\d-\d\d", re.ASCII)
_MONTH: Final = re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<year>20\d\d)")


def schemes_named(text: str, known: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The schemes that a message names and says nothing else besides, in the order of `known`: by
    key, what each is called. Empty where it says anything else.
    """
    line = _line(text)
    found: set[str] = set()
    called = [(folded(name), key) for key, names in known.items() for name in names]
    for name, key in sorted(called, key=lambda one: -len(one[0])):
        line, times = re.subn(rf"(?<![\w-]){re.escape(name)}(?![\w-])", " ", line)
        if times:
            found.add(key)
    if set(_WORD.findall(line)) - _AROUND:
        return ()
    return tuple(key for key in known if key in found)


def first_day_named(text: str, now: datetime, tz: ZoneInfo) -> date | None:
    """The one day that a message names and says nothing else besides; of a month, its first."""
    line = _line(text)
    words = [word for word in _WORD.findall(line) if word not in _AROUND]
    if not words or not all(_OF_A_DAY.fullmatch(word) or _is_a_month(word) for word in words):
        return None
    month = _MONTH.fullmatch(" ".join(words))
    named = [n for n, one in enumerate(_MONTHS, 1) if month and one.startswith(month["month"])]
    if month is not None and named:
        return date(int(month["year"]), named[0], 1)
    for planned in (False, True):  # a day to come is one, too, and is refused in words
        read = read_date(text, now, tz, planned=planned)
        if not isinstance(read, Problem):
            return read
    return None


def _is_a_month(word: str) -> bool:
    return len(word) >= 3 and any(one.startswith(word) for one in _MONTHS)


def says_not_yet(text: str) -> bool:
    """Whether a message is that something is not known."""
    return _line(text) in _NOT_YET


def says_skip(text: str) -> bool:
    """Whether a message is that a question is to be left."""
    return _line(text) in _SKIP


def names_learning(text: str) -> bool:
    """Whether a message names something that is learnt or attended, and so is no job's title."""
    line = _line(text)
    is_a_post = line.startswith("head of ")
    return not is_a_post and (line in _LEARNT or bool(nouns_of(line).kind))


def credits_named(text: str) -> tuple[str, ...]:
    """The one or two numbers that a message is, as they were typed; "none" is "0". Empty for any
    other message.
    """
    line = _line(text)
    if line in _NO_CREDITS:
        return ("0",)
    words = [word for word in re.split(r"[\s;]+|,(?!\d)", line) if word]
    numbers = tuple(word for word in words if _NUMBER.fullmatch(word))
    others = {word for word in words if not _NUMBER.fullmatch(word)}
    return numbers if len(numbers) in (1, 2) and others <= _ABOUT_CREDITS else ()


def _line(text: str) -> str:
    line = folded(" ".join(clean(text[:READ_LIMIT]).text.split()))
    return line.strip(" .,;:!?")
