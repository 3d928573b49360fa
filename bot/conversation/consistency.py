"""What does not fit together in an entry, by rules: each finding is a question, never a verdict.

Nothing is refused and nothing is marked for it. The facts are gathered by `bot.services.record`,
and what a member reads is worded in `bot.ui.record`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from bot.conversation.clock_ranges import clock_ranges
from bot.conversation.dates import find_dates
from bot.conversation.text import READ_LIMIT, clean, folded, without

MINUTES_IN_A_DAY: Final = 24 * 60

USUAL_AMONG: Final = 8
"""So many own logged lengths are needed before one can be unusual: of fewer, the 90th percentile is
the longest or nearly so, and the second course ever would be asked about."""

USUAL_TIMES: Final = 3
"""A length is far above one's own usual from more than so many times the 90th percentile on: a full
day after many half days is common, a week is not."""

USUAL_MORE: Final = 4 * 60
"""… and more than so many minutes above it: somebody who logs ten minutes at a time is not asked
about an hour."""

FULL_DAY: Final = 8 * 60
"""… and more than so many minutes for each of its days, or than the member's working day has where
that is longer: a day's course after a run of short talks is ordinary, whoever goes to it."""

SAME_WORDS: Final = 8
"""Accounts of fewer words are not compared: two people write "learnt to log the insulation test"
by chance."""


@dataclass(frozen=True, slots=True)
class Occupied:
    """How long something took, in minutes, over civil days from `start` to `end`, both included."""

    minutes: int
    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it lasted, at least one."""
        return (self.end - self.start).days + 1

    @property
    def daily(self) -> Fraction:
        """The minutes that each of its days has, where they are spread evenly."""
        return Fraction(self.minutes, self.days)


@dataclass(frozen=True, slots=True)
class LongerThanClock:
    """It is said to have taken longer than its times of day leave: both in minutes."""

    minutes: int
    clock: int


@dataclass(frozen=True, slots=True)
class LongerThanDays:
    """It is said to have taken longer than its days have."""

    minutes: int
    days: int


@dataclass(frozen=True, slots=True)
class DayTooFull:
    """One of its days holds more than 24 hours, with the member's other entries; rounded down."""

    day: date
    minutes: int


@dataclass(frozen=True, slots=True)
class FarAboveUsual:
    """It is far longer than what the member logs; `usual` is the 90th percentile, in minutes."""

    minutes: int
    usual: int


@dataclass(frozen=True, slots=True)
class SameAsOwn:
    """Its account is that of another entry of the member's own, called so, from that day on."""

    title: str
    day: date | None


@dataclass(frozen=True, slots=True)
class SameAsColleague:
    """Its account is that of somebody else's entry; nothing is told of that one."""


Finding = (
    LongerThanClock | LongerThanDays | DayTooFull | FarAboveUsual | SameAsOwn | SameAsColleague
)


def findings(
    this: Occupied,
    *,
    clock: int | None,
    others: Iterable[Occupied],
    logged: Sequence[int],
    working_day: int = FULL_DAY,
) -> Iterator[Finding]:
    """What does not fit, the plainest first: at most one of each kind.

    `clock` are the minutes that the times of day in its message leave for each day, None where
    there are none. `others` are the member's other entries, drafts too; `logged` the minutes of
    those that are logged. This entry is in neither. `working_day` is the member's own, in minutes.
    """
    if clock is not None and this.minutes > clock * this.days:
        yield LongerThanClock(this.minutes, clock * this.days)
    if this.minutes > this.days * MINUTES_IN_A_DAY:
        yield LongerThanDays(this.minutes, this.days)
    elif (full := fullest_day(this, others)) is not None and full.minutes > MINUTES_IN_A_DAY:
        yield full
    usual = usual_length(logged)
    is_course = this.daily <= max(FULL_DAY, working_day)
    if usual is not None and not is_course and far_above(this.minutes, usual):
        yield FarAboveUsual(this.minutes, usual)


def fullest_day(this: Occupied, others: Iterable[Occupied]) -> DayTooFull | None:
    """The first of the days that hold most among those of this entry; None where that is no more
    than 24 hours.

    A sum over days only rises where something begins, so that no other days are looked at.
    """
    near = [one for one in others if one.start <= this.end and one.end >= this.start]
    begins = sorted({this.start, *(max(one.start, this.start) for one in near)})
    best = max(begins, key=lambda day: _on(day, near))
    total = _on(best, near) + this.daily
    return DayTooFull(best, int(total)) if total > MINUTES_IN_A_DAY else None


def _on(day: date, among: Iterable[Occupied]) -> Fraction:
    return sum((one.daily for one in among if one.start <= day <= one.end), Fraction())


def usual_length(logged: Sequence[int]) -> int | None:
    """The 90th percentile (nearest rank) of a member's logged lengths; None of too few."""
    if len(logged) < USUAL_AMONG:
        return None
    return sorted(logged)[-(-len(logged) * 9 // 10) - 1]


def far_above(minutes: int, usual: int) -> bool:
    """Whether a length is far above a usual one."""
    return minutes > USUAL_TIMES * usual and minutes - usual > USUAL_MORE


def clock_minutes(masked: str) -> int | None:
    """The minutes between the times of day in folded text whose dates are blanked, added up; None
    where there are none.
    """
    found = [one.minutes for one in clock_ranges(masked)]
    return sum(found) if found else None


def clock_in(text: str, now: datetime) -> int | None:
    """The same of a message as it was written; `now` is when, in the member's zone."""
    head = clean(text).text[:READ_LIMIT]
    plain = folded(head)
    days = find_dates(plain, head, now=now, tense=None)
    return clock_minutes(without(plain, list(days.spans)))


_NOT_A_WORD: Final = re.compile(r"[^\w]+")


def comparable(words: str) -> str | None:
    """An account as it is compared: its words in lower case, one space between them; None where
    they are too few to be more than a coincidence.
    """
    found = [one for one in _NOT_A_WORD.split(words.casefold()) if one]
    return " ".join(found) if len(found) >= SAME_WORDS else None
