"""One member's audit: each step in its states, who may take it, and what bad input meets."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest

from bot.policy.audits import appeals, handing_in, review
from bot.policy.audits.refusals import StepRefused
from bot.policy.audits.selection import (
    ALLOWED,
    WHOLE_RECORD,
    Finding,
    Parties,
    Selection,
    may_audit,
)
from bot.policy.audits.settings import RoundSettings, snapshots_until
from bot.policy.audits.vocabulary import (
    SELECTION_STATES,
    AppealOutcome,
    AuditTest,
    SelectionState,
    SelectionStepKind,
)
from tests.unit.policy.audits.walking import (
    AT,
    AUDITOR,
    FOUR,
    LEAD,
    MANAGER,
    MEMBER,
    NOW,
    OTHER,
    PARTIES,
    SETTINGS,
    TODAY,
    WITNESS,
    decided,
    digest,
    entry_not_met,
    in_review,
    selected,
    submitted,
    told,
)

LATER = TODAY + timedelta(days=29)
FOREVER = RoundSettings(submit_days=None, answer_days=None, appeal_days=None)
MET = Finding(11, "current", "met", AUDITOR)
NOT_MET = Finding(12, "relevant", "not_met", AUDITOR, "not_in_job")


def refused(step: Callable[[], object]) -> str:
    with pytest.raises(StepRefused) as found:
        step()
    return found.value.reason


def questioned(settings: RoundSettings = SETTINGS) -> Selection:
    return review.ask(in_review(), (11, "relevant"), AUDITOR, NOW, settings)


def appealed() -> Selection:
    return appeals.appeal(decided(), {12, WHOLE_RECORD}, MEMBER, NOW)


def named() -> Selection:
    return appeals.name_appeal_auditor(appealed(), OTHER, LEAD, AT)


def upheld() -> Selection:
    outcomes: dict[int, AppealOutcome] = {12: "upheld", WHOLE_RECORD: "refused"}
    return appeals.decide_appeal(named(), outcomes, OTHER, NOW, reasoned=True)


BY_STATE: dict[SelectionState, Callable[[], Selection]] = {
    "drawn": selected,
    "told": told,
    "submitted": lambda: handing_in.assign(submitted(), AUDITOR, LEAD, AT),
    "in_review": entry_not_met,
    "questions": questioned,
    "decided": decided,
    "appealed": named,
    "appeal_decided": upheld,
    "not_submitted": lambda: handing_in.nothing_submitted(told(), AT, LATER),
    "left": lambda: handing_in.leave(in_review(), "left_workspace", AT),
    "erased": lambda: handing_in.erase(decided(), AT),
}
STEPS: dict[SelectionStepKind, Callable[[Selection], object]] = {
    "told": lambda one: handing_in.tell(one, AT, TODAY, SETTINGS),
    "not_submitted": lambda one: handing_in.nothing_submitted(one, AT, LATER),
    "reopened": lambda one: handing_in.reopen(one, None, LEAD, AT),
    "auditor_assigned": lambda one: handing_in.assign(one, OTHER, OTHER, AT),
    "review_begun": lambda one: review.begin_review(one, AUDITOR, AT),
    "found": lambda one: review.find(one, MET, AT, reasoned=False),
    "asked": lambda one: review.ask(one, (11, "current"), AUDITOR, NOW, SETTINGS),
    "answered": lambda one: review.answer(one, 1, MEMBER, AT),
    "went_on": lambda one: review.go_on(one, AUDITOR, AT, LATER),
    "seconded": lambda one: review.second(replace(one, auditors=one.auditors | {OTHER}), OTHER, AT),
    "decided": lambda one: review.decide(one, "met", AUDITOR, NOW, SETTINGS),
    "late_appeal_allowed": lambda one: appeals.allow_late_appeal(one, None, LEAD, AT),
    "appeal_auditor_named": lambda one: appeals.name_appeal_auditor(one, WITNESS, LEAD, AT),
    "appeal_decided": lambda one: appeals.decide_appeal(
        one, {12: "refused", WHOLE_RECORD: "refused"}, OTHER, NOW, reasoned=True
    ),
    "left": lambda one: handing_in.leave(one, "left_scheme", AT),
    "erased": lambda one: handing_in.erase(one, AT),
}


@pytest.mark.parametrize("state", SELECTION_STATES)
@pytest.mark.parametrize("kind", STEPS)
def test_no_step_is_taken_out_of_its_states(kind: SelectionStepKind, state: SelectionState) -> None:
    selection = BY_STATE[state]()
    assert selection.state == state
    if state in ALLOWED[kind]:
        found = STEPS[kind](selection)
        assert isinstance(found, Selection)
        assert found.log[-1].kind == kind
        assert found.log[:-1] == selection.log
    else:
        assert refused(lambda: STEPS[kind](selection)) == "wrong_state"


@pytest.mark.parametrize("state", SELECTION_STATES)
@pytest.mark.parametrize("kind", [one for one in STEPS if one != "erased"])
def test_nothing_but_erasing_is_done_once_the_round_is_over(
    kind: SelectionStepKind, state: SelectionState
) -> None:
    over = replace(BY_STATE[state](), parties=replace(PARTIES, open=False))
    assert refused(lambda: STEPS[kind](over)) == "wrong_state"
    if state != "erased":
        assert handing_in.erase(over, AT).state == "erased"


def test_every_step_has_its_states() -> None:
    assert set(ALLOWED) == set(get_args(SelectionStepKind))


@pytest.mark.parametrize("state", [one for one in SELECTION_STATES if one != "told"])
def test_who_hands_in_twice_or_out_of_time_is_told_which(state: SelectionState) -> None:
    selection = BY_STATE[state]()
    reason = {"drawn": "wrong_state", "not_submitted": "too_late"}.get(state, "already_submitted")
    again = digest("another snapshot")
    assert refused(lambda: handing_in.submit(selection, again, [1], MEMBER, AT)) == reason


def test_only_the_member_hands_in_answers_and_appeals() -> None:
    snapshot = digest("snapshot")
    for somebody in (LEAD, AUDITOR, MANAGER):
        steps: list[Callable[[int], object]] = [
            lambda by: handing_in.submit(told(), snapshot, [1], by, AT),
            lambda by: review.answer(questioned(), 1, by, AT),
            lambda by: appeals.appeal(decided(), {12}, by, NOW),
        ]
        for step in steps:
            with pytest.raises(StepRefused, match="not_the_member"):
                step(somebody)


def test_a_day_is_over_on_the_day_after_it() -> None:
    last = told().submit_until
    assert last == TODAY + timedelta(days=28)
    assert last is not None
    assert refused(lambda: handing_in.nothing_submitted(told(), AT, last)) == "not_over_yet"
    late = handing_in.nothing_submitted(told(), AT, last + timedelta(days=1))
    assert late.state == "not_submitted"


def test_where_no_day_is_set_nothing_is_late() -> None:
    chosen = selected()
    never = handing_in.tell(chosen, AT, TODAY, FOREVER)
    assert never.submit_until is None
    assert refused(lambda: handing_in.nothing_submitted(never, AT, date.max)) == "not_over_yet"
    assert review.go_on(questioned(FOREVER), AUDITOR, AT, TODAY).state == "in_review"


def test_somebody_who_has_not_handed_in_can_be_given_another_day() -> None:
    missed = handing_in.nothing_submitted(told(), AT, LATER)
    again = handing_in.reopen(missed, LATER + timedelta(days=7), LEAD, AT)
    assert handing_in.submit(again, digest("s"), [11], MEMBER, AT).state == "submitted"


@pytest.mark.parametrize(
    ("somebody", "reason"), [(MEMBER, "own_record"), (MANAGER, "own_report"), (OTHER, None)]
)
def test_nobody_audits_themselves_or_their_report(somebody: int, reason: str | None) -> None:
    assert may_audit(submitted(), somebody) == reason
    if reason is None:
        assigned = handing_in.assign(submitted(), somebody, somebody, AT)
        assert somebody in assigned.auditors
    else:
        assert refused(lambda: handing_in.assign(submitted(), somebody, LEAD, AT)) == reason
        named_ = appealed()
        assert refused(lambda: appeals.name_appeal_auditor(named_, somebody, LEAD, AT)) == reason


def test_an_auditor_who_became_their_manager_does_nothing_more() -> None:
    now = replace(in_review(), parties=replace(PARTIES, managers=frozenset({AUDITOR})))
    assert refused(lambda: review.find(now, MET, AT, reasoned=False)) == "own_report"
    assert refused(lambda: review.decide(now, "met", AUDITOR, NOW, SETTINGS)) == "own_report"
    then = replace(named(), parties=replace(PARTIES, managers=frozenset({OTHER})))
    outcomes: dict[int, AppealOutcome] = {12: "refused", WHOLE_RECORD: "refused"}
    assert (
        refused(lambda: appeals.decide_appeal(then, outcomes, OTHER, NOW, reasoned=True))
        == "own_report"
    )


@pytest.mark.parametrize(
    ("parties", "reason"),
    [
        (Parties(MEMBER, MEMBER), "own_record"),
        (Parties(MEMBER, LEAD, frozenset({LEAD})), "own_report"),
    ],
)
def test_a_lead_does_not_run_their_own_audit_or_their_report_s(
    parties: Parties, reason: str
) -> None:
    lead = parties.lead
    own = submitted(parties)
    assert refused(lambda: handing_in.assign(own, AUDITOR, lead, AT)) == reason
    taken = review.begin_review(handing_in.assign(own, AUDITOR, AUDITOR, AT), AUDITOR, AT)
    asked = appeals.appeal(decided(taken), {12}, MEMBER, NOW)
    assert refused(lambda: appeals.name_appeal_auditor(asked, OTHER, lead, AT)) == reason
    assert refused(lambda: appeals.allow_late_appeal(decided(taken), None, lead, AT)) == reason


def test_only_who_was_named_reads_it() -> None:
    assert refused(lambda: review.begin_review(submitted(), AUDITOR, AT)) == "not_an_auditor"
    theirs = replace(MET, by=OTHER)
    assert refused(lambda: review.find(in_review(), theirs, AT, reasoned=False)) == "not_an_auditor"


def test_not_met_needs_a_reason_in_words_and_its_kind() -> None:
    without_kind = replace(NOT_MET, kind=None)
    assert (
        refused(lambda: review.find(in_review(), NOT_MET, AT, reasoned=False)) == "reason_missing"
    )
    assert (
        refused(lambda: review.find(in_review(), without_kind, AT, reasoned=True))
        == "reason_missing"
    )


@pytest.mark.parametrize(
    ("entry", "test", "reason"),
    [
        (13, "current", "no_such_entry"),
        (11, "continuous", "no_such_test"),
        (WHOLE_RECORD, "current", "no_such_test"),
    ],
)
def test_what_was_not_handed_in_or_is_not_asked_gets_no_verdict(
    entry: int, test: AuditTest, reason: str
) -> None:
    finding = replace(MET, entry=entry, test=test)
    assert refused(lambda: review.find(in_review(), finding, AT, reasoned=False)) == reason
    about = (entry, finding.test)
    assert refused(lambda: review.ask(in_review(), about, AUDITOR, NOW, SETTINGS)) == reason


def test_there_is_no_decision_before_every_test_has_its_verdict() -> None:
    some = review.rest_is_met(in_review(), AUDITOR, AT, entry=11)
    assert some.open_tests == tuple((12, test) for test in FOUR)
    found = refused(lambda: review.decide(some, "met", AUDITOR, NOW, SETTINGS))
    assert found == "nothing_found_yet"
    asked = review.rest_is_met(review.go_on(questioned(FOREVER), AUDITOR, AT, TODAY), AUDITOR, AT)
    assert asked.open_tests == ((11, "relevant"),)
    found = refused(lambda: review.decide(asked, "met", AUDITOR, NOW, SETTINGS))
    assert found == "open_questions"


def test_an_auditor_reads_on_while_the_member_is_asked() -> None:
    asked = questioned(FOREVER)
    read = review.rest_is_met(asked, AUDITOR, AT)
    assert read.state == "questions"
    assert {one.verdict for one in read.findings} == {"ask", "met"}
    [number] = [one.number for one in read.questions]
    again = review.answer(read, number, MEMBER, AT)
    assert again.state == "in_review"
    assert {one.verdict for one in again.findings} == {"ask", "met"}


def test_questions_wait_for_their_answers_or_for_their_day() -> None:
    two = review.ask(questioned(), (12, "current"), AUDITOR, NOW, SETTINGS)
    once = review.answer(two, 2, MEMBER, AT)
    assert once.state == "questions"
    assert refused(lambda: review.answer(once, 2, MEMBER, AT)) == "no_such_question"
    assert refused(lambda: review.answer(once, 3, MEMBER, AT)) == "no_such_question"
    until = once.questions[0].until
    assert until == TODAY + timedelta(days=14)
    assert refused(lambda: review.go_on(once, AUDITOR, AT, until)) == "not_over_yet"
    assert review.go_on(once, AUDITOR, AT, until + timedelta(days=1)).state == "in_review"
    assert review.answer(once, 1, MEMBER, AT).state == "in_review"


def test_two_auditors_are_recommended_for_not_met_and_one_can_decide() -> None:
    found = entry_not_met()
    assert review.second_recommended(found, AUDITOR)
    assert not review.second_recommended(review.rest_is_met(in_review(), AUDITOR, AT), AUDITOR)
    alone = review.decide(found, "met", AUDITOR, NOW, SETTINGS)
    assert alone.decision is not None
    assert alone.decision.by == {AUDITOR}
    both = review.second(handing_in.assign(found, OTHER, LEAD, AT), OTHER, AT)
    assert not review.second_recommended(both, AUDITOR)
    together = review.decide(both, "not_met", AUDITOR, NOW, SETTINGS).decision
    assert together is not None
    assert together.by == {AUDITOR, OTHER}


def test_whoever_agreed_reads_again_what_has_changed() -> None:
    both = review.second(handing_in.assign(entry_not_met(), OTHER, LEAD, AT), OTHER, AT)
    changed = review.find(both, NOT_MET, AT, reasoned=True)
    assert changed.seconds == frozenset()


def test_agreement_is_with_something_that_is_not_met_and_complete() -> None:
    met = review.rest_is_met(in_review(), AUDITOR, AT)
    assert refused(lambda: review.second(met, AUDITOR, AT)) == "not_not_met"
    assert refused(lambda: review.second(in_review(), AUDITOR, AT)) == "nothing_found_yet"


def test_agreement_is_anothers_than_whoever_found_it() -> None:
    both = handing_in.assign(entry_not_met(), OTHER, LEAD, AT)
    assert refused(lambda: review.second(both, AUDITOR, AT)) == "own_findings"
    assert review.second(both, OTHER, AT).seconds == {OTHER}
    theirs = Finding(11, "relevant", "not_met", OTHER, "other")
    of_each = review.find(both, theirs, AT, reasoned=True)
    for one in (AUDITOR, OTHER):
        assert review.second(of_each, one, AT).seconds == {one}


def test_not_met_as_a_whole_needs_a_reason() -> None:
    found = entry_not_met()
    with pytest.raises(StepRefused, match="reason_missing"):
        review.decide(found, "not_met", AUDITOR, NOW, SETTINGS, reasoned=False)


def test_a_later_finding_takes_the_place_of_an_earlier_one() -> None:
    found = entry_not_met()
    mended = review.find(found, Finding(12, "sufficient", "met", AUDITOR), AT, reasoned=False)
    assert mended.not_met == frozenset()
    assert [one.kind for one in mended.log].count("found") == 9


def test_an_auditor_who_leaves_is_missed_and_what_they_found_stays() -> None:
    left = handing_in.auditor_leaves(entry_not_met(), AUDITOR, AT)
    assert handing_in.needs_auditor(left)
    assert left.not_met == {12}
    assert refused(lambda: handing_in.auditor_leaves(left, AUDITOR, AT)) == "not_an_auditor"
    another = handing_in.assign(left, OTHER, LEAD, AT)
    assert review.decide(another, "met", OTHER, NOW, SETTINGS).state == "decided"
    gone = handing_in.auditor_leaves(named(), OTHER, AT)
    assert handing_in.needs_auditor(gone)
    assert appeals.name_appeal_auditor(gone, WITNESS, LEAD, AT).state == "appealed"


def test_who_took_part_decides_no_appeal_in_whatever_way_they_did() -> None:
    asked = review.answer(questioned(), 1, MEMBER, AT)
    then = handing_in.auditor_leaves(asked, AUDITOR, AT)
    then = handing_in.assign(then, OTHER, LEAD, AT)
    found = review.find(
        review.rest_is_met(then, OTHER, AT),
        Finding(11, "relevant", "not_met", OTHER, "not_in_job"),
        AT,
        reasoned=True,
    )
    done = review.decide(found, "met", OTHER, NOW, SETTINGS)
    made = appeals.appeal(done, {11}, MEMBER, NOW)
    for somebody in (AUDITOR, OTHER):
        with pytest.raises(StepRefused, match="took_part_in_the_decision"):
            appeals.name_appeal_auditor(made, somebody, LEAD, AT)
    assert appeals.name_appeal_auditor(made, WITNESS, LEAD, AT).appeal is not None


def test_who_found_otherwise_before_somebody_else_did_has_taken_part_all_the_same() -> None:
    again = handing_in.assign(entry_not_met(), OTHER, LEAD, AT)
    for one in again.findings:
        again = review.find(again, replace(one, by=OTHER), AT, reasoned=True)
    done = review.decide(again, "not_met", OTHER, NOW, SETTINGS)
    made = appeals.appeal(done, {12}, MEMBER, NOW)
    with pytest.raises(StepRefused, match="took_part_in_the_decision"):
        appeals.name_appeal_auditor(made, AUDITOR, LEAD, AT)


def test_an_appeal_is_about_what_was_not_met() -> None:
    met = review.decide(review.rest_is_met(in_review(), AUDITOR, AT), "met", AUDITOR, NOW, SETTINGS)
    for selection, about in [(met, {11}), (decided(), {11}), (decided(), {11, 12}), (met, set())]:
        with pytest.raises(StepRefused, match="nothing_to_appeal"):
            appeals.appeal(selection, about, MEMBER, NOW)
    assert decided().appealable == {12, WHOLE_RECORD}


def test_an_appeal_after_its_time_is_taken_by_the_lead_s_word_alone() -> None:
    until = TODAY + timedelta(days=28)
    in_time = appeals.appeal(decided(), {12}, MEMBER, (AT, until))
    assert in_time.state == "appealed"
    late = (AT, until + timedelta(days=1))
    assert refused(lambda: appeals.appeal(decided(), {12}, MEMBER, late)) == "appeal_late"
    taken = appeals.allow_late_appeal(decided(), None, LEAD, AT)
    assert appeals.appeal(taken, {12}, MEMBER, late).state == "appealed"
    assert refused(lambda: appeals.allow_late_appeal(decided(), None, OTHER, AT)) == "not_the_lead"


def test_there_is_one_appeal() -> None:
    assert refused(lambda: appeals.appeal(appealed(), {12}, MEMBER, NOW)) == "already_appealed"
    assert refused(lambda: appeals.appeal(upheld(), {12}, MEMBER, NOW)) == "already_appealed"


def test_an_appeal_is_decided_by_who_was_named_whole_and_with_reasons() -> None:
    both: dict[int, AppealOutcome] = {12: "refused", WHOLE_RECORD: "refused"}
    cases: list[tuple[Selection, dict[int, AppealOutcome], int, bool, str]] = [
        (appealed(), both, OTHER, True, "no_auditor_for_appeal"),
        (named(), both, WITNESS, True, "not_an_auditor"),
        (named(), {12: "refused"}, OTHER, True, "not_all_answered"),
        (named(), {**both, 11: "upheld"}, OTHER, True, "not_all_answered"),
        (named(), both, OTHER, False, "reason_missing"),
    ]
    for selection, outcomes, by, reasoned, reason in cases:
        with pytest.raises(StepRefused, match=reason):
            appeals.decide_appeal(selection, outcomes, by, NOW, reasoned=reasoned)


def test_a_decision_outlives_that_its_member_has_left() -> None:
    assert refused(lambda: handing_in.leave(decided(), "left_workspace", AT)) == "wrong_state"
    assert refused(lambda: handing_in.leave(named(), "left_workspace", AT)) == "wrong_state"


def test_the_time_for_appeals_keeps_a_round_open() -> None:
    until = TODAY + timedelta(days=28)
    assert handing_in.unfinished(decided(), until)
    assert not handing_in.unfinished(decided(), until + timedelta(days=1))
    no_day = review.decide(entry_not_met(), "not_met", AUDITOR, NOW, FOREVER)
    assert not handing_in.unfinished(no_day, TODAY)
    assert handing_in.unfinished(named(), date.max)


def test_however_many_days_are_set_there_is_a_last_one() -> None:
    chosen = selected()
    long = handing_in.tell(chosen, AT, TODAY, RoundSettings(submit_days=10**9))
    assert long.submit_until == date.max


def test_snapshots_are_kept_for_the_workplace_s_own_time() -> None:
    assert snapshots_until(TODAY, RoundSettings(keep_days=30)) == TODAY + timedelta(days=30)
