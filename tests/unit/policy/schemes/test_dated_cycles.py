"""Cycles as dated rows: one cycle a day, whatever the history, and those of `cycles.window`."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.scheme_facts import Leave
from bot.policy.schemes.cycles import FIRST_DAY, LAST_DAY, window
from bot.policy.schemes.dated_cycles import (
    CycleHistory,
    CycleLength,
    RecordedStart,
    cycle_on,
    dated_cycles,
    enrolled_on,
    lengths_of,
    window_on,
)
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.rules import Rule
from bot.policy.vocabulary import LeaveKind

IMI = load_packs()["imi-register"]
days = st.dates(date(2015, 1, 1), date(2045, 12, 31))
near = st.dates(date(2022, 1, 1), date(2032, 12, 31))
leap = st.sampled_from([date(2016, 2, 29), date(2024, 2, 29)])
leaves = st.builds(Leave, st.sampled_from(get_args(LeaveKind)), start=near, end=st.none() | near)
any_leaves = st.builds(
    Leave, st.sampled_from(get_args(LeaveKind)), start=st.dates(), end=st.none() | st.dates()
)


def histories(
    day: st.SearchStrategy[date],
    years: st.SearchStrategy[int | None],
    leave: st.SearchStrategy[Leave],
) -> st.SearchStrategy[CycleHistory]:
    return st.builds(
        CycleHistory,
        starts=st.lists(st.builds(RecordedStart, day, day), max_size=4).map(tuple),
        lengths=st.lists(st.builds(CycleLength, years, st.just(date.min) | day), max_size=3).map(
            tuple
        ),
        left=st.lists(day, max_size=3).map(tuple),
        taken_up_again=st.lists(day, max_size=3).map(tuple),
        joined_on=st.none() | day,
        leaves=st.lists(leave, max_size=3).map(tuple),
        extended_by=st.frozensets(st.sampled_from(get_args(LeaveKind))),
    )


def simple(start: date, years: int = 3) -> CycleHistory:
    return CycleHistory((RecordedStart(start, start),), (CycleLength(years),))


def spans(history: CycleHistory, today: date) -> list[tuple[date, date]]:
    return [(one.start, one.end) for one in dated_cycles(history, today)]


@given(days | leap | st.dates(), st.integers(1, 12), days | st.dates())
def test_one_start_and_one_length_make_the_cycles_of_the_calendar(
    start: date, years: int, day: date
) -> None:
    """Every figure of the cycle and of its years, also around 29 February and out of range."""
    cycles = dated_cycles(simple(start, years), day)
    expected = window(start, years, day)
    known = expected is not None and not expected.provisional
    assert window_on(cycles, day) == (expected if known else None)


@given(days | leap, st.integers(1, 12), days, st.integers(0, 8000))
def test_a_day_that_has_passed_stays_in_its_cycle(
    start: date, years: int, day: date, later: int
) -> None:
    cycles = dated_cycles(simple(start, years), day + timedelta(days=later))
    assert window_on(cycles, day) == window(start, years, day)


@given(histories(st.dates(), st.none() | st.integers(), any_leaves), st.dates(), st.dates())
def test_every_history_gets_an_answer(history: CycleHistory, today: date, day: date) -> None:
    found = dated_cycles(history, today)
    enrolled_on(history, day)
    place, one = window_on(found, day), cycle_on(found, day)
    assert (place is None) == (one is None)
    if place is not None and one is not None:
        assert one.start <= place.year_start <= day < place.year_end <= one.end
    assert all(FIRST_DAY <= one.start <= min(today, LAST_DAY) for one in found)


@given(histories(near, st.integers(1, 6), leaves), near)
def test_a_day_lies_in_one_cycle_at_most(history: CycleHistory, today: date) -> None:
    found = dated_cycles(history, today)
    for one, following in pairwise(found):
        assert one.start < one.end <= following.start
        assert one.number < following.number
    for one in found:
        assert (one.borders[0], one.borders[-1]) == (one.start, one.end)
        assert list(one.borders) == sorted(set(one.borders))
        assert one.start <= one.enrolled_from < one.end


@given(
    st.builds(RecordedStart, near, near),
    histories(near, st.integers(1, 6), leaves),
    st.integers(0, 4000),
    st.integers(1, 30),
)
def test_no_day_of_the_enrolment_from_the_first_start_on_falls_out(
    one: RecordedStart, history: CycleHistory, later: int, step: int
) -> None:
    """Nor from the start that was recorded last, whatever it corrected."""
    starts = (*history.starts, one)
    lengths = (CycleLength(3), *history.lengths)
    history = replace(history, starts=starts, lengths=lengths)
    newest = sorted(starts, key=lambda each: each.recorded_on)[-1].start
    today = newest + timedelta(days=later)
    found = dated_cycles(history, today)
    first = min([newest, *(cycle.start for cycle in found)])
    for passed in range(0, (today - first).days + 1, step):
        day = first + timedelta(days=passed)
        assert not enrolled_on(history, day) or cycle_on(found, day) is not None


@given(days | leap, days, st.integers(1, 6), st.integers(1, 6), days)
def test_a_changed_length_leaves_the_running_cycle_its_end(
    start: date, changed: date, before: int, after: int, today: date
) -> None:
    lengths = CycleLength(before), CycleLength(after, changed)
    history = replace(simple(start), lengths=lengths)
    as_it_was = dated_cycles(simple(start, before), today)
    for one, unchanged in zip(dated_cycles(history, today), as_it_was, strict=False):
        if unchanged.start >= changed:
            assert len(one.borders) == after + 1
            break
        assert one == unchanged


@given(near, st.lists(leaves, max_size=3), near)
def test_leave_extends_a_cycle_by_its_days_where_a_pack_says_so(
    start: date, of: list[Leave], today: date
) -> None:
    plain = dated_cycles(simple(start), today)
    ignored = replace(simple(start), leaves=tuple(of))
    assert dated_cycles(ignored, today) == plain
    longer = dated_cycles(replace(ignored, extended_by=frozenset(get_args(LeaveKind))), today)
    if not plain:
        assert not longer
        return
    one, natural = longer[0], plain[0].end
    covered = {
        day
        for day in (one.start + timedelta(days=n) for n in range((one.end - one.start).days))
        for leave in of
        if leave.start <= day <= (leave.end or today - timedelta(days=1))
    }
    assert (one.end - natural).days == len(covered)


def test_a_length_is_read_from_the_packs_rules_each_from_its_day_on() -> None:
    (rule,) = IMI.rules["cycle.length"]
    assert lengths_of(IMI) == (CycleLength(3),)
    changed = date(2027, 1, 1)
    pack = replace(IMI, rules={"cycle.length": (replace(rule, valid_to=changed), later(rule))})
    assert lengths_of(pack)[-1] == CycleLength(2, changed)
    history = replace(simple(date(2025, 6, 1)), lengths=lengths_of(pack))
    assert spans(history, date(2029, 1, 1)) == [
        (date(2025, 6, 1), date(2028, 6, 1)),
        (date(2028, 6, 1), date(2030, 6, 1)),
    ]
    ended = replace(IMI, rules={"cycle.length": (replace(rule, valid_to=changed),)})
    history = replace(simple(date(2025, 6, 1)), lengths=lengths_of(ended))
    assert spans(history, date(2029, 1, 1)) == [(date(2025, 6, 1), date(2028, 6, 1))]
    assert lengths_of(replace(IMI, rules={})) == ()


def later(rule: Rule) -> Rule:
    return replace(rule, value=2, valid_from=date(2027, 1, 1))


def test_joining_is_told_of_cycles_that_had_begun() -> None:
    history = replace(simple(date(2022, 6, 1)), joined_on=date(2023, 1, 1))
    assert [one.joined_on for one in dated_cycles(history, date(2026, 1, 1))] == [
        date(2023, 1, 1),
        None,
    ]
