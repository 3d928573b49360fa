"""A member who was drawn is told, hands in or does not, and is given an auditor; or leaves."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from bot.policy.audits.refusals import StepRefused, refuse_if
from bot.policy.audits.selection import (
    ALLOWED,
    THE_BOT,
    UNDECIDED,
    Selection,
    SelectionStep,
    check_lead,
    check_state,
    may_audit,
    stepped,
)
from bot.policy.audits.settings import RoundSettings, is_late, last_day
from bot.policy.audits.vocabulary import (
    LeftReason,
)


def tell(selection: Selection, at: datetime, today: date, settings: RoundSettings) -> Selection:
    """They were told: what, why, by when, who will read what. Raises StepRefused: wrong_state."""
    check_state(selection, "told")
    until = last_day(today, settings.submit_days)
    told = replace(selection, state="told", submit_until=until)
    return stepped(told, SelectionStep("told", at, THE_BOT))


def submit(
    selection: Selection, snapshot: str, entries: Collection[int], by: int, at: datetime
) -> Selection:
    """The member hands in: a frozen snapshot, by its hash, of these entries. There is one: whoever
    hands in again is refused, and the first stays. It is taken as long as nobody has said that the
    day is over. Raises StepRefused: already_submitted, too_late, wrong_state, not_the_member.
    """
    refuse_if(by != selection.parties.member, "not_the_member")
    refuse_if(selection.snapshot is not None, "already_submitted")
    refuse_if(selection.state == "not_submitted", "too_late")
    check_state(selection, "submitted")
    handed_in = replace(selection, state="submitted", snapshot=snapshot, entries=frozenset(entries))
    return stepped(handed_in, SelectionStep("submitted", at, by))


def nothing_submitted(selection: Selection, at: datetime, today: date) -> Selection:
    """The day is over and nothing was handed in. Raises StepRefused: wrong_state, not_over_yet."""
    check_state(selection, "not_submitted")
    refuse_if(not is_late(today, selection.submit_until), "not_over_yet")
    return stepped(
        replace(selection, state="not_submitted"), SelectionStep("not_submitted", at, THE_BOT)
    )


def reopen(selection: Selection, until: date | None, by: int, at: datetime) -> Selection:
    """The lead gives another day (None: none) to somebody who has not handed in. Raises
    StepRefused: wrong_state, not_the_lead, own_record, own_report.
    """
    check_state(selection, "reopened")
    check_lead(selection, by)
    return stepped(
        replace(selection, state="told", submit_until=until), SelectionStep("reopened", at, by)
    )


def assign(selection: Selection, auditor: int, by: int, at: datetime) -> Selection:
    """One more auditor reads it: named by the lead, or who takes it on themselves. That they are an
    auditor of the round is for the caller to hold. Harmless where they are there already.

    Raises StepRefused: wrong_state, not_the_lead, own_record, own_report.
    """
    check_state(selection, "auditor_assigned")
    if by != auditor:
        check_lead(selection, by)
    fault = may_audit(selection, auditor)
    if fault is not None:
        raise StepRefused(fault)
    if auditor in selection.auditors:
        return selection
    return stepped(
        replace(selection, auditors=selection.auditors | {auditor}),
        SelectionStep("auditor_assigned", at, by, about=auditor),
    )


def auditor_leaves(selection: Selection, auditor: int, at: datetime) -> Selection:
    """An auditor reads it no more; also one who was named for the appeal. What they found and
    decided stays; that they agreed with what is not decided yet, does not. Another is needed where
    nobody is left (`needs_auditor`). Raises StepRefused: wrong_state, not_an_auditor.
    """
    check_state(selection, "auditor_left")
    appeal = selection.appeal
    of_appeal = appeal is not None and appeal.auditor == auditor and appeal.outcomes is None
    refuse_if(auditor not in selection.auditors and not of_appeal, "not_an_auditor")
    if appeal is not None and of_appeal:
        appeal = replace(appeal, auditor=None)
    without = replace(
        selection,
        auditors=selection.auditors - {auditor},
        seconds=selection.seconds - {auditor},
        appeal=appeal,
    )
    return stepped(without, SelectionStep("auditor_left", at, THE_BOT, about=auditor))


def needs_auditor(selection: Selection) -> bool:
    """Whether it waits for somebody to be named: for the audit, or for the appeal."""
    if selection.state == "appealed":
        return selection.appeal is None or selection.appeal.auditor is None
    return selection.state in ("submitted", "in_review", "questions") and not selection.auditors


def leave(selection: Selection, because: LeftReason, at: datetime) -> Selection:
    """They left the workspace or the scheme before there was a decision: none is made. A decision
    that was made, and an appeal, go on. Raises StepRefused: wrong_state.
    """
    check_state(selection, "left")
    return stepped(
        replace(selection, state="left", left_because=because),
        SelectionStep("left", at, THE_BOT),
    )


def erase(selection: Selection, at: datetime) -> Selection:
    """Their record was erased (`erasing` says when): the log, the hash of what was handed in and
    the figures stay; nothing of it bears on a total any more. Allowed in a round that is over, too.
    Raises StepRefused: wrong_state.
    """
    refuse_if(selection.state not in ALLOWED["erased"], "wrong_state")
    return stepped(replace(selection, state="erased"), SelectionStep("erased", at, THE_BOT))


def unfinished(selection: Selection, today: date) -> bool:
    """Whether the round cannot be closed for it yet: it is undecided, an appeal is, or one may
    still come. Where the workplace has set no day for appeals, closing the round ends their time.
    """
    if selection.state in UNDECIDED or selection.state == "appealed":
        return True
    if selection.state != "decided" or selection.decision is None or not selection.appealable:
        return False
    until = selection.decision.appeal_until
    return until is not None and not is_late(today, until)
