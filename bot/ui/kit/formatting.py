"""How days, moments, titles and names are written in messages; no whole sentences. What documents
write in the same way is in `bot.figures`.
"""

from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from bot.figures import MONTHS, day
from bot.ui.kit.escape import brief

TITLE_MOST = 120
"""Characters of a title that a card shows: two lines on a phone."""

TITLE_WORDS = 8
"""Words of a title that a card shows."""

NAME_MOST = 60

_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def long_day(when: date) -> str:
    """ "31 May 2028" is short; "Fri 20 Nov 2026" has its weekday."""
    return f"{_DAYS[when.weekday()]} {day(when)}"


def clock(minutes: int) -> str:
    """ "9:05": a minute of the day."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def near_day(when: date, today: date) -> str:
    """ "20 Nov", with the year where it is another than today's."""
    return day(when) if when.year != today.year else f"{when.day} {MONTHS[when.month - 1]}"


def near_days(start: date, end: date | None, today: date) -> str:
    """The same as `days` without the year where it is today's: "Fri 20 Nov", "3–5 Nov"."""
    said = days(start, end)
    this_year = {start.year, (end or start).year} == {today.year}
    return said.removesuffix(f" {today.year}") if this_year else said


def cut_title(title: str | None) -> str:
    """A title for a card, escaped: what is longer than eight words is cut."""
    words = (title or "").split()
    if len(words) > TITLE_WORDS:
        title = f"{' '.join(words[:TITLE_WORDS])}…"
    return title_of(title)


def days(start: date, end: date | None) -> str:
    """One day with its weekday, or a range: "3–5 Nov 2026", "30 Nov – 2 Dec 2026"."""
    if end is None or end == start:
        return long_day(start)
    if end < start:
        start, end = end, start
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def moment(at: datetime, zone: str, today: date) -> str:
    """A moment on somebody's own clock: "20 Nov, 14:05"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{near_day(local.date(), today)}, {local:%H:%M}"


def working_days(count: str) -> str:
    """ "half of your day", "your day", "3 of your days", from a count like "1/2" or "3"."""
    if count in ("1/2", "1"):
        return "half of your day" if count == "1/2" else "your day"
    return f"{float(Fraction(count)):g} of your days"


def title_of(title: str | None, most: int = TITLE_MOST) -> str:
    """A title for mrkdwn, escaped and short enough; words for one that is not there."""
    return brief(title or "", most) or "No title yet"


def person(name: str) -> str:
    """Somebody's name for mrkdwn."""
    return brief(name, NAME_MOST) or "Somebody"


def bold(words: str) -> str:
    """Escaped words in bold."""
    return f"*{words}*"


def scheme_body(title: str) -> str:
    """Whose scheme it is, for the middle of a sentence: "IMI register" → "IMI"."""
    return title.removesuffix(" register")


def spoken_time(at: datetime) -> str:
    """ "Tue 24 Nov, 9:00"."""
    return f"{long_day(at.date())[:-5]}, {at.hour}:{at.minute:02d}"
