"""What an auditor does with what was handed in: findings test by test, questions, the decision."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from bot.policy.audits.refusals import StepRefused, refuse_if
from bot.policy.audits.selection import (
    WHOLE_RECORD,
    AskedQuestion,
    Decision,
    Finding,
    Selection,
    SelectionStep,
    check_among,
    check_auditor,
    check_state,
    stepped,
    with_finding,
)
from bot.policy.audits.settings import RoundSettings, is_late, last_day
from bot.policy.audits.vocabulary import (
    AuditTest,
    Outcome,
    SelectionState,
)


def begin_review(selection: Selection, by: int, at: datetime) -> Selection:
    """Raises StepRefused: wrong_state, not_an_auditor, own_record, own_report."""
    check_state(selection, "review_begun")
    check_auditor(selection, by)
    return stepped(replace(selection, state="in_review"), SelectionStep("review_begun", at, by))


def find(selection: Selection, found: Finding, at: datetime, *, reasoned: bool) -> Selection:
    """What an auditor found of a test: met, or not met, with a reason (`reasoned`: in words, kept
    elsewhere; and a kind). "ask" is a step of its own. It takes the place of what was found before,
    and whoever had agreed has to read it again.

    Raises StepRefused: wrong_state, not_an_auditor, own_record, own_report, no_such_entry,
    no_such_test, reason_missing.
    """
    check_state(selection, "found")
    check_auditor(selection, found.by)
    refuse_if(found.verdict == "ask", "wrong_state")
    check_among(selection, found.entry, found.test)
    not_met = found.verdict == "not_met"
    refuse_if(not_met and not (reasoned and found.kind is not None), "reason_missing")
    return stepped(
        with_finding(selection, found),
        SelectionStep("found", at, found.by, found.entry, found.test),
    )


def rest_is_met(selection: Selection, by: int, at: datetime, entry: int | None = None) -> Selection:
    """Every test that is still open is met, of one entry or of all; questions stay open.

    Raises StepRefused as `find`.
    """
    check_state(selection, "found")
    check_auditor(selection, by)
    known = {None, WHOLE_RECORD, *selection.entries}
    refuse_if(entry not in known, "no_such_entry")
    rest = [(number, test) for number, test in selection.rest if entry in (None, number)]
    if not rest:
        return selection
    findings = (*selection.findings, *(Finding(one, test, "met", by) for one, test in rest))
    steps = tuple(SelectionStep("found", at, by, one, test) for one, test in rest)
    part = selection.took_part | {by}
    found = replace(selection, findings=findings, seconds=frozenset(), took_part=part)
    return replace(found, log=(*found.log, *steps))


def ask(
    selection: Selection,
    about: tuple[int, AuditTest],
    by: int,
    moment: tuple[datetime, date],
    settings: RoundSettings,
) -> Selection:
    """A question to the member about an entry (or the whole record) and a test; `moment` is now, in
    UTC and as a day. Its words are kept elsewhere. The test's verdict is "ask" until the auditor
    finds another.

    Raises StepRefused: wrong_state, not_an_auditor, own_record, own_report, no_such_entry,
    no_such_test.
    """
    check_state(selection, "asked")
    check_auditor(selection, by)
    entry, test = about
    check_among(selection, entry, test)
    at, today = moment
    until = last_day(today, settings.answer_days)
    question = AskedQuestion(len(selection.questions) + 1, entry, test, by, until)
    asked = with_finding(selection, Finding(entry, test, "ask", by))
    asked = replace(asked, state="questions", questions=(*selection.questions, question))
    return stepped(asked, SelectionStep("asked", at, by, entry, test))


def answer(selection: Selection, number: int, by: int, at: datetime) -> Selection:
    """The member's answer to a question: dated, beside the snapshot and never in it. With the last
    one the review goes on. Raises StepRefused: wrong_state, not_the_member, no_such_question.
    """
    check_state(selection, "answered")
    refuse_if(by != selection.parties.member, "not_the_member")
    question = next((one for one in selection.questions if one.number == number), None)
    if question is None or question.settled:
        raise StepRefused("no_such_question")
    settled = replace(question, settled=True)
    questions = tuple(settled if one.number == number else one for one in selection.questions)
    state: SelectionState = "questions" if _waiting(questions) else "in_review"
    return stepped(
        replace(selection, state=state, questions=questions),
        SelectionStep("answered", at, by, question.entry, question.test),
    )


def go_on(selection: Selection, by: int, at: datetime, today: date) -> Selection:
    """The review goes on without answers: the day of every open question is over, or none was set.

    Raises StepRefused: wrong_state, not_an_auditor, own_record, own_report, not_over_yet.
    """
    check_state(selection, "went_on")
    check_auditor(selection, by)
    still = [
        one
        for one in _waiting(selection.questions)
        if one.until is not None and not is_late(today, one.until)
    ]
    refuse_if(bool(still), "not_over_yet")
    questions = tuple(replace(one, settled=True) for one in selection.questions)
    return stepped(
        replace(selection, state="in_review", questions=questions),
        SelectionStep("went_on", at, by),
    )


def second(selection: Selection, by: int, at: datetime) -> Selection:
    """A second auditor has read it all and agrees with what is not met, as it stands: another one
    than whoever found it.

    Raises StepRefused: wrong_state, not_an_auditor, own_record, own_report, nothing_found_yet,
    not_not_met, own_findings.
    """
    check_state(selection, "seconded")
    check_auditor(selection, by)
    refuse_if(bool(selection.open_tests), "nothing_found_yet")
    refuse_if(not selection.not_met_by, "not_not_met")
    refuse_if(not may_agree(selection, by), "own_findings")
    if by in selection.seconds:
        return selection
    return stepped(
        replace(
            selection,
            seconds=selection.seconds | {by},
            took_part=selection.took_part | {by},
        ),
        SelectionStep("seconded", at, by),
    )


def may_agree(selection: Selection, by: int) -> bool:
    """Whether somebody else found any of what is not met, so that there is something to agree with
    besides one's own word.
    """
    return bool(selection.not_met_by - {by})


def second_recommended(selection: Selection, by: int, outcome: Outcome = "met") -> bool:
    """Whether to say that two auditors are recommended: somebody is about to decide alone on what
    is not met. It is said and never forced.
    """
    not_met = outcome == "not_met" or any(one.verdict == "not_met" for one in selection.findings)
    return not_met and not selection.seconds - {by}


def decide(
    selection: Selection,
    outcome: Outcome,
    by: int,
    moment: tuple[datetime, date],
    settings: RoundSettings,
    *,
    reasoned: bool = True,
) -> Selection:
    """The decision on the whole, once every test has its verdict and no question is open. Entries
    are met where all their tests are; the whole may be met with an entry that is not (the total may
    stand without it), and not met with reasons alone.

    Raises StepRefused: wrong_state, not_an_auditor, own_record, own_report, open_questions,
    nothing_found_yet, reason_missing.
    """
    check_state(selection, "decided")
    check_auditor(selection, by)
    refuse_if(any(one.verdict == "ask" for one in selection.findings), "open_questions")
    refuse_if(bool(selection.open_tests), "nothing_found_yet")
    refuse_if(outcome == "not_met" and not reasoned, "reason_missing")
    at, today = moment
    until = last_day(today, settings.appeal_days)
    decision = Decision(outcome, selection.seconds | {by}, today, selection.not_met, until)
    return stepped(
        replace(
            selection,
            state="decided",
            decision=decision,
            took_part=selection.took_part | decision.by,
        ),
        SelectionStep("decided", at, by),
    )


def _waiting(questions: Collection[AskedQuestion]) -> list[AskedQuestion]:
    return [one for one in questions if not one.settled]
