"""Days and months ahead, as people count them."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS: Final = {"month": 1, "year": 12}


def months_on(day: date, months: int) -> date:
    """The same day some months on, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def later_by(day: date, count: int, unit: str) -> date:
    """Some days, weeks, fortnights, months or years (`unit` in the singular) after a day. Raises
    KeyError for another unit, OverflowError or ValueError where the calendar ends.
    """
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    return months_on(day, count * _MONTHS[unit])
