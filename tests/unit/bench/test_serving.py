"""What a measured bot is served with: its calendar."""

import time
from datetime import UTC, datetime, timedelta

from bench.serving import Options, calendar

SUNDAY = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_the_calendar_shows_what_was_asked_for_and_goes_on_from_there() -> None:
    now = calendar(Options(SUNDAY.isoformat(), at=time.time() - 60))
    assert timedelta(seconds=60) <= now() - SUNDAY < timedelta(seconds=90)


def test_an_hour_of_the_calendar_can_be_over_in_a_minute() -> None:
    now = calendar(Options(SUNDAY.isoformat(), at=time.time() - 60, speed=60))
    assert timedelta(hours=1) <= now() - SUNDAY < timedelta(hours=1, minutes=30)
