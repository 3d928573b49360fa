"""How days, lengths, credits, counts and lists are written, in messages and in documents alike; no
whole sentences.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date) -> str:
    """ "20 Nov 2026"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def duration(minutes: int) -> str:
    """ "45 min", "2 h", "1 h 30 min"; thousands of hours with a comma."""
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
    """ "2 credits", "1 credit", "0.5 credits"."""
    return f"{number(hundredths)} {'credit' if hundredths == 100 else 'credits'}"


def several(count: int, one: str, many: str = "") -> str:
    """ "1 entry", "5 entries"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def capital(words: str) -> str:
    """With a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]
