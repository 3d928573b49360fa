"""What decisions change in totals, and where they only stand beside them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.audits import appeals, handing_in, review
from bot.policy.audits.effects import (
    Decided,
    Effect,
    disallowed_records,
    effect_on_total,
    not_met_now,
    standing_total,
    whole_is_met,
)
from bot.policy.audits.selection import WHOLE_RECORD, Appeal, Decision, Selection
from bot.policy.audits.vocabulary import APPEAL_OUTCOMES, AppealOutcome, SelectionState
from bot.policy.scheme_facts import Disallowed
from bot.policy.schemes.disallowed import disallowed_on
from tests.unit.policy.audits.walking import (
    AT,
    LEAD,
    MEMBER,
    NOW,
    OTHER,
    PARTIES,
    TODAY,
    decided,
    in_review,
)

OWN, IMI = "generic-30-90", "imi-register"
CREDITS = {11: 300, 12: 200, 13: 150}
LATER = TODAY + timedelta(days=3)


def with_appeal(outcomes: Mapping[int, AppealOutcome]) -> Selection:
    made = appeals.appeal(decided(), outcomes, MEMBER, NOW)
    named = appeals.name_appeal_auditor(made, OTHER, LEAD, AT)
    return appeals.decide_appeal(named, outcomes, OTHER, (AT, LATER), reasoned=True)


def own(selection: Selection) -> list[Decided]:
    return [Decided(selection, OWN, owned=True)]


def test_a_workplace_s_decision_takes_credits_away_under_its_own_scheme() -> None:
    effect = effect_on_total(own(decided()), OWN)
    assert effect == Effect(disallowed=frozenset({12}))
    assert standing_total(CREDITS, effect) == 450
    assert disallowed_records(own(decided()), OWN) == (Disallowed(12, OWN, TODAY, "sufficient"),)


def test_under_imi_s_it_stands_beside_the_total() -> None:
    of_imi = [Decided(decided(), IMI, owned=False)]
    effect = effect_on_total(of_imi, IMI)
    assert effect == Effect(doubted=frozenset({12}))
    assert standing_total(CREDITS, effect) == 650
    assert disallowed_records(of_imi, IMI) == ()


def test_a_round_of_one_scheme_says_nothing_under_another() -> None:
    assert effect_on_total(own(decided()), IMI) == Effect()


def test_an_appeal_that_is_upheld_puts_the_credits_back_from_its_own_day() -> None:
    upheld = with_appeal({12: "upheld"})
    assert standing_total(CREDITS, effect_on_total(own(upheld), OWN)) == 650
    records = disallowed_records(own(upheld), OWN)
    assert disallowed_on(records, 12, OWN, TODAY) is not None
    assert disallowed_on(records, 12, OWN, LATER) is None


def test_an_appeal_that_is_refused_or_about_the_whole_alone_puts_nothing_back() -> None:
    refused, whole = with_appeal({12: "refused"}), with_appeal({WHOLE_RECORD: "upheld"})
    for selection in (refused, whole):
        assert standing_total(CREDITS, effect_on_total(own(selection), OWN)) == 450
    assert whole_is_met(with_appeal({WHOLE_RECORD: "upheld"})) is True
    assert whole_is_met(with_appeal({WHOLE_RECORD: "refused"})) is False
    assert whole_is_met(in_review()) is None


@pytest.mark.parametrize("waiting", [decided(), appeals.appeal(decided(), {12}, MEMBER, NOW)])
def test_a_decision_holds_while_an_appeal_may_come_and_while_it_is_open(
    waiting: Selection,
) -> None:
    assert not_met_now(waiting) == {12}


def test_nothing_holds_of_a_round_that_was_cancelled_nor_of_a_record_that_was_erased() -> None:
    cancelled = [Decided(decided(), OWN, owned=True, cancelled=True)]
    erased = own(handing_in.erase(decided(), AT))
    for one in (cancelled, erased, own(in_review())):
        assert effect_on_total(one, OWN) == Effect()
        assert disallowed_records(one, OWN) == ()


def test_of_an_entry_in_several_rounds_the_last_decision_counts() -> None:
    decision = decided().decision
    assert decision is not None
    later = replace(decision, on=LATER, not_met=frozenset({11}))
    both = [*own(replace(decided(), decision=later)), *own(decided())]
    assert effect_on_total(both, OWN).disallowed == {11}
    records = disallowed_records(both, OWN)
    assert disallowed_on(records, 12, OWN, TODAY) is not None
    assert disallowed_on(records, 12, OWN, LATER) is None


ENTRIES = (11, 12, 13)
some = st.frozensets(st.sampled_from(ENTRIES))


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Any decision, with any appeal, or none."""
    on = TODAY + timedelta(days=draw(st.integers(0, 5)))
    not_met = draw(some)
    decision = Decision("not_met", frozenset({OTHER}), on, not_met)
    about = draw(some) & not_met
    appeal = None
    if about:
        outcomes = {one: draw(st.sampled_from(APPEAL_OUTCOMES)) for one in about}
        decided_on = on + timedelta(days=draw(st.integers(0, 5)))
        appeal = Appeal(about, on, LEAD, outcomes, decided_on)
    handed_in = draw(some) | not_met
    states: tuple[SelectionState, ...] = ("decided", "erased")
    state = draw(st.sampled_from(states))
    return Selection(PARTIES, (), state=state, entries=handed_in, decision=decision, appeal=appeal)


rounds = st.lists(
    st.builds(
        Decided, selections(), st.sampled_from([OWN, IMI]), st.just(value=True), st.booleans()
    ),
    max_size=4,
)


@given(rounds, st.dictionaries(st.sampled_from(ENTRIES), st.integers(0, 900)))
def test_dated_records_end_where_the_effect_does_and_totals_are_the_sum_of_what_stands(
    decided_: list[Decided], credits: dict[int, int]
) -> None:
    effect = effect_on_total(decided_, OWN)
    records = disallowed_records(decided_, OWN)
    end = date(2027, 1, 1)
    out = {one for one in ENTRIES if disallowed_on(records, one, OWN, end) is not None}
    assert out == effect.disallowed
    assert standing_total(credits, effect) == sum(
        worth for one, worth in credits.items() if one not in out
    )


@given(rounds)
def test_where_the_workplace_does_not_own_the_scheme_no_total_changes(
    decided_: list[Decided],
) -> None:
    theirs = [replace(one, owned=False) for one in decided_]
    effect = effect_on_total(theirs, IMI)
    assert effect.disallowed == frozenset()
    assert disallowed_records(theirs, IMI) == ()
    assert effect.doubted == effect_on_total(decided_, IMI).disallowed


def test_a_reason_that_is_none_of_the_four_tests_is_other() -> None:
    moment: tuple[datetime, date] = NOW
    selection = replace(decided(), findings=())
    records = disallowed_records(own(selection), OWN)
    assert [one.reason for one in records] == ["other"]
    assert records[0].on == moment[1]
    assert review.second_recommended(selection, OTHER, "not_met")
