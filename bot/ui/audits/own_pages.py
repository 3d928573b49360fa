"""What a member who was drawn is told and asked."""

from typing import Final

from bot.figures import day, listed, several
from bot.policy.audits.selection import AskedQuestion
from bot.policy.audits.settings import is_late
from bot.services.audits import audit_actions as auditing
from bot.services.audits.reading_views import OwnAudit
from bot.ui.audits import words
from bot.ui.kit.blocks import (
    Block,
    Content,
    Element,
    View,
    actions,
    asked,
    button,
    checkboxes,
    modal,
    option,
    plain_section,
    section,
    text_field,
)
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.form_values import Carried, Values, choices_in, text_in, whole
from bot.ui.kit.formatting import bold, person
from bot.ui.kit.ids import kept
from bot.ui.kit.page_looks import FormLook

HAND_IN: Final = "audit_hand_in"
ANSWER: Final = "audit_answer"
APPEAL: Final = "audit_make_appeal"
"""callback_ids."""

_REASONS_MOST: Final = 5


def told(audit: OwnAudit) -> Content:
    """What, why, by when, who will read what."""
    selection = audit.selection
    readers = (
        listed([person(one) for one in audit.readers]) or "An auditor who is still to be named"
    )
    why = "your workplace’s own setting" if audit.rule.workplace else brief(audit.rule.source, 100)
    lines = [
        f"You were drawn at random in audit round {audit.number}: {escape(audit.title)}, "
        f"{day(audit.first)} to {day(audit.last)}.",
        f"Please hand in {words.by_day(selection.submit_until)}. {readers} will read those "
        f"entries as you hand them in, and nothing else. Why: {why}."
        if _may_hand_in(audit)
        else _how_it_is(audit),
    ]
    return Content(
        "You were drawn in an audit round.",
        [
            section("\n".join(lines), "audit:told"),
            *actions("audit:told-do", _to_hand_in(audit)),
        ],
    )


def reminder(audit: OwnAudit) -> Content:
    """To hand in."""
    until = words.by_day(audit.selection.submit_until)
    waits = f"please hand in {until}."
    text = f"Audit round {audit.number}: {waits if _may_hand_in(audit) else _how_it_is(audit)}"
    return Content(
        "An audit waits for you.",
        [section(text, "audit:reminder"), *actions("audit:reminder-do", _to_hand_in(audit))],
    )


def not_handed_in(audit: OwnAudit) -> Content:
    """The day is over."""
    if audit.selection.state != "not_submitted":
        return told(audit)
    text = (
        f"Nothing was handed in to audit round {audit.number} by the day. "
        f"{person(audit.lead)} can give you another one."
    )
    return Content("The day of an audit is over.", [section(text, "audit:over")])


def _to_hand_in(audit: OwnAudit) -> list[Element | None]:
    return [
        button("Hand it in", auditing.AskToHandIn(audit.selection_id), style="primary")
        if _may_hand_in(audit)
        else None,
        button("Where it stands", auditing.ShowOwn(audit.selection_id)),
    ]


def _may_hand_in(audit: OwnAudit) -> bool:
    return audit.selection.state == "told" and audit.selection.parties.open


def _how_it_is(audit: OwnAudit) -> str:
    """Why there is nothing to hand in any more."""
    if audit.selection.snapshot is not None:
        return "You have handed in."
    if audit.cancelled:
        return "The round was cancelled."
    return "There is nothing to hand in."


def _may_answer(audit: OwnAudit, asked_one: AskedQuestion) -> bool:
    waits = audit.selection.state == "questions" and audit.selection.parties.open
    return waits and not asked_one.settled


def _may_appeal(audit: OwnAudit) -> bool:
    selection = audit.selection
    until = None if selection.decision is None else selection.decision.appeal_until
    in_time = selection.parties.open and not is_late(audit.today, until)
    return selection.state == "decided" and bool(selection.appealable) and in_time


