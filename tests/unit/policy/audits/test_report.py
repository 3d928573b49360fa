"""The report: figures by kind, and none that points at somebody."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.policy.audits import appeals, handing_in
from bot.policy.audits.report import ENDS, FEWEST, hidden, report
from bot.policy.audits.selection import Selection
from bot.policy.audits.vocabulary import AppealOutcome
from tests.unit.policy.audits.walking import (
    AT,
    LEAD,
    MEMBER,
    NOW,
    OTHER,
    TODAY,
    decided,
    in_review,
    told,
)

NEXT_YEAR = TODAY.replace(year=2027)
KIND = ("sufficient", "too_little_said")


def appealed(outcome: AppealOutcome) -> Selection:
    made = appeals.appeal(decided(), decided().appealable, MEMBER, NOW)
    named = appeals.name_appeal_auditor(made, OTHER, LEAD, AT)
    outcomes = dict.fromkeys(decided().appealable, outcome)
    return appeals.decide_appeal(named, outcomes, OTHER, NOW, reasoned=True)


def test_it_counts_how_audits_ended_and_for_how_many_a_test_was_not_met() -> None:
    missed = handing_in.nothing_submitted(told(), AT, NEXT_YEAR)
    found = report([decided()] * 4 + [missed] * 3 + [in_review()] * 5)
    assert found.drawn == 12
    assert found.ends == {
        "met": 0,
        "not_met": 4,
        "not_submitted": 3,
        "left": 0,
        "erased": 0,
        "open": 5,
    }
    assert found.kinds == {KIND: 4}
    assert (found.appeals, found.upheld) == (0, 0)


def test_what_was_upheld_is_met_and_counts_for_no_kind() -> None:
    found = report([appealed("upheld")] * 3 + [appealed("refused")] * 4)
    assert (found.ends["met"], found.ends["not_met"]) == (3, 4)
    assert found.kinds == {KIND: 4}
    assert (found.appeals, found.upheld) == (7, 3)


def test_a_figure_about_one_or_two_is_not_said_nor_one_from_which_it_would_follow() -> None:
    found = report([decided()] * 2 + [appealed("upheld")] * 6 + [in_review()] * 4)
    assert found.kinds == {KIND: None}
    assert (found.ends["not_met"], found.ends["open"], found.ends["met"]) == (None, None, 6)
    nearly_all = report([appealed("upheld")] * 6 + [appealed("refused")])
    assert (nearly_all.appeals, nearly_all.upheld) == (7, None)


@pytest.mark.parametrize("drawn", [0, 1, 2])
def test_of_a_round_of_one_or_two_nothing_but_that_is_said(drawn: int) -> None:
    found = report([decided()] * drawn)
    assert found.too_few
    assert found.drawn == drawn
    assert found.kinds == {}
    assert set(found.ends.values()) == {None}


@example([0, 1, 1, 1, 1, 1])
@example([1, 1, 1, 0, 0, 0])
@given(st.lists(st.integers(0, 8), min_size=len(ENDS), max_size=len(ENDS)))
def test_what_is_hidden_does_not_follow_from_the_sum(counts: list[int]) -> None:
    parts = dict(zip(ENDS, counts, strict=True))
    total = sum(counts)
    if total < FEWEST:
        return
    found = hidden(parts)
    gone = [name for name, said in found.items() if said is None]
    said = sum(one for one in found.values() if one is not None)
    assert all(found[name] == parts[name] for name in ENDS if name not in gone)
    assert not any(0 < parts[name] < FEWEST for name in ENDS if name not in gone)
    if gone:
        # What a reader can think of: where a 0 is said, a part that is hidden is none.
        least = 0 if len(gone) == len(ENDS) else 1
        rest = total - said
        for place in range(len(gone)):
            assert len(_possible(rest, len(gone), least, place)) > 1


def _possible(rest: int, parts: int, least: int, place: int) -> set[int]:
    """What one of so many parts may be that come to a sum."""
    assert place < parts
    return set(range(least, rest - (parts - 1) * least + 1)) if parts > 1 else {rest}
