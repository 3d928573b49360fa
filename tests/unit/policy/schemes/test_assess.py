"""What one entry is worth, scheme by scheme, on the card before and after saving."""

from dataclasses import replace
from datetime import date
from typing import Literal

import pytest

from bot.policy.frameworks.framework import Framework, Subject
from bot.policy.scheme_facts import AccountFacts, EnrolmentFacts, EntryFacts, OpeningBalance
from bot.policy.schemes.assess import assess, stages_covered
from bot.policy.schemes.assessed import Assessment
from bot.policy.schemes.entry_tests import LARGE, Finding
from bot.policy.schemes.pack import Pack, RuleDecision, confirmation
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.terms import terms
from tests.tables import for_each

IMI = load_packs()["imi-register"]
ENROLMENT = EnrolmentFacts(
    "imi-register", date(2026, 1, 1), date(2025, 6, 1), opening_answer="declined"
)
DRAFT = EntryFacts(
    status="draft",
    title="High voltage isolation course",
    start=date(2026, 11, 20),
    end=date(2026, 11, 20),
    minutes=120,
    type="short course",
    formality="formal",
    provider="Bosch",
    roles=("vehicle technician",),
)
ANSWERED = replace(
    DRAFT, evaluate="proving dead before touching the pack, I do EV battery swaps now"
)
SAVED = replace(ANSWERED, status="logged")

OPENED = replace(
    ENROLMENT, opening=OpeningBalance(date(2026, 11, 20), 2_500, 600), opening_answer="given"
)


def shown(assessment: Assessment) -> dict[str, str]:
    """The four tests as the card shows them."""
    return {
        finding.rule.partition(":")[2]: finding.short
        for finding in assessment.findings
        if finding.rule.startswith("entry.tests:")
    }


def verdict(assessment: Assessment, rule: str) -> str | None:
    return next((f.verdict for f in assessment.findings if f.rule == rule), None)


def test_the_card_before_saving() -> None:
    found = assess(DRAFT, ENROLMENT, IMI)
    assert shown(found) == {
        "current": "✓",
        "authentic": "by saving",
        "relevant": "missing",
        "sufficient": "missing",
    }
    assert (found.state, found.credits, found.rate, found.assumed) == ("waiting", 200, 100, True)
    assert found.missing_questions == ("evaluate", "save")


def test_one_answer_settles_relevant_and_sufficient() -> None:
    found = assess(ANSWERED, ENROLMENT, IMI)
    assert shown(found) == {
        "current": "✓",
        "authentic": "by saving",
        "relevant": "✓",
        "sufficient": "✓",
    }
    assert found.missing_questions == ("save",)


def test_saving_makes_it_count() -> None:
    found = assess(SAVED, ENROLMENT, IMI)
    assert (found.state, found.weight, found.credits) == ("counted", 12_000, 200)
    assert (found.cycle, found.year, found.provisional) == (0, 2, False)
    assert found.missing_questions == ()
    assert found.pack_version == "imi-register@2026.3"


def test_saved_without_an_answer_it_waits_and_keeps_what_it_would_bring() -> None:
    found = assess(replace(DRAFT, status="logged"), ENROLMENT, IMI)
    assert (found.state, found.credits) == ("waiting", 200)
    assert found.missing_questions == ("evaluate",)


@pytest.mark.parametrize("answer", ["👍", "—", "\u200b\u200b", "   ", "…"])
def test_an_answer_without_a_word_is_none(answer: str) -> None:
    assert shown(assess(replace(DRAFT, evaluate=answer), ENROLMENT, IMI))["relevant"] == "missing"


def test_a_short_answer_is_relevant_and_not_yet_sufficient() -> None:
    found = assess(replace(DRAFT, evaluate="proving it dead"), ENROLMENT, IMI)
    assert shown(found)["relevant"] == "✓"
    assert shown(found)["sufficient"] == "missing"
    assert found.missing_questions == ("evaluate", "save")


READ = replace(SAVED, account=AccountFacts("2026.1", helps="asked"))


@pytest.mark.parametrize(
    ("helps", "short", "state"),
    [("said", "✓", "counted"), ("asked", "✓", "counted"), (None, "missing", "waiting")],
)
def test_relevance_goes_by_what_was_found_in_the_account(
    helps: Literal["said", "asked"] | None, short: str, state: str
) -> None:
    found = assess(replace(READ, account=AccountFacts("2026.1", helps)), ENROLMENT, IMI)
    assert (shown(found)["relevant"], found.state) == (short, state)


