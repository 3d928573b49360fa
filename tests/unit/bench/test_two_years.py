"""Two years of mixed habits: every promise about nudges is kept, and a broken one would be seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bench.habits import HABITS, Life, Told
from bench.simulate_two_years import BEGIN, DAYS, broken, report, run


def test_two_years_of_mixed_habits_break_no_promise() -> None:
    found = run(25, DAYS)
    assert found.broken == []
    assert sum(len(one.ended_short) for one in found.lives) > 3
    assert {one.habit.name for one in found.lives} >= {one.name for one in HABITS}
    assert {told.nudge.kind for one in found.lives for told in one.told} >= {
        "behind",
        "cycle_end",
        "evidence_runs_out",
        "manager_reminder",
        "old_draft",
        "planned",
        "waiting_entry",
        "year_end",
    }
    assert "Promises broken: none." in report(found)


def test_the_same_numbers_live_the_same_lives() -> None:
    assert report(run(5, 60)) == report(run(5, 60))


@pytest.fixture(scope="module")
def lived() -> Life:
    """Somebody to whom much came."""
    found = run(4, 400, BEGIN)
    return max(found.lives, key=lambda one: len(one.told))


def _again(told: Told, days: int) -> Told:
    return Told(replace(told.nudge, period=f"{told.nudge.period}+"), told.at + timedelta(days=days))


SPOILT: dict[str, Callable[[Told], list[Told]]] = {
    "two counted nudges within seven days": lambda one: [_again(one, 3)],
    "two nudges on one day": lambda one: [_again(one, 0)],
    "two counted nudges for one week's budget": lambda one: [_again(one, 14)],
    "outside working hours": lambda one: [Told(one.nudge, one.at + timedelta(hours=12))],
    "twice": lambda one: [Told(one.nudge, one.at + timedelta(days=70))],
    "again after": lambda one: [_again(one, 2)],
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_promise_that_were_broken_would_be_told(lived: Life, what: str) -> None:
    whole = list(lived.told)
    first = next(one for one in whole if one.nudge.counted and one.nudge.kind != "manager_reminder")
    try:
        lived.told = sorted([*whole, *SPOILT[what](first)], key=lambda one: one.at)
        assert any(what in one for one in broken(lived))
    finally:
        lived.told = whole


def test_a_cycle_that_ended_short_and_untold_would_be_told(lived: Life) -> None:
    ended = list(lived.ended_short)
    lived.ended_short = [(1, date(2027, 3, 1))]
    try:
        assert any("ended short and untold" in one for one in broken(lived))
    finally:
        lived.ended_short = ended
