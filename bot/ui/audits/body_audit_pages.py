"""How a body's audit of the member's own record looks: its pages and messages."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from bot.figures import capital, day
from bot.policy.audits.preparing import Mend
from bot.services.audits import body_audit_actions as acting
from bot.services.audits.body_audit_rows import Row
from bot.services.audits.body_audit_views import BodyAuditView, Counts
from bot.services.data_rights import audit_pack
from bot.services.dispatch.action import Action
from bot.services.members.actions.employment import AskForJob
from bot.services.record.actions.answering import AddWhatIsMissing
from bot.services.record.actions.capture import AskToLog
from bot.services.record.actions.disallowing import AskForDisallowed
from bot.services.record.actions.edit import AskForEvidence, AskToEdit
from bot.services.record.actions.viewing import ShowDetails
from bot.ui.audits import body_audit_words as words
from bot.ui.kit.blocks import (
    Block,
    Content,
    Element,
    actions,
    button,
    context,
    divider,
    overflow,
    section,
)
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.formatting import bold
from bot.ui.kit.page_looks import MessageLook

_SOURCE_MOST: Final = 160

_MENDED_BY: Final[Mapping[Mend, type[Action]]] = {
    "add_it": AddWhatIsMissing,
    "edit": AskToEdit,
    "evidence": AskForEvidence,
    "details": ShowDetails,
}


def page(view: BodyAuditView) -> Content:
    """A page of it: counts first, then at most ten entries."""
    audit = view.audit
    lines = [
        f"{bold(f'Audit by {escape(view.body)}')} · {escape(view.title)}",
        f"{day(audit.first)} to {day(audit.last)}; {_state(view)}.",
        f"{capital(words.counts(view.entries, view.stops, balance=view.balance))}.",
    ]
    if view.away:
        lines.append("You are in that scheme no more, so I cannot weigh entries by its rules.")
    blocks: list[Block] = [section("\n".join(lines), "body-audit:head")]
    blocks += actions("body-audit:do", _do(view))
    blocks.append(divider("body-audit:line"))
    blocks += [_row(view, one) for one in view.rows]
    if not view.rows:
        nothing = "Nothing is missing that I can see." if view.entries else "There is nothing here."
        blocks.append(section(nothing, "body-audit:nothing"))
    blocks += actions("body-audit:turn", _turn(view))
    blocks.append(context(_foot(view), "body-audit:foot"))
    return Content("A body’s audit of your record.", blocks)


def _state(view: BodyAuditView) -> str:
    audit = view.audit
    if audit.outcome is not None and audit.outcome_on is not None:
        return f"{words.OUTCOME_WORDS[audit.outcome].lower()}, {day(audit.outcome_on)}"
    if audit.state == "sent" and audit.sent_on is not None:
        return f"sent on {day(audit.sent_on)}"
    return words.by_day(audit.due_on, view.left)


def _do(view: BodyAuditView) -> list[Element | None]:
    audit = view.audit
    more: list[tuple[str, Action]] = [("Change", acting.AskToChangeBodyAudit(audit.id))]
    if view.account and view.shown != "refused":
        more.append(("Entries not accepted", acting.ShowBodyAudit(audit.id, "refused")))
    if audit.state != "over":
        more.append(("No audit after all", acting.DropBodyAudit(audit.id)))
    other = view.others[:2]
    more += [(f"Audit by {body}", acting.ShowBodyAudit(number)) for number, body in other]
    swap = (
        button("As they read it", acting.ShowBodyAudit(audit.id, "all"), number=0)
        if view.shown == "missing"
        else button("What they would miss", acting.ShowBodyAudit(audit.id), number=0)
    )
    return [
        swap,
        button("Bring me the pack", audit_pack.BringAuditPack(audit.id)),
        button("I’ve sent it", acting.BodyAuditSent(audit.id))
        if audit.state == "preparing"
        else button("What came of it?", acting.AskWhatCame(audit.id)),
        overflow(more),
    ]


def _row(view: BodyAuditView, one: Row) -> Block:
    """An entry with the one button that its page is for; of one that was brought in, how to log."""
    if view.shown == "missing":
        text = words.row_words(one, view.body)
        mended = _mended(one)
    elif view.shown == "refused":
        text = words.read_words(one)
        mended = (
            button("Details", ShowDetails(one.entry))
            if one.refused
            else button("Not accepted", AskForDisallowed(one.entry, view.pack))
        )
    else:
        text = words.read_words(one)
        mended = button("Read", ShowDetails(one.entry), spoken="Read this entry")
    last = min(view.audit.last, view.audit.told_on)
    late = words.late_words(one.late, last, cycle=view.cycle)
    if late:
        text += f"\n_{late}_"
    return section(text, f"body-audit:entry-{one.entry}", mended)


def _mended(one: Row) -> Element:
    mend = one.looked.mend
    said = words.MEND_WORDS[mend]
    if mend == "job":
        return button(said, AskForJob())
    if mend == "log":
        return button(said, AskToLog())
    by = _MENDED_BY[mend]
    return button(said, by(entry=one.entry), spoken=f"{said}, entry {one.entry}")  # type: ignore[call-arg]


def _turn(view: BodyAuditView) -> list[Element | None]:
    turned = partial(acting.ShowBodyAudit, view.audit.id, view.shown)
    earlier = button("Previous", turned(view.page - 1), number=0) if view.page > 0 else None
    later = button("Next", turned(view.page + 1), number=1) if view.page + 1 < view.pages else None
    anew = acting.LookAtBodyAuditAgain(view.audit.id, view.shown, view.page)
    return [earlier, later, button("Look again", anew) if view.rows else None]


def _foot(view: BodyAuditView) -> str:
    where = f"Page {view.page + 1} of {view.pages}. " if view.pages > 1 else ""
    if view.workplace:
        why = f"No policy that I hold says how {escape(view.body)} audits."
    else:
        why = f"{capital(brief(view.words, _SOURCE_MOST))} ({brief(view.source, _SOURCE_MOST)})."
    anew = " This list stays as it is until you *Look again*." if view.rows else ""
    return f"{where}{why} What you mend now is dated today; nothing is backdated.{anew}"


def told(view: BodyAuditView) -> Content:
    """That a body audits the member: how it stands, without a word of theirs."""
    audit = view.audit
    if audit.state == "over":
        return outcome(view)
    text = (
        f"Audit by {escape(view.body)}, {day(audit.first)} to {day(audit.last)}: {_state(view)}.\n"
        f"{capital(words.counts(view.entries, view.stops, balance=view.balance))}."
    )
    if view.running:
        text += f"\nThis cycle still runs, and {escape(view.body)} audits complete ones."
    change = "Another cycle" if view.running else "Change"
    elements: list[Element | None] = [
        button("See them", acting.ShowBodyAudit(audit.id), style="primary"),
        button(change, acting.AskToChangeBodyAudit(audit.id)),
        button("Bring me the pack", audit_pack.BringAuditPack(audit.id)),
    ]
    return Content(
        "An audit of your record.",
        [section(text, "body-audit:told"), *actions("body-audit:told-do", elements)],
    )


def reminder(view: BodyAuditView, found: Counts) -> Content:
    """One worst thing, and the button that opens it."""
    audit = view.audit
    text = f"Audit by {escape(view.body)}: {words.by_day(audit.due_on, view.left)}."
    elements: list[Element | None] = []
    if found.worst is None:
        text += " Nothing is missing that I can see."
    else:
        in_all = found.stops + found.balance
        rest = f" ({in_all} in all)" if in_all > 1 else ""
        text += f" Worst{rest}:\n{words.row_words(found.worst, view.body)}"
        elements.append(_mended(found.worst))
    elements += [
        button("See them", acting.ShowBodyAudit(audit.id)),
        button("I’ve sent it", acting.BodyAuditSent(audit.id)),
    ]
    return Content(
        "Your audit’s day comes nearer.",
        [section(text, "body-audit:reminder"), *actions("body-audit:reminder-do", elements)],
    )


def asked_what_came(view: BodyAuditView) -> Content:
    """The letter's day is over."""
    audit = view.audit
    blocks: list[Block]
    if audit.outcome is not None or audit.state in ("over", "dropped"):
        return outcome(view)
    text = f"The day of {escape(view.body)}’s audit is over. What came of it?"
    blocks = [
        section(text, "body-audit:asked"),
        *actions("body-audit:asked-do", _outcomes(audit.id)),
    ]
    return Content("An audit’s day is over.", blocks)