def question(audit: OwnAudit, number: int) -> Content:
    """A question of an auditor's."""
    asked_one = next((one for one in audit.selection.questions if one.number == number), None)
    said = next(
        (one for one in audit.words if (one.kind, one.number) == ("question", number)), None
    )
    if asked_one is None or said is None:
        return Content("A question.", [section("That question is gone.", "audit:question-gone")])
    about = words.entry_name(asked_one.entry, audit.titles)
    blocks: list[Block] = [
        section(f"Audit round {audit.number}, about {about} ({asked_one.test}):", "audit:asked"),
        plain_section(said.words, "audit:asked-words"),
    ]
    if not _may_answer(audit, asked_one):
        settled = "Answered, or gone on from." if asked_one.settled else "Its audit is over."
        blocks.append(section(settled, "audit:settled"))
    else:
        foot = (
            f"Answer {words.by_day(asked_one.until)}, here in this message’s thread or by button."
        )
        blocks.append(section(foot, "audit:asked-until"))
        answer = button("Answer", auditing.AskForAnswer(audit.selection_id, number))
        blocks += actions("audit:asked-do", [answer])
    return Content("An auditor has a question.", blocks)


def decision(audit: OwnAudit) -> Content:
    """The decision, with its reasons."""
    selection = audit.selection
    found = selection.decision
    if found is None:
        return Content("A decision.", [section("There is no decision.", "audit:undecided")])
    met = "met" if found.outcome == "met" else "not met"
    lines = [f"Audit round {audit.number}: {bold(met)}, decided on {day(found.on)}."]
    if found.not_met:
        lines.append(f"{several(len(found.not_met), 'entry', 'entries')} not met. {_effect(audit)}")
    blocks: list[Block] = [section("\n".join(lines), "audit:decision")]
    reasons = [
        one
        for one in audit.words
        if (one.kind == "reason" and one.entry_id in {*found.not_met, 0}) or one.kind == "decision"
    ]
    for place, one in enumerate(reasons[:_REASONS_MOST]):
        about = (
            "The whole" if one.kind == "decision" else words.entry_name(one.entry_id, audit.titles)
        )
        test = f", not {one.test}" if one.test else ""
        blocks.append(section(f"{bold(about)}{test}", f"audit:reason-{place}"))
        blocks.append(plain_section(one.words, f"audit:reason-{place}-words"))
    may = _may_appeal(audit)
    if selection.appeal is not None:
        blocks.append(section(f"You appealed on {day(selection.appeal.on)}.", "audit:may"))
    elif selection.appealable:
        until = f"until {day(found.appeal_until)}" if found.appeal_until else "at any time"
        said = f"You may appeal {until}." if may else "The time for an appeal is over."
        blocks.append(section(f"{said} That time is your workplace’s setting.", "audit:may"))
    blocks += actions("audit:decision-do", _after(audit, appeals=may))
    return Content("Your audit is decided.", blocks)


def _effect(audit: OwnAudit) -> str:
    if audit.cancelled:
        return "The round was cancelled, so nothing of it holds."
    if audit.owned:
        return "They count for nothing from that day."
    return "Your auditor doubts them; your total stays as it is."


def _after(audit: OwnAudit, *, appeals: bool) -> list[Element | None]:
    number = audit.selection_id
    return [
        button("Appeal", auditing.AskToAppeal(number)) if appeals else None,
        button("One file for the body", auditing.BringCase(number))
        if audit.selection.appealable
        else None,
    ]


def appeal_decision(audit: OwnAudit) -> Content:
    """The appeal's decision, with its reasons."""
    appeal = audit.selection.appeal
    if appeal is None or appeal.outcomes is None:
        return Content("An appeal.", [section("It is not decided yet.", "audit:appeal-open")])
    upheld = [one for one in sorted(appeal.outcomes) if appeal.outcomes[one] == "upheld"]
    named = listed([words.entry_name(one, audit.titles) for one in upheld[:10]])
    text = f"Your appeal in audit round {audit.number}: " + (
        f"upheld for {named}, which is met from today." if upheld else "not upheld."
    )
    blocks: list[Block] = [section(text, "audit:appealed")]
    said = next((one for one in audit.words if one.kind == "appeal_decision"), None)
    if said is not None:
        blocks.append(plain_section(said.words, "audit:appealed-words"))
    blocks += actions("audit:appealed-do", _after(audit, appeals=False))
    return Content("Your appeal is decided.", blocks)


