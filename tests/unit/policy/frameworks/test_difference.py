"""What differs between two versions of a framework, and of a pack."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given

from bot.policy.frameworks.difference import RuleChange, difference, pack_difference
from bot.policy.frameworks.framework import Framework, Subject
from bot.policy.schemes.pack import Pack, RuleDecision
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.rules import Rule
from tests.unit.policy.frameworks.builders import framework, frameworks, subject

MARCH = date(2027, 3, 1)
JUNE = date(2027, 6, 1)


def kinds(before: list[Subject], after: list[Subject]) -> list[tuple[str, str]]:
    found = difference(framework("1", *before), framework("2", *after))
    return [(one.kind, one.subject) for one in found]


def test_subjects_are_added_and_removed() -> None:
    before, after = [subject("Radar"), subject("Cameras")], [subject("Software"), subject("Radar")]
    assert kinds(before, after) == [("subject_added", "Software"), ("subject_removed", "Cameras")]


def test_the_first_framework_adds_all_its_subjects() -> None:
    [change] = difference(None, framework("1", subject()))
    assert (change.kind, change.before, change.after) == ("subject_added", None, subject())


def test_a_minimum_is_raised_or_lowered_from_one_amount_to_another() -> None:
    [change] = difference(framework("1", subject(minimum=60)), framework("2", subject(minimum=90)))
    assert (change.kind, change.before, change.after) == (
        "minimum_raised",
        subject(minimum=60),
        subject(minimum=90),
    )
    assert kinds([subject(minimum=90)], [subject(minimum=60)]) == [("minimum_lowered", "Radar")]


def test_a_minimum_becomes_known_or_is_no_longer() -> None:
    assert kinds([subject(minimum=None)], [subject()]) == [("minimum_now_known", "Radar")]
    assert kinds([subject()], [subject(minimum=None)]) == [("minimum_no_longer_known", "Radar")]


def test_of_another_unit_no_amount_is_called_more_or_less() -> None:
    assert kinds([subject(minimum=60)], [Subject("Radar", 600, "credits")]) == [
        ("unit_changed", "Radar")
    ]


def test_validity_is_moved_beside_a_minimum_that_is_raised() -> None:
    before, after = [subject(minimum=60, since=MARCH)], [subject(minimum=90, since=JUNE)]
    assert kinds(before, after) == [("minimum_raised", "Radar"), ("validity_moved", "Radar")]


def test_another_spelling_of_capitals_is_no_change() -> None:
    assert kinds([subject("Radar ")], [subject("RADAR")]) == []


def test_of_two_periods_each_is_held_against_its_own() -> None:
    first, second = subject(minimum=60, until=MARCH), subject(minimum=90, since=MARCH)
    raised = replace(second, minimum=120)
    [change] = difference(framework("1", first, second), framework("2", raised, first))
    assert (change.kind, change.before, change.after) == ("minimum_raised", second, raised)


def test_a_period_that_is_divided_adds_the_second_part() -> None:
    whole = subject(minimum=60)
    parts = [subject(minimum=60, until=MARCH), subject(minimum=90, since=MARCH)]
    assert kinds([whole], parts) == [("validity_moved", "Radar"), ("subject_added", "Radar")]


@given(frameworks)
def test_a_framework_does_not_differ_from_itself(one: Framework) -> None:
    assert difference(one, one) == ()


@given(frameworks, frameworks)
def test_what_one_direction_adds_the_other_removes(one: Framework, other: Framework) -> None:
    def count(before: Framework, after: Framework, kind: str) -> int:
        return sum(change.kind == kind for change in difference(before, after))

    added = count(one, other, "subject_added")
    removed = count(one, other, "subject_removed")
    assert (added, removed) == (
        count(other, one, "subject_removed"),
        count(other, one, "subject_added"),
    )
    assert len(other.subjects) - len(one.subjects) == added - removed


REGISTER = load_packs()["imi-register"]


def with_rules(key: str, *rules: Rule) -> Pack:
    return replace(REGISTER, rules={**REGISTER.rules, key: rules})


def test_a_pack_does_not_differ_from_itself() -> None:
    for pack in load_packs().values():
        assert pack_difference(pack, pack) == ()


def test_a_rule_that_changes_is_told_with_all_that_differs() -> None:
    [was] = REGISTER.rules["cycle.minimum"]
    now = replace(was, value=Decimal(100), source="another document", checked_on=JUNE)
    assert pack_difference(REGISTER, with_rules("cycle.minimum", now)) == (
        RuleChange(
            "cycle.minimum", "rule_changed", was, now, fields=("value", "source", "checked_on")
        ),
    )


def test_a_rule_that_begins_on_a_day_leaves_the_one_before_it_with_an_end() -> None:
    [was] = REGISTER.rules["cycle.minimum"]
    until, since = replace(was, valid_to=MARCH), replace(was, value=100, valid_from=MARCH)
    assert pack_difference(REGISTER, with_rules("cycle.minimum", until, since)) == (
        RuleChange("cycle.minimum", "rule_changed", was, until, fields=("valid_to",)),
        RuleChange("cycle.minimum", "rule_added", None, since),
    )


def test_rules_are_added_and_removed_by_their_key() -> None:
    [rule] = REGISTER.rules["audit"]
    without = replace(REGISTER, rules={k: r for k, r in REGISTER.rules.items() if k != "audit"})
    assert pack_difference(REGISTER, without) == (RuleChange("audit", "rule_removed", rule, None),)
    assert pack_difference(without, REGISTER) == (RuleChange("audit", "rule_added", None, rule),)


def test_a_decision_shows_as_the_change_that_it_makes() -> None:
    decided = REGISTER.with_decisions(
        [RuleDecision("imi-register", "credit.base_per_hour", "1.5", JUNE, MARCH)]
    )
    kinds_and_fields = [(one.kind, one.fields) for one in pack_difference(REGISTER, decided)]
    assert kinds_and_fields == [("rule_changed", ("valid_to",)), ("rule_added", ())]
