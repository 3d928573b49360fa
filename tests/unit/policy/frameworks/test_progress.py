"""Where a member stands in each subject: situations worked out by hand, and what always holds."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.frameworks.framework import Framework, Subject, folded, subjects_on
from bot.policy.frameworks.progress import Part, SubjectStandings, Sums, subject_standings
from tests.unit.policy.frameworks.builders import (
    days,
    framework,
    in_two_orders,
    loaded,
    part,
    parts,
    subject,
)

BEGINS = date(2025, 6, 1)
ENDS = date(2028, 6, 1)
TODAY = date(2026, 11, 27)


def standings(
    versions: list[Framework],
    some: list[Part],
    today: date = TODAY,
    cycle: tuple[date | None, date | None] = (BEGINS, ENDS),
) -> SubjectStandings:
    return subject_standings(
        versions, "ADAS", some, cycle_start=cycle[0], cycle_end=cycle[1], today=today
    )


def figures(found: SubjectStandings) -> dict[str, tuple[int | None, int, int, int | None]]:
    """By subject: needed, counted, waiting, short."""
    return {
        one.subject: (one.needed, one.counted, one.waiting, one.short) for one in found.subjects
    }


def test_what_counts_is_added_up_by_subject_and_what_waits_stands_apart() -> None:
    found = standings(
        [framework("1", subject("Radar", 360), subject("Cameras", 90))],
        [
            part(120),
            part(100),
            part(60, of="Cameras"),
            replace(part(45, of="Cameras"), state="waiting"),
            replace(part(500), state="outside"),
        ],
    )
    # Radar 120 + 100 = 220 of 360: 140 short. Cameras 60 of 90: 30 short, though 45 wait.
    assert figures(found) == {"Radar": (360, 220, 0, 140), "Cameras": (90, 60, 45, 30)}
    assert found.version == "1"
    assert found.met is False


def test_a_subject_is_met_at_its_minimum_and_not_a_minute_before() -> None:
    version = [framework("1", subject(minimum=60))]
    assert standings(version, [part(59)]).met is False
    assert standings(version, [part(60)]).met is True
    assert standings(version, [part(61)]).subjects[0].short == 0


def test_credits_are_rounded_once_for_each_subject() -> None:
    version = [framework("1", Subject("Radar", 100, "credits"))]
    thirds = [part(20, weight=20 * 100) for _ in range(3)]
    # Three times 20 minutes at 1 credit an hour: 60 × 100 ÷ 60 = 100 hundredths, not 99.
    assert figures(standings(version, thirds)) == {"Radar": (100, 100, 0, 0)}


def test_without_a_framework_nothing_is_known() -> None:
    found = standings([], [part(60)])
    assert (found.version, found.subjects, found.met) == (None, (), None)
    assert found.counted_without.minutes == 60


def test_a_minimum_that_is_not_known_is_never_met_and_nothing_is_short() -> None:
    found = standings([framework("1", subject(minimum=None))], [part(6000)])
    assert figures(found) == {"Radar": (None, 6000, 0, None)}
    assert found.met is None


def test_a_subject_that_is_short_decides_even_where_another_is_not_known() -> None:
    version = framework("1", subject("Radar", None), subject("Cameras", 60))
    assert standings([version], []).met is False
    assert standings([version], [part(60, of="Cameras")]).met is None


def test_credits_without_a_rate_are_not_known_but_hours_are() -> None:
    hours = standings([framework("1", subject(minimum=60))], [part(60, weight=None)])
    in_credits = [framework("1", Subject("Radar", 100, "credits"))]
    assert hours.met is True
    unknown = standings(in_credits, [part(60, weight=None)])
    assert figures(unknown) == {"Radar": (100, 0, 0, None)}
    assert (unknown.subjects[0].undecided, unknown.met) == (1, None)
    enough = standings(in_credits, [part(60, weight=None), part(60, weight=6000)])
    assert enough.met is True


def test_while_the_cycle_is_not_known_nothing_is_said_of_what_is_short() -> None:
    version = [framework("1", subject(minimum=60))]
    for cycle in ((None, None), (BEGINS, None), (None, ENDS)):
        found = standings(version, [part(600)], cycle=cycle)
        assert figures(found) == {"Radar": (60, 600, 0, None)}
        assert found.met is None


def test_a_part_counts_from_the_cycles_first_day_to_its_last() -> None:
    days_of_parts = [date(2025, 5, 31), BEGINS, date(2028, 5, 31), ENDS]
    found = standings([framework("1")], [part(10**n, on=d) for n, d in enumerate(days_of_parts)])
    assert found.subjects[0].counted == 110


def test_a_part_with_no_subject_or_an_unknown_one_is_with_no_subject_named() -> None:
    found = standings([framework("1")], [part(20), part(30, of=None), part(40, of="Welding")])
    assert found.subjects[0].counted == 20
    assert found.counted_without.minutes == 70


def test_a_subject_is_found_whatever_its_capitals_and_spaces() -> None:
    assert standings([framework("1")], [part(20, of=" RADAR")]).subjects[0].counted == 20


MARCH = date(2027, 3, 1)
TWO_VERSIONS = [
    framework("1", subject("Radar", 360), subject("Cameras", 60)),
    framework("2", subject("Radar", 480), subject("Software", 120), since=MARCH),
]


def test_the_minimum_of_the_cycles_last_day_judges_a_cycle_that_saw_two() -> None:
    some = [part(200), part(200, on=MARCH), part(30, of="Cameras"), part(90, "Software", MARCH)]
    before = standings(TWO_VERSIONS, some, today=date(2027, 2, 28))
    assert (before.version, before.judged_on) == ("1", date(2027, 2, 28))
    # 400 of 360; Cameras 30 of 60. Software is no subject of that day.
    assert figures(before) == {
        "Radar": (360, 400, 0, 0),
        "Cameras": (60, 30, 0, 30),
        "Software": (None, 90, 0, None),
    }
    after = standings(TWO_VERSIONS, some, today=MARCH)
    assert figures(after) == {
        "Radar": (480, 400, 0, 80),
        "Software": (120, 90, 0, 30),
        "Cameras": (None, 30, 0, None),
    }
    assert [one.asked for one in after.subjects] == [True, True, False]


def test_a_cycle_that_is_over_is_judged_by_its_own_last_day() -> None:
    ended = (date(2024, 3, 1), MARCH)
    found = standings(TWO_VERSIONS, [part(360)], today=date(2030, 1, 1), cycle=ended)
    assert (found.judged_on, found.version) == (date(2027, 2, 28), "1")
    assert figures(found)["Radar"] == (360, 360, 0, 0)


def test_the_day_after_its_last_a_cycle_is_over() -> None:
    ended = (date(2024, 3, 1), MARCH)
    assert standings(TWO_VERSIONS, [], today=MARCH, cycle=ended).version == "1"
    assert standings(TWO_VERSIONS, [], today=MARCH, cycle=(ended[0], ENDS)).version == "2"


def test_what_is_no_longer_asked_for_is_counted_as_it_last_was() -> None:
    versions = [
        framework("1", subject()),
        framework("2", Subject("Radar", 100, "credits"), since=date(2026, 7, 1)),
        framework("3", subject("Software"), since=MARCH),
    ]
    some = [part(60, on=date(2026, 8, 1), weight=6000), part(30, on=BEGINS, weight=3000)]
    for parts_in_order in (some, some[::-1]):
        found = standings(versions, parts_in_order, today=MARCH).subjects[1]
        assert (found.subject, found.unit, found.counted) == ("Radar", "credits", 150)


def test_less_than_nothing_is_taken_for_nothing() -> None:
    found = standings([framework("1", subject())], [part(60), part(-30, weight=-1)])
    assert (found.subjects[0].counted, found.subjects[0].counted_sums.weight) == (60, 0)


def test_a_subject_that_came_later_does_not_take_in_what_was_done_before_it() -> None:
    found = standings(TWO_VERSIONS, [part(90, of="Software")], today=MARCH)
    assert figures(found)["Software"] == (120, 0, 0, 120)
    assert found.counted_without.minutes == 90


def test_what_was_done_before_any_loaded_version_leaves_its_subject_not_known() -> None:
    version = [framework("1", subject(minimum=60), subject("Cameras", 60), since=TODAY)]
    found = standings(version, [part(90, on=BEGINS), part(10, on=TODAY)])
    assert figures(found) == {"Radar": (60, 10, 0, None), "Cameras": (60, 0, 0, 60)}
    assert found.subjects[0].undecided == 1
    assert found.counted_without.minutes == 90
    assert standings(version, [part(90, on=BEGINS), part(60, on=TODAY)]).subjects[0].met is True


cycles = st.tuples(st.none() | days, st.none() | days)


@given(loaded, st.lists(parts, max_size=8).flatmap(in_two_orders), cycles, days)
def test_the_order_of_parts_does_not_matter(
    versions: list[Framework],
    some: tuple[list[Part], list[Part]],
    cycle: tuple[date | None, date | None],
    today: date,
) -> None:
    one, other = some
    assert standings(versions, one, today, cycle) == standings(versions, other, today, cycle)


@given(loaded, st.lists(parts, max_size=8), parts, cycles, days)
def test_adding_what_counts_never_lowers(
    versions: list[Framework],
    some: list[Part],
    more: Part,
    cycle: tuple[date | None, date | None],
    today: date,
) -> None:
    before = standings(versions, some, today, cycle)
    after = standings(versions, [*some, replace(more, state="counted")], today, cycle)
    later = {folded(one.subject): one for one in after.subjects}
    for one in before.subjects:
        same = later[folded(one.subject)]
        if same.unit == one.unit:
            assert same.counted >= one.counted
        assert same.waiting == one.waiting or same.unit != one.unit
        if one.met:
            assert same.met
        if one.short is not None and same.short is not None:
            assert same.short <= one.short
    assert after.met or not before.met


def _sum(all_of: list[Sums]) -> Sums:
    return Sums(
        sum(one.minutes for one in all_of),
        sum(one.weight for one in all_of),
        sum(one.unweighted for one in all_of),
    )


@given(loaded, st.lists(parts, max_size=8), cycles, days)
def test_subjects_and_what_has_none_add_up_to_all_parts(
    versions: list[Framework],
    some: list[Part],
    cycle: tuple[date | None, date | None],
    today: date,
) -> None:
    """Each part in the cycle is in one sum: its subject's if the framework of its day has it."""
    found = standings(versions, some, today, cycle)
    start, end = cycle
    inside = [
        one
        for one in some
        if one.done_on is None
        or ((start is None or start <= one.done_on) and (end is None or one.done_on < end))
    ]

    def named(one: Part) -> bool:
        asked = None if one.done_on is None else subjects_on(versions, "ADAS", one.done_on)
        return one.subject is not None and folded(one.subject) in {s.key for s in asked or ()}

    for state in ("counted", "waiting"):
        of_state = [one for one in inside if one.state == state]
        with_subject = _sum([Sums().plus(one) for one in of_state if named(one)])
        without = _sum([Sums().plus(one) for one in of_state if not named(one)])
        counted = state == "counted"
        assert with_subject == _sum(
            [one.counted_sums if counted else one.waiting_sums for one in found.subjects]
        )
        assert without == (found.counted_without if counted else found.waiting_without)


@given(loaded, st.lists(parts, max_size=8), cycles, days)
def test_what_is_not_known_never_becomes_met(
    versions: list[Framework],
    some: list[Part],
    cycle: tuple[date | None, date | None],
    today: date,
) -> None:
    """With every minimum taken away, or the cycle, or the framework, nothing is met and nothing is
    short.
    """
    unknown = [
        replace(one, subjects=tuple(replace(s, minimum=None) for s in one.subjects))
        for one in versions
    ]
    for found in (
        standings(unknown, some, today, cycle),
        standings(versions, some, today, (None, cycle[1])),
        standings([], some, today, cycle),
    ):
        assert found.met is None
        assert {one.met for one in found.subjects} <= {None}
        assert {one.short for one in found.subjects} <= {None}


@given(loaded, st.lists(parts, max_size=8), cycles, days)
def test_a_subject_is_met_exactly_when_enough_is_known_to_count(
    versions: list[Framework],
    some: list[Part],
    cycle: tuple[date | None, date | None],
    today: date,
) -> None:
    for one in standings(versions, some, today, cycle).subjects:
        if one.met is not None:
            assert one.asked
            assert one.needed is not None
            assert one.met == (one.counted >= one.needed)
            assert one.short == max(0, one.needed - one.counted)
