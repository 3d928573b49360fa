"""Until which day something is shared, as it was typed."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.shared_until import is_record, shared_until

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("share it with Helen", date(2026, 11, 28)),
        ("share it with Helen for a day", date(2026, 11, 22)),
        ("share it with Helen for a week", date(2026, 11, 28)),
        ("share it with Helen for two weeks", date(2026, 12, 5)),
        ("share it with Helen for a month", date(2026, 12, 21)),
        ("share it with Helen until 5 December", date(2026, 12, 5)),
        ("share it with Helen till Friday", date(2026, 11, 27)),
        ("share it with Helen until the cows come home", None),
        ("share it with Helen for five days", date(2026, 11, 26)),
        ("share it with Helen for a fortnight", date(2026, 12, 5)),
        ("share it with Helen for a year", date(2027, 11, 21)),
        ("share it with Helen for today", date(2026, 11, 21)),
        ("share the course for apprentices with Helen", date(2026, 11, 28)),
        ("share the day release course with Helen", date(2026, 11, 28)),
        ("share it with Helen for an hour", None),
        ("share it with Helen for ten minutes", None),
        ("share it with Helen for half a day", None),
        ("share it with Helen over the weekend", None),
        ("share it with Helen this week", None),
        ("let Helen see my record for a couple of days", None),
    ],
)
def test_the_last_day_is_read(text: str, day: date | None) -> None:
    assert shared_until(text, now=NOW, tz=ZoneInfo("Europe/London")) == day


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("share my record with Helen", True),
        ("share my whole CPD record with Helen", True),
        ("share the record reading webinar with Helen", False),
        ("share my webinar with Helen", False),
        ("share my data analysis course with Helen", False),
        ("share my CPD entry with Helen", False),
        ("share my history of brakes entry with Helen", False),
        ("share my learning disability awareness course with Helen", False),
        ("let Helen see my record for a day", True),
        ("let Helen see my record", True),
    ],
)
def test_the_whole_record_is_meant_only_where_it_is_said(text: str, whole: bool) -> None:
    assert is_record(text) == whole
