"""When a member can be spoken to: their hours, days and holidays, in their own time zone.

What would be said is `nudges`'s business.
"""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date, time

MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """A member's working time. `days` are weekdays, Monday 0; `tz` an IANA name (else UTC is used).

    `end` before `start` is a night shift that belongs to the day it began on; equal times are the
    whole day. `holidays` is anything that answers `day in holidays`, empty where none are kept.
    """

    tz: str = "Europe/London"
    start: time = time(9)
    end: time = time(17)
    days: frozenset[int] = MONDAY_TO_FRIDAY
    holidays: Container[date] = field(default=frozenset())
