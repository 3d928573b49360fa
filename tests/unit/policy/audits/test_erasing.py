"""Erasing during an open round: what stays, why, and that it goes within 14 days."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.audits import appeals, handing_in
from bot.policy.audits.erasing import KEPT, REMAINS, SecondWord, erasing_plan, why_kept
from bot.policy.audits.selection import Selection
from tests.unit.policy.audits.walking import (
    AT,
    AUDITOR,
    LEAD,
    MANAGER,
    MEMBER,
    NOW,
    OTHER,
    PARTIES,
    TODAY,
    WITNESS,
    decided,
    in_review,
    submitted,
    told,
)

APPEALED = appeals.name_appeal_auditor(
    appeals.appeal(decided(), {12}, MEMBER, NOW), OTHER, LEAD, AT
)


@pytest.mark.parametrize(
    ("selection", "why"),
    [
        (submitted(), "audit_open"),
        (in_review(), "audit_open"),
        (APPEALED, "appeal_open"),
        (decided(), "appeal_may_come"),
        (told(), None),
        (handing_in.leave(submitted(), "left_scheme", AT), None),
        (replace(in_review(), parties=replace(PARTIES, open=False)), None),
        (handing_in.erase(in_review(), AT), None),
    ],
)
def test_what_was_handed_in_waits_for_the_decision_alone(
    selection: Selection, why: str | None
) -> None:
    plan = erasing_plan(selection, TODAY, TODAY)
    assert (plan.now, plan.why) == (why is None, why)
    assert plan.kept == (() if why is None else KEPT)
    assert plan.remains == REMAINS


def test_once_no_appeal_can_come_any_more_nothing_is_kept() -> None:
    until = TODAY + timedelta(days=28)
    assert why_kept(decided(), until) == "appeal_may_come"
    assert why_kept(decided(), until + timedelta(days=1)) is None


def test_it_goes_after_14_days_at_the_latest() -> None:
    assert erasing_plan(in_review(), TODAY, TODAY).on == TODAY + timedelta(days=14)
    assert not erasing_plan(in_review(), TODAY, TODAY + timedelta(days=13)).now
    assert erasing_plan(in_review(), TODAY, TODAY + timedelta(days=14)).now


@pytest.mark.parametrize(
    ("administrator", "selection", "now"),
    [
        (WITNESS, in_review(), True),
        (MEMBER, in_review(), False),
        (LEAD, in_review(), False),
        (MANAGER, in_review(), False),
        (AUDITOR, in_review(), False),
        (OTHER, in_review(), True),
        (OTHER, APPEALED, False),
    ],
)
def test_an_administrator_without_a_part_in_it_can_say_that_it_goes_at_once(
    administrator: int, selection: Selection, now: bool
) -> None:
    words = [SecondWord(administrator, TODAY)]
    assert erasing_plan(selection, TODAY, TODAY, words).now == now


def test_a_word_of_tomorrow_does_nothing_today() -> None:
    words = [SecondWord(WITNESS, TODAY + timedelta(days=1))]
    assert not erasing_plan(in_review(), TODAY, TODAY, words).now


@given(st.integers(-5, 60), st.lists(st.builds(SecondWord, st.integers(1, 7), st.just(TODAY))))
def test_whatever_is_said_it_never_takes_longer(days: int, words: list[SecondWord]) -> None:
    today = TODAY + timedelta(days=days)
    for selection in (told(), submitted(), in_review(), decided(), APPEALED):
        plan = erasing_plan(selection, TODAY, today, words)
        assert plan.now or today < plan.on == TODAY + timedelta(days=14)
