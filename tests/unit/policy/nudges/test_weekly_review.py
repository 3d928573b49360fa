"""When a weekly review comes, and of which week it tells."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.nudges.usual_hour import usual_time
from bot.policy.nudges.weekly_review import has_its_turn, may_go, week_before
from bot.policy.working_time import WorkingTime

WORKING = WorkingTime(
    tz="Europe/London",
    start=time(9),
    end=time(17),
    days=frozenset(range(5)),
    holidays=frozenset(),
)
USUAL = usual_time(None, 60, WORKING)
"""From 13:30 on: number 60 is spread by nothing."""

MONDAY = date(2026, 11, 23)


def turn(day: date, at: time = time(14), **changes: object) -> bool:
    given: dict[str, object] = {"reviewed_on": None, "paused_until": None, **changes}
    wall = datetime.combine(day, at)
    return has_its_turn(wall, USUAL, WORKING, **given)  # type: ignore[arg-type]


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_weeks_follow_each_other_without_a_gap(today: date) -> None:
    week = week_before(today)
    assert week.monday.weekday() == 0
    assert (week.sunday - week.monday).days == 6
    assert week.sunday < today <= week.sunday + timedelta(days=7)
    assert week_before(today + timedelta(days=7)).monday == week.monday + timedelta(days=7)


@pytest.mark.parametrize(
    ("day", "at", "comes"),
    [
        (0, time(13, 29), False),
        (0, time(13, 30), True),
        (0, time(17), False),
        (3, time(14), True),
        (4, time(14), False),
        (5, time(14), False),
        (6, time(14), False),
    ],
)
def test_it_comes_at_the_usual_hour_of_a_day_from_monday_to_thursday(
    day: int, at: time, comes: bool
) -> None:
    assert turn(MONDAY + timedelta(days=day), at) is comes


@pytest.mark.parametrize(("reviewed_on", "comes"), [(-1, True), (-7, True), (0, False), (1, False)])
def test_it_comes_once_in_a_week(reviewed_on: int, comes: bool) -> None:
    tuesday = MONDAY + timedelta(days=1)
    assert turn(tuesday, reviewed_on=MONDAY + timedelta(days=reviewed_on)) is comes


def test_it_waits_for_a_day_without_a_nudge_unless_the_week_is_over() -> None:
    assert not turn(MONDAY, nudged_on=MONDAY)
    assert turn(MONDAY, nudged_on=MONDAY - timedelta(days=1))
    thursday = MONDAY + timedelta(days=3)
    assert turn(thursday, nudged_on=thursday)


def test_a_pause_stops_it_even_at_the_last_moment() -> None:
    tomorrow = MONDAY + timedelta(days=1)
    assert not turn(MONDAY, paused_until=tomorrow)
    assert turn(tomorrow, paused_until=tomorrow)
    wall = datetime.combine(MONDAY, time(14))
    assert may_go(wall, WORKING, None)
    assert not may_go(wall, WORKING, tomorrow)
    assert not may_go(wall.replace(hour=18), WORKING, None)
