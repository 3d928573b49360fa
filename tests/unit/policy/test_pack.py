"""Packs: what is shipped, what a wrong file is told, and what an administrator's word changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol

import pytest

from bot.policy.pack import Gap, Pack, RuleDecision, confirmation, gaps, terms
from bot.policy.pack_file import SHIPPED, PackError, load_pack, load_packs
from bot.policy.rules import SHAPES, ValueRefused, as_text, read_value

TODAY = date(2026, 11, 21)

GOOD = """\
name: made-up
title: Made up
body: nobody
version: "1"
rules:
  - key: cycle.minimum
    value: 90
    unit: credits
    force: mandatory
    source: a test
    checked_on: 2026-11-21
    confidence: verified
    valid_from: 2020-01-01
    valid_to: 2023-04-01
  - key: cycle.minimum
    value: 60
    unit: credits
    force: mandatory
    source: a test
    checked_on: 2026-11-21
    confidence: verified
    valid_from: 2023-04-01
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "made-up.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_four_packs_are_shipped() -> None:
    assert set(load_packs()) == {"imi-register", "imi-techsafe", "cmi", "generic-30-90"}


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
            assert all(rule.source and rule.checked_on <= TODAY for rule in rules)


def test_the_rule_of_the_activity_s_date_applies(tmp_path: Path) -> None:
    pack = load_pack(written(tmp_path, GOOD))

    def minimum(day: date) -> object:
        rule = pack.rule("cycle.minimum", day)
        return None if rule is None else rule.value

    assert minimum(date(2019, 12, 31)) is None
    assert minimum(date(2020, 1, 1)) == 90
    assert minimum(date(2023, 3, 31)) == 90
    assert minimum(date(2023, 4, 1)) == 60
    assert minimum(date(2099, 1, 1)) == 60


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("value: 90", "value: ninety", 7, "is a number of credits; 'ninety' is none"),
        ("value: 90", "value: 90.125", 7, "two decimals at most"),
        ("value: 90", "value: -1", 7, "must be above 0"),
        ("value: 90", "value: .inf", 7, "is a number of credits"),
        ("value: 90", "value: [90]", 7, "takes one value, not a list"),
        ("value: 90", "value: null", 7, "no value exactly when confidence is unknown"),
        ("key: cycle.minimum", "key: cycle.minimun", 6, "there is no rule called 'cycle.minimun'"),
        ("unit: credits", "unit: hours", 8, "counted in credits, not 'hours'"),
        ("force: mandatory", "force: strict", 9, "force is one of"),
        ("source: a test", "source: null", 10, "source is a word or a sentence"),
        ("checked_on: 2026-11-21", "checked_on: 31 November", 11, "checked_on is a day like"),
        ("confidence: verified", "confidence: sure", 12, "confidence is one of"),
        ("    valid_to: 2023-04-01", "    valid_to: 2019-04-01", 14, "ends before it begins"),
        (
            "    valid_to: 2023-04-01",
            "    valid_to: 2023-04-02",
            15,
            "two values for the same days",
        ),
        ("    valid_to: 2023-04-01", "    ends: 2023-04-02", 14, "a rule has no 'ends'"),
        ("    source: a test\n", "", 6, "a rule needs source"),
        ("title: Made up", "name: made-up", 2, "name stands twice"),
        ("title: Made up\n", "", 1, "a pack needs title"),
        ("name: made-up", "name: Made up", 1, "name is small letters"),
        ("name: made-up", "name: [made", 2, "is not YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line_and_the_reason(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    path = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(PackError) as refused:
        load_pack(path)
    assert str(refused.value).startswith(f"{path}:{line}: ")
    assert reason in refused.value.reason


@pytest.mark.parametrize("text", ["", "42", "- a\n- b\n", "rules: 3\n", "{[", "\x00"])
def test_a_file_that_is_no_pack_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(PackError):
        load_pack(written(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot be read"):
        load_pack(tmp_path / "none.yaml")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "made-up.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PackError, match="cannot be read"):
        load_pack(path)


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
    assert pack.version == "imi-register@2026.2"
    assert pack.with_decisions([]) is pack
    assert pack.with_decisions([one, two]).version == pack.with_decisions([two, one]).version
    assert pack.with_decisions([one]).version != pack.with_decisions([two]).version
    assert pack.with_decisions([one]).version.startswith("imi-register@2026.2+")


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


@pytest.mark.parametrize(
    "key", [*NUMBERS, *LONG, "entry.tests", "unit", "cycle.start", "year.start"]
)
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


def test_a_rule_that_ends_with_nothing_behind_it_is_missing_from_then_on(tmp_path: Path) -> None:
    ends = date(2027, 6, 1)
    pack = load_packs()["imi-register"]
    [rate] = pack.rules["credit.base_per_hour"]
    rules = {**pack.rules, rate.key: (replace(rate, valid_to=ends),)}
    assert gaps(replace(pack, rules=rules), TODAY) == (Gap(rate.key, ends, stated=False),)


@pytest.mark.parametrize("value", ["[]", "[current, current]", "[current, fun]"])
def test_a_list_of_tests_is_neither_empty_nor_made_up(tmp_path: Path, value: str) -> None:
    text = (SHIPPED / "imi-register.yaml").read_text(encoding="utf-8")
    four = "[current, authentic, relevant, sufficient]"
    with pytest.raises(PackError, match=r"entry\.tests"):
        load_pack(written(tmp_path, text.replace(four, value)))


def test_how_long_a_cycle_of_techsafe_is_nobody_has_published() -> None:
    length = load_packs()["imi-techsafe"].rule("cycle.length", TODAY)
    assert length is not None
    assert (length.value, length.force, length.confidence) == (3, "assumed", "assumed")
    assert "not published" in length.source


def test_every_rule_that_a_pack_may_hold_is_read_somewhere() -> None:
    bot = SHIPPED.parents[1]
    elsewhere = {"rules.py", "admin.py"}  # what a value may look like, and what it is called
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in bot.rglob("*.py")
        if path.name not in elsewhere or path.parent.name == "explaining"
    )
    assert [key for key in SHAPES if f'"{key}"' not in code] == []