def _outcomes(audit_id: int) -> list[Element]:
    return [
        button(said, acting.BodyAuditCame(audit_id, word), number=place)
        for place, (word, said) in enumerate(words.OUTCOME_WORDS.items())
    ]


def sent(view: BodyAuditView) -> Content:
    """That the member has sent it."""
    audit = view.audit
    if audit.state == "preparing":
        return told(view)
    on = "" if audit.sent_on is None else f" on {day(audit.sent_on)}"
    text = f"Sent to {escape(view.body)}{on}. I remind you no more; tell me what comes of it."
    ask = button("What came of it?", acting.AskWhatCame(audit.id))
    return Content(
        "Your record is sent.",
        [section(text, "body-audit:sent"), *actions("body-audit:sent-do", [ask])],
    )


def outcome(view: BodyAuditView) -> Content:
    """What came of it; where it was not passed, what the policy says of appeals."""
    audit = view.audit
    if audit.outcome is None or audit.outcome_on is None:
        return sent(view)
    body = escape(view.body)
    text = f"Audit by {body}: {words.OUTCOME_WORDS[audit.outcome].lower()}, "
    text += f"you said, on {day(audit.outcome_on)}."
    elements: list[Element | None] = []
    match audit.outcome:
        case "not_passed":
            text += f"\n{_appeal(view)}"
            if view.account:
                text += " If single entries were not accepted, tell me which."
                which = acting.ShowBodyAudit(audit.id, "refused")
                elements.append(button("Entries not accepted", which))
            elements.append(button("Bring me the pack", audit_pack.BringAuditPack(audit.id)))
        case "questions":
            text += " Mend what they ask about, then send it again."
            elements.append(button("See them", acting.ShowBodyAudit(audit.id)))
            elements.append(button("What came of it?", acting.AskWhatCame(audit.id)))
        case "not_heard":
            text += " Tell me when you hear."
            elements.append(button("What came of it?", acting.AskWhatCame(audit.id)))
        case _:
            text += " Well done."
    return Content(
        "What came of your audit.",
        [section(text, "body-audit:outcome"), *actions("body-audit:outcome-do", elements)],
    )