def test_five_different_words_of_one_s_own_may_stand_in_both_stages() -> None:
    account = replace(READ, title="Isolation course", evaluate="proving it dead", reflect="a gap")
    assert shown(assess(account, ENROLMENT, IMI))["sufficient"] == "missing"
    more = replace(account, reflect="I had gaps there")
    assert shown(assess(more, ENROLMENT, IMI))["sufficient"] == "✓"


@pytest.mark.parametrize(
    "evaluate",
    [
        "dead dead dead dead dead dead",
        "isolation course isolation course isolation",
        "a b c d e f g h",
    ],
)
def test_words_said_again_those_of_the_title_and_letters_are_no_account(evaluate: str) -> None:
    account = replace(READ, title="Isolation course", evaluate=evaluate, reflect="")
    assert shown(assess(account, ENROLMENT, IMI))["sufficient"] == "missing"


def test_five_words_are_the_pack_s_assumption_and_can_be_changed() -> None:
    decided = RuleDecision(
        "imi-register", "entry.own_sentence", "3", date(2026, 11, 1), date(2026, 11, 1)
    )
    short = replace(DRAFT, reflect="proving it dead")
    assert shown(assess(short, ENROLMENT, IMI.with_decisions([decided])))["sufficient"] == "✓"


def test_what_was_planned_or_done_shows_no_relevance() -> None:
    line = "I will go there and listen to all of it"
    found = assess(replace(DRAFT, plan=line, act=line), ENROLMENT, IMI)
    assert shown(found)["relevant"] == "missing"


@pytest.mark.parametrize("minutes", [None, 0, -30, 30 * 60, 10**12])
def test_a_duration_that_is_missing_or_cannot_be_is_asked_for(minutes: int | None) -> None:
    found = assess(replace(SAVED, minutes=minutes), ENROLMENT, IMI)
    assert (found.state, found.weight) == ("waiting", 0)
    assert found.missing_questions == ("minutes",)


def test_a_degree_over_three_years_can_have_3600_hours() -> None:
    degree = replace(SAVED, start=date(2025, 6, 2), end=date(2028, 5, 30), minutes=3600 * 60)
    assert assess(degree, ENROLMENT, IMI).credits == 360_000


def test_an_activity_before_the_cycle_is_outside() -> None:
    old = replace(SAVED, start=date(2025, 5, 31), end=date(2025, 5, 31))
    found = assess(old, ENROLMENT, IMI)
    assert (found.state, found.weight, found.cycle) == ("outside", 0, None)
    assert shown(found)["current"] == "in no cycle I know"
    assert found.missing_questions == ()


def test_an_activity_from_an_earlier_known_cycle_counts_for_that_one() -> None:
    enrolled = replace(ENROLMENT, cycle_start=date(2022, 6, 1))
    old = replace(SAVED, start=date(2025, 5, 31), end=date(2025, 5, 31))
    found = assess(old, enrolled, IMI)
    assert (found.state, found.cycle, found.year) == ("counted", 0, 3)


def test_the_day_of_completion_decides_the_cycle() -> None:
    across = replace(SAVED, start=date(2025, 5, 20), end=date(2025, 6, 3))
    found = assess(across, ENROLMENT, IMI)
    assert (found.state, found.cycle, found.year) == ("counted", 0, 1)
    assert verdict(found, "large_qualification") is None


COURSE = replace(SAVED, account=AccountFacts("2026.2", "said"), evidence=1)
QUALIFICATION = replace(COURSE, start=date(2022, 9, 1), end=date(2025, 6, 15), minutes=3600 * 60)


def test_a_long_qualification_that_began_before_the_cycle_brings_nothing_known() -> None:
    found = assess(QUALIFICATION, ENROLMENT, IMI)
    assert (found.state, found.weight, found.credits) == ("outside", 0, None)
    assert verdict(found, "entry.tests:current") == "not_known"
    assert not found.ready_for_audit


def test_it_waits_while_the_opening_balance_may_hold_it_and_never_brings_more() -> None:
    opened = replace(OPENED, opening=OpeningBalance(date(2025, 7, 1), 2_500, 600))
    asked = assess(QUALIFICATION, opened, IMI)
    assert (asked.state, asked.weight) == ("waiting", 0)
    assert "already_counted" in asked.missing_questions
    inside = assess(replace(QUALIFICATION, in_opening=True), opened, IMI)
    assert (inside.state, inside.credits) == ("counted", 0)
    apart = assess(replace(QUALIFICATION, in_opening=False), opened, IMI)
    assert (apart.state, apart.weight) == ("outside", 0)


