"""An entry's minutes by subject, and what a category's standing makes of them."""

from dataclasses import replace
from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.frameworks.framework import Framework, Subject
from bot.policy.frameworks.progress import SubjectStanding
from bot.policy.scheme_facts import (
    EnrolmentFacts,
    EntryFacts,
    NamedSubject,
    SubjectTotal,
    Totals,
    WorkplaceSettings,
)
from bot.policy.schemes.assess import assess
from bot.policy.schemes.assessed import AssessedPart
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.schemes.gaps import gaps
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing import (
    NOT_KNOWN,
    ON_PACE,
    SHORT_AND_NEAR,
    FrameworkStanding,
    NotKnownStanding,
    Standing,
    standing,
)
from bot.policy.schemes.subjects import filling, shares, shares_of_parts, stated_beyond
from tests.unit.policy.frameworks.builders import TECHSAFE, framework, subject

START, DAY = date(2025, 6, 1), date(2026, 11, 20)
TODAY = date(2026, 11, 27)
VERSION = framework("1", subject("Radar", 60), subject("Cameras", 90))
ENROLMENT = EnrolmentFacts("imi-techsafe", START, cycle_start=START, category="ADAS")
ENTRY = EntryFacts(
    status="logged",
    title="Calibrating radar",
    start=DAY,
    end=DAY,
    minutes=90,
    evaluate="I learnt to check the bracket first, which helps on every car.",
)


def pack(*versions: Framework) -> Pack:
    return replace(TECHSAFE, frameworks=versions)


def named(*subjects: tuple[str, int | None]) -> tuple[NamedSubject, ...]:
    return tuple(NamedSubject(*one) for one in subjects)


def parts_of(entry: EntryFacts, *versions: Framework) -> dict[str, int]:
    return {one.subject: one.minutes for one in assess(entry, ENROLMENT, pack(*versions)).parts}


def standing_of(
    entries: list[EntryFacts], *versions: Framework, today: date = TODAY, start: date | None = START
) -> Standing:
    """As the services add it up: parts of entries by subject and state."""
    enrolment = replace(ENROLMENT, cycle_start=start)
    found = [part for entry in entries for part in assess(entry, enrolment, pack(*versions)).parts]
    return standing(
        Totals(subjects=totals(found)), enrolment, today, pack(*versions), WorkplaceSettings()
    )


def totals(parts: list[AssessedPart]) -> tuple[SubjectTotal, ...]:
    keys = sorted({(one.subject, one.state) for one in parts if one.cycle == 0})
    return tuple(
        SubjectTotal(
            name,
            state,
            sum(one.minutes for one in parts if (one.subject, one.state) == (name, state)),
            sum(one.weight for one in parts if (one.subject, one.state) == (name, state)),
            1,
        )
        for name, state in keys
    )


def test_what_is_said_is_its_own_and_the_rest_is_shared_equally() -> None:
    assert shares(named(("Radar", 30), ("Cameras", None), ("Software", None)), 91) == (
        ("Radar", 30),
        ("Cameras", 31),
        ("Software", 30),
    )
    assert shares(named(("Radar", 30)), 90) == (("Radar", 30), ("", 60))
    assert shares((), 90) == (("", 90),)
    assert shares(named(("Radar", None)), 0) == (("", 0),)


def test_more_than_the_whole_took_is_a_problem_and_shared_in_proportion() -> None:
    too_much = named(("Radar", 120), ("Cameras", 60))
    assert stated_beyond(too_much, 90)
    assert not stated_beyond(too_much, 180)
    assert not stated_beyond(too_much, None)
    assert shares(too_much, 90) == (("Radar", 60), ("Cameras", 30))


def test_one_named_twice_is_one_subject() -> None:
    assert shares(named(("Radar", 30), (" RADAR", 15), ("", 5)), 45) == (("Radar", 45),)


def test_parts_are_by_the_subjects_of_the_framework_of_their_day() -> None:
    entry = replace(ENTRY, subjects=named(("radar", None), ("Welding", 30)))
    assert parts_of(entry, VERSION) == {"Radar": 60, "": 30}
    assert parts_of(entry) == {"radar": 60, "Welding": 30}


def test_another_scheme_knows_no_subjects() -> None:
    entry = replace(ENTRY, subjects=named(("Radar", None), ("Cameras", 30)))
    without = {key: some for key, some in TECHSAFE.rules.items() if key != "framework.subjects"}
    found = assess(entry, ENROLMENT, replace(TECHSAFE, rules=without, frameworks=(VERSION,)))
    assert [one.subject for one in found.parts] == [""]


