"""What does not fit together in an entry: each rule by its examples, and what holds for all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.consistency import (
    FULL_DAY,
    MINUTES_IN_A_DAY,
    USUAL_AMONG,
    DayTooFull,
    FarAboveUsual,
    LongerThanClock,
    LongerThanDays,
    Occupied,
    clock_minutes,
    comparable,
    findings,
    fullest_day,
    usual_length,
)

FRIDAY = date(2026, 11, 20)
SATURDAY = FRIDAY + timedelta(days=1)

DAYS = st.integers(0, 12).map(lambda ahead: FRIDAY + timedelta(days=ahead))
OCCUPIED = st.builds(
    lambda minutes, start, more: Occupied(minutes, start, start + timedelta(days=more)),
    st.integers(1, 3000),
    DAYS,
    st.integers(0, 5),
)


def of(minutes: int, start: date = FRIDAY, end: date | None = None) -> Occupied:
    return Occupied(minutes, start, end or start)


def test_three_hours_do_not_fit_between_nine_and_eleven() -> None:
    found = findings(of(180), clock=clock_minutes("from 9 to 11"), others=(), logged=())
    assert list(found) == [LongerThanClock(180, 120)]


@pytest.mark.parametrize("minutes", [60, 120])
def test_what_its_times_of_day_leave_is_not_asked_about(minutes: int) -> None:
    assert not list(findings(of(minutes), clock=120, others=(), logged=()))


def test_times_of_day_hold_for_each_of_its_days() -> None:
    both = of(240, FRIDAY, SATURDAY)
    assert not list(findings(both, clock=120, others=(), logged=()))
    assert list(findings(of(241, FRIDAY, SATURDAY), clock=120, others=(), logged=())) == [
        LongerThanClock(241, 240)
    ]


def test_without_times_of_day_there_is_nothing_to_hold_it_against() -> None:
    assert clock_minutes("3 hours on brakes") is None


def test_more_than_its_days_have_is_said_once_and_not_as_a_full_day_too() -> None:
    assert list(findings(of(1500), clock=None, others=(), logged=())) == [LongerThanDays(1500, 1)]


def test_twenty_six_hours_on_one_day_are_asked_about() -> None:
    assert fullest_day(of(360), [of(1200)]) == DayTooFull(FRIDAY, 1560)


def test_exactly_twenty_four_hours_are_not() -> None:
    assert fullest_day(of(240), [of(1200)]) is None


def test_an_entry_over_several_days_is_spread_evenly() -> None:
    course = of(2400, FRIDAY, SATURDAY)
    assert fullest_day(of(240, SATURDAY), [course]) is None
    assert fullest_day(of(241, SATURDAY), [course]) == DayTooFull(SATURDAY, 1441)


@pytest.mark.parametrize(("minutes", "asked"), [(540, False), (541, True)])
def test_far_above_is_more_than_three_times_and_four_hours_more(minutes: int, asked: bool) -> None:
    found = list(findings(of(minutes), clock=None, others=(), logged=[180] * USUAL_AMONG))
    assert found == ([FarAboveUsual(minutes, 180)] if asked else [])


def test_an_hour_after_many_ten_minutes_is_not_asked_about() -> None:
    assert not list(findings(of(60), clock=None, others=(), logged=[10] * 20))


@pytest.mark.parametrize("working_day", [240, FULL_DAY, 600])
def test_a_full_day_after_many_short_talks_is_ordinary(working_day: int) -> None:
    def kinds(minutes: int, end: date = FRIDAY) -> list[type]:
        one, talks = of(minutes, FRIDAY, end), [20] * 20
        found = findings(one, clock=None, others=(), logged=talks, working_day=working_day)
        return [type(each) for each in found]

    full = max(FULL_DAY, working_day)
    assert not kinds(7 * 60)
    assert not kinds(full)
    assert kinds(full + 1) == [FarAboveUsual]
    assert not kinds(2 * full, SATURDAY)
    assert kinds(2 * full + 1, SATURDAY) == [FarAboveUsual]


def test_of_few_lengths_none_is_usual() -> None:
    assert usual_length([60] * (USUAL_AMONG - 1)) is None


def test_the_usual_length_is_the_nearest_rank() -> None:
    assert usual_length([*range(1, 11)]) == 9
    assert usual_length([*range(1, 9)]) == 8


def test_words_are_compared_without_case_spaces_and_marks() -> None:
    one = "Prove it dead before you touch, the pack: always!"
    assert comparable(one) == comparable("prove it DEAD  before you touch the\npack always")


def test_accounts_of_few_words_are_not_compared() -> None:
    assert comparable("learnt to log the insulation test today") is None
    assert comparable("learnt to log the insulation test today twice") is not None


@given(OCCUPIED, st.lists(OCCUPIED, max_size=6))
def test_the_fullest_day_is_what_counting_day_by_day_finds(
    this: Occupied, others: list[Occupied]
) -> None:
    sums = {
        day: sum(one.daily for one in [this, *others] if one.start <= day <= one.end)
        for day in (this.start + timedelta(days=n) for n in range(this.days))
    }
    most = max(sums.values())
    full = fullest_day(this, others)
    if most <= MINUTES_IN_A_DAY:
        assert full is None
    else:
        assert full is not None
        assert full == DayTooFull(next(d for d in sums if sums[d] == most), int(most))


@given(OCCUPIED, st.lists(OCCUPIED, max_size=6), st.lists(st.integers(1, 3000), max_size=20))
def test_a_shorter_entry_never_raises_a_finding_that_a_longer_one_does_not(
    this: Occupied, others: list[Occupied], logged: list[int]
) -> None:
    def kinds(minutes: int) -> set[str]:
        one = Occupied(minutes, this.start, this.end)
        found = findings(one, clock=90, others=others, logged=logged)
        names = {type(each).__name__ for each in found}
        return {"DayTooFull" if name == "LongerThanDays" else name for name in names}

    assert kinds(max(1, this.minutes // 2)) <= kinds(this.minutes)


@given(st.lists(st.integers(1, 3000), min_size=USUAL_AMONG, max_size=40))
def test_at_least_nine_of_ten_are_no_longer_than_the_usual_length(logged: list[int]) -> None:
    usual = usual_length(logged)
    assert usual is not None
    assert sum(one <= usual for one in logged) * 10 >= len(logged) * 9


@given(st.text())
def test_comparing_is_settled_at_once(words: str) -> None:
    once = comparable(words)
    assert once is None or comparable(once) == once
