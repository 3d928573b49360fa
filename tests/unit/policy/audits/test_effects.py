"""What decisions change in totals, and where they only stand beside them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.audits import appeals, handing_in, review
from bot.policy.audits.effects import (
    Decided,
    Effect,
    effect_on_total,
    not_met_now,
    reason_of,
    whole_is_met,
)
from bot.policy.audits.selection import WHOLE_RECORD, Appeal, Decision, Selection
from bot.policy.audits.vocabulary import APPEAL_OUTCOMES, AppealOutcome, SelectionState
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
    assert reason_of(decided().findings, 12) == "sufficient"


def test_under_imi_s_it_stands_beside_the_total() -> None:
    of_imi = [Decided(decided(), IMI, owned=False)]
    effect = effect_on_total(of_imi, IMI)
    assert effect == Effect(doubted=frozenset({12}))


def test_a_round_of_one_scheme_says_nothing_under_another() -> None:
    assert effect_on_total(own(decided()), IMI) == Effect()


def test_an_appeal_that_is_upheld_puts_the_credits_back() -> None:
    assert effect_on_total(own(with_appeal({12: "upheld"})), OWN) == Effect()


def test_an_appeal_that_is_refused_or_about_the_whole_alone_puts_nothing_back() -> None:
    refused, whole = with_appeal({12: "refused"}), with_appeal({WHOLE_RECORD: "upheld"})
    for selection in (refused, whole):
        assert effect_on_total(own(selection), OWN).disallowed == {12}
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


def test_of_an_entry_in_several_rounds_the_last_decision_counts() -> None:
    decision = decided().decision
    assert decision is not None
    later = replace(decision, on=LATER, not_met=frozenset({11}))
    both = [*own(replace(decided(), decision=later)), *own(decided())]
    assert effect_on_total(both, OWN).disallowed == {11}


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


@given(rounds)
def test_nothing_is_out_but_what_a_decision_named_last(decided_: list[Decided]) -> None:
    out = effect_on_total(decided_, OWN).disallowed
    standing = [not_met_now(one.selection) for one in decided_ if _bears(one)]
    assert out <= frozenset().union(*standing)
    assert frozenset.intersection(frozenset(ENTRIES), *standing) <= out or not standing


def _bears(one: Decided) -> bool:
    return one.scheme == OWN and not one.cancelled


@given(rounds)
def test_where_the_workplace_does_not_own_the_scheme_no_total_changes(
    decided_: list[Decided],
) -> None:
    theirs = [replace(one, owned=False) for one in decided_]
    effect = effect_on_total(theirs, IMI)
    assert effect.disallowed == frozenset()
    assert effect.doubted == effect_on_total(decided_, IMI).disallowed


def test_a_reason_that_is_none_of_the_four_tests_is_other() -> None:
    assert reason_of((), 12) == "other"
    assert review.second_recommended(replace(decided(), findings=()), OTHER, "not_met")
