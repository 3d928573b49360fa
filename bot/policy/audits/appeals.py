"""An appeal against a decision, within the workplace: another auditor decides it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from bot.policy.audits.refusals import StepReason, StepRefused, refuse_if
from bot.policy.audits.selection import (
    Appeal,
    Selection,
    SelectionStep,
    check_lead,
    check_state,
    may_audit,
    stepped,
)
from bot.policy.audits.settings import is_late
from bot.policy.audits.vocabulary import (
    AppealOutcome,
)


def appeal(
    selection: Selection, about: Collection[int], by: int, moment: tuple[datetime, date]
) -> Selection:
    """The member appeals: against entries that are not met, and the whole (`WHOLE_RECORD`). There
    is one appeal within the workplace. Raises StepRefused: already_appealed, wrong_state,
    not_the_member, nothing_to_appeal, appeal_late.
    """
    refuse_if(by != selection.parties.member, "not_the_member")
    refuse_if(selection.appeal is not None, "already_appealed")
    check_state(selection, "appealed")
    asked = frozenset(about)
    refuse_if(not asked or not asked <= selection.appealable, "nothing_to_appeal")
    at, today = moment
    until = selection.decision.appeal_until if selection.decision is not None else None
    refuse_if(is_late(today, until), "appeal_late")
    return stepped(
        replace(selection, state="appealed", appeal=Appeal(asked, today)),
        SelectionStep("appealed", at, by),
    )


def allow_late_appeal(selection: Selection, until: date | None, by: int, at: datetime) -> Selection:
    """The lead's word that an appeal is taken until another day, though its time is over (None:
    whenever it comes). Raises StepRefused: wrong_state, not_the_lead, own_record, own_report,
    nothing_to_appeal.
    """
    check_state(selection, "late_appeal_allowed")
    check_lead(selection, by)
    if selection.decision is None or not selection.appealable:
        raise StepRefused("nothing_to_appeal")
    longer = replace(selection.decision, appeal_until=until)
    return stepped(
        replace(selection, decision=longer), SelectionStep("late_appeal_allowed", at, by)
    )


def may_decide_appeal(selection: Selection, somebody: int) -> StepReason | None:
    """Why somebody may never decide this appeal; None where they may."""
    if somebody in selection.took_part:
        return "took_part_in_the_decision"
    return may_audit(selection, somebody)


def name_appeal_auditor(selection: Selection, auditor: int, by: int, at: datetime) -> Selection:
    """The lead names who decides: nobody who took part in the decision. Another may be named in
    their place. Raises StepRefused: wrong_state, not_the_lead, own_record, own_report,
    took_part_in_the_decision.
    """
    check_state(selection, "appeal_auditor_named")
    check_lead(selection, by)
    fault = may_decide_appeal(selection, auditor)
    if fault is not None:
        raise StepRefused(fault)
    named = replace(_appeal(selection), auditor=auditor)
    return stepped(
        replace(selection, appeal=named),
        SelectionStep("appeal_auditor_named", at, by, about=auditor),
    )


def decide_appeal(
    selection: Selection,
    outcomes: Mapping[int, AppealOutcome],
    by: int,
    moment: tuple[datetime, date],
    *,
    reasoned: bool,
) -> Selection:
    """The appeal's decision, one for each thing that it is about, with reasons. What is upheld is
    met from then on, and its credits are back. Raises StepRefused: wrong_state,
    no_auditor_for_appeal, not_an_auditor, own_record, own_report, took_part_in_the_decision,
    not_all_answered, reason_missing.
    """
    check_state(selection, "appeal_decided")
    made = _appeal(selection)
    refuse_if(made.auditor is None, "no_auditor_for_appeal")
    refuse_if(made.auditor != by, "not_an_auditor")
    fault = may_decide_appeal(selection, by)
    if fault is not None:
        raise StepRefused(fault)
    refuse_if(set(outcomes) != made.about, "not_all_answered")
    refuse_if(not reasoned, "reason_missing")
    at, today = moment
    decided = replace(made, outcomes=MappingProxyType(dict(outcomes)), decided_on=today)
    return stepped(
        replace(selection, state="appeal_decided", appeal=decided),
        SelectionStep("appeal_decided", at, by),
    )


def _appeal(selection: Selection) -> Appeal:
    if selection.appeal is None:
        raise StepRefused("wrong_state")
    return selection.appeal