def test_without_thresholds_nothing_that_began_before_the_cycle_is_known_to_be_short() -> None:
    rules = {
        key: found for key, found in IMI.rules.items() if not key.startswith("large_qualification.")
    }
    across = replace(COURSE, start=date(2025, 5, 20), end=date(2025, 6, 3))
    found = assess(across, ENROLMENT, replace(IMI, rules=rules))
    assert (found.state, found.credits) == ("outside", None)


def test_without_the_rule_nothing_of_what_is_long_is_counted() -> None:
    rules = {key: found for key, found in IMI.rules.items() if not key.startswith(LARGE)}
    found = assess(QUALIFICATION, ENROLMENT, replace(IMI, rules=rules))
    assert (found.state, found.weight, found.credits) == ("outside", 0, None)
    assert verdict(found, LARGE) == "not_known"


def test_one_that_is_to_end_in_a_later_cycle_brings_nothing_yet() -> None:
    ahead = replace(QUALIFICATION, start=date(2026, 9, 1), end=date(2028, 7, 1), future=True)
    found = assess(replace(ahead, status="planned"), ENROLMENT, IMI)
    assert (found.state, found.weight) == ("outside", 0)
    assert found.findings[0].sentence.startswith("It lies ahead")


def test_what_is_long_is_assumed_until_somebody_has_decided_it() -> None:
    def large(pack: Pack) -> Finding:
        return next(f for f in assess(QUALIFICATION, ENROLMENT, pack).findings if f.rule == LARGE)

    assert large(IMI).assumed
    decisions = [
        RuleDecision("imi-register", f"{LARGE}.{unit}", "60", date(2026, 11, 1), date(2020, 1, 1))
        for unit in ("days", "hours")
    ]
    decided = large(IMI.with_decisions(decisions))
    assert not decided.assumed
    assert "decided by an administrator on 2026-11-01" in decided.source
    longer = replace(decisions[0], value="1000"), replace(decisions[1], value="1000")
    across = replace(COURSE, start=date(2025, 3, 1), end=date(2025, 6, 3), minutes=200 * 60)
    assert assess(across, ENROLMENT, IMI).state == "outside"
    # 3 of 95 days lie in the cycle: 379 of 12,000 minutes.
    assert assess(across, ENROLMENT, IMI.with_decisions(longer)).credits == 632


def test_with_an_unknown_start_it_counts_provisionally_in_its_calendar_year() -> None:
    found = assess(SAVED, replace(ENROLMENT, cycle_start=None), IMI)
    assert (found.state, found.cycle, found.year, found.provisional) == (
        "counted",
        None,
        2026,
        True,
    )
    assert verdict(found, "entry.tests:current") == "not_known"


def test_something_that_lies_ahead_cannot_count_yet() -> None:
    found = assess(replace(SAVED, future=True), ENROLMENT, IMI)
    assert found.state == "waiting"
    assert found.missing_questions == ("date",)


def test_a_planned_activity_waits_to_be_done_and_saved() -> None:
    planned = replace(DRAFT, status="planned", future=True)
    assert assess(planned, ENROLMENT, IMI).missing_questions == ("evaluate", "save")
    assert not stages_covered(planned)["act"]


def test_a_withdrawn_entry_counts_for_nothing() -> None:
    found = assess(replace(SAVED, status="withdrawn"), ENROLMENT, IMI)
    assert (found.state, found.weight) == ("outside", 0)


def test_an_entry_up_to_the_opening_balance_s_day_asks_whether_it_is_in_it() -> None:
    found = assess(SAVED, OPENED, IMI)
    assert (found.state, found.missing_questions) == ("waiting", ("already_counted",))
    assert [f.sentence for f in found.findings if f.rule == "opening"] == [
        "Already in those 25 you brought in?"
    ]


def test_an_entry_that_is_not_in_the_opening_balance_counts() -> None:
    assert assess(replace(SAVED, in_opening=False), OPENED, IMI).state == "counted"


def test_an_entry_that_is_in_the_opening_balance_adds_nothing() -> None:
    found = assess(replace(SAVED, in_opening=True), OPENED, IMI)
    assert (found.state, found.weight, found.credits) == ("counted", 0, 0)


def test_an_entry_after_the_opening_balance_is_not_asked_about() -> None:
    after = replace(SAVED, start=date(2026, 11, 21), end=date(2026, 11, 21))
    assert assess(after, OPENED, IMI).state == "counted"


def test_an_opening_balance_of_another_cycle_is_not_asked_about() -> None:
    enrolled = replace(OPENED, cycle_start=date(2022, 6, 1))
    old = replace(SAVED, start=date(2025, 5, 1), end=date(2025, 5, 1))
    assert assess(old, enrolled, IMI).state == "counted"


