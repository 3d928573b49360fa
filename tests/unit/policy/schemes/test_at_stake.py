"""What is at stake for somebody under a scheme, by its own words and days."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.schemes.at_stake import AtStake, at_stake
from bot.policy.schemes.standing import (
    BEHIND,
    ENDED_SHORT,
    NOT_KNOWN,
    ON_PACE,
    EndedCycle,
    HoursStanding,
    TargetStanding,
)
from tests.unit.ui.builders import enrolment, packs, scheme_standing

IMI = packs()["imi-register"]
MOT = packs()["dvsa-mot"]
OFF = "off the register, downgraded to Affiliate"
ENDED = EndedCycle(date(2022, 6, 1), date(2025, 5, 31), 7900, 9000, OFF, date(2025, 6, 1))
YEAR = HoursStanding(
    pack="dvsa-mot",
    today=date(2027, 3, 1),
    manager_rank=0,
    cycle=0,
    year_start=date(2026, 4, 1),
    year_end=date(2027, 4, 1),
    last_day=date(2027, 3, 31),
    days_left=30,
    minutes=60,
    minimum=180,
    short=120,
)


def target(**changes: Any) -> TargetStanding:
    found = scheme_standing().standing
    assert isinstance(found, TargetStanding)
    return replace(found, **changes)


def test_of_somebody_at_risk_it_is_what_the_policy_says_by_the_last_day() -> None:
    assert at_stake(target(), IMI) == AtStake(date(2028, 5, 31), OFF)


def test_what_a_pack_does_not_say_is_not_known() -> None:
    assert at_stake(YEAR, MOT) == AtStake(date(2027, 3, 31), "")


@pytest.mark.parametrize(("answer", "removed"), [(None, False), ("removed", True)])
def test_what_ended_short_comes_before_the_cycle_that_runs(answer: Any, removed: bool) -> None:
    ended = target(manager_rank=ENDED_SHORT, ended=replace(ENDED, answer=answer))
    assert at_stake(ended, IMI) == AtStake(date(2025, 5, 31), OFF, ended=True, removed=removed)


def test_who_was_removed_has_nothing_left_to_lose() -> None:
    assert at_stake(target(), IMI, removed=True) is None


@given(rank=st.integers(ENDED_SHORT, ON_PACE), short=st.none() | st.integers(0, 9000))
def test_nothing_is_at_stake_of_whom_nothing_is_short_or_known(
    rank: int, short: int | None
) -> None:
    found = at_stake(target(manager_rank=rank, short=short), IMI)
    assert (found is not None) == (rank <= BEHIND < NOT_KNOWN and bool(short))


def test_a_scheme_without_a_number_has_nothing_at_stake() -> None:
    rhythm = scheme_standing(
        of=enrolment("cmi", cycle_start=None), entries_12_months=0, last_entry=None
    )
    assert at_stake(rhythm.standing, packs()["cmi"]) is None
