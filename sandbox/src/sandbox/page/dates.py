"""Formats of moments, days and sizes on the page. No clock is read here.

Tokens of `<!date^…>`: docs.slack.dev, `messaging/formatting-message-text`.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta


def day(value: date) -> str:
    """`Sat 21 Nov 2026`."""
    return f"{value:%a} {value.day} {value:%b %Y}"


def moment(value: datetime) -> str:
    """`Sat 21 Nov 2026, 10:00`, in the zone the value carries."""
    return f"{day(value)}, {value:%H:%M}"


def day_heading(value: date, today: date) -> str:
    """`Today`, `Yesterday`, or the day itself."""
    near = {today: "Today", today - timedelta(days=1): "Yesterday"}
    return near.get(value, f"{value:%A} {value.day} {value:%B %Y}")


def _pretty(value: date, today: date, otherwise: str) -> str:
    near = {
        today: "today",
        today - timedelta(days=1): "yesterday",
        today + timedelta(days=1): "tomorrow",
    }
    return near.get(value, otherwise)


def slack_date(form: str, at: datetime, now: datetime) -> str:
    """What Slack shows for `<!date^seconds^form|fallback>`; both moments in the reader's zone."""
    short = f"{at:%b} {at.day}, {at.year}"
    long = f"{at:%A}, {at:%B} {at.day}, {at.year}"
    plain = f"{at:%B} {at.day}, {at.year}"
    today = now.date()
    tokens = {
        "date_num": f"{at:%Y-%m-%d}",
        "date": plain,
        "date_short": short,
        "date_long": long,
        "date_pretty": _pretty(at.date(), today, plain),
        "date_short_pretty": _pretty(at.date(), today, short),
        "date_long_pretty": _pretty(at.date(), today, long),
        "time": f"{at:%H:%M}",
        "time_secs": f"{at:%H:%M:%S}",
        "ago": _ago(now - at),
    }
    return re.sub(r"\{(\w+)\}", lambda found: tokens.get(found[1], found[0]), form)


def _ago(passed: timedelta) -> str:
    seconds = abs(int(passed.total_seconds()))
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if count := seconds // size:
            words = f"{count} {unit}{'' if count == 1 else 's'}"
            return f"{words} ago" if passed >= timedelta() else f"in {words}"
    return "just now"


def size(octets: int) -> str:
    """`12 kB`, as a file's size is written beside its name."""
    if octets < 1_000:
        return f"{octets} bytes"
    if octets < 1_000_000:
        return f"{octets / 1_000:.0f} kB"
    return f"{octets / 1_000_000:.1f} MB"
