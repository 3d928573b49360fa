"""Packs: what is shipped, and what an administrator's word changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Protocol

import pytest

from bot.policy.schemes.gaps import Gap, gaps
from bot.policy.schemes.pack import Pack, RuleDecision, confirmation
from bot.policy.schemes.pack_file import SHIPPED, load_packs
from bot.policy.schemes.rules import SHAPES, ValueRefused, as_text, read_value
from bot.policy.schemes.terms import terms
from tests.tables import for_each

TODAY = date(2026, 11, 21)
LOOKED_UP = date(2026, 11, 28)
"""The last day on which somebody looked where a shipped rule stands."""


def test_the_packs_are_shipped() -> None:
    assert set(load_packs()) == {
        "imi-register",
        "imi-techsafe",
        "cmi",
        "generic-30-90",
        "dvsa-mot",
        "organisation",
    }


def test_mot_testers_are_asked_for_3_hours_a_year_in_each_group_from_april_on() -> None:
    pack = load_packs()["dvsa-mot"]
    minimum = pack.rule("year.minimum", TODAY)
    assert minimum is not None
    assert (minimum.value, minimum.force, minimum.confidence) == (3, "mandatory", "verified")
    in_force = terms(pack, TODAY)
    assert (in_force.kind, in_force.minimum, in_force.length) == ("hours", 180, 1)
    assert in_force.begins is not None
    assert (in_force.begins.month, in_force.begins.day) == (4, 1)
    assert not in_force.has_cycle
    assert gaps(pack, TODAY) == ()


def test_what_a_short_year_leads_to_is_known_to_exist_and_not_known() -> None:
    failure = load_packs()["dvsa-mot"].rule("failure", TODAY)
    assert failure is not None
    assert (failure.value, failure.confidence) == (None, "unknown")


def of_organisation(key: str, value: str, since: date = TODAY) -> RuleDecision:
    return RuleDecision("organisation", key, value, decided_on=TODAY, valid_from=since)


def test_a_template_is_offered_once_an_administrator_has_named_it() -> None:
    template = load_packs()["organisation"]
    assert not template.offered
    assert [rule.key for rule in template.open_rules(TODAY)] == ["scheme.name"]
    assert terms(template, TODAY).kind is None
    named = template.with_decisions([of_organisation("scheme.name", "Garage CPD")])
    assert named.offered
    assert named.title == "Garage CPD"
    assert "year.minimum" in {rule.key for rule in named.open_rules(TODAY)}
    assert [gap.key for gap in gaps(named, TODAY)] == ["unit"]


def test_a_template_is_filled_in_by_decisions_alone() -> None:
    filled = load_packs()["organisation"].with_decisions(
        [
            of_organisation("scheme.name", "Garage CPD"),
            of_organisation("unit", "hours"),
            of_organisation("year.start", "01-01"),
            of_organisation("year.minimum", "1.5"),
            of_organisation("entry.fields", "date, length"),
        ]
    )
    in_force = terms(filled, TODAY)
    assert (in_force.kind, in_force.minimum, in_force.unknown) == ("hours", 90, ())
    assert gaps(filled, TODAY) == ()


def test_every_other_shipped_scheme_is_offered() -> None:
    assert {name for name, pack in load_packs().items() if not pack.offered} == {"organisation"}


@for_each(
    "text",
    ["02-29", "13-01", "4-1", "04-31", "2026-04-01", "\u0660\u0664-\u0660\u0661", "April", "-", ""],
)
def test_a_year_begins_on_a_day_that_every_year_has(text: str) -> None:
    with pytest.raises(ValueRefused, match="every year has"):
        read_value("year.start", text)


@for_each("text", ["class 4", "class 4 =", "= group B", "class 1 = group A, class 4", ""])
def test_what_else_a_category_is_called_says_what_it_means(text: str) -> None:
    with pytest.raises(ValueRefused, match="says what a word means"):
        read_value("categories.called", text)


def test_a_class_means_the_group_that_the_pack_says() -> None:
    day = date(2026, 11, 20)
    called = load_packs()["dvsa-mot"].called_categories(day)
    assert called["class 1"] == "group A"
    assert {called[f"class {number}"] for number in (3, 4, 5, 7)} == {"group B"}
    assert "class 6" not in called
    assert load_packs()["imi-techsafe"].called_categories(day) == {}


def test_hours_come_to_whole_minutes() -> None:
    assert read_value("year.minimum", "1.25") == Decimal("1.25")
    assert read_value("year.minimum", "0.05") == Decimal("0.05")
    with pytest.raises(ValueRefused, match="whole minutes"):
        read_value("year.minimum", "1.33")


def test_imi_asks_for_90_in_3_years_and_recommends_30_a_year() -> None:
    rules = load_packs()["imi-register"]
    minimum = rules.rule("cycle.minimum", TODAY)
    recommended = rules.rule("year.recommended", TODAY)
    assert minimum is not None
    assert recommended is not None
    assert (minimum.value, minimum.force, minimum.confidence) == (90, "mandatory", "verified")
    assert (recommended.value, recommended.force) == (30, "recommended")
    assert terms(rules, TODAY).length == 3


def test_one_credit_an_hour_is_assumed() -> None:
    rate = load_packs()["imi-register"].rule("credit.base_per_hour", TODAY)
    assert rate is not None
    assert rate.assumed
    assert rate.value == Decimal("1.0")


def test_cmi_has_no_number_anywhere() -> None:
    cmi = load_packs()["cmi"]
    assert not [
        r for rules in cmi.rules.values() for r in rules if isinstance(r.value, int | Decimal)
    ]
    assert terms(cmi, TODAY).minimum is None


def test_rules_whose_value_is_unknown_have_none() -> None:
    for pack in load_packs().values():
        for rules in pack.rules.values():
            for rule in rules:
                assert (rule.value is None) == (rule.confidence == "unknown"), rule.key


def test_every_rule_says_where_it_stands_and_when_it_was_looked_up() -> None:
    for pack in load_packs().values():
        for rules in pack.rules.values():
            assert all(rule.source and rule.checked_on <= LOOKED_UP for rule in rules)


def decision(key: str, value: str, since: date = TODAY, on: date = TODAY) -> RuleDecision:
    return RuleDecision("imi-register", key, value, decided_on=on, valid_from=since)


def test_a_changed_rule_holds_from_its_date_and_the_old_one_before() -> None:
    pack = load_packs()["imi-register"].with_decisions([decision("credit.base_per_hour", "1.5")])
    before = pack.rule("credit.base_per_hour", date(2026, 11, 20))
    after = pack.rule("credit.base_per_hour", TODAY)
    assert before is not None
    assert after is not None
    assert (before.value, before.assumed) == (Decimal("1.0"), True)
    assert (after.value, after.assumed) == (Decimal("1.5"), False)
    assert after.source == "decided by an administrator on 2026-11-21"


def test_confirming_takes_the_mark_of_the_assumption_away_for_all_days() -> None:
    pack = load_packs()["imi-register"]
    rule = pack.rule("credit.base_per_hour", TODAY)
    assert rule is not None
    confirmed = confirmation(pack, rule, TODAY)
    assert confirmed is not None
    assert "credit.base_per_hour" in terms(pack, date(2020, 1, 1)).assumed
    assert (
        "credit.base_per_hour"
        not in terms(pack.with_decisions([confirmed]), date(2020, 1, 1)).assumed
    )


def test_an_offered_default_holds_only_once_it_is_confirmed() -> None:
    pack = load_packs()["imi-register"]
    rule = pack.rule("joiner.pro_rata", TODAY)
    assert rule is not None
    assert (rule.value, rule.offered) == (None, "days left")
    assert not terms(pack, TODAY).pro_rata
    confirmed = confirmation(pack, rule, TODAY)
    assert confirmed is not None
    assert terms(pack.with_decisions([confirmed]), TODAY).pro_rata


def test_the_open_rules_are_the_assumed_and_the_offered_ones() -> None:
    assert {rule.key for rule in load_packs()["imi-register"].open_rules(TODAY)} == {
        "year.start",
        "entry.own_sentence",
        "entry.evidence",
        "credit.base_per_hour",
        "joiner.pro_rata",
        "large_qualification",
        "large_qualification.days",
        "large_qualification.hours",
    }


def test_a_later_decision_replaces_an_earlier_one() -> None:
    pack = load_packs()["imi-register"].with_decisions(
        [
            decision("credit.base_per_hour", "2", on=date(2026, 12, 1)),
            decision("credit.base_per_hour", "1.5", on=date(2026, 11, 21)),
        ]
    )
    assert terms(pack, TODAY).rate == 200


def test_the_version_names_the_decisions_and_not_their_order() -> None:
    pack = load_packs()["imi-register"]
    one = decision("credit.base_per_hour", "1.5")
    two = decision("entry.own_sentence", "3")
    assert pack.version == "imi-register@2026.3"
    assert pack.with_decisions([]) is pack
    assert pack.with_decisions([one, two]).version == pack.with_decisions([two, one]).version
    assert pack.with_decisions([one]).version != pack.with_decisions([two]).version
    assert pack.with_decisions([one]).version.startswith("imi-register@2026.3+")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cycle.minimum", "30"),
        ("no.such.rule", "1"),
        ("limit.reading", "10"),
        ("credit.base_per_hour", "much"),
        ("entry.own_sentence", "2.5"),
        ("joiner.pro_rata", "half"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(key: str, value: str) -> None:
    with pytest.raises(ValueRefused):
        load_packs()["imi-register"].with_decisions([decision(key, value)])


def test_decisions_for_other_packs_are_passed_over() -> None:
    pack = load_packs()["generic-30-90"]
    assert pack.with_decisions([decision("credit.base_per_hour", "1.5")]) is pack


def test_a_value_is_read_back_as_it_was_written() -> None:
    for pack in load_packs().values():
        for rules in pack.rules.values():
            for rule in rules:
                if rule.value is not None and SHAPES[rule.key].allowed:
                    assert read_value(rule.key, as_text(rule.value)) == rule.value


def without(name: str, *keys: str) -> Pack:
    """A shipped pack without some of its rules."""
    pack = load_packs()[name]
    return replace(pack, rules={key: some for key, some in pack.rules.items() if key not in keys})


def unknown(name: str, *keys: str) -> Pack:
    """A shipped pack that says of some of its rules that their value is not known."""
    pack = load_packs()[name]
    rules = dict(pack.rules)
    for key in keys:
        rules[key] = tuple(replace(r, value=None, confidence="unknown") for r in rules[key])
    return replace(pack, rules=rules)


class Missing(Protocol):
    def __call__(self, name: str, *keys: str) -> Pack: ...


NUMBERS = (
    "cycle.length",
    "cycle.minimum",
    "year.recommended",
    "entry.own_sentence",
    "credit.base_per_hour",
)


@pytest.mark.parametrize("missing", [without, unknown])
def test_a_scheme_that_counts_credits_does_so_whatever_is_not_known(missing: Missing) -> None:
    found = terms(missing("imi-register", *NUMBERS, "entry.tests"), TODAY)
    assert (found.kind, found.by_rhythm, found.has_target) == ("credits", False, True)
    assert (found.length, found.minimum, found.recommended, found.rate) == (None,) * 4
    assert (found.tests, found.own_sentence, found.counts) == (None, None, False)
    assert set(found.unknown) == {
        "cycle.length",
        "entry.tests",
        "entry.own_sentence",
        "credit.base_per_hour",
    }


def test_a_scheme_goes_by_rhythm_only_because_its_pack_says_so() -> None:
    assert terms(load_packs()["cmi"], TODAY).by_rhythm
    assert terms(without("cmi", "unit"), TODAY).kind is None
    assert terms(unknown("cmi", "unit"), TODAY).kind is None
    assert not terms(without("cmi", "unit"), TODAY).by_rhythm
    assert terms(load_packs()["imi-techsafe"], TODAY).kind == "framework"


def test_a_scheme_that_does_not_test_for_description_needs_no_sentence() -> None:
    pack = without("generic-30-90", "entry.own_sentence").with_decisions(
        [RuleDecision("generic-30-90", "entry.tests", "current, authentic", TODAY, TODAY)]
    )
    assert terms(pack, TODAY).unknown == ()
    assert gaps(pack, TODAY) == ()


LONG = ("large_qualification.days", "large_qualification.hours")


@for_each("key", [*NUMBERS, *LONG, "entry.tests", "unit", "cycle.start", "year.start"])
def test_what_a_scheme_of_its_kind_needs_is_found_to_be_missing(key: str) -> None:
    assert gaps(load_packs()["imi-register"], TODAY) == ()
    assert gaps(without("imi-register", key), TODAY) == (Gap(key, TODAY, stated=False),)
    assert gaps(unknown("imi-register", key), TODAY) == (Gap(key, TODAY, stated=True),)


def test_what_is_long_needs_a_rule_though_its_value_may_be_open() -> None:
    pack = load_packs()["imi-register"]
    assert pack.rules["large_qualification"][0].value is None
    found = gaps(without("imi-register", "large_qualification", *LONG), TODAY)
    assert [(gap.key, gap.stated) for gap in found] == [
        ("large_qualification", False),
        *((key, False) for key in LONG),
    ]


def test_how_long_a_cycle_of_techsafe_is_nobody_has_published() -> None:
    length = load_packs()["imi-techsafe"].rule("cycle.length", TODAY)
    assert length is not None
    assert (length.value, length.force, length.confidence) == (3, "assumed", "assumed")
    assert "not published" in length.source


def test_every_rule_that_a_pack_may_hold_is_read_somewhere() -> None:
    bot = SHIPPED.parents[1]
    elsewhere = {"rules.py", "lists.py", "administration.py"}  # what a value looks like, its name
    code = "".join(
        path.read_text(encoding="utf-8") for path in bot.rglob("*.py") if path.name not in elsewhere
    )
    assert [key for key in SHAPES if f'"{key}"' not in code] == []


def test_a_rule_that_ends_with_nothing_behind_it_is_missing_from_then_on() -> None:
    ends = date(2027, 6, 1)
    pack = load_packs()["imi-register"]
    [rate] = pack.rules["credit.base_per_hour"]
    rules = {**pack.rules, rate.key: (replace(rate, valid_to=ends),)}
    assert gaps(replace(pack, rules=rules), TODAY) == (Gap(rate.key, ends, stated=False),)
