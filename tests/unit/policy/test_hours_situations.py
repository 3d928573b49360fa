"""Hours in each year: every row of situations.yaml about them, and what holds for all of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.scheme_facts import (
    EnrolmentFacts,
    EntryFacts,
    NamedSubject,
    OtherCategory,
    SubjectTotal,
    Totals,
    WorkplaceSettings,
)
from bot.policy.schemes.assess import assess
from bot.policy.schemes.assessed import Assessment
from bot.policy.schemes.cycles import window
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.standing import HoursStanding, Standing, standing
from bot.policy.schemes.terms import terms
from tests.unit.policy.test_situations import knowing_less, rows

MOT = load_packs()["dvsa-mot"]
LONG_AGO = date(2025, 1, 1)
SETTINGS = WorkplaceSettings()
RULE_BEGAN = date(2023, 4, 1)


def minutes(hours: float) -> int:
    return round(hours * 60)


def enrolment(row: Mapping[str, Any]) -> EnrolmentFacts:
    other = row.get("other_since")
    return EnrolmentFacts(
        "dvsa-mot",
        enrolled_on=row.get("enrolled_on", LONG_AGO),
        category="group A",
        other_categories=() if other is None else (OtherCategory("group B", other),),
    )


def by_group(hours: Mapping[str, float]) -> tuple[SubjectTotal, ...]:
    return tuple(
        SubjectTotal(name, "counted", minutes(amount), minutes(amount) * 60, 1)
        for name, amount in hours.items()
    )


def standing_of(row: Mapping[str, Any]) -> Standing:
    totals = Totals(
        cycle_weight=minutes(row["logged"]) * 60,
        year_weight=minutes(row["logged"]) * 60,
        waiting_weight=minutes(row.get("waiting", 0)) * 60,
        waiting_count=int("waiting" in row),
        ended_weight=minutes(row.get("ended", 0)) * 60,
        subjects=by_group(row.get("for", {})),
        ended_subjects=by_group(row.get("ended_for", {})),
    )
    return standing(totals, enrolment(row), row["today"], knowing_less(MOT, row), SETTINGS)


IN_HOURS = {"done": "minutes", "of": "minimum", "short": "short", "waiting": "waiting_minutes"}


@rows("hours")
def test_a_year_of_hours_is_as_worked_out_by_hand(row: Mapping[str, Any]) -> None:
    found = standing_of(row)
    for name, expected in row["expect"].items():
        if name == "ended":
            ended = found.ended
            told = ended and [ended.last_day, ended.credits, ended.minimum]
            day_and_hours = expected and [expected[0], *map(minutes, expected[1:])]
            assert told == day_and_hours, row["working"]
            assert ended is None or ended.in_hours
        elif name in ("either", "others"):
            assert isinstance(found, HoursStanding)
            assert getattr(found.together, name) == minutes(expected), row["working"]
        elif name in IN_HOURS:
            amount = None if expected is None else minutes(expected)
            assert getattr(found, IN_HOURS[name]) == amount, f"{name}: {row['working']}"
        else:
            assert getattr(found, name) == expected, f"{name}: {row['working']}"


def entry_of(given_: Mapping[str, Any]) -> EntryFacts:
    return EntryFacts(
        status=given_.get("status", "logged"),
        title="Brake test procedures",
        start=given_.get("first", given_["last"]),
        end=given_["last"],
        minutes=minutes(given_.get("hours", 2)) or None,
        type=given_.get("type", "reading"),
        reflect=given_.get("reflect", "The new limits for parking brakes"),
        subjects=tuple(
            NamedSubject(name, None if hours is None else minutes(hours))
            for name, hours in given_.get("for", {}).items()
        ),
    )


def worth(entry: EntryFacts, pack: Pack = MOT, *, both: bool = False) -> Assessment:
    others = (OtherCategory("group B", LONG_AGO),) if both else ()
    enrolled = EnrolmentFacts("dvsa-mot", LONG_AGO, category="group A", other_categories=others)
    return assess(entry, enrolled, pack)


@rows("hours_entries")
def test_what_an_entry_is_worth_in_hours_is_as_worked_out_by_hand(row: Mapping[str, Any]) -> None:
    found = worth(entry_of(row["entry"]), both=row.get("other", False))
    expect = row["expect"]
    assert found.state == expect.get("state", "counted"), row["working"]
    assert found.in_hours
    assert (found.credits, found.rate) == (None, None)
    if "hours" in expect:
        assert found.weight == minutes(expect["hours"]) * 60, row["working"]
    if "year" in expect:
        assert found.cycle == expect["year"].year - 1900, row["working"]
    if "missing" in expect:
        assert list(found.missing_questions) == expect["missing"], row["working"]
    if "for" in expect:
        of_each = {one.subject or "either": one.minutes for one in found.parts}
        assert of_each == {name: minutes(h) for name, h in expect["for"].items()}, row["working"]
    told = {one.rule: one.verdict for one in found.findings}
    if "says" in expect:
        assert told[expect["says"]] == "met"
    if "warns" in expect:
        assert told[expect["warns"]] == "warning"
    if "not_known" in expect:
        assert told[expect["not_known"]] == "not_known"


days = st.dates(RULE_BEGAN, date(2060, 12, 31))
amounts = st.integers(0, 3_000)
groups = st.lists(days, max_size=3).map(
    lambda since: tuple(OtherCategory(f"group {n}", day) for n, day in enumerate(since))
)


@given(days, amounts, amounts, groups)
def test_more_hours_never_make_a_year_worse(
    today: date, done: int, more: int, others: tuple[OtherCategory, ...]
) -> None:
    enrolled = EnrolmentFacts("dvsa-mot", LONG_AGO, other_categories=others)
    less, greater = (
        standing(Totals(amount * 60, amount * 60), enrolled, today, MOT, SETTINGS)
        for amount in (done, done + more)
    )
    assert isinstance(less, HoursStanding)
    assert isinstance(greater, HoursStanding)
    assert greater.minutes == less.minutes + more
    assert (greater.short or 0) <= (less.short or 0)
    assert greater.manager_rank >= less.manager_rank


@given(days, amounts, groups)
def test_a_year_is_met_exactly_when_each_group_has_its_three_hours(
    today: date, done: int, others: tuple[OtherCategory, ...]
) -> None:
    enrolled = EnrolmentFacts("dvsa-mot", LONG_AGO, other_categories=others)
    found = standing(Totals(done * 60, done * 60), enrolled, today, MOT, SETTINGS)
    assert isinstance(found, HoursStanding)
    asked = 3 * (1 + len([one for one in others if one.since <= today]))
    assert (found.short == 0) == (Fraction(done, 60) >= asked)


@given(days, amounts, st.sampled_from(["year.start", "year.minimum", "entry.fields", "unit"]))
def test_what_is_not_known_is_never_met(today: date, done: int, key: str) -> None:
    rule = MOT.rules[key][0]
    unknown = {**MOT.rules, key: (replace(rule, value=None, confidence="unknown"),)}
    without = {name: some for name, some in MOT.rules.items() if name != key}
    for rules in (unknown, without):
        pack = replace(MOT, rules=rules)
        enrolled = EnrolmentFacts("dvsa-mot", LONG_AGO)
        found = standing(Totals(done * 60, done * 60), enrolled, today, pack, SETTINGS)
        assert not isinstance(found, HoursStanding) or found.short is None
        if key != "year.minimum":
            assert worth(entry_of({"last": today}), pack).state == "outside"


@given(days, st.dates(RULE_BEGAN, date(2060, 12, 31)))
def test_a_rule_holds_from_its_day_and_ends_before_its_last(today: date, border: date) -> None:
    [old] = MOT.rules["year.minimum"]
    rules = {
        **MOT.rules,
        "year.minimum": (
            replace(old, valid_to=border + timedelta(days=1)),
            replace(old, value=5, valid_from=border + timedelta(days=1)),
        ),
    }
    pack = replace(MOT, rules=rules)
    assert terms(pack, border).minimum == 180
    assert terms(pack, border + timedelta(days=1)).minimum == 300
    assert terms(pack, today).minimum == (180 if today <= border else 300)


@given(st.dates(date(1901, 1, 1), date(2100, 12, 31)))
def test_each_day_lies_in_the_year_that_began_on_the_last_first_of_april(day: date) -> None:
    in_force = terms(MOT, RULE_BEGAN)
    place = window(in_force.begins, in_force.length, day)
    assert place is not None
    begun = date(day.year if (day.month, day.day) >= (4, 1) else day.year - 1, 4, 1)
    assert (place.year_start, place.year_end) == (begun, date(begun.year + 1, 4, 1))
    assert place.cycle == begun.year - 1900


def test_a_sum_of_weights_is_a_sum_of_minutes() -> None:
    twenty = [worth(entry_of({"last": date(2026, 11, 20), "hours": 1 / 3})) for _ in range(3)]
    total = Totals(sum(one.weight for one in twenty), 0)
    found = standing(total, EnrolmentFacts("dvsa-mot", LONG_AGO), date(2026, 11, 21), MOT, SETTINGS)
    assert isinstance(found, HoursStanding)
    assert found.minutes == 60
