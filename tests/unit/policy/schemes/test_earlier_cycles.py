"""Cycles that are over: each once, in order, and the last one as the question about it has it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.scheme_facts import CycleOutcome, EnrolmentFacts, OpeningBalance, SubjectTotal
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.standing import (
    earlier_by_subjects,
    earlier_cycles,
    ended_by_subjects,
    ended_cycle,
)
from tests.unit.policy.frameworks.builders import framework, subject

VERSION = framework("1", subject("Radar", 60), subject("Cameras", 90))
IMI = load_packs()["imi-register"]
starts = st.dates(date(2000, 1, 1), date(2026, 1, 1))
weights = st.dictionaries(st.integers(0, 9), st.integers(0, 20_000 * 60), max_size=6)


@given(starts, starts, weights, st.integers(0, 20_000), st.booleans())
def test_they_follow_each_other_and_the_last_is_the_one_that_is_asked_about(
    start: date, enrolled_on: date, of: dict[int, int], brought: int, declined: bool
) -> None:
    today = date(2026, 11, 21)
    enrolment = EnrolmentFacts(
        "imi-register",
        enrolled_on,
        cycle_start=start,
        opening=None if declined else OpeningBalance(max(start, enrolled_on), brought, None),
        opening_answer="declined" if declined else "given",
        outcomes=(CycleOutcome(start, answer="extended", answered_on=start + timedelta(1200)),),
    )
    found = earlier_cycles(enrolment, of, today, IMI)
    for later, earlier in pairwise(found):
        assert later.start == earlier.last_day + timedelta(days=1)
    assert all(enrolled_on <= one.last_day < today for one in found)
    number = len(range(start.year, today.year + 1)) // 3 + 1
    for weight in {of.get(cycle, 0) for cycle in range(number)}:
        ended = ended_cycle(enrolment, weight, today, IMI)
        same = [one for one in found if ended is not None and one.start == ended.start]
        if ended is not None:
            assert [one.last_day for one in same] == [ended.last_day]
            assert same[0].minimum == ended.minimum
            assert same[0].declined == ended.declined


def test_an_account_that_showed_more_takes_the_place_of_the_count() -> None:
    outcome = CycleOutcome(date(2022, 6, 1), showed=9200, showed_on=date(2025, 6, 9))
    enrolment = EnrolmentFacts(
        "imi-register", date(2022, 6, 1), cycle_start=date(2022, 6, 1), outcomes=(outcome,)
    )
    [one] = earlier_cycles(enrolment, {0: 100 * 60}, date(2026, 11, 21), IMI)
    assert (one.credits, one.minimum, one.showed) == (9200, 9000, True)
    assert (one.start, one.last_day) == (date(2022, 6, 1), date(2025, 5, 31))


@given(
    st.lists(st.integers(0, 200), max_size=6),
    st.none() | starts,
    st.integers(0, 1500),
    st.booleans(),
)
def test_subjects_of_cycles_that_are_over_are_as_the_question_about_the_last_has_them(
    done: list[int], loaded_from: date | None, days: int, told: bool
) -> None:
    """Whatever of them is loaded, and however long ago they were."""
    start = date(2016, 6, 1)
    today = date(2022, 6, 1) + timedelta(days=days)
    version = replace(VERSION, valid_from=loaded_from)
    pack = replace(load_packs()["imi-techsafe"], frameworks=(version,))
    outcomes = (CycleOutcome(date(2019, 6, 1), told_on=today),) if told else ()
    enrolment = EnrolmentFacts(
        "imi-techsafe", start, cycle_start=start, category="ADAS", outcomes=outcomes
    )
    totals = {
        number: (SubjectTotal("Radar", "counted", minutes, 0, 1),)
        for number, minutes in enumerate(done)
    }
    found = earlier_by_subjects(enrolment, totals, today, pack)
    assert found[-1].start == start
    for later, earlier in pairwise(found):
        assert later.start == earlier.last_day + timedelta(days=1)
    last = found[0]
    cycle = (last.start.year - 2016) // 3
    ended = ended_by_subjects(enrolment, totals.get(cycle, ()), today, pack)
    known = version.first_day <= last.last_day
    assert last.minimum == (2 if known else None)
    assert (ended is not None) == (known and last.credits < 2)
    if ended is not None:
        assert (ended.start, ended.credits, ended.minimum) == (last.start, last.credits, 2)
