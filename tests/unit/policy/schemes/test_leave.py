"""Days of leave, each counted once, and that a leave never worsens a standing."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.scheme_facts import (
    EnrolmentFacts,
    Leave,
    OpeningBalance,
    RecordedCycles,
    Totals,
    WorkplaceSettings,
)
from bot.policy.schemes.leave import LeaveFaultKind, faults, leave_days, merged, on_leave
from bot.policy.schemes.pack import RuleDecision
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.standing import (
    CycleProgress,
    TargetStanding,
    cycle_progress,
    is_behind,
    less_leave,
    standing,
)
from bot.policy.vocabulary import LeaveKind
from tests.standings import target

IMI = load_packs()["imi-register"]
PRO_RATA = IMI.with_decisions(
    [RuleDecision(IMI.name, "joiner.pro_rata", "days left", date(2025, 1, 1), date(2025, 1, 1))]
)
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
kinds = st.sampled_from(get_args(LeaveKind))
leaves = st.builds(Leave, kinds, start=days, end=st.none() | days)
several = st.lists(leaves, max_size=4).map(tuple)
weeks = st.dates(date(2026, 7, 1), date(2026, 8, 15))
crowded = st.lists(st.builds(Leave, kinds, weeks, st.none() | weeks), max_size=5).map(tuple)
SETTINGS = WorkplaceSettings()


@given(crowded, weeks, weeks)
def test_each_day_of_leave_is_counted_once(of: tuple[Leave, ...], first: date, last: date) -> None:
    each = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    covered = [d for d in each if any(x.start <= d <= (x.end or last) for x in of)]
    assert leave_days(of, first, last) == len(covered)
    assert all(on_leave(of, day) for day in covered)
    spans = merged(of, first, last)
    gaps = pairwise(spans)
    assert all(until + timedelta(days=1) < since for (_, until), (since, _) in gaps)


@given(
    st.lists(st.builds(Leave, kinds, st.dates(), st.none() | st.dates()), max_size=5),
    st.dates(),
    st.dates(),
)
def test_all_leaves_get_an_answer(of: list[Leave], first: date, last: date) -> None:
    assert 0 <= leave_days(of, first, last) <= max(0, (last - first).days + 1)
    found = faults(of, (first, last))
    assert {one.kind for one in found} <= set(get_args(LeaveFaultKind))
    whole = [one for one in found if one.kind == "covers the whole cycle"]
    assert bool(whole) == (leave_days(of, first, last) == (last - first).days + 1 > 0)
    odd = {one.leave for one in found if one.kind == "ends before it begins"}
    assert odd == {one for one in of if one.end is not None and one.end < one.start}


def test_what_is_odd_about_a_leave_is_named() -> None:
    turned = Leave("sick", date(2026, 3, 9), date(2026, 3, 1))
    early = Leave("parental", date(2026, 1, 1), date(2026, 6, 30), "administrator")
    inside = Leave("sick", date(2026, 2, 1), date(2026, 2, 7))
    later = Leave("other", date(2026, 6, 30), date(2026, 7, 2))
    lasting = Leave("career break", date(2027, 1, 1))
    found = faults([lasting, later, turned, inside, early])
    assert [(one.kind, one.leave, one.other) for one in found] == [
        ("overlaps", inside, early),
        ("ends before it begins", turned, None),
        ("overlaps", later, early),
        ("open-ended", lasting, None),
    ]
    assert faults([early]) == ()


def test_two_leaves_together_can_cover_a_whole_cycle() -> None:
    one = Leave("parental", date(2025, 1, 1), date(2026, 12, 31))
    other = Leave("career break", date(2027, 1, 1), date(2028, 5, 31))
    cycle = date(2025, 6, 1), date(2028, 5, 31)
    assert [(f.kind, f.leave) for f in faults([other, one], cycle)] == [
        ("covers the whole cycle", one)
    ]
    assert faults([replace(other, end=date(2028, 5, 30)), one], cycle) == ()


@st.composite
def cases(draw: st.DrawFn) -> tuple[TargetStanding, TargetStanding]:
    """A standing without any leave, and with some."""
    start, later = draw(days), draw(st.integers(0, 3000))
    today = start + timedelta(days=later)
    pack = draw(st.sampled_from([IMI, PRO_RATA]))
    year, before = draw(st.integers(0, 4000)), draw(st.integers(0, 8000))
    enrolment = EnrolmentFacts(
        "imi-register",
        start,
        start,
        OpeningBalance(start, 0, draw(st.none() | st.just(0))),
        "given",
        draw(st.none() | days),
    )
    sums = Totals((before + year) * 60, year * 60)
    around = st.dates(start - timedelta(days=30), today + timedelta(days=30))
    of = draw(st.lists(st.builds(Leave, kinds, around, st.none() | around), max_size=3))
    on_leave_too = replace(enrolment, leaves=tuple(of))
    return (
        target(standing(sums, enrolment, today, pack, SETTINGS)),
        target(standing(sums, on_leave_too, today, pack, SETTINGS)),
    )


@given(cases())
def test_a_leave_never_worsens_a_standing(case: tuple[TargetStanding, TargetStanding]) -> None:
    without, on_leave_too = case
    assert on_leave_too.behind <= without.behind
    assert (on_leave_too.at_risk or False) <= (without.at_risk or False)
    assert (on_leave_too.year_gap is None) == (without.year_gap is None)
    assert (on_leave_too.year_gap or 0) <= (without.year_gap or 0)
    assert (on_leave_too.cycle_gap or 0) <= (without.cycle_gap or 0)
    assert on_leave_too.forecast is None or on_leave_too.forecast >= (without.forecast or 0)
    assert without.pace != "on pace" or on_leave_too.pace in ("on pace", "early")
    assert on_leave_too.manager_rank >= without.manager_rank
    assert on_leave_too.urgency >= without.urgency


@given(cases())
def test_a_leave_changes_no_end_no_minimum_and_no_credits(
    case: tuple[TargetStanding, TargetStanding],
) -> None:
    without, on_leave_too = case
    for name in ("recommended", "minimum", "short", "below_recommendation", "last_day"):
        assert getattr(on_leave_too, name) == getattr(without, name)
    for name in ("year_days_left", "cycle_days_left", "cycle_credits", "year_credits"):
        assert getattr(on_leave_too, name) == getattr(without, name)
    if not on_leave_too.leave_days:
        assert on_leave_too == without


def progress_on(today: date) -> CycleProgress:
    found = cycle_progress(IMI, RecordedCycles(date(2025, 6, 1)), None, today)
    assert found is not None
    return found


def test_who_has_no_leave_shares_the_progress_with_everybody_of_that_start() -> None:
    today = date(2026, 11, 21)
    own = progress_on(today)
    assert less_leave(own, ()) is own
    assert less_leave(own, (Leave("sick", date(2026, 12, 1), date(2026, 12, 5)),)) is own
    misses = cycle_progress.cache_info().misses
    assert progress_on(today) is own
    assert cycle_progress.cache_info().misses == misses


@given(st.integers(0, 6000), st.integers(0, 3000), several)
def test_the_sweep_says_behind_as_the_standing_does(
    in_cycle: int, in_year: int, of: tuple[Leave, ...]
) -> None:
    """What is read first, without the leaves, says it of everybody of whom they say it."""
    today = date(2026, 11, 21)
    enrolment = EnrolmentFacts(
        "imi-register", today, date(2025, 6, 1), opening_answer="given", leaves=of
    )
    whole = target(standing(Totals(in_cycle * 60, in_year * 60), enrolment, today, IMI, SETTINGS))
    weights = in_cycle * 60, in_year * 60
    progress = progress_on(today)
    assert is_behind(less_leave(progress, of), *weights, None, SETTINGS) == whole.behind
    assert is_behind(progress, *weights, None, SETTINGS) >= whole.behind
