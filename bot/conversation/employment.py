"""Reads a job that somebody tells of, and since when they have it. What for is `bot.services`'s."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.conversation.dates import Tense, find_dates
from bot.conversation.field import Span
from bot.conversation.text import READ_LIMIT, clean, folded

NOUNS: Final = frozenset(
    {"technician", "tech", "advisor", "adviser", "manager", "tester", "mechanic", "engineer"}
    | {"supervisor", "foreman", "controller", "apprentice", "director", "trainer", "assessor"}
    | {"instructor", "estimator", "painter", "fitter", "specialist", "consultant", "executive"}
    | {"leader", "lecturer", "inspector", "coordinator", "administrator", "officer", "owner"}
    | {"principal", "valeter", "salesman", "receptionist", "partsman", "electrician", "programmer"}
    | {"foreperson", "buyer", "planner", "driver", "sprayer", "restorer", "teacher"}
)
"""What a job's title ends with."""

AROUND: Final = frozenset(
    {"i", "im", "i'm", "am", "ive", "i've", "have", "been", "be", "was", "made", "up", "to", "a"}
    | {"an", "the", "new", "now", "just", "got", "get", "as", "at", "is", "it", "its", "it's"}
    | {"my", "me", "us", "they", "they've", "theyve", "job", "role", "title", "position", "post"}
    | {"promoted", "promotion", "become", "became", "started", "moved", "working", "work", "put"}
    | {"down", "set", "change", "changed", "update", "make", "please", "good", "news", "into", "so"}
    | {"and", "of", "currently", "recently", "officially", "finally", "hi", "hello", "btw", "fyi"}
)
"""Words before a title that are none of it."""

_STATED: Final = re.compile(
    r"\b(?:(?:my|the) (?:new )?(?:job|role|position)(?: title)?(?: (?:is|to|as|now))+"
    r"|put me down as|promoted to|work(?:ing)? as|started as|made up to)\s+(?:an? |the )?"
    r"(?P<title>[^,.;:!?]+)",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(r"\bhead of (?:[\w-]+)", re.IGNORECASE)
_WORD: Final = re.compile(r"[\w'’&/-]+")
_BEHIND: Final = re.compile(
    r"\s+(?:now|please|pls|thanks|as|since|from|of|starting|these days|currently|last|this"
    r"|next)\b.*",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(r"\b(?:ever )?since\b")
_AHEAD: Final = re.compile(r"\b(?:next|will|going to|starting)\b")
_MOST_WORDS: Final = 5

PERIODS: Final = (
    (r"last month", -1),
    (r"this month|the start of the month", 0),
    (r"next month", 1),
)
"""Months that a job may begin with, by how many they lie ahead."""

WEEKS: Final = ((r"last week", -1), (r"this week", 0))
"""Weeks, in the same way: their Monday."""


@dataclass(frozen=True, slots=True)
class JobSaid:
    """A job's title, empty where none is named, and its first day, None where none is named."""

    title: str
    since: date | None


def job_said(text: str, now: datetime, tz: ZoneInfo) -> JobSaid:
    """The job that a text tells of; `now` is aware."""
    line = clean(text[:READ_LIMIT]).text
    return JobSaid(_title(line), _since(line, now.astimezone(tz)))


def _title(line: str) -> str:
    head = _HEAD.search(line)
    if head is not None:
        return _named(head[0])
    words = list(_WORD.finditer(line))
    ends = [n for n, word in enumerate(words) if word[0].casefold() in NOUNS]
    if ends:
        last = first = ends[0]
        while last + 1 in ends and line[words[last].end() : words[last + 1].start()] == " ":
            last += 1  # "team leader", "apprentice technician"
        while first > 0 and _belongs(line, words[first - 1], words[first]):
            first -= 1
        return _named(line[words[first].start() : words[last].end()])
    stated = _STATED.search(line)
    return _named(_BEHIND.sub("", stated["title"])) if stated else ""


def _belongs(line: str, before: re.Match[str], word: re.Match[str]) -> bool:
    plain = before[0].casefold().replace("’", "'")
    return line[before.end() : word.start()] == " " and plain not in AROUND


def _named(title: str) -> str:
    title = " ".join(title.split())
    if not 0 < len(title.split()) <= _MOST_WORDS:
        return ""
    return title[0].upper() + title[1:]


def _since(line: str, now: datetime) -> date | None:
    low = folded(line)
    if (period := period_begun(low, now.date())) is not None:
        return period[0]
    tense: Tense | None = None
    if _SINCE.search(low):
        tense = "past"
    elif _AHEAD.search(low):
        tense = "future"
    # A day that something began on is none by which it was done.
    on_it = _SINCE.sub(lambda found: "on".ljust(len(found[0])), low)
    return find_dates(on_it, line, now=now, tense=tense).start.value


def period_begun(low: str, today: date) -> tuple[date, Span] | None:
    """The first day of the month or week that folded words name, and where they do; None where
    they name none: "since last week" is since its Monday.
    """
    for words, months in PERIODS:
        if found := re.search(rf"\b(?:{words})\b", low):
            return _first_of_month(today, months), found.span()
    for words, weeks in WEEKS:
        if found := re.search(rf"\b(?:{words})\b", low):
            return today + timedelta(weeks=weeks, days=-today.weekday()), found.span()
    return None


def _first_of_month(today: date, months: int = 0) -> date:
    index = today.year * 12 + today.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def since_then(today: date) -> date:
    """The day to ask about where none was named: the first of the month."""
    return _first_of_month(today)


EXAMPLES: Final = (
    ("I'm a service advisor now", "Service advisor", None),
    ("Service advisor now", "Service advisor", None),
    ("been promoted to workshop manager", "Workshop manager", None),
    ("new job, I'm an MOT tester now", "MOT tester", None),
    ("change my job title please, Master tech", "Master tech", None),
    ("put me down as a body shop estimator please", "Body shop estimator", None),
    ("I'm now head of training as of 3 Nov", "Head of training", date(2026, 11, 3)),
    ("i am an apprentice technician since Monday", "Apprentice technician", date(2026, 11, 16)),
    (
        "promoted to senior diagnostic technician last month",
        "Senior diagnostic technician",
        date(2026, 10, 1),
    ),
    ("I got promoted to foreman last week", "Foreman", date(2026, 11, 9)),
    ("from 1 dec im the service manager", "Service manager", date(2026, 12, 1)),
    ("my job is sales since 1 october", "Sales", date(2026, 10, 1)),
    ("Job change: parts advisor as of yesterday", "Parts advisor", date(2026, 11, 20)),
    ("new job", "", None),
    ("I've changed jobs", "", None),
)
"""A text, and what it says on Sat 21 Nov 2026."""