def test_remarks_never_stop_an_entry_from_counting() -> None:
    found = assess(replace(SAVED, roles=(), type="reading"), ENROLMENT, IMI)
    assert found.state == "counted"
    assert verdict(found, "entry.tests:relevant") == "warning"
    assert verdict(found, "entry.evidence") == "warning"
    assert verdict(found, "limit.reading") == "not_known"


def test_the_rate_of_the_entry_s_own_date_is_used() -> None:
    decided = RuleDecision(
        "imi-register", "credit.base_per_hour", "2", date(2026, 11, 1), date(2026, 11, 20)
    )
    pack = IMI.with_decisions([decided])
    earlier = replace(SAVED, start=date(2026, 11, 19), end=date(2026, 11, 19))
    assert (assess(SAVED, ENROLMENT, pack).credits, assess(SAVED, ENROLMENT, pack).assumed) == (
        400,
        False,
    )
    assert (assess(earlier, ENROLMENT, pack).credits, assess(earlier, ENROLMENT, pack).assumed) == (
        200,
        True,
    )


def test_cmi_keeps_an_entry_without_minutes_and_without_credits() -> None:
    enrolled = EnrolmentFacts("cmi", date(2026, 1, 1))
    found = assess(replace(DRAFT, status="logged", minutes=None), enrolled, load_packs()["cmi"])
    assert (found.state, found.credits, found.rate, found.weight) == ("counted", None, None, 0)
    assert found.missing_questions == ()
    assert verdict(found, "stages:act") == "met"
    assert verdict(found, "stages:evaluate") == "warning"
    assert not [f for f in found.findings if "credit" in f.sentence or "hour" in f.sentence]


def test_techsafe_answers_framework_not_loaded_and_needs_the_register() -> None:
    pack, enrolled = load_packs()["imi-techsafe"], replace(ENROLMENT, pack="imi-techsafe")
    found = assess(SAVED, enrolled, pack)
    assert (found.state, found.weight, found.credits) == ("outside", 0, None)
    assert [(f.verdict, f.short) for f in found.findings] == [
        ("not_known", "framework not loaded"),
        ("missing", "missing"),
    ]
    both = replace(enrolled, also_enrolled_in=frozenset({"imi-register"}))
    assert verdict(assess(SAVED, both, pack), "requires") == "met"


def test_the_same_entry_is_assessed_under_each_scheme_by_itself() -> None:
    found = {name: assess(SAVED, ENROLMENT, pack).credits for name, pack in load_packs().items()}
    assert found == {
        "imi-register": 200,
        "generic-30-90": 200,
        "cmi": None,
        "imi-techsafe": None,
        "dvsa-mot": None,
        "organisation": None,
    }


def test_every_finding_of_a_rule_names_its_source() -> None:
    for pack in load_packs().values():
        for entry in (DRAFT, SAVED):
            assert all(f.source for f in assess(entry, OPENED, pack).findings)


def test_stages_in_the_card_s_order() -> None:
    assert stages_covered(ANSWERED) == {
        "reflect": False,
        "plan": False,
        "act": True,
        "evaluate": True,
    }


def knowing_less(*keys: str, null: bool = False) -> Pack:
    """The IMI register without some of its rules, or with some that have no value."""
    rules = dict(IMI.rules)
    for key in keys:
        some = rules.pop(key)
        if null:
            rules[key] = tuple(replace(r, value=None, confidence="unknown") for r in some)
    return replace(IMI, rules=rules)


@pytest.mark.parametrize("null", [False, True])
@pytest.mark.parametrize(
    "key", ["credit.base_per_hour", "entry.tests", "entry.own_sentence", "cycle.length"]
)
def test_an_entry_whose_worth_rests_on_what_is_not_known_is_in_no_total(
    key: str, null: bool
) -> None:
    found = assess(SAVED, ENROLMENT, knowing_less(key, null=null))
    assert (found.state, found.weight, found.credits, found.rate) == ("outside", 0, None, None)
    assert verdict(found, key) == "not_known"
    assert found.findings[0].rule == key
    assert found.missing_questions == ()


def test_ok_is_not_sufficient_where_nobody_knows_how_much_is() -> None:
    pack = knowing_less("entry.own_sentence")
    short = assess(replace(SAVED, evaluate="OK"), ENROLMENT, pack)
    assert shown(short)["sufficient"] == "not known"
    assert shown(assess(SAVED, ENROLMENT, pack))["sufficient"] == "not known"
    assert shown(assess(replace(SAVED, evaluate=""), ENROLMENT, pack))["sufficient"] == "missing"


