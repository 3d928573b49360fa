"""Until which day something is to be shared, as it was typed: "for a week", "until 5 December"."""

import re
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.conversation.dates import read_date
from bot.policy.sharing import SharePeriod, last_day

_FOR: Final = re.compile(
    r"\bfor (?P<count>an?|one|the|two|three|four|\d{1,3}) (?:whole )?(?P<unit>day|week|month)s?\b",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(r"\b(?:until|till|til|untill)\b(?P<day>.+)", re.IGNORECASE)
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "the": 1, "two": 2, "three": 3, "four": 4}
_RECORD: Final = re.compile(
    r"\b(?:my|all my) (?:whole |cpd |entire )*(?:record|records|log|logs|entries|portfolio|cpd|"
    r"history|logbook|training record|data|everything|learning)\b",
    re.IGNORECASE,
)

USUAL: Final[SharePeriod] = "week"
"""For how long it is shared where nothing is said of that, and said back."""


def shared_until(text: str, *, now: datetime, tz: ZoneInfo) -> date | None:
    """The last day that a message names, or the one a week ahead where it names none; None where it
    says until when and no day is found in that. `now` is UTC.
    """
    today = now.astimezone(tz).date()
    for_so_long = _FOR.search(text)
    if for_so_long is not None:
        return _after(today, for_so_long)
    until = _UNTIL.search(text)
    if until is None:
        return last_day(today, USUAL)
    named = read_date(until["day"].strip(), now, tz, planned=True)
    return named if isinstance(named, date) else None


def is_record(text: str) -> bool:
    """Whether the whole record is meant."""
    return _RECORD.search(text) is not None


def _after(today: date, said: re.Match[str]) -> date:
    word = said["count"].lower()
    count = _COUNTS.get(word) or int(word)
    match said["unit"].lower():
        case "day":
            return today + timedelta(days=count)
        case "week":
            return today + timedelta(days=7 * count)
        case _:
            day = today
            for _ in range(min(count, 13)):
                day = last_day(day, "month")
            return day
