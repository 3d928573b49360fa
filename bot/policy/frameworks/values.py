"""Single values of a framework file: amounts, units, days and texts, as people write them.

Each reader raises Unreadable, whose text says what is wrong and what to write instead.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Final

from bot.policy.frameworks.framework import SubjectUnit
from bot.policy.schemes.cycles import FIRST_DAY, LAST_DAY

UNKNOWN: Final = "unknown"
"""What stands for a minimum that the document does not state."""

MOST: Final = 1000
"""The largest minimum of one subject, in hours or in credits, as for a rule of a pack."""

_HOURS: Final = frozenset({"h", "hr", "hrs", "hour", "hours"})
_MINUTES: Final = frozenset({"min", "mins", "minute", "minutes"})
_CREDITS: Final = frozenset({"cr", "credit", "credits"})
_AMOUNT = re.compile(r"(\d{1,9}(?:\.\d{1,9})?) ?([a-z]*)", re.ASCII)
_HOURS_AND_MINUTES = re.compile(r"(\d{1,9}) ?([a-z]+) ?(\d{1,9}) ?([a-z]+)", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_UK_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_DAY_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.? (\d{4})", re.ASCII)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_SHOWN: Final = 40


class Unreadable(ValueError):  # noqa: N818 - a sentence for an administrator
    """A value that cannot be read; str() is for behind the value's name."""


def shown(text: str) -> str:
    """A value as a sentence quotes it, cut where it is long."""
    cut = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return f"“{cut}”"


def read_text(text: str, longest: int) -> str:
    """A name or a sentence, with single spaces and without characters that nobody can see."""
    visible = "".join(one for one in text if unicodedata.category(one) != "Cf")
    found = " ".join(visible.split())
    if any(unicodedata.category(one) in ("Cc", "Co", "Cs") for one in found):
        raise Unreadable(f"is {shown(ascii(found))}, with characters that are no text; type it")
    if len(found) > longest:
        raise Unreadable(f"has {len(found)} characters; write {longest} at most")
    return found


def read_day(text: str) -> date:
    """A day like 2026-11-21, 21/11/2026 or 21 November 2026: the day before the month."""
    given = " ".join(text.casefold().split())
    if found := _ISO_DAY.fullmatch(given):
        year, month, day = (int(part) for part in found.groups())
    elif found := _UK_DAY.fullmatch(given):
        day, month, year = (int(part) for part in found.groups())
    elif (found := _DAY_IN_WORDS.fullmatch(given)) and (month := _month(found[2])):
        day, year = int(found[1]), int(found[3])
    else:
        raise Unreadable(f"is {shown(text)}; write a day like 2026-11-21 or 21/11/2026")
    try:
        read = date(year, month, day)
    except ValueError:
        raise Unreadable(
            f"is {shown(text)}, a day that does not exist; write the day, the month, the year"
        ) from None
    if not FIRST_DAY <= read <= LAST_DAY:
        raise Unreadable(f"is {shown(text)}; write a day from {FIRST_DAY} to {LAST_DAY}")
    return read


def read_unit(text: str) -> SubjectUnit:
    """What a minimum is counted in."""
    unit = _unit(text.strip().casefold())
    if unit is None:
        raise Unreadable(f"is {shown(text)}; write hours or credits")
    return unit


def read_minimum(text: str, unit: SubjectUnit | None) -> tuple[int | None, SubjectUnit]:
    """A minimum and its unit, which may stand behind the number ("6 h") or in `unit`.

    In whole minutes, or in hundredths of a credit; None where `text` is "unknown".
    """
    given = " ".join(text.casefold().split())
    if given == UNKNOWN:
        return None, _agreed(text, None, unit)
    if found := _HOURS_AND_MINUTES.fullmatch(given):
        if found[2] not in _HOURS or found[4] not in _MINUTES:
            raise _no_amount(text)
        minutes = Decimal(int(found[1]) * 60 + int(found[3]))
        return _whole(text, minutes, "hours"), _agreed(text, "hours", unit)
    found = _AMOUNT.fullmatch(given)
    if found is None:
        raise _no_amount(text)
    number, word = Decimal(found[1]), found[2]
    if word in _MINUTES:
        return _whole(text, number, "hours"), _agreed(text, "hours", unit)
    named = _unit(word) if word else None
    if word and named is None:
        raise Unreadable(f"is {shown(text)}; a subject's minimum is in hours or in credits")
    counted = _agreed(text, named, unit)
    return _whole(text, number * (60 if counted == "hours" else 100), counted), counted


def _agreed(text: str, named: SubjectUnit | None, unit: SubjectUnit | None) -> SubjectUnit:
    """The unit that stands with the number and the one in its own field, which have to agree."""
    if named is not None and unit is not None and named != unit:
        raise Unreadable(f"is {shown(text)}, but its unit is {unit}; write one of the two")
    found = named or unit
    if found is None:
        raise Unreadable(f"is {shown(text)} without a unit; write hours or credits as its unit")
    return found


def _whole(text: str, number: Decimal, unit: SubjectUnit) -> int:
    if number != number.to_integral_value():
        advice = (
            "no whole number of minutes; write it as minutes, such as 20 min"
            if unit == "hours"
            else "finer than hundredths of a credit; write two decimals at most"
        )
        raise Unreadable(f"is {shown(text)}, {advice}")
    most = MOST * (60 if unit == "hours" else 100)
    if not 0 < number <= most:
        raise Unreadable(
            f"is {shown(text)}; write more than 0 and {MOST:,} at most, or {UNKNOWN} where the "
            "document states no amount"
        )
    return int(number)


def _no_amount(text: str) -> Unreadable:
    return Unreadable(
        f"is {shown(text)}; write a number such as 6, 1.5 or 20 min, with a point and no comma"
    )


def _unit(word: str) -> SubjectUnit | None:
    if word in _HOURS:
        return "hours"
    return "credits" if word in _CREDITS else None


def _month(word: str) -> int:
    """The number of a month by its name or its first letters; 0 where it is none."""
    fitting = [place for place, name in enumerate(_MONTHS, 1) if name.startswith(word)]
    if word == "sept":
        return 9
    return fitting[0] if len(fitting) == 1 else 0
