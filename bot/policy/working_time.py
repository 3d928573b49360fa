"""When a member can be spoken to: their hours, days and holidays, in their own time zone.

What would be said is `nudges`'s business.
"""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MONDAY_TO_FRIDAY: Final = frozenset(range(5))

_DAYS_AHEAD: Final = 400
"""How far a working moment is looked for: somebody who works on no day has none."""

_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """A member's working time. `days` are weekdays, Monday 0; `tz` an IANA name (else UTC is used).

    `end` before `start` is a night shift that belongs to the day it began on; equal times are a
    shift of 24 hours. `holidays` is anything that answers `day in holidays`, empty where none are
    kept.
    """

    tz: str = "Europe/London"
    start: time = time(9)
    end: time = time(17)
    days: frozenset[int] = MONDAY_TO_FRIDAY
    holidays: Container[date] = field(default=frozenset())

    def works_on(self, day: date) -> bool:
        """Whether a shift begins on that day."""
        return day.weekday() in self.days and day not in self.holidays


@lru_cache(maxsize=4096)
def local(now: datetime, tz: str) -> datetime:
    """The member's wall clock at an instant. A zone nobody knows is read as UTC."""
    return now.astimezone(_zone(tz))


def is_working(wall: datetime, working: WorkingTime) -> bool:
    """Whether the member's wall clock stands inside their working time."""
    hour, today = wall.time(), wall.date()
    if working.start < working.end:
        return working.start <= hour < working.end and working.works_on(today)
    if hour >= working.start:
        return working.works_on(today)
    return hour < working.end and working.works_on(today - timedelta(days=1))


def next_working_moment(now: datetime, working: WorkingTime) -> datetime | None:
    """The first instant (UTC) from `now` on at which the member works; None if they never do.

    Shifts are laid on the wall clock and turned into instants one by one, so that a changed clock
    neither skips nor repeats one.
    """
    zone = _zone(working.tz)
    wall = now.astimezone(zone)
    if is_working(wall, working):
        return now.astimezone(UTC)
    for ahead in range(_DAYS_AHEAD):
        day = wall.date() + timedelta(days=ahead)
        if not working.works_on(day):
            continue
        for begin in _instants(day, working.start, zone):
            if begin > now and is_working(begin.astimezone(zone), working):
                return _earliest(begin, now, zone, working)
    return None


def _earliest(begin: datetime, now: datetime, zone: tzinfo, working: WorkingTime) -> datetime:
    """The moment itself, or the jump of the clock where that jumped over the shift's start."""
    while begin - _MINUTE >= now and is_working((begin - _MINUTE).astimezone(zone), working):
        begin -= _MINUTE
    return begin


def _instants(day: date, hour: time, zone: tzinfo) -> tuple[datetime, datetime]:
    """When the clock shows that hour: twice in the night it goes back, else twice the same."""
    wall = datetime.combine(day, hour, zone)
    return wall.replace(fold=0).astimezone(UTC), wall.replace(fold=1).astimezone(UTC)


@lru_cache(maxsize=1024)
def _zone(tz: str) -> tzinfo:
    try:
        return ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
