"""On which days somebody is reminded of a day by which an audit wants something."""

from datetime import date, timedelta
from typing import Final

REMINDED: Final = (timedelta(days=14), timedelta(days=7), timedelta(days=2))
"""So long before the day a reminder comes. It was asked for, by a round or by the member, and
stands outside the budget of nudges. Two days before, a working day is mostly left.
"""


def due_reminder(until: date, today: date) -> date | None:
    """The latest of a reminder's days that has come; None before the first, and after the end."""
    days = [until - one for one in REMINDED if until - one <= today <= until]
    return max(days, default=None)
