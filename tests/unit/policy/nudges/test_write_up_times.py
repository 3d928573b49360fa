"""Times to write something up: two are offered, and a chosen one comes when it was chosen for."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.nudges.write_up_times import moment_of, offered_times, whether_due
from bot.policy.working_time import WorkingTime, is_working

MONDAY = date(2026, 11, 23)
OFFICE = WorkingTime()

HOURS = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
WORKING = st.builds(
    WorkingTime,
    tz=st.sampled_from(["Europe/London", "Asia/Kolkata", "America/New_York", "Pacific/Chatham"]),
    start=HOURS,
    end=HOURS,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.frozensets(st.dates(MONDAY, MONDAY + timedelta(days=10)), max_size=3),
)


def test_on_a_monday_a_morning_and_an_afternoon_of_the_same_week_are_offered() -> None:
    assert offered_times(MONDAY, OFFICE) == (
        datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
        datetime(2026, 11, 26, 15, 0, tzinfo=UTC),
    )


def test_on_a_friday_the_next_weeks_are() -> None:
    friday = MONDAY + timedelta(days=4)
    assert [one.date() for one in offered_times(friday, OFFICE)] == [
        date(2026, 11, 30),
        date(2026, 12, 2),
    ]


def test_whoever_begins_late_or_ends_early_is_offered_the_start_of_their_day() -> None:
    short = WorkingTime(start=time(10), end=time(14))
    assert {one.time() for one in offered_times(MONDAY, short)} == {time(10)}


def test_whoever_never_works_is_offered_nothing() -> None:
    assert offered_times(MONDAY, WorkingTime(days=frozenset())) == ()


@given(today=st.dates(MONDAY - timedelta(days=30), MONDAY + timedelta(days=30)), working=WORKING)
def test_what_is_offered_lies_ahead_and_in_working_time(today: date, working: WorkingTime) -> None:
    offered = offered_times(today, working)
    assert len(offered) == 2
    assert today < offered[0].date() < offered[1].date()
    assert all(is_working(one, working) for one in offered)


@given(day=st.dates(MONDAY, date(2027, 12, 31)), minutes=st.integers(0, 1439), working=WORKING)
def test_at_the_time_itself_it_is_said_whatever_the_working_hours(
    day: date, minutes: int, working: WorkingTime
) -> None:
    moment = moment_of(day, minutes, working)
    assert moment.tzinfo is UTC
    assert whether_due(moment, moment, working, None) == "ask"


def test_a_clock_that_is_put_back_shows_a_time_twice_and_the_first_is_meant() -> None:
    assert moment_of(date(2026, 10, 25), 90, OFFICE) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_what_is_late_waits_for_working_hours() -> None:
    at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    night, morning = at + timedelta(hours=12), at + timedelta(days=1)
    assert whether_due(at, night, OFFICE, None) == "wait"
    assert whether_due(at, morning, OFFICE, None) == "ask"


def test_a_pause_holds_it_until_it_ends() -> None:
    at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert whether_due(at, at, OFFICE, date(2026, 11, 25)) == "wait"
    assert whether_due(at, at + timedelta(days=1), OFFICE, date(2026, 11, 25)) == "ask"
    weeks_later = at + timedelta(days=14)
    assert whether_due(at, weeks_later, OFFICE, weeks_later.date() + timedelta(days=1)) == "wait"
    assert whether_due(at, weeks_later, OFFICE, weeks_later.date()) == "ask"
    assert whether_due(at, weeks_later, OFFICE, None) == "ask"


def test_it_lapses_a_week_after_nudges_were_stopped_and_at_last_anyhow() -> None:
    at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert whether_due(at, at + timedelta(days=7), OFFICE, date.max) == "wait"
    assert whether_due(at, at + timedelta(days=8), OFFICE, date.max) == "lapse"
    assert whether_due(at, at + timedelta(days=401), OFFICE, None) == "lapse"
