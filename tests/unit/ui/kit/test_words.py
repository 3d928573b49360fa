"""How dates, durations and credits are written."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.durations import read_duration
from bot.figures import credits, duration, listed, several
from bot.ui.kit.formatting import days, moment, near_day

DAYS = {
    (date(2026, 11, 20), None): "Fri 20 Nov 2026",
    (date(2026, 11, 20), date(2026, 11, 20)): "Fri 20 Nov 2026",
    (date(2026, 11, 3), date(2026, 11, 5)): "3–5 Nov 2026",
    (date(2026, 11, 5), date(2026, 11, 3)): "3–5 Nov 2026",
    (date(2026, 11, 30), date(2026, 12, 2)): "30 Nov – 2 Dec 2026",
    (date(2025, 12, 30), date(2026, 1, 2)): "30 Dec 2025 – 2 Jan 2026",
}


@pytest.mark.parametrize(("given_days", "words"), DAYS.items(), ids=DAYS.values())
def test_a_day_has_its_weekday_and_a_range_says_no_month_twice(
    given_days: tuple[date, date | None], words: str
) -> None:
    assert days(*given_days) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (5, "5 min"),
        (60, "1 h"),
        (90, "1 h 30 min"),
        (120, "2 h"),
        (216_000, "3,600 h"),
        (0, "0 min"),
    ],
)
def test_durations(minutes: int, words: str) -> None:
    assert duration(minutes) == words


@given(st.integers(1, 59_999))
def test_a_duration_is_written_so_that_it_can_be_typed_back(minutes: int) -> None:
    assert read_duration(duration(minutes)) == minutes


@pytest.mark.parametrize(
    ("hundredths", "words"),
    [
        (0, "0 credits"),
        (50, "0.5 credits"),
        (100, "1 credit"),
        (125, "1.25 credits"),
        (200, "2 credits"),
        (205, "2.05 credits"),
        (159_520, "1,595.2 credits"),
    ],
)
def test_credits_lose_the_hundredths_they_do_not_need(hundredths: int, words: str) -> None:
    assert credits(hundredths) == words


def test_a_day_of_this_year_needs_no_year() -> None:
    today = date(2026, 11, 21)
    assert near_day(date(2026, 11, 20), today) == "20 Nov"
    assert near_day(date(2025, 11, 20), today) == "20 Nov 2025"


def test_a_moment_is_on_the_readers_own_clock() -> None:
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert moment(at, "Europe/London", date(2026, 7, 2)) == "2 Jul, 00:30"


def test_counts_and_lists() -> None:
    assert several(1, "entry", "entries") == "1 entry"
    assert several(1200, "entry", "entries") == "1,200 entries"
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "a",
        "a and b",
        "a, b and c",
    ]