def test_what_waits_names_its_subject_and_what_is_disallowed_does_not() -> None:
    entry = replace(ENTRY, evaluate="", subjects=named(("Radar", None)))
    [part] = assess(entry, ENROLMENT, pack(VERSION)).parts
    assert (part.state, part.subject) == ("waiting", "Radar")
    [part] = assess(replace(entry, status="withdrawn"), ENROLMENT, pack(VERSION)).parts
    assert (part.state, part.subject) == ("outside", "")


def test_details_say_by_which_version_a_subject_counts() -> None:
    version = replace(VERSION, valid_from=date(2026, 1, 1))
    entry = replace(ENTRY, subjects=named(("Radar", 60), ("Welding", 20)))
    found = assess(entry, ENROLMENT, pack(version)).findings
    told = {one.rule: (one.verdict, one.sentence) for one in found if "framework" in one.rule}
    assert told == {
        "framework.subjects:Radar": ("met", "60 min of Radar."),
        "framework.subjects:Welding": (
            "warning",
            "Welding is no subject of ADAS: that counts to none.",
        ),
        "framework.subjects:none": ("warning", "10 min are of no subject, and count to none."),
    }
    [source] = {one.source for one in found if one.rule.startswith("framework")}
    assert source == "a test, version 1, in force from 1 Jan 2026"


def test_a_standing_says_what_each_subject_is_short_of_and_until_when() -> None:
    entry = replace(ENTRY, subjects=named(("Radar", None), ("Cameras", 20)))
    found = standing_of([entry], VERSION)
    assert isinstance(found, FrameworkStanding)
    figures = [(one.subject, one.counted, one.short) for one in found.subjects]
    assert figures == [("Radar", 70, 0), ("Cameras", 20, 70)]
    assert (found.last_day, found.version, found.met) == (date(2028, 5, 31), "1", False)
    assert (found.manager_rank, found.urgency[0]) == (ON_PACE, ON_PACE)


def test_short_within_ninety_days_of_the_end_comes_first() -> None:
    ninety = date(2028, 3, 2)
    for today, rank in ((date(2028, 3, 1), ON_PACE), (ninety, SHORT_AND_NEAR)):
        assert standing_of([], VERSION, today=today).manager_rank == rank
    unknown = framework("1", subject("Radar", None))
    assert standing_of([], unknown, today=ninety).manager_rank == NOT_KNOWN


def test_without_a_framework_or_a_cycle_nothing_is_known() -> None:
    none = standing_of([ENTRY])
    assert isinstance(none, NotKnownStanding)
    assert none.reason == "framework not loaded"
    no_start = standing_of([ENTRY], VERSION, start=None)
    assert isinstance(no_start, NotKnownStanding)
    assert (no_start.reason, no_start.lacks_start) == ("cycle start not known", True)
    assert not none.lacks_start


def test_a_pack_lacks_its_subjects_until_every_category_has_them() -> None:
    other = framework("1", category="electrified vehicles")
    for loaded, lacks in (((), True), ((VERSION,), True), ((VERSION, other), False)):
        found = {one.key for one in gaps(pack(*loaded), TODAY)}
        assert ("framework.subjects" in found) is lacks


def test_credits_without_a_rate_are_never_met() -> None:
    version = framework("1", Subject("Radar", 100, "credits"))
    found = standing_of([replace(ENTRY, subjects=named(("Radar", None)))], version)
    assert isinstance(found, FrameworkStanding)
    assert (found.met, found.short_of, found.manager_rank) == (None, (), NOT_KNOWN)


def test_what_was_done_before_any_framework_leaves_its_subject_not_known() -> None:
    later = replace(VERSION, valid_from=TODAY)
    entry = replace(ENTRY, subjects=named(("Radar", None)))
    found = standing_of([entry], later)
    assert isinstance(found, FrameworkStanding)
    assert [(one.subject, one.met) for one in found.subjects] == [
        ("Radar", None),
        ("Cameras", False),
    ]


NAMES = st.sampled_from(["Radar", "Cameras", " radar", "Welding", "Software", ""])
SUBJECTS = st.lists(
    st.builds(NamedSubject, NAMES, st.none() | st.integers(-5, 300)), max_size=5
).map(tuple)
LENGTHS = st.integers(0, 600)


@given(SUBJECTS, LENGTHS)
def test_shares_add_up(subjects: tuple[NamedSubject, ...], minutes: int) -> None:
    found = shares(subjects, minutes)
    assert sum(share for _, share in found) == minutes
    assert len({name for name, _ in found}) == len(found)
    assert all(share > 0 for _, share in found) or found == (("", 0),)


