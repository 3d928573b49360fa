"""How days, lengths, credits and lists are written in a document; no whole sentences."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOT_SAID: Final = "not said"


def day(when: date) -> str:
    """ "20 Nov 2026"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


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


def duration(minutes: int) -> str:
    """ "45 min", "2 h", "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours:,} h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} min")
    return " ".join(parts)


def number(hundredths: int) -> str:
    """Hundredths as people write them: "2", "0.5", "1,595.2"."""
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{whole:,}" + (f".{rest:02d}".rstrip("0") if rest else "")


def credits(hundredths: int) -> str:
    """ "2 credits", "1 credit"."""
    return f"{number(hundredths)} {'credit' if hundredths == 100 else 'credits'}"


def size(bytes_: int) -> str:
    """ "120 kB", "3.4 MB"."""
    if bytes_ < 1000:
        return f"{bytes_} bytes"
    if bytes_ < 1_000_000:
        return f"{round(bytes_ / 1000)} kB"
    return f"{bytes_ / 1_000_000:.1f} MB"


def several(count: int, one: str, many: str = "") -> str:
    """ "1 entry", "5 entries"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
