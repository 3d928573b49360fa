"""The hour at which a member is nudged: their own, or early afternoon, spread so that not all of a
workplace hear at once.

What a member asked for, and a deadline that was missed, does not wait for it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from bot.policy.working_time import WorkingTime, is_working

EARLY_AFTERNOON: Final = 13 * 60 + 30
"""The minute of the day at which the usual hour begins until a member chooses."""

AN_HOUR: Final = 60
_A_DAY: Final = 24 * 60
_SPREAD: Final = 37
"""Has no divisor in common with 60: members numbered one after the other hear far apart."""

_BEFORE_THE_END: Final = 20
"""Minutes of the shift that are left when a nudge comes last, for a sweep to pass in."""

MONDAY_TO_THURSDAY: Final = frozenset(range(4))


@dataclass(frozen=True, slots=True)
class UsualTime:
    """`begins`: minutes after the shift's start from which on nudges come, on these weekdays."""

    begins: int
    days: frozenset[int]


def place_in_hour(member_id: int) -> int:
    """The part of a member's number that tells when in their hour they hear: alike for many."""
    return member_id % AN_HOUR


def usual_time(hour: int | None, member_id: int, working: WorkingTime) -> UsualTime:
    """When that member hears. `hour` is the minute of the day at which the hour begins that they
    chose, None until they do; outside their shift its nearest hour is meant.

    Monday to Thursday; on whatever days they work where none of these is one.
    """
    spread = member_id * _SPREAD % AN_HOUR
    begins = EARLY_AFTERNOON if hour is None else hour
    return _usual(begins, spread, _of(working.start), _of(working.end), working.days)


@lru_cache(maxsize=8192)  # colleagues keep the same hours
def _usual(hour: int, spread: int, start: int, end: int, weekdays: frozenset[int]) -> UsualTime:
    length, first = _length(start, end), (hour - start) % _A_DAY
    if first >= length:
        nearer_its_end = first - length < _A_DAY - first
        first = length - AN_HOUR if nearer_its_end else 0
    first = max(0, min(first, length - _BEFORE_THE_END))
    last = max(first + 1, min(first + AN_HOUR, length - _BEFORE_THE_END))
    days = weekdays & MONDAY_TO_THURSDAY
    return UsualTime(first + spread * (last - first) // AN_HOUR, days or weekdays)


def has_come(wall: datetime, usual: UsualTime, working: WorkingTime) -> bool:
    """Whether the member is at work and today's hour for them has come, on whatever weekday."""
    return is_working(wall, working) and into_shift(wall, working) >= usual.begins


def is_its_day(wall: datetime, usual: UsualTime, working: WorkingTime) -> bool:
    """Whether the shift that the wall clock stands in began on one of its weekdays."""
    return shift_day(wall, working).weekday() in usual.days


def shift_day(wall: datetime, working: WorkingTime) -> date:
    """The day on which the shift began that the wall clock stands in."""
    is_night = working.start >= working.end
    if is_night and wall.time() < working.start:
        return wall.date() - timedelta(days=1)
    return wall.date()


def into_shift(wall: datetime, working: WorkingTime) -> int:
    """How many minutes of the wall clock ago a shift began, or would have, to the full one."""
    return (_of(wall.time()) - _of(working.start)) % _A_DAY


def is_last_hour(wall: datetime, working: WorkingTime) -> bool:
    """Whether the member is at work and their shift ends within the hour."""
    length = _length(_of(working.start), _of(working.end))
    return is_working(wall, working) and length - into_shift(wall, working) <= AN_HOUR


def _length(start: int, end: int) -> int:
    """Minutes of a shift on the wall clock; equal times are a whole day."""
    return (end - start) % _A_DAY or _A_DAY


def _of(clock: time) -> int:
    return clock.hour * 60 + clock.minute