def test_a_pack_that_does_not_say_what_it_counts_says_nothing_of_an_entry() -> None:
    found = assess(SAVED, ENROLMENT, knowing_less("unit"))
    assert (found.state, found.weight, found.credits) == ("outside", 0, None)
    assert [(f.rule, f.verdict) for f in found.findings] == [("unit", "not_known")]


def test_a_number_that_no_entry_rests_on_may_be_missing() -> None:
    found = assess(SAVED, ENROLMENT, knowing_less("cycle.minimum", "year.recommended"))
    assert (found.state, found.credits) == ("counted", 200)


def decided(key: str, value: str) -> Pack:
    return IMI.with_decisions(
        [RuleDecision("imi-register", key, value, date(2026, 11, 1), date(2026, 1, 1))]
    )


def evidence(entry: EntryFacts, pack: Pack) -> str | None:
    found = assess(entry, ENROLMENT, pack).findings
    return next((f.sentence for f in found if f.rule == "entry.evidence"), None)


def test_confirmed_evidence_is_asked_for_and_no_longer_a_tip() -> None:
    assert evidence(SAVED, IMI) == "A certificate, a photo or a link would help if you are audited."
    assert evidence(SAVED, decided("entry.evidence", "1")) == (
        "Asked for: 1 piece of evidence, such as a certificate, a photo or a link; none is there."
    )
    assert evidence(replace(SAVED, evidence=1), decided("entry.evidence", "1")) is None


def test_as_much_evidence_is_asked_for_as_was_decided() -> None:
    one, two = replace(SAVED, evidence=1), replace(SAVED, evidence=2)
    pack = decided("entry.evidence", "2")
    assert evidence(one, pack) == (
        "Asked for: 2 pieces of evidence, such as a certificate, a photo or a link; 1 is there."
    )
    assert evidence(two, pack) is None
    assert assess(one, ENROLMENT, pack).state == "counted"


@for_each("name", sorted(load_packs()))
def test_confirming_a_rule_changes_what_is_said(name: str) -> None:
    """Of "categories" it is the answer to a question that changes: `services/test_explaining`."""
    today = date(2026, 11, 21)
    pack = replace(load_packs()[name], frameworks=(_of_no_category(name),))
    long = replace(SAVED, start=date(2024, 9, 1), end=date(2026, 11, 21), minutes=60 * 900)
    for rule in pack.open_rules(today):
        confirmed = confirmation(pack, rule, today)
        if confirmed is None or rule.key == "categories":
            continue
        after = pack.with_decisions([confirmed])
        assert (terms(after, today), findings(after, long)) != (
            terms(pack, today),
            findings(pack, long),
        ), rule.key


def _of_no_category(name: str) -> Framework:
    """One in force, since without any nothing is said of an entry under a scheme of subjects."""
    subject = Subject("Radar", 60, "hours")
    return Framework(name, "", "1", "made up", date(2026, 11, 1), None, (subject,))


def findings(pack: Pack, *others: EntryFacts) -> list[tuple[Finding, ...]]:
    return [assess(entry, ENROLMENT, pack).findings for entry in (SAVED, DRAFT, *others)]


def test_a_type_that_a_scheme_does_not_have_is_remarked_on() -> None:
    [types] = IMI.rules["activity.types"]
    fewer = {**IMI.rules, "activity.types": (replace(types, value=("reading", "other")),)}
    found = assess(SAVED, ENROLMENT, replace(IMI, rules=fewer))
    assert (verdict(found, "activity.types"), found.state) == ("warning", "counted")
    assert verdict(assess(SAVED, ENROLMENT, IMI), "activity.types") is None


def test_what_assessment_adds_is_not_published() -> None:
    found = assess(replace(SAVED, type="national qualification"), ENROLMENT, IMI)
    assert verdict(found, "credit.assessed_factor") == "not_known"
    assert found.credits == 200


def test_that_a_member_logs_it_is_of_the_rule_on_who_may() -> None:
    [authentic] = [
        f for f in assess(SAVED, ENROLMENT, IMI).findings if f.rule == "entry.tests:authentic"
    ]
    assert authentic.source == "IMI CPD Policy, Compliance Policy c ii (authentic)"


def test_another_scheme_is_named_as_people_know_it() -> None:
    pack, enrolled = load_packs()["imi-techsafe"], replace(ENROLMENT, pack="imi-techsafe")
    sentences = [f.sentence for f in assess(SAVED, enrolled, pack).findings]
    assert "IMI TechSafe also needs IMI register, which you have not told me of." in sentences
