"""What comes by its day, or since somebody has left, in rounds that are open. Each in a unit of the
member's, or of the round's lead.
"""

from typing import Final

from bot.policy.audits import handing_in
from bot.policy.audits.refusals import StepRefused
from bot.policy.audits.reminders import due_reminder
from bot.policy.audits.round_facts import Round
from bot.policy.audits.selection import UNDECIDED
from bot.policy.audits.settings import is_late, snapshots_until
from bot.policy.audits.vocabulary import LeftReason
from bot.policy.schemes.categories import pack_and_category
from bot.services.audits import erasing, following, rounds
from bot.services.audits.workplace import settings_in
from bot.services.context.being_told import may_be_told
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from storage.audits.records import RoundRecord, SelectionRecord
from storage.audits.sweeping import Swept, gone_people, still_kept, to_look_at
from storage.row_types import MemberRecord
from storage.unit_of_work import unit_of_work

PAGE: Final = 100


def page(contexts: ContextFactory, after: int) -> list[Swept]:
    """A page of selections to be looked at."""
    return to_look_at(contexts.database, after, PAGE)


def look_at(contexts: ContextFactory, one: Swept) -> int:
    """Do what is due about a selection today; how much that was."""
    origin = Origin(f"audit-sweep:{one.selection_id}:{contexts.clocks.calendar().isoformat()}")
    with contexts.open_by_id(one.workspace_id, one.member_id, origin) as ctx:
        known = None if ctx is None else ctx.work.selections.get(one.selection_id, lock=True)
        if ctx is None or known is None:
            return 0
        done = int(erasing.erase_due(ctx, known))
        if not done and known.parties.open:
            done = (
                _gone(ctx, known)
                or _day_over(ctx, known)
                or _reminded(ctx, known)
                or _appeals_over(ctx, known)
            )
        if done:
            ctx.commit()
    return done


def _gone(ctx: MemberContext, known: SelectionRecord) -> int:
    """They have left the workspace, or the scheme: no decision is made."""
    if known.selection.state not in UNDECIDED or known.erase_asked_on is not None:
        return 0
    pack, _ = pack_and_category(known.scheme)
    enrolled = any(one.pack == pack for one in ctx.work.enrolments.of(ctx.member.id))
    if not ctx.member.deactivated and (enrolled or known.selection.snapshot is not None):
        return 0
    because: LeftReason = "left_workspace" if ctx.member.deactivated else "left_scheme"
    selection = handing_in.leave(known.selection, because, ctx.now)
    following.follow(ctx, ctx.work.selections.save(known, selection))
    return 1


def _day_over(ctx: MemberContext, known: SelectionRecord) -> int:
    """Nothing was handed in by the day."""
    if known.selection.state != "told":
        return 0
    try:
        selection = handing_in.nothing_submitted(known.selection, ctx.now, ctx.today)
    except StepRefused:
        return 0
    following.follow(ctx, ctx.work.selections.save(known, selection))
    return 1


def _reminded(ctx: MemberContext, known: SelectionRecord) -> int:
    """A reminder to hand in, at work: once for each of its days."""
    until = known.selection.submit_until
    if known.selection.state != "told" or until is None:
        return 0
    day = due_reminder(until, ctx.today)
    if day is None or (known.reminded_on is not None and known.reminded_on >= day):
        return 0
    told_on = ctx.work.selections.steps(known.id)[-1].at.astimezone(ctx.zone).date()
    if told_on >= day or not may_be_told(ctx):
        return 0
    ctx.work.selections.mark(known.id, reminded_on=ctx.today)
    said = {"selection": known.id}
    key = following.reminder_key(known.id, day)
    ctx.work.messages.say(ctx.member.id, "audit_reminder", key, ctx.real, said)
    return 1


def _appeals_over(ctx: MemberContext, known: SelectionRecord) -> int:
    """The time for an appeal is over: nothing offers one any more. Noted as a reminder is, so that
    it is done once, and again after a time that the lead has given since.
    """
    decision = known.selection.decision
    until = None if decision is None else decision.appeal_until
    if known.selection.state != "decided" or until is None or not is_late(ctx.today, until):
        return 0
    if known.reminded_on is not None and known.reminded_on > until:
        return 0
    ctx.work.selections.mark(known.id, reminded_on=ctx.today)
    following.show_messages(ctx, known)
    return 1


def forget(contexts: ContextFactory) -> int:
    """What was handed in to rounds whose retention is over goes; how many."""
    gone = 0
    for workspace_id, selection_id in still_kept(contexts.database, PAGE * 10):
        with unit_of_work(contexts.database, workspace_id) as work:
            known = work.selections.get(selection_id, lock=True)
            ended = None if known is None else work.audit_rounds.get(known.round_id)
            if known is None or ended is None or ended.ended_on is None:
                continue
            until = snapshots_until(ended.ended_on, settings_in(work))
            if contexts.clocks.calendar().date() <= until:
                continue
            work.selections.forget_words(selection_id)
            work.commit()
            gone += 1
    return gone


def people(contexts: ContextFactory) -> list[tuple[str, int]]:
    """Rounds under way whose lead, or one of whose auditors, has left."""
    return gone_people(contexts.database)


def look_at_people(contexts: ContextFactory, workspace_id: str, round_id: int) -> int:
    """Pass a round on whose lead has left, and let auditors go who have; how much was done."""
    with unit_of_work(contexts.database, workspace_id) as work:
        known = work.audit_rounds.get(round_id)
        lead = 0 if known is None else known.round.lead
    with contexts.open_by_id(workspace_id, lead, Origin(f"audit-people:{round_id}")) as ctx:
        found = None if ctx is None else ctx.work.audit_rounds.get(round_id, lock=True)
        if ctx is None or found is None or found.round.is_over:
            return 0
        done = _auditors_gone(ctx, found)
        found = ctx.work.audit_rounds.get(round_id) or found
        if not rounds.may_lead(ctx, ctx.member):
            done += _passed_on(ctx, found)
        if done:
            ctx.commit()
    return done


def _auditors_gone(ctx: MemberContext, known: RoundRecord) -> int:
    auditors = ctx.work.members.many(sorted(known.round.auditors))
    done = 0
    for one in sorted(auditors.values(), key=lambda each: each.id):
        if one.deactivated:
            rounds.auditor_gone(ctx, known, one.id, one.id)
            known = ctx.work.audit_rounds.get(known.id) or known
            done += 1
    if done:
        rounds.tell_person(
            ctx,
            known.round.lead,
            "audit_auditor_left",
            f"{known.id}:left:{ctx.origin.key}:{ctx.real.isoformat()}",
            known,
        )
    return done


def _passed_on(ctx: MemberContext, known: RoundRecord) -> int:
    """To another lead, else to an administrator: whoever may, by number."""
    heir = _heir(ctx, known.round)
    if heir is None:
        return 0
    rounds.hand_over(ctx, known, heir, 0)
    return 1


def _heir(ctx: MemberContext, round_: Round) -> MemberRecord | None:
    leads = ctx.work.members.holders("cpd_lead")
    administrators = ctx.work.members.administrators()
    for some in (leads, administrators):
        able = [one for one in some if one.id != round_.lead and rounds.may_lead(ctx, one)]
        if able:
            return min(able, key=lambda one: one.id)
    return None
