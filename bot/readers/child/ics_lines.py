"""The lines of an .ics file that matter, before anything expands them: what is said of events that
may fall into a span, with rules that end. Reading a line costs nothing beside parsing it, and so a
calendar of twenty years costs what its last three do.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import prod

_LINE_MOST = 100_000
_EVENTS_MOST = 20_000
_DATES_MOST = 2_000
"""Of one event: further days, and days left out."""
_ZONE_LINES_MOST = 20_000
_A_DAY_MOST = 24
"""How often a rule may repeat an event within a day."""
_SLACK = timedelta(days=40)
"""An event that begins so long before the span may reach into it."""

_PROPERTY = re.compile(r"([A-Za-z0-9-]+)([;:].*)", re.DOTALL)
_DAY = re.compile(r":(\d{8})(?:T|\s*$)")
_OF_EVENTS = frozenset(
    (
        *("DTEND", "DTSTART", "DURATION", "EXDATE", "LOCATION", "RDATE", "RECURRENCE-ID"),
        *("RRULE", "SEQUENCE", "STATUS", "SUMMARY", "UID"),
    )
)
_OF_CALENDARS = frozenset(("CALSCALE", "X-WR-TIMEZONE"))
_FREQUENCIES = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
_WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")

Property = tuple[str, str]
"""Its name, and all that follows."""


@dataclass(slots=True)
class Kept:
    """What is left of a calendar. `cut` where something was beyond the limits."""

    lines: list[str] = field(default_factory=list)
    is_calendar: bool = False
    cut: bool = False


def kept(lines: Iterable[str], *, since: date, until: datetime) -> Kept:
    """The lines of a calendar with what may be events of a span. `until` is in UTC."""
    left = Kept(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-"])
    within: list[str] = []
    event: list[Property] = []
    events = zones = 0
    for name, rest in _properties(lines):
        if name == "BEGIN":
            within.append(rest[1:].strip().upper())
            left.is_calendar = left.is_calendar or within[-1] == "VCALENDAR"
            event = [] if within[-1:] == ["VEVENT"] else event
        if "VTIMEZONE" in within:
            zones += 1
            if zones <= _ZONE_LINES_MOST:
                left.lines.append(name + rest)
        elif within[-1:] == ["VEVENT"] and name in _OF_EVENTS:
            event.append((name, rest))
        elif within == ["VCALENDAR"] and name in _OF_CALENDARS:
            left.lines.append(name + rest)
        closed = within.pop() if name == "END" and within else ""
        if closed == "VEVENT" and _may_fall(event, since, until):
            events += 1
            if events > _EVENTS_MOST:
                left.cut = True
                break
            left.lines += _written(event, until, left)
    left.cut = left.cut or bool(within)
    left.lines.append("END:VCALENDAR")
    return left


def _properties(lines: Iterable[str]) -> Iterator[Property]:
    """Unfolded (RFC 5545, 3.1)."""
    for line in _unfolded(lines):
        match = _PROPERTY.match(line)
        if match:
            yield match[1].upper(), match[2]


def _unfolded(lines: Iterable[str]) -> Iterator[str]:
    parts: list[str] = []
    length = 0
    for raw in lines:
        line = raw.rstrip("\r\n")
        if parts and line[:1] in (" ", "\t"):
            if length < _LINE_MOST:
                parts.append(line[1:])
                length += len(line)
            continue
        if parts:
            yield "".join(parts)
        parts, length = [line], len(line)
    if parts:
        yield "".join(parts)


def _may_fall(event: list[Property], since: date, until: datetime) -> bool:
    """Whether an event could be in the span, as far as its first day says."""
    said = dict(event)
    if "DTSTART" not in said:
        return False
    if said.keys() & {"RRULE", "RDATE", "RECURRENCE-ID"}:
        return True
    day = _DAY.search(said["DTSTART"])
    if day is None:
        return True
    earliest = (since - _SLACK).strftime("%Y%m%d")
    latest = (until.date() + timedelta(days=2)).strftime("%Y%m%d")
    return earliest <= day[1] <= latest


def _written(event: list[Property], until: datetime, left: Kept) -> list[str]:
    """An event's lines, with rules that end; nothing where too much is left out of it."""
    start = dict(event)["DTSTART"]
    lines = []
    dates: dict[str, int] = {}
    for name, rest in event:
        if name in ("RDATE", "EXDATE"):
            dates[name] = dates.get(name, 0) + rest.count(",") + 1
            if dates[name] > _DATES_MOST:
                left.cut = True
                if name == "EXDATE":
                    return []
                continue
        if name == "RRULE":
            ended = _ended(rest[1:].strip(), start, until)
            if ended is None:
                left.cut = True
                continue
            lines.append(f"RRULE:{ended}")
        else:
            lines.append(name + rest)
    return ["BEGIN:VEVENT", *lines, "END:VEVENT"]


def _ended(rule: str, start: str, until: datetime) -> str | None:
    """A rule that goes on to the end of the span at most; None where it repeats too often."""
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    a_day = prod(parts[name].count(",") + 1 for name in _WITHIN_A_DAY if name in parts)
    if parts.get("FREQ") not in _FREQUENCIES or a_day > _A_DAY_MOST:
        return None
    if "UNTIL" not in parts and "COUNT" not in parts:
        parts["UNTIL"] = _like(start, until + timedelta(days=1))
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _like(start: str, moment: datetime) -> str:
    """A moment as the start is written: a day, in UTC where it has a zone, or without one."""
    value = start.rpartition(":")[2].strip()
    if "T" not in value:
        return moment.strftime("%Y%m%d")
    zoned = value.endswith("Z") or "TZID=" in start.upper()
    return moment.strftime("%Y%m%dT%H%M%S") + ("Z" if zoned else "")
