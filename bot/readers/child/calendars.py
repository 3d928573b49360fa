"""The past events of an .ics file, repeated ones with each of their days, as JSON lines.

A line is `{"uid", "title", "start", "end", "all_day", "minutes"}`, and "location" where there is
one; they come in the order of their starts. `start` and `end` are dates where `all_day` is true,
`end` the last day of it and `minutes` null; otherwise moments with their offset, those without a
zone in the zone of the `now` that was handed in. All days of one event share its `uid`.
"""

import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import recurring_ical_events
from icalendar import Calendar, Component

from bot.readers.child import encodings, ics_lines
from bot.readers.child.file import File, UnreadableError
from bot.readers.child.lines import cleaned
from bot.readers.results import CALENDAR, FileRead

_DAY = timedelta(days=1)
_SHARE_OF_TIME = 0.6
"""Of the time that there is: what was expanded by then is what is taken."""
_SECONDS_OF_AN_EVENT = 1.0
"""Of processor time."""
_MORE = 4
"""How many times the events that are taken may be looked at for the latest of them."""
_TEXT_MOST = 300
_BAD = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What comes of values in an event that mean nothing."""

Line = dict[str, Any]


def read(file: File) -> FileRead:
    """Raises UnreadableError."""
    deadline = time.monotonic() + file.limits.seconds * _SHARE_OF_TIME
    since = file.now - timedelta(days=366 * file.limits.years)
    with file.path.open(
        encoding=encodings.encoding_of(file.path), errors="replace", newline="\n"
    ) as opened:
        kept = ics_lines.kept(opened, since=since.date(), until=file.now.astimezone(UTC))
    if not kept.is_calendar:
        raise UnreadableError("broken")
    try:
        calendar = Calendar.from_ical("\r\n".join([*kept.lines, ""]))
    except _BAD:
        raise UnreadableError("broken") from None
    found = _Found(file, since)
    for one in _by_event(calendar):
        if found.is_full() or time.monotonic() > deadline:
            found.cut = True
            break
        found.take(one)
    lines = sorted(found.lines, key=lambda line: (line[0], line[1]["uid"]))
    most = file.limits.events
    path = file.folder / CALENDAR
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for _, line in lines[-most:])
    return FileRead(
        file.kind,
        file.media_type,
        pages=1,
        calendar=path,
        cut=kept.cut or found.cut or len(lines) > most,
    )


@contextmanager
def _in_time() -> Iterator[None]:
    """Raises TimeoutError in the midst of an event that takes too long: a rule that no day fits is
    looked for until the year 9999, whatever end it has.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS_OF_AN_EVENT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _too_long(_signal: int, _frame: object) -> None:
    raise TimeoutError


def _by_event(calendar: Component) -> Iterator[Component]:
    """A calendar for each event with what was changed of it, so that one that is broken leaves the
    others alone.
    """
    events: dict[str, list[Component]] = {}
    for number, event in enumerate(calendar.walk("VEVENT")):
        events.setdefault(str(event.get("UID", f"-{number}")), []).append(event)
    for group in events.values():
        one = Calendar()
        if "X-WR-TIMEZONE" in calendar:
            one["X-WR-TIMEZONE"] = calendar["X-WR-TIMEZONE"]
        for event in group:
            one.add_component(event)
        yield one


class _Found:
    """The past events of a span, each with the moment at which it began."""

    def __init__(self, file: File, since: datetime) -> None:
        self._now = file.now
        self._since = since
        self._most = file.limits.events * _MORE
        self.lines: list[tuple[datetime, Line]] = []
        self.cut = False

    def is_full(self) -> bool:
        return len(self.lines) >= self._most

    def take(self, calendar: Component) -> None:
        """One event with all its days."""
        span = self._since.date(), self._now.date() + _DAY
        try:
            with _in_time():
                for series in recurring_ical_events.of(calendar).series:
                    for occurrence in series.between(*span):
                        if self.is_full():
                            self.cut = True
                            return
                        self._add(occurrence.as_component(keep_recurrence_attributes=False))
        except (TimeoutError, *_BAD):
            self.cut = True

    def _add(self, event: Component) -> None:
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            return
        start, end = _day(event, "DTSTART"), _day(event, "DTEND")
        line = _all_day(start, end) if not isinstance(start, datetime) else self._timed(start, end)
        began, ended = self._moment(start), self._moment(end)
        if ended > self._now or began < self._since:
            return
        said: Line = {
            "uid": cleaned(str(event.get("UID", "")))[:_TEXT_MOST],
            "title": cleaned(str(event.get("SUMMARY", "")))[:_TEXT_MOST],
            **line,
        }
        if location := cleaned(str(event.get("LOCATION", "")))[:_TEXT_MOST]:
            said["location"] = location
        self.lines.append((began.astimezone(UTC), said))

    def _timed(self, start: datetime, end: date) -> Line:
        began, ended = self._moment(start), self._moment(end)
        minutes = round((ended.astimezone(UTC) - began.astimezone(UTC)).total_seconds() / 60)
        return {
            "start": began.isoformat(timespec="minutes"),
            "end": ended.isoformat(timespec="minutes"),
            "all_day": False,
            "minutes": minutes,
        }

    def _moment(self, value: date) -> datetime:
        if not isinstance(value, datetime):
            return datetime(value.year, value.month, value.day, tzinfo=self._now.tzinfo)
        return value if value.tzinfo is not None else value.replace(tzinfo=self._now.tzinfo)


def _day(event: Component, name: str) -> date:
    """A day, or a moment."""
    value = getattr(event[name], "dt", None)
    if not isinstance(value, date):
        raise TypeError("not a day")
    return value


def _all_day(start: date, end: date) -> Line:
    """The end of such an event is the day after (RFC 5545, 3.6.1)."""
    last = max(start, end - _DAY)
    return {"start": start.isoformat(), "end": last.isoformat(), "all_day": True, "minutes": None}
