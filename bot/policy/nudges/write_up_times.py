"""When somebody might write an activity up, and whether a chosen time has come.

Naming a time beforehand is what helps most of all (if-then plans: Gollwitzer and Sheeran 2006,
https://doi.org/10.1016/S0065-2601(06)38002-1); which times are offered is this product's own.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, Literal

from bot.policy.working_time import WorkingTime, is_working, local

MORNING: Final = time(9)
AFTERNOON: Final = time(15)

DAYS_BETWEEN: Final = 2
"""The second offer is this many days after the first, or on the next working day after that."""

PUNCTUAL: Final = timedelta(hours=1)
"""So long after a chosen time its message still comes at that time, within working hours or not."""

LAPSES: Final = timedelta(days=7)
"""What could not be said for so long, since nudges were stopped, is not said any more."""

GIVEN_UP: Final = timedelta(days=400)
"""The same of a pause, which lasts a year at most, or where the member never works."""

_DAYS_AHEAD: Final = 21

Due = Literal["ask", "wait", "lapse"]


def offered_times(today: date, working: WorkingTime) -> tuple[datetime, ...]:
    """Two times on the member's wall clock, the first on their next working day: a morning and an
    afternoon. Fewer where they do not work within three weeks.
    """
    zone = _zone(working)
    offered: list[datetime] = []
    first = today + timedelta(days=1)
    for hour in (MORNING, AFTERNOON):
        days = (first + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD))
        day = next((day for day in days if working.works_on(day)), None)
        if day is None:
            break
        offered.append(_within(day, hour, working, zone))
        first = day + timedelta(days=DAYS_BETWEEN)
    return tuple(offered)


def moment_of(day: date, minutes: int, working: WorkingTime) -> datetime:
    """The instant (UTC) at which the member's clock shows so many minutes after a midnight: the
    first of two where it is put back, an hour later where it was put forward over them.
    """
    wall = datetime.combine(day, time(*divmod(minutes, 60)), _zone(working))
    return wall.astimezone(UTC)


def whether_due(
    at: datetime, now: datetime, working: WorkingTime, paused_until: date | None
) -> Due:
    """What is to be done about a time that has come. While the member has asked for silence
    nothing is said; what is late waits for their working hours. It lapses after a week where they
    want silence for good, which is until the last day there is.
    """
    if now - at > (LAPSES if paused_until == date.max else GIVEN_UP):
        return "lapse"
    wall = local(now, working.tz)
    if paused_until is not None and wall.date() < paused_until:
        return "wait"
    return "ask" if now - at <= PUNCTUAL or is_working(wall, working) else "wait"


def _within(day: date, hour: time, working: WorkingTime, zone: tzinfo | None) -> datetime:
    """That hour of a day, or the shift's start where they do not work then."""
    wall = datetime.combine(day, hour, zone)
    return wall if is_working(wall, working) else datetime.combine(day, working.start, zone)


def _zone(working: WorkingTime) -> tzinfo | None:
    return local(datetime(2000, 1, 1, tzinfo=UTC), working.tz).tzinfo
