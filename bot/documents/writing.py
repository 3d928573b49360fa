"""How days, moments and sizes are written in a document; no whole sentences."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.figures import day

NOT_SAID: Final = "not said"


def days(first: date | None, last: date | None) -> str:
    """One day or a range; that it was not said."""
    if first is None and last is None:
        return NOT_SAID
    start, end = first or last, last or first
    if start is None or end is None or start == end:
        return day(start or end or date.min)
    return f"{day(start)} to {day(end)}"


def moment(at: datetime, zone: str) -> str:
    """ "21 Nov 2026, 9:05 (Europe/London)"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{day(local.date())}, {local.hour}:{local.minute:02d} ({zone})"


def size(bytes_: int) -> str:
    """ "120 kB", "3.4 MB"."""
    if bytes_ < 1000:
        return f"{bytes_} bytes"
    if bytes_ < 1_000_000:
        return f"{round(bytes_ / 1000)} kB"
    return f"{bytes_ / 1_000_000:.1f} MB"