def own_page(audit: OwnAudit) -> Content:
    """Where the member's audit stands."""
    selection = audit.selection
    state = words.SELECTION_STATES[selection.state]
    lines = [
        f"{bold(f'Audit round {audit.number}')} · {escape(audit.title)}",
        f"{day(audit.first)} to {day(audit.last)}; {state}.",
        f"Read by: {listed([person(one) for one in audit.readers]) or 'nobody yet'}. "
        f"Run by {person(audit.lead)}, who sees states and no word of yours.",
    ]
    if selection.snapshot is not None:
        lines.append(
            f"Handed in: {several(len(selection.entries), 'entry', 'entries')}, "
            f"`{selection.snapshot[:16]}…`. What you change later is not in it."
        )
    blocks: list[Block] = [section("\n".join(lines), "audit:own")]
    open_ones = [one for one in selection.questions if _may_answer(audit, one)]
    elements: list[Element | None] = [
        button("Hand it in", auditing.AskToHandIn(audit.selection_id), style="primary")
        if _may_hand_in(audit)
        else None,
        *(
            button(
                f"Answer question {one.number}",
                auditing.AskForAnswer(audit.selection_id, one.number),
                number=one.number,
            )
            for one in open_ones[:5]
        ),
    ]
    if selection.decision is not None:
        elements += _after(audit, appeals=_may_appeal(audit))
    blocks += actions("audit:own-do", elements)
    return Content("Your audit.", blocks)


def hand_in_form(form: auditing.HandInForm) -> View:
    """What is frozen, and who reads it."""
    audit = form.audit
    readers = (
        listed([person(one) for one in audit.readers]) or "an auditor who is still to be named"
    )
    text = (
        f"{several(form.entries, 'entry', 'entries')} of {day(audit.first)} to {day(audit.last)} "
        f"are frozen as they are now, private words too, and read by {readers}. What you change "
        "later is not in it, and you hand in once."
    )
    return modal(
        HAND_IN,
        f"Audit round {audit.number}",
        [section(text, "audit:hand-in")],
        carries=kept(selection=audit.selection_id),
        submit="Hand it in",
    )


def read_hand_in(given: Carried, _values: Values) -> auditing.HandIn:
    """Which audit."""
    return auditing.HandIn(whole(given, "selection"))


def answer_form(form: auditing.AnswerForm) -> View:
    """A question, and room to answer it."""
    audit = form.audit
    said = next(
        (one for one in audit.words if (one.kind, one.number) == ("question", form.number)), None
    )
    return modal(
        ANSWER,
        f"Audit round {audit.number}",
        [
            plain_section(said.words if said is not None else "", "audit:question"),
            asked(
                "audit_words",
                "Your answer",
                text_field("audit_words", lines=True),
                hint="It stands beside what you handed in, with its day.",
            ),
        ],
        carries=kept(selection=audit.selection_id, number=form.number),
        submit="Answer",
    )


def read_answer(given: Carried, values: Values) -> auditing.AnswerQuestion:
    """The answer as typed."""
    return auditing.AnswerQuestion(
        whole(given, "selection"), whole(given, "number"), text_in(values, "audit_words")
    )


def appeal_form(form: auditing.AppealForm) -> View:
    """What the appeal is about, and why."""
    audit = form.audit
    options = [
        option(words.entry_name(one, audit.titles).capitalize(), str(one))
        for one in sorted(audit.selection.appealable)[:10]
    ]
    return modal(
        APPEAL,
        f"Appeal, round {audit.number}",
        [
            section(
                "Somebody who took no part in the decision decides it. There is one appeal within "
                "the workplace.",
                "audit:appeal",
            ),
            asked(
                "audit_about",
                "What about",
                checkboxes("audit_about", options, [one["value"] for one in options]),
            ),
            asked("audit_words", "Why", text_field("audit_words", lines=True)),
        ],
        carries=kept(selection=audit.selection_id),
        submit="Appeal",
    )


def read_appeal(given: Carried, values: Values) -> auditing.MakeAppeal:
    """What it is about, and why."""
    about = frozenset(int(one) for one in choices_in(values, "audit_about") if one.isdecimal())
    return auditing.MakeAppeal(whole(given, "selection"), about, text_in(values, "audit_words"))


FORMS: Final = (
    FormLook(auditing.HandInForm, hand_in_form, HAND_IN, read_hand_in),
    FormLook(auditing.AnswerForm, answer_form, ANSWER, read_answer),
    FormLook(auditing.AppealForm, appeal_form, APPEAL, read_appeal),
)
