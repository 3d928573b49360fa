"""On which evenings the demo's calendar stands still."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.cli.demo.journey import landing, moments
from bot.policy.working_time import WorkingTime, is_working
from bot.services.context.public_holidays import PublicHolidays

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
HOURS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
ZONES = st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata"])


@given(DAYS, HOURS, HOURS, st.frozensets(st.integers(0, 6), min_size=1), ZONES)
def test_a_day_is_landed_on_within_a_shift_that_begins_on_it_or_later(
    day: date, start: time, end: time, days: frozenset[int], tz: str
) -> None:
    working = WorkingTime(tz=tz, start=start, end=end, days=days)
    landed = landing(day, working)
    wall = landed.astimezone(ZoneInfo(tz))
    assert is_working(wall, working)
    assert (
        not is_working(wall + timedelta(minutes=15), working)
        or start == end
        or _goes_on(wall, working)
    )
    assert day <= wall.date() <= day + timedelta(days=8)


def _goes_on(wall: datetime, working: WorkingTime) -> bool:
    """Whether the next shift begins the moment that this one ends."""
    return (wall + timedelta(minutes=15)).time() == working.start


def test_a_saturday_and_a_holiday_are_not_landed_on() -> None:
    working = WorkingTime(holidays=PublicHolidays("GB-ENG"))
    saturday, christmas = date(2026, 11, 21), date(2026, 12, 25)
    assert landing(saturday, working) == datetime(2026, 11, 23, 16, 45, tzinfo=UTC)
    assert landing(christmas, working) == datetime(2026, 12, 29, 16, 45, tzinfo=UTC)


def test_somebody_who_works_on_no_day_is_landed_on_the_day_itself() -> None:
    working = WorkingTime(days=frozenset())
    assert landing(date(2026, 11, 21), working) == datetime(2026, 11, 21, 16, 45, tzinfo=UTC)


@given(DAYS, st.times(), st.integers(0, 500), st.sampled_from([5, 15, 30]))
def test_moments_lie_evenly_on_the_clock_behind_the_one_and_end_with_the_other(
    day: date, hour: time, minutes: int, step: int
) -> None:
    after = datetime.combine(day, hour, UTC)
    to = after + timedelta(minutes=minutes)

    found = list(moments(after, to, timedelta(minutes=step)))

    assert found[-1:] == ([to] if minutes else [])
    assert all(after < one < to for one in found[:-1])
    assert all(one.minute % step == one.second == one.microsecond == 0 for one in found[:-1])
    gaps = [later - earlier for earlier, later in pairwise([after, *found])]
    assert all(gap <= timedelta(minutes=step) for gap in gaps)
