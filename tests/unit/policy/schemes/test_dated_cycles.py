"""Cycles as dated rows: one cycle a day, whatever the history, and those of `cycles.window`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.scheme_facts import RecordedCycles, RecordedStart
from bot.policy.schemes.cycles import FIRST_DAY, LAST_DAY, window
from bot.policy.schemes.dated_cycles import (
    CycleLength,
    cycle_on,
    dated_cycles,
    enrolled_on,
    lengths_of,
    place_before,
    place_of,
    places_before,
    starts_after,
    window_on,
)
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.rules import Rule

IMI = load_packs()["imi-register"]
days = st.dates(date(2015, 1, 1), date(2045, 12, 31))
near = st.dates(date(2022, 1, 1), date(2032, 12, 31))
leap = st.sampled_from([date(2016, 2, 29), date(2024, 2, 29)])


def recorded(*starts: RecordedStart, away: Iterable[tuple[date, date]] = ()) -> RecordedCycles:
    """As it is kept once all of these were recorded, each on its day."""
    if not starts:
        return RecordedCycles(away=tuple(away))
    in_order = sorted(starts, key=lambda one: one.recorded_on)
    return RecordedCycles(in_order[-1].start, tuple(in_order[:-1]), tuple(away))


def histories(day: st.SearchStrategy[date]) -> st.SearchStrategy[RecordedCycles]:
    return st.builds(
        lambda starts, away: recorded(*starts, away=away),
        st.lists(st.builds(RecordedStart, day, day), max_size=4),
        st.lists(st.tuples(day, day), max_size=3),
    )


def lengths_in(
    day: st.SearchStrategy[date], years: st.SearchStrategy[int | None]
) -> st.SearchStrategy[tuple[CycleLength, ...]]:
    known = st.builds(CycleLength, years, st.just(date.min) | day)
    return st.lists(known, max_size=3).map(tuple)


def simple(start: date, years: int = 3) -> tuple[RecordedCycles, tuple[CycleLength, ...]]:
    return RecordedCycles(start), (CycleLength(years),)


def spans(
    history: RecordedCycles, lengths: Sequence[CycleLength], today: date
) -> list[tuple[date, date]]:
    return [(one.start, one.end) for one in dated_cycles(history, lengths, today)]


@given(days | leap | st.dates(), st.integers(1, 12), days | st.dates())
def test_one_start_and_one_length_make_the_cycles_of_the_calendar(
    start: date, years: int, day: date
) -> None:
    """Every figure of the cycle and of its years, also around 29 February and out of range."""
    cycles = dated_cycles(*simple(start, years), day)
    expected = window(start, years, day)
    known = expected is not None and not expected.provisional
    assert window_on(cycles, day) == (expected if known else None)


@given(days | leap, st.integers(1, 12), days, st.integers(0, 8000))
def test_a_day_that_has_passed_stays_in_its_cycle(
    start: date, years: int, day: date, later: int
) -> None:
    cycles = dated_cycles(*simple(start, years), day + timedelta(days=later))
    assert window_on(cycles, day) == window(start, years, day)


@given(
    histories(st.dates()),
    lengths_in(st.dates(), st.none() | st.integers()),
    st.dates(),
    st.dates(),
)
def test_every_history_gets_an_answer(
    history: RecordedCycles, lengths: tuple[CycleLength, ...], today: date, day: date
) -> None:
    found = dated_cycles(history, lengths, today)
    enrolled_on(history, day)
    place, one = window_on(found, day), cycle_on(found, day)
    assert (place is None) == (one is None)
    if place is not None and one is not None:
        assert one.start <= place.year_start <= day < place.year_end <= one.end
    assert all(FIRST_DAY <= one.start <= min(today, LAST_DAY) for one in found)


@given(histories(near), lengths_in(near, st.integers(1, 6)), near)
def test_a_day_lies_in_one_cycle_at_most(
    history: RecordedCycles, lengths: tuple[CycleLength, ...], today: date
) -> None:
    found = dated_cycles(history, lengths, today)
    for one, following in pairwise(found):
        assert one.start < one.end <= following.start
        assert one.number < following.number
    for one in found:
        assert (one.borders[0], one.borders[-1]) == (one.start, one.end)
        assert list(one.borders) == sorted(set(one.borders))
        assert one.start <= one.enrolled_from < one.end


@given(
    histories(near).filter(lambda one: one.start is not None),
    lengths_in(near, st.integers(1, 6)),
    st.integers(0, 4000),
    st.integers(1, 30),
)
def test_no_day_of_the_enrolment_from_the_first_start_on_falls_out(
    history: RecordedCycles, more: tuple[CycleLength, ...], later: int, step: int
) -> None:
    """Nor from the start that was recorded last, whatever it corrected."""
    lengths = (CycleLength(3), *more)
    newest = history.start or date.max
    today = newest + timedelta(days=later)
    found = dated_cycles(history, lengths, today)
    first = min([newest, *(cycle.start for cycle in found)])
    for passed in range(0, (today - first).days + 1, step):
        day = first + timedelta(days=passed)
        assert not enrolled_on(history, day) or cycle_on(found, day) is not None


@given(days | leap, days, st.integers(1, 6), st.integers(1, 6), days)
def test_a_changed_length_leaves_the_running_cycle_its_end(
    start: date, changed: date, before: int, after: int, today: date
) -> None:
    lengths = CycleLength(before), CycleLength(after, changed)
    as_it_was = dated_cycles(*simple(start, before), today)
    found = dated_cycles(RecordedCycles(start), lengths, today)
    for one, unchanged in zip(found, as_it_was, strict=False):
        if unchanged.start >= changed:
            assert len(one.borders) == after + 1
            break
        assert one == unchanged


@given(days, days, st.integers(1, 6), st.integers(0, 4000))
def test_a_length_that_becomes_known_later_is_that_of_cycles_before_it(
    start: date, known: date, years: int, later: int
) -> None:
    today = start + timedelta(days=later)
    found = dated_cycles(RecordedCycles(start), (CycleLength(years, known),), today)
    assert found == dated_cycles(*simple(start, years), today)


def test_a_length_is_read_from_the_packs_rules_each_from_its_day_on() -> None:
    (rule,) = IMI.rules["cycle.length"]
    assert lengths_of(IMI) == (CycleLength(3),)
    changed = date(2027, 1, 1)
    pack = replace(IMI, rules={"cycle.length": (replace(rule, valid_to=changed), later(rule))})
    assert lengths_of(pack)[-1] == CycleLength(2, changed)
    history = RecordedCycles(date(2025, 6, 1))
    assert spans(history, lengths_of(pack), date(2029, 1, 1)) == [
        (date(2025, 6, 1), date(2028, 6, 1)),
        (date(2028, 6, 1), date(2030, 6, 1)),
    ]
    ended = replace(IMI, rules={"cycle.length": (replace(rule, valid_to=changed),)})
    assert spans(history, lengths_of(ended), date(2029, 1, 1)) == [
        (date(2025, 6, 1), date(2028, 6, 1))
    ]
    assert lengths_of(replace(IMI, rules={})) == ()


def later(rule: Rule) -> Rule:
    return replace(rule, value=2, valid_from=date(2027, 1, 1))


days_near = st.dates(date(2024, 1, 1), date(2034, 12, 31))


@given(
    days_near,
    st.lists(st.builds(RecordedStart, near, near), max_size=3),
    st.lists(st.tuples(near, near), max_size=2),
    days_near,
)
def test_a_day_lies_where_the_cycles_say(
    start: date, earlier: list[RecordedStart], away: list[tuple[date, date]], day: date
) -> None:
    history = RecordedCycles(start, tuple(earlier), tuple(away))
    cycles = dated_cycles(history, lengths_of(IMI), day)
    assert place_of(IMI, history, day) == window_on(cycles, day)
    before = list(places_before(IMI, history, day))
    now = cycle_on(cycles, day)
    expected = [one.number for one in cycles if now is not None and one.number < now.number]
    assert [one.cycle for one in before] == expected[::-1]
    assert place_before(IMI, history, day) == next(
        (one for one in before if not one.cut_short), None
    )


def test_after_the_last_cycle_of_a_known_length_it_is_the_calendar_year() -> None:
    (rule,) = IMI.rules["cycle.length"]
    until = date(2028, 1, 1)
    known = (rule, replace(rule, valid_from=until, value=None))
    pack = replace(IMI, rules={**IMI.rules, "cycle.length": known})
    history = RecordedCycles(date(2025, 6, 1))
    running, after = (place_of(pack, history, date(2028, month, 1)) for month in (5, 6))
    assert running is not None
    assert running.cycle == 0
    assert after is not None
    assert after.provisional
    assert place_of(pack, history, date(2025, 5, 31)) is None


@given(near, near, st.lists(st.builds(RecordedStart, near, near), max_size=3), near)
def test_starts_that_another_one_corrects_are_let_go(
    stood: date, start: date, earlier: list[RecordedStart], today: date
) -> None:
    """What is left leads to the same cycles as everything that was ever recorded."""
    everything = RecordedCycles(
        start, tuple(sorted([*earlier, RecordedStart(stood, date.max)], key=_when))
    )
    kept = starts_after(RecordedCycles(stood, tuple(earlier)), start, date.max)
    lengths = lengths_of(IMI)
    assert dated_cycles(RecordedCycles(start, kept), lengths, today) == dated_cycles(
        everything, lengths, today
    )
    assert all(one.start < start for one in kept)


def _when(one: RecordedStart) -> date:
    return one.recorded_on
