"""Reads a typed answer to "When will you write one up?": "Tuesday", "thu 3pm", "tomorrow morning".

Only a message that is nothing else is one: whatever is left over makes it none.
"""

import re
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.conversation.dates import read_date
from bot.conversation.problems import Problem
from bot.conversation.text import READ_LIMIT, clean, folded


class TimeNamed(NamedTuple):
    """A day, and minutes after its midnight; None where the message names no time of the day."""

    day: date
    minutes: int | None


_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PARTS_OF_DAY: Final = {
    **{"morning": 9 * 60, "noon": 12 * 60, "midday": 12 * 60, "lunch": 12 * 60},
    **{"lunchtime": 12 * 60, "afternoon": 15 * 60, "evening": 18 * 60, "tonight": 19 * 60},
}
_HOURS_OF: Final = {
    "morning": (1, 12),
    **{"noon": (11, 14), "midday": (11, 14), "lunch": (11, 15), "lunchtime": (11, 15)},
    **{"afternoon": (12, 19), "evening": (16, 24), "tonight": (16, 24)},
}
"""By part of the day: its first hour, and the one after its last."""

_BEFORE_NOON_UNTIL: Final = 7
"""A bare hour below this one is meant for the afternoon: nobody plans to write at three."""

_AROUND: Final = re.compile(
    r"\b(?:ok|okay|yes|yeah|yep|maybe|perhaps|lets say|lets do|say|how about|ill do it|i will do it"
    r"|i can do|i could do|make it|on|at|for|the|in|please|thanks|thank you|then|about|around|by|"
    r"remind me|ask me|this|next|coming|would be good|is good|works|is fine)\b"
)
_CLOCK: Final = re.compile(
    r"\b(?P<at>at )?(?P<hour>[01]?\d|2[0-3])(?:(?P<mark>[:.])(?P<minute>[0-5]\d))?"
    r" ?(?P<half>am|pm|oclock|h)?\b"
)
_WEEKDAY: Final = re.compile(
    r"\b(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:s|sday|nesday|rs|rsday|urday|day)?\b"
)
_SOON: Final = re.compile(r"\b(?P<word>today|tomorrow|tmrw|tmw|tonight)\b")
_DATE: Final = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"
)
_PART: Final = re.compile(rf"\b(?P<part>{'|'.join(_PARTS_OF_DAY)})\b")


_NOON: Final = 12
_IN: Final = re.compile(
    r"\bin (?:about )?(?P<count>an?|one|two|three|four|half an|\d{1,2}) "
    r"(?P<unit>min(?:ute)?|hour|hr|h|day|week)s?\b"
)
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "half an": 0.5}
_NEXT_WEEK: Final = re.compile(r"\bnext week\b")


def time_named(text: str, now: datetime, tz: ZoneInfo) -> TimeNamed | None:
    """The time to come that a message names and says nothing else besides; `now` is aware.

    None where it names a day that there is not, or an hour that its part of the day does not have.
    A number alone, or "2h", may be a length: it is a time only with "at", "pm", ":" or a day.
    """
    line = folded(clean(text[:READ_LIMIT]).text).replace("'", "").replace("’", "")
    wall = now.astimezone(tz)
    try:
        return _named(line, wall, now, tz)
    except _UnreadError:
        return None


class _UnreadError(Exception):
    """A day or an hour is named that cannot be."""


def _named(line: str, wall: datetime, now: datetime, tz: ZoneInfo) -> TimeNamed | None:
    today = wall.date()
    line, ahead = _from_now(line, wall)
    line, day = (line, ahead.day) if ahead else _day(line, today, now, tz)
    minutes = ahead.minutes if ahead else None
    if minutes is None:
        line, minutes = _time(line, with_day=day is not None)
    if re.search(r"\w", _AROUND.sub(" ", line)) or (day is None and minutes is None):
        return None
    if day is None:
        passed = minutes is not None and minutes <= wall.hour * 60 + wall.minute
        day = today + timedelta(days=1 if passed else 0)
    return TimeNamed(day, minutes)


