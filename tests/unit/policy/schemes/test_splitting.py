"""An activity over a border, split by day: what holds of the parts of any activity."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.frameworks.framework import Framework, Subject
from bot.policy.scheme_facts import (
    AccountFacts,
    EnrolmentFacts,
    EntryFacts,
    NamedSubject,
    OpeningBalance,
)
from bot.policy.schemes.assess import assess
from bot.policy.schemes.credits import credits_hundredths, weight
from bot.policy.schemes.cycles import window
from bot.policy.schemes.dated_cycles import place_of
from bot.policy.schemes.pack import Pack, RuleDecision
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.splitting import may_split, parts_of, split_by_day, why_whole

IMI = load_packs()["imi-register"]
BORDER = date(2028, 6, 1)
days = st.dates(date(2028, 3, 1), date(2028, 9, 1))
minutes = st.integers(1, 10_000)
borders = st.lists(days, max_size=5)


@given(days, days, minutes, borders)
def test_minutes_are_kept_days_are_in_order_and_no_part_crosses_a_border(
    start: date, end: date, total: int, at: list[date]
) -> None:
    parts = split_by_day(start, end, total, at)
    assert sum(part.minutes for part in parts) == total
    assert all(part.minutes > 0 and part.first_day <= part.last_day for part in parts)
    assert all(a.last_day < b.first_day for a, b in pairwise(parts))
    assert min(start, end) <= parts[0].first_day
    assert parts[-1].last_day <= max(start, end)
    crossed = [b for part in parts for b in at if part.first_day < b <= part.last_day]
    assert crossed == []


@given(days, days, minutes, borders)
def test_a_part_has_its_share_to_less_than_a_minute(
    start: date, end: date, total: int, at: list[date]
) -> None:
    whole = abs((end - start).days) + 1
    for part in split_by_day(start, end, total, at):
        assert abs(part.minutes - Fraction(total * part.days, whole)) < 1


@given(days, days, minutes, borders, st.sampled_from([25, 100, 133]))
def test_splitting_keeps_the_credits_of_the_whole(
    start: date, end: date, total: int, at: list[date], rate: int
) -> None:
    parts = split_by_day(start, end, total, at)
    assert sum(weight(part.minutes, rate) for part in parts) == weight(total, rate)


@given(days, days, st.data(), borders)
def test_a_part_is_as_possible_as_the_whole(
    start: date, end: date, data: st.DataObject, at: list[date]
) -> None:
    most = (abs((end - start).days) + 1) * 24 * 60
    total = data.draw(st.integers(1, most))
    assert all(p.minutes <= p.days * 24 * 60 for p in split_by_day(start, end, total, at))


@given(days, days, minutes)
def test_without_a_border_in_it_there_is_one_part(start: date, end: date, total: int) -> None:
    first, last = min(start, end), max(start, end)
    (part,) = split_by_day(start, end, total, [first, last + timedelta(days=1)])
    assert (part.first_day, part.last_day, part.minutes) == (first, last, total)


@given(st.dates(), st.dates(), st.integers(), st.lists(st.dates(), max_size=4))
def test_every_activity_gets_an_answer(start: date, end: date, total: int, at: list[date]) -> None:
    assert sum(p.minutes for p in split_by_day(start, end, total, at)) == max(0, total)
    entry = EntryFacts("logged", "x", start, end, total)
    assert sum(p.minutes or 0 for p in parts_of(entry, at)) == total
    assert may_split(entry, IMI, at) == (why_whole(entry, IMI, at) is None)


def course(first: date, last: date, hours: int) -> EntryFacts:
    return EntryFacts(
        "logged",
        "Diagnostics course",
        first,
        last,
        hours * 60,
        evaluate="I now isolate the pack before I test it",
        account=AccountFacts("2026.2", "said"),
        roles=("technician",),
    )


def test_the_parts_count_each_in_its_own_cycle_and_add_up_to_the_whole() -> None:
    enrolment = EnrolmentFacts("imi-register", date(2025, 6, 1), date(2025, 6, 1))
    entry = course(date(2028, 5, 30), date(2028, 6, 2), 10)
    parts = [assess(part, enrolment, IMI) for part in parts_of(entry, [BORDER])]
    assert [(one.state, one.cycle, one.minutes) for one in parts] == [
        ("counted", 0, 300),
        ("counted", 1, 300),
    ]
    assert sum(one.weight for one in parts) == assess(entry, enrolment, IMI).weight


def test_each_part_is_worth_what_the_rules_of_its_own_last_day_say() -> None:
    enrolment = EnrolmentFacts("imi-register", date(2025, 6, 1), date(2025, 6, 1))
    half = RuleDecision("imi-register", "credit.base_per_hour", "0.5", date(2028, 1, 1), BORDER)
    pack = IMI.with_decisions([half])
    entry = course(date(2028, 5, 31), date(2028, 6, 1), 8)
    worth = [assess(part, enrolment, pack).credits for part in parts_of(entry, [BORDER])]
    assert worth == [400, 200]


def test_what_is_not_split_is_said_with_its_reason() -> None:
    entry = course(date(2028, 5, 30), date(2028, 6, 2), 10)
    assert may_split(entry, IMI, [BORDER])
    assert why_whole(entry, IMI, [date(2028, 5, 30), date(2028, 6, 3)]) == "within one cycle"
    assert why_whole(replace(entry, start=None, end=None), IMI, [BORDER]) == "no day"
    assert why_whole(replace(entry, minutes=None), IMI, [BORDER]) == "no time"
    assert why_whole(replace(entry, minutes=4 * 24 * 60 + 1), IMI, [BORDER]) == "no time"
    assert why_whole(replace(entry, split_by_day=False), IMI, [BORDER]) == "kept whole"
    assert may_split(replace(entry, kept_whole=True), IMI, [BORDER])
    long = course(date(2028, 4, 2), date(2028, 6, 1), 20)
    assert why_whole(long, IMI, [BORDER]) == "long"
    assert why_whole(replace(long, kept_whole=True), IMI, [BORDER]) == "kept whole"
    silent = replace(IMI, rules={k: v for k, v in IMI.rules.items() if "qualification" not in k})
    assert why_whole(entry, silent, [BORDER]) == "long"


# What `assess` makes of it: entries in any order, over cycles and CPD years

ENROLMENT = EnrolmentFacts(
    "imi-register", date(2025, 6, 1), date(2025, 6, 1), opening_answer="declined"
)
lengths = st.integers(1, 60)
some_days = st.dates(date(2025, 5, 1), date(2031, 8, 1))


@st.composite
def saved(draw: st.DrawFn) -> EntryFacts:
    """A saved activity of 1 to 60 days, which counts; sometimes it stands whole."""
    last, length = draw(some_days), draw(lengths)
    most = min(100 * 60, length * 24 * 60)
    return replace(
        course(last - timedelta(days=length - 1), last, 1),
        minutes=draw(st.integers(1, most)),
        split_by_day=draw(st.booleans()),
    )


Key = tuple[int | None, int | None, str, str]


def totals(entries: Iterable[EntryFacts]) -> dict[Key, tuple[int, int]]:
    """Minutes and weight by cycle, year, state and subject, as SQL adds them up."""
    found: dict[Key, tuple[int, int]] = {}
    for entry in entries:
        for part in assess(entry, ENROLMENT, IMI).parts:
            key = (part.cycle, part.year, part.state, part.subject)
            minutes_so_far, weight_so_far = found.get(key, (0, 0))
            found[key] = (minutes_so_far + part.minutes, weight_so_far + part.weight)
    return found


@given(st.lists(saved(), max_size=6), st.randoms(use_true_random=False))
def test_totals_do_not_depend_on_the_order_of_the_entries(
    entries: list[EntryFacts], chance: Random
) -> None:
    shuffled = [*entries]
    chance.shuffle(shuffled)
    assert totals(shuffled) == totals(entries)


@given(saved())
def test_splitting_keeps_the_minutes_and_the_credits_and_each_part_lies_in_one_year(
    entry: EntryFacts,
) -> None:
    split = assess(replace(entry, split_by_day=True), ENROLMENT, IMI)
    whole = assess(replace(entry, split_by_day=False), ENROLMENT, IMI)
    assert len(whole.parts) == 1
    before = sum(part.minutes for part in split.parts if part.state == "outside")
    if whole.state != "outside":
        assert (split.state, split.minutes) == (whole.state, whole.minutes)
        assert split.weight + before * 100 == whole.weight
    assert split.credits == credits_hundredths(split.weight)
    assert sum(part.minutes for part in split.parts) == split.minutes == entry.minutes
    assert sum(part.weight for part in split.parts) == split.weight
    assert split.findings == whole.findings
    for part in split.parts if len(split.parts) > 1 else ():
        assert part.first_day is not None
        assert part.last_day is not None
        place = None if part.cycle is None else (part.cycle, part.year)
        assert _place(part.first_day) == _place(part.last_day) == place


def _place(day: date) -> tuple[int | None, int] | None:
    place = window(ENROLMENT.cycle_start, 3, day)
    return None if place is None else (place.cycle, place.year)


@given(st.lists(saved(), max_size=6))
def test_sums_by_subject_and_by_year_add_up_to_the_entries(entries: list[EntryFacts]) -> None:
    found = totals(entries)
    assert sum(weight_of for _, weight_of in found.values()) == sum(
        assess(entry, ENROLMENT, IMI).weight for entry in entries
    )
    assert sum(minutes_of for minutes_of, _ in found.values()) == sum(
        entry.minutes or 0 for entry in entries
    )


@given(saved())
def test_what_could_be_split_says_where_whether_it_is_or_not(entry: EntryFacts) -> None:
    split = assess(replace(entry, split_by_day=True), ENROLMENT, IMI)
    whole = assess(replace(entry, split_by_day=False), ENROLMENT, IMI)
    assert split.borders == whole.borders
    assert (len(split.parts) > 1) <= bool(split.borders)


def test_an_activity_over_new_years_day_of_the_cpd_year_is_split_there_too() -> None:
    entry = course(date(2026, 5, 31), date(2026, 6, 1), 3)
    found = assess(entry, ENROLMENT, IMI)
    assert [(one.cycle, one.year, one.minutes) for one in found.parts] == [(0, 1, 90), (0, 2, 90)]
    assert found.borders == (date(2026, 6, 1),)


def test_what_was_done_before_the_first_cycle_that_is_known_is_outside() -> None:
    found = assess(course(date(2025, 5, 30), date(2025, 6, 2), 10), ENROLMENT, IMI)
    assert [(one.state, one.cycle, one.minutes, one.credits) for one in found.parts] == [
        ("outside", None, 300, 0),
        ("counted", 0, 300, 500),
    ]
    assert (found.state, found.credits) == ("counted", 500)
    assert found.borders == (date(2025, 6, 1),)


def test_while_one_part_is_asked_about_all_of_the_entry_waits() -> None:
    brought_in = OpeningBalance(date(2028, 5, 31), 2500, None)
    enrolment = replace(ENROLMENT, opening=brought_in, opening_answer="given")
    entry = course(date(2028, 5, 30), date(2028, 6, 2), 10)
    found = assess(entry, enrolment, IMI)
    assert [(one.cycle, one.state) for one in found.parts] == [(0, "waiting"), (1, "waiting")]
    assert (found.state, found.missing_questions) == ("waiting", ("already_counted",))
    told = assess(replace(entry, in_opening=True), enrolment, IMI)
    assert [(one.weight, one.state) for one in told.parts] == [(0, "counted"), (30_000, "counted")]
    assert (told.state, told.credits) == ("counted", 500)


def test_while_the_start_is_not_known_nothing_is_split() -> None:
    entry = course(date(2027, 12, 31), date(2028, 1, 1), 2)
    found = assess(entry, replace(ENROLMENT, cycle_start=None), IMI)
    assert [(one.year, one.minutes) for one in found.parts] == [(2028, 120)]


def test_what_has_no_day_or_no_time_stays_as_it_is() -> None:
    undated = replace(course(BORDER, BORDER, 1), start=None, end=None)
    timeless = replace(course(date(2028, 5, 30), date(2028, 6, 2), 1), minutes=None)
    assert parts_of(undated, [BORDER]) == (undated,)
    assert parts_of(timeless, [BORDER]) == (timeless,)


# Every scheme that has a cycle or a year

PACKS = load_packs()
ADAS = Framework(
    pack="imi-techsafe",
    category="ADAS",
    version="1",
    source="made up",
    checked_on=date(2025, 6, 1),
    valid_from=None,
    subjects=(Subject("Radar", 60, "hours"), Subject("Cameras", 60, "hours")),
)
SCHEMES = (
    (ENROLMENT, IMI),
    (
        replace(ENROLMENT, pack="imi-techsafe", category="ADAS"),
        replace(PACKS["imi-techsafe"], frameworks=(ADAS,)),
    ),
    (EnrolmentFacts("dvsa-mot", date(2025, 6, 1), category="group A"), PACKS["dvsa-mot"]),
)


@given(saved(), st.sampled_from(SCHEMES))
def test_under_every_scheme_what_is_short_is_split_at_each_border_that_it_lies_over(
    entry: EntryFacts, scheme: tuple[EnrolmentFacts, Pack]
) -> None:
    enrolment, pack = scheme
    found = assess(replace(entry, split_by_day=True), enrolment, pack)
    for part in found.parts if found.state != "outside" else ():
        assert part.first_day is not None
        assert part.last_day is not None
        first, last = (
            place_of(pack, enrolment.cycles, day) for day in (part.first_day, part.last_day)
        )
        assert first == last
        assert (part.cycle, part.year) == (last and last.cycle, last and last.year)
    assert sum(part.minutes for part in found.parts) == entry.minutes


@given(saved(), st.sampled_from(SCHEMES))
def test_under_every_scheme_what_was_saved_before_there_was_a_split_lies_on_its_last_day(
    entry: EntryFacts, scheme: tuple[EnrolmentFacts, Pack]
) -> None:
    found = assess(replace(entry, split_by_day=False), *scheme)
    assert {part.last_day for part in found.parts} == {entry.done_on}


def test_a_year_of_hours_splits_what_lies_over_the_first_of_april() -> None:
    enrolment, pack = SCHEMES[2]
    found = assess(course(date(2027, 3, 30), date(2027, 4, 1), 3), enrolment, pack)
    assert [(one.last_day, one.minutes) for one in found.parts] == [
        (date(2027, 3, 31), 120),
        (date(2027, 4, 1), 60),
    ]
    assert found.borders == (date(2027, 4, 1),)
    assert found.parts[0].cycle != found.parts[1].cycle


def test_a_scheme_of_hours_knows_of_nothing_that_is_long() -> None:
    enrolment, pack = SCHEMES[2]
    found = assess(course(date(2026, 1, 1), date(2027, 6, 30), 546), enrolment, pack)
    assert [one.last_day for one in found.parts] == [
        date(2026, 3, 31),
        date(2027, 3, 31),
        date(2027, 6, 30),
    ]
    assert found.state == "counted"


def test_techsafe_takes_for_long_what_the_register_does_and_says_that_it_is_assumed() -> None:
    enrolment, pack = SCHEMES[1]
    short = assess(course(date(2028, 5, 30), date(2028, 6, 2), 10), enrolment, pack)
    assert (short.state, len(short.parts)) == ("counted", 2)
    long = assess(course(date(2028, 4, 1), date(2028, 6, 2), 10), enrolment, pack)
    assert (long.state, long.parts[0].cycle, len(long.parts)) == ("outside", 1, 1)
    finding = next(one for one in long.findings if one.rule == "large_qualification")
    assert (finding.verdict, finding.assumed) == ("not_known", True)


@given(st.integers(10, 500), st.integers(10, 500))
def test_how_long_each_subject_took_is_said_of_the_whole(radar: int, cameras: int) -> None:
    enrolment, pack = SCHEMES[1]
    named = (NamedSubject("Radar", radar), NamedSubject("Cameras", cameras))
    entry = replace(
        course(date(2028, 5, 31), date(2028, 6, 1), 1), minutes=radar + cameras, subjects=named
    )
    found = assess(entry, enrolment, pack)
    assert len({part.last_day for part in found.parts}) == 2
    said = [one.sentence for one in found.findings if one.rule.startswith("framework.subjects:")]
    assert said == [f"{radar} min of Radar.", f"{cameras} min of Cameras."]


def test_a_framework_that_knows_no_rule_of_what_is_long_has_nothing_that_is() -> None:
    enrolment, pack = SCHEMES[1]
    rules = {key: rule for key, rule in pack.rules.items() if "qualification" not in key}
    entry = course(date(2028, 4, 1), date(2028, 6, 2), 10)
    found = assess(entry, enrolment, replace(pack, rules=rules))
    assert (found.state, [one.cycle for one in found.parts]) == ("counted", [0, 1])
    stated = {**rules, "large_qualification.days": (replace(LONG_DAYS, value=None),)}
    not_known = assess(entry, enrolment, replace(pack, rules=stated))
    assert (not_known.state, not_known.borders) == ("outside", ())


[LONG_DAYS] = IMI.rules["large_qualification.days"]
