"""Cycles that are over: each once, in order, and the last one as the question about it has it."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.scheme_facts import CycleOutcome, EnrolmentFacts, OpeningBalance
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.standing import earlier_cycles, ended_cycle

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
