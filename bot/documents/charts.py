"""What a document's charts show: how often something was done by month, and of which kinds.

Only counts; how they are drawn is each renderer's, and every chart has its twin in words.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.documents.model import Document

MONTHS_MOST: Final = 48
"""Bars that a chart has: of a longer record the last months are drawn, and it is said."""

KINDS_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Month:
    """How many entries ended in a month, and how many minutes they took where those are known."""

    year: int
    month: int
    entries: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Kind:
    """How many entries are of one kind; "" where nobody said."""

    name: str
    entries: int
    minutes: int


def rhythm(document: Document) -> tuple[Month, ...]:
    """Every month of the period in order, those without an entry too; of everything, from the first
    entry on. Months that are still to come are left out.
    """
    days = [one.last_day for one in document.entries if one.last_day is not None]
    today = document.today
    first = document.period.first or min(days, default=today)
    last = min(document.period.last or today, max([today, *days]))
    counts: Counter[tuple[int, int]] = Counter()
    minutes: Counter[tuple[int, int]] = Counter()
    for one in document.entries:
        if one.last_day is not None:
            key = (one.last_day.year, one.last_day.month)
            counts[key] += 1
            minutes[key] += one.minutes or 0
    keys = _months(first, last)[-MONTHS_MOST:]
    return tuple(Month(*key, counts[key], minutes[key]) for key in keys)


def undated(document: Document) -> int:
    """How many entries have no day: they are in no month."""
    return sum(one.last_day is None for one in document.entries)


def mix(document: Document) -> tuple[Kind, ...]:
    """The kinds of activity, the most frequent first; beyond ten the rest is one."""
    counts: Counter[str] = Counter()
    minutes: Counter[str] = Counter()
    for one in document.entries:
        counts[one.type] += 1
        minutes[one.type] += one.minutes or 0
    found = sorted(counts, key=lambda name: (-counts[name], name))
    kinds = [Kind(name, counts[name], minutes[name]) for name in found[:KINDS_MOST]]
    rest = found[KINDS_MOST:]
    if rest:
        kinds.append(
            Kind("others", sum(counts[one] for one in rest), sum(minutes[one] for one in rest))
        )
    return tuple(kinds)


def formality(document: Document) -> tuple[int, int, int]:
    """How many entries are formal, informal, and neither as far as anybody said."""
    counts = Counter(one.formality for one in document.entries)
    return counts["formal"], counts["informal"], counts[None]


def _months(first: date, last: date) -> list[tuple[int, int]]:
    found = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        found.append((year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found