def _from_now(line: str, wall: datetime) -> tuple[str, TimeNamed | None]:
    """The line without "in two hours", "in three days" or "next week", and when that is."""
    said = _IN.search(line)
    if said is None:
        if _NEXT_WEEK.search(line) is None:
            return line, None
        line, weekday = _NEXT_WEEK.sub(" ", line), _WEEKDAY.search(line)
        number = _WEEKDAYS.index(weekday["day"]) if weekday else 0
        line = line.replace(weekday[0], " ", 1) if weekday else line
        return line, TimeNamed(wall.date() + timedelta(days=7 - wall.weekday() + number), None)
    count = _COUNTS.get(said["count"]) or int(said["count"])
    line = line.replace(said[0], " ", 1)
    if said["unit"] in ("day", "week"):
        days = round(count) * (7 if said["unit"] == "week" else 1)
        return line, TimeNamed(wall.date() + timedelta(days=days), None)
    minutes = round(count if said["unit"].startswith("min") else count * 60)
    at = wall + timedelta(minutes=max(1, minutes))
    return line, TimeNamed(at.date(), at.hour * 60 + at.minute)


def _day(line: str, today: date, now: datetime, tz: ZoneInfo) -> tuple[str, date | None]:
    """The line without its day, and that day. Raises _UnreadError."""
    soon = _SOON.search(line)
    if soon is not None:
        near = soon["word"] in ("today", "tonight")
        kept = "tonight" if soon["word"] == "tonight" else " "
        return line.replace(soon[0], kept, 1), today + timedelta(days=0 if near else 1)
    named = _DATE.search(line)
    if named is not None:
        read = read_date(named[0], now, tz, planned=True)
        line = line.replace(named[0], " ", 1)
        weekday = _WEEKDAY.search(line)
        if isinstance(read, Problem):
            raise _UnreadError
        if weekday is None:
            return line, read
        if read.weekday() != _WEEKDAYS.index(weekday["day"]):
            raise _UnreadError
        return line.replace(weekday[0], " ", 1), read
    weekday = _WEEKDAY.search(line)
    if weekday is None:
        return line, None
    ahead = (_WEEKDAYS.index(weekday["day"]) - today.weekday() - 1) % 7 + 1
    return line.replace(weekday[0], " ", 1), today + timedelta(days=ahead)


def _time(line: str, *, with_day: bool) -> tuple[str, int | None]:
    """The line without its time of the day, and that in minutes after midnight.

    Raises _UnreadError.
    """
    clock, part = _CLOCK.search(line), _PART.search(line)
    if clock is None:
        if part is None:
            return line, None
        return line.replace(part[0], " ", 1), _PARTS_OF_DAY[part["part"]]
    if not _is_time(clock, with_day=with_day or part is not None):
        raise _UnreadError
    hour = _hour(clock, part["part"] if part else None)
    line = line.replace(clock[0], " ", 1)
    return _PART.sub(" ", line), hour * 60 + int(clock["minute"] or 0)


def _is_time(clock: re.Match[str], *, with_day: bool) -> bool:
    """Whether a number is an hour of the day, and not a length."""
    if clock["at"] or clock["half"] in ("am", "pm", "oclock") or clock["mark"] == ":":
        return True
    length = clock["half"] == "h" and int(clock["hour"]) < _BEFORE_NOON_UNTIL
    return with_day and not length


def _hour(clock: re.Match[str], part: str | None) -> int:
    """The hour of the day; its part decides between before noon and after. Raises _UnreadError."""
    hour, half = int(clock["hour"]), clock["half"]
    if half in ("am", "pm"):
        if half == "am" and hour > _NOON:
            raise _UnreadError
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    if part is None:
        early = half in (None, "oclock", "h") and clock["minute"] is None
        return hour + _NOON if early and 0 < hour < _BEFORE_NOON_UNTIL else hour
    first, end = _HOURS_OF[part]
    fits = [one for one in (hour, hour + _NOON) if first <= one < end]
    if not fits or (half in ("am", "pm") and fits[0] != hour):
        raise _UnreadError
    return fits[0]
