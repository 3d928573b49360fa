"""When a member who wants a weekly review gets it, and of which week. Pure.

It is asked for, and so stands outside the budget of nudges and beyond a snooze; a pause stops it
like everything else. It comes once in a week, at the member's usual hour of the week's first day
on which they hear, and tells of the week before, Monday to Sunday: so no entry falls between two.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.policy.nudges.decision import is_paused
from bot.policy.nudges.usual_hour import UsualTime, has_come, is_its_day, shift_day
from bot.policy.working_time import WorkingTime, is_working

QUIET: Final = timedelta(weeks=4)
"""A week in which nothing happened is told as such for so long after the member last did anything
here. Then reviews rest until there is something: saved, drafted, planned or waiting.
"""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, both included, in the member's own calendar."""

    monday: date
    sunday: date


def week_before(today: date) -> Week:
    """The last whole week, Monday to Sunday."""
    monday = today - timedelta(days=today.weekday() + 7)
    return Week(monday, monday + timedelta(days=6))


def has_its_turn(
    wall: datetime,
    usual: UsualTime,
    working: WorkingTime,
    *,
    reviewed_on: date | None,
    paused_until: date | None,
    nudged_on: date | None = None,
) -> bool:
    """Whether a review is to be thought of at this moment of the member's own clock.

    `reviewed_on` is the day on which one was thought of last, `nudged_on` that of the last nudge:
    not both on one day, unless no later day is left in this week.
    """
    today = shift_day(wall, working)
    if is_paused(paused_until, today) or _same_week(reviewed_on, today):
        return False
    if not (is_its_day(wall, usual, working) and has_come(wall, usual, working)):
        return False
    return nudged_on != today or not any(day > today.weekday() for day in usual.days)


def may_go(wall: datetime, working: WorkingTime, paused_until: date | None) -> bool:
    """Asked once more before it is sent: at work, and not paused meanwhile."""
    return is_working(wall, working) and not is_paused(paused_until, wall.date())


def _same_week(one: date | None, other: date) -> bool:
    return one is not None and one >= other - timedelta(days=other.weekday())
