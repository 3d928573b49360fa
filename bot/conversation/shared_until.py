"""Until which day something is to be shared, as it was typed: "for a week", "until 5 December"."""

import re
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.conversation.dates import read_date
from bot.policy.months import later_by
from bot.policy.sharing import SharePeriod, last_day

_COUNTS: Final = {
    **{"a": 1, "an": 1, "one": 1, "the": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12},
}
_FOR: Final = re.compile(
    rf"\bfor (?P<count>{'|'.join(_COUNTS)}|\d{{1,3}}) (?:whole )?"
    r"(?P<unit>day|week|fortnight|month|year)s?\b",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(r"\b(?:until|till|til|untill)\b(?P<day>.+)", re.IGNORECASE)
_WHOM: Final = re.compile(r".*\b(?:with|see|read)\b", re.IGNORECASE | re.DOTALL)
"""What stands before whom it is shared with, or before what is: a title may be of any length."""

_FOR_OTHERWISE: Final = re.compile(r"\bfor\b(?P<day>.+)", re.IGNORECASE)
_OF_TIME: Final = re.compile(
    r"\b(?:today|tonight|tomorrow|now|once|(?:minute|hour|day|night|weekend|week|fortnight|month|"
    r"year)s?)\b",
    re.IGNORECASE,
)
_RECORD: Final = re.compile(
    r"\b(?:my|all my) (?:whole |cpd |entire )*(?:record|records|log|logs|entries|portfolio|cpd|"
    r"history|logbook|training record|data|everything|learning)(?=\W*(?:$|(?:with|for|until|till|"
    r"til|untill|any ?more|today|tonight|tomorrow|now|please|next|this)\b))",
    re.IGNORECASE,
)
"""Nothing of a title may follow: "my data analysis course" is no record."""

_MOST: Final = {"day": 999, "week": 999, "fortnight": 999, "month": 13, "year": 1}
"""Whoever says more means for as long as can be."""

USUAL: Final[SharePeriod] = "week"
"""For how long it is shared where nothing is said of that, and said back."""


def shared_until(text: str, *, now: datetime, tz: ZoneInfo) -> date | None:
    """The last day that a message names, or the one a week ahead where it says nothing of that;
    None where it says how long and that is not understood: it is never shared for longer than was
    said. `now` is UTC.
    """
    today = now.astimezone(tz).date()
    for_so_long = _FOR.search(text)
    if for_so_long is not None:
        return _after(today, for_so_long)
    rest = _WHOM.sub("", text, count=1)
    until = _UNTIL.search(text) or _FOR_OTHERWISE.search(rest)
    if until is None:
        return None if _OF_TIME.search(rest) else last_day(today, USUAL)
    named = read_date(until["day"].strip(), now, tz, planned=True)
    return named if isinstance(named, date) else None


def is_record(text: str) -> bool:
    """Whether the whole record is meant."""
    return _RECORD.search(text) is not None


def _after(today: date, said: re.Match[str]) -> date:
    word = said["count"].lower()
    count = _COUNTS.get(word) or int(word)
    unit = said["unit"].lower()
    return later_by(today, min(count, _MOST[unit]), unit)