@given(SUBJECTS, st.lists(LENGTHS, min_size=1, max_size=4))
def test_shares_of_parts_add_up_both_ways(
    subjects: tuple[NamedSubject, ...], parts: list[int]
) -> None:
    found = shares_of_parts(subjects, parts)
    assert [sum(share for _, share in one) for one in found] == parts
    whole = dict(shares(subjects, sum(parts)))
    for name, minutes in whole.items():
        assert sum(dict(one).get(name, 0) for one in found) == minutes


ENTRIES = st.builds(
    lambda subjects, minutes, day, told: replace(
        ENTRY,
        subjects=subjects,
        minutes=minutes,
        start=day,
        end=day,
        evaluate=ENTRY.evaluate if told else "",
    ),
    SUBJECTS,
    LENGTHS,
    st.dates(START, date(2028, 5, 31)),
    st.booleans(),
)
VERSIONS = st.sampled_from(
    [
        (),
        (VERSION,),
        (framework("1", subject("Radar", None), subject("Cameras", 90)),),
        (replace(VERSION, valid_from=DAY),),
        (VERSION, framework("2", subject("Software", 30), since=DAY)),
        (framework("1", Subject("Radar", 100, "credits"), subject("Cameras", 90)),),
    ]
)


@given(ENTRIES, VERSIONS)
def test_parts_add_up_to_the_entry(entry: EntryFacts, versions: tuple[Framework, ...]) -> None:
    found = assess(entry, ENROLMENT, pack(*versions))
    assert sum(one.minutes for one in found.parts) == found.minutes
    assert sum(one.weight for one in found.parts) == found.weight


@given(st.lists(ENTRIES, max_size=3), VERSIONS)
def test_the_order_of_entries_does_not_matter(
    entries: list[EntryFacts], versions: tuple[Framework, ...]
) -> None:
    first, *others = (standing_of([*one], *versions) for one in permutations(entries))
    assert all(one == first for one in others)


@given(st.lists(ENTRIES, max_size=3), ENTRIES, VERSIONS)
def test_one_entry_more_never_lowers_a_total(
    entries: list[EntryFacts], more: EntryFacts, versions: tuple[Framework, ...]
) -> None:
    before, after = standing_of(entries, *versions), standing_of([*entries, more], *versions)
    if not isinstance(before, FrameworkStanding) or not isinstance(after, FrameworkStanding):
        assert before.kind == after.kind
        return
    now = {one.subject: one for one in after.subjects}
    for one in before.subjects:
        assert now[one.subject].counted >= one.counted
        assert now[one.subject].met or not one.met
    assert after.without_minutes >= before.without_minutes


@given(st.lists(ENTRIES, max_size=3), VERSIONS)
def test_what_is_not_known_never_becomes_met(
    entries: list[EntryFacts], versions: tuple[Framework, ...]
) -> None:
    found = standing_of(entries, *versions)
    if not isinstance(found, FrameworkStanding):
        return
    for one in found.asked:
        if one.needed is None:
            assert one.met is None
        if one.met:
            assert one.needed is not None
            assert one.counted >= one.needed
    assert found.met is not True or all(one.met for one in found.asked)


LACKING = st.lists(
    st.builds(
        SubjectStanding,
        subject=st.sampled_from(["Radar", "Cameras", "Software", "Welding"]),
        unit=st.sampled_from(["hours", "credits"]),
        asked=st.sampled_from([True]),
        needed=st.just(1000),
        counted=st.just(0),
        waiting=st.just(0),
        short=st.none() | st.integers(0, 500),
    ),
    max_size=4,
    unique_by=lambda one: one.subject,
)


@given(LACKING, st.integers(1, 2000), st.none() | st.integers(1, 300))
def test_time_goes_first_to_what_lacks_least(
    lacking: list[SubjectStanding], minutes: int, rate: int | None
) -> None:
    """All of it goes somewhere, only to what is short, and one later in turn has some only once all
    before it have enough.
    """
    found = filling(lacking, minutes, rate)
    by_name = {one.subject: one for one in lacking}
    assert all(part > 0 and by_name[name].short for name, part in found)
    assert sum(part for _, part in found) == (minutes if any(one.short for one in lacking) else 0)
    for name, part in found[:-1]:
        one = by_name[name]
        enough = part if one.unit == "hours" else credits_hundredths(part * (rate or 0))
        assert enough >= (one.short or 0)