def _appeal(view: BodyAuditView) -> str:
    body = escape(view.body)
    if not view.appeal:
        return f"Whether one can appeal to {body} is not known to me: ask them."
    said = f"{body} takes appeals {escape(view.appeal)} ({brief(view.appeal_source, 80)})"
    until = "its rules say by when" if view.appeal_deadline else "by when is not published, so ask"
    return f"{said}; {until}."


def dropped(body: str) -> Content:
    """It is none after all."""
    return Content(
        "No audit any more.",
        [section(f"No audit by {escape(body)} any more.", "body-audit:dropped")],
    )


def which(due_on: str) -> Content:
    """Which body it is, where words do not say."""
    ask = button("Tell me", acting.AskForBodyAudit(due_on=due_on), style="primary")
    return Content(
        "Which audit is it?",
        [
            section("An audit: by whom, and of which days?", "body-audit:which"),
            *actions("body-audit:which-do", [ask]),
        ],
    )


def none_known() -> Content:
    """That no audit goes on of which something was told."""
    words_ = "I know of no audit of your record that is on. If there is one, tell me which."
    ask = button("Tell me", acting.AskForBodyAudit(), style="primary")
    return Content(
        words_,
        [
            section(words_, "body-audit:none"),
            *actions("body-audit:none-do", [ask]),
        ],
    )


PAGES: Final = (
    MessageLook(acting.BodyAuditShown, lambda shown, _: page(shown.view), "Your audit"),
    MessageLook(acting.BodyAuditAnew, lambda shown, _: page(shown.view), "Your audit"),
)
