"""When a member can be spoken to, from the columns of their row; the rules are policy's."""

from datetime import time
from functools import lru_cache
from typing import Final

from bot.policy.working_time import WorkingTime
from bot.services.context.public_holidays import PublicHolidays
from storage.row_types import MemberRecord

MINUTES_IN_A_DAY: Final = 24 * 60


def working_time_of(member: MemberRecord) -> WorkingTime:
    """When a member can be spoken to."""
    return working_time(
        member.zone, member.work_start, member.work_end, member.work_days, member.country
    )


@lru_cache(maxsize=4096)
def working_time(zone: str, start: int, end: int, days: str, country: str | None) -> WorkingTime:
    """The same from a member's columns. Remembered: colleagues keep the same hours."""
    return WorkingTime(
        tz=zone,
        start=_clock(start),
        end=_clock(end),
        days=frozenset(int(day) for day in days),
        holidays=frozenset() if country is None else PublicHolidays(country),
    )


def _clock(minutes: int) -> time:
    """A minute of the day on the clock; the day's end is its midnight."""
    hours, minute = divmod(minutes % MINUTES_IN_A_DAY, 60)
    return time(hours, minute)
