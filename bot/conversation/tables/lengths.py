"""How long something took, as a cell says it: "1:30", "1.5", "90 min", "1h30", "half day"."""

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from bot.conversation.tables.cells import Cell, Minutes, text_of

Unit = Literal["hours", "minutes", "days"]
"""What a number alone counts in a column."""

MOST: Final = 10 * 366 * 24 * 60
"""Minutes of ten years: nobody has learnt for longer in one go."""

_SIXTY: Final = Decimal(60)
_HALVES: Final = {"½": ".5", "¼": ".25", "¾": ".75"}
_NUMBER = r"\d{1,6}(?:[.,]\d{1,4})?|[.,]\d{1,4}"
_H = r"(?:h|hr|hrs|hour|hours|hourse|houres)\b\.?"
_M = r"(?:m|min|mins|minute|minutes)\b\.?"
_PARTED = re.compile(r"(?P<h>\d{1,4}):(?P<m>[0-5]\d)(?::[0-5]\d)?(?:\s*(?:h|hrs?|hours?))?")
_HOURS = re.compile(
    rf"(?P<h>{_NUMBER})\s*(?:{_H}|h(?=\d))(?:\s*(?:,|and|&)?\s*(?P<m>\d{{1,3}})\s*(?:{_M})?)?"
)
_MINUTES = re.compile(rf"(?P<m>{_NUMBER})\s*{_M}")
_DAYS = re.compile(rf"(?P<d>{_NUMBER})\s*(?:-\s*)?days?\b")
_ALONE = re.compile(rf"(?P<n>{_NUMBER})")
_CREDITS = re.compile(
    rf"(?P<n>{_NUMBER})\s*(?:cpd\s*)?(?:credits?|points?|pts?|cpd(?:\s*(?:hours?|hrs?))?)\b"
)
_ABOUT = re.compile(r"^(?:~|c\.|ca?\.? |circa|about|around|approx(?:\.|imately)?)\s*")
_CLOCK = re.compile(r"(?P<h>[01]?\d|2[0-4])(?:[:.](?P<m>[0-5]\d))?(?::[0-5]\d)?\s*(?P<half>[ap]m)?")
_WORDS: Final = {
    "half an hour": Decimal(30),
    "half hour": Decimal(30),
    "an hour": Decimal(60),
    "one hour": Decimal(60),
    "quarter of an hour": Decimal(15),
    "three quarters of an hour": Decimal(45),
    "an hour and a half": Decimal(90),
    "one and a half hours": Decimal(90),
    "two hours": Decimal(120),
    "three hours": Decimal(180),
    "four hours": Decimal(240),
}
_IN_DAYS: Final = {
    word: share
    for share, words in (
        (
            Decimal("0.5"),
            ("half day", "half a day", "half-day", "1/2 day", "am", "pm", "morning", "afternoon"),
        ),
        (Decimal(1), ("day", "a day", "one day", "full day", "whole day", "all day")),
        (Decimal(2), ("two days",)),
        (Decimal(3), ("three days",)),
    )
    for word in words
}


def read_minutes(cell: Cell, unit: Unit, working_day: int) -> int | None:
    """Whole minutes, rounded half up; None where the cell holds no length above nought, or says it
    in a way that is not known. `unit` is what a number alone counts, `working_day` the minutes of
    the member's own day.
    """
    match cell:
        case Minutes(count):
            return count if 0 < count <= MOST else None
        case bool() | None:
            return None
        case Decimal():
            return _whole(_counted(cell, unit, working_day))
        case str():
            return _whole(_said(text_of(cell), unit, working_day))
        case _:
            return None


def read_clock(cell: Cell) -> int | None:
    """A time of day in minutes after midnight; None where the cell holds none."""
    match cell:
        case Minutes(count):
            return count if 0 <= count <= 24 * 60 else None
        case datetime():
            return cell.hour * 60 + cell.minute
        case str():
            return _clock(" ".join(text_of(cell).lower().split()))
        case _:
            return None


def _clock(text: str) -> int | None:
    found = _CLOCK.fullmatch(text)
    if found is None or not (found["m"] or found["half"]):
        return None
    hour, half = int(found["h"]), found["half"]
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    minutes = hour * 60 + int(found["m"] or 0)
    return minutes if minutes <= 24 * 60 else None


def _said(text: str, unit: Unit, working_day: int) -> Decimal | None:
    low = _ABOUT.sub("", " ".join(text.lower().split())).rstrip(" .")
    for sign, share in _HALVES.items():
        low = re.sub(
            rf"(?<!\d) ?{sign}", f"0{share}", re.sub(rf"(\d) ?{sign}", rf"\g<1>{share}", low)
        )
    if low in _WORDS:
        return _WORDS[low]
    if low in _IN_DAYS:
        return _IN_DAYS[low] * working_day
    if parted := _PARTED.fullmatch(low):
        return Decimal(parted["h"]) * _SIXTY + Decimal(parted["m"])
    if hours := _HOURS.fullmatch(low):
        return _number(hours["h"]) * _SIXTY + Decimal(hours["m"] or 0)
    if minutes := _MINUTES.fullmatch(low):
        return _number(minutes["m"])
    if days := _DAYS.fullmatch(low):
        return _number(days["d"]) * working_day
    if alone := (_CREDITS.fullmatch(low) or _ALONE.fullmatch(low)):
        return _counted(_number(alone["n"]), unit, working_day)
    return None


def _counted(number: Decimal, unit: Unit, working_day: int) -> Decimal | None:
    if number.adjusted() > 9:
        return None
    match unit:
        case "hours":
            return number * _SIXTY
        case "minutes":
            return number
        case "days":
            return number * working_day


def _number(written: str) -> Decimal:
    return Decimal(f"0{written}".replace(",", "."))


def _whole(minutes: Decimal | None) -> int | None:
    if minutes is None or not 0 < minutes <= MOST:
        return None
    return int(minutes.to_integral_value(ROUND_HALF_UP)) or None
