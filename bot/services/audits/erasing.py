"""Erasing a record during a round: what was handed in waits, for a reason and for 14 days at most.

When it goes is `bot.policy.audits.erasing`'s. Everything outside rounds goes at once.
"""

from dataclasses import dataclass
from datetime import date

from bot.policy.access import Permission
from bot.policy.audits import handing_in
from bot.policy.audits.erasing import SecondWord, Why, erasing_plan
from bot.policy.audits.refusals import StepRefused
from bot.services.audits.selections import subject_of
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from storage.audits.records import SelectionRecord


@dataclass(frozen=True, slots=True)
class Waits:
    """What of a record would wait: for which round, why, and until when at the latest."""

    number: int
    why: Why
    until: date


def waits(ctx: MemberContext) -> tuple[Waits, ...]:
    """What would wait if the member erased their record now, or waits already."""
    found = []
    for one in ctx.work.selections.of_member(ctx.member.id):
        asked = one.erase_asked_on or ctx.today
        plan = erasing_plan(one.selection, asked, ctx.today)
        if one.selection.state != "erased" and not plan.now and plan.why is not None:
            found.append(Waits(one.number, plan.why, plan.on))
    return tuple(found)


def ask(ctx: MemberContext) -> tuple[Waits, ...]:
    """The member erases their record: what nothing waits for goes now. What waits still."""
    ctx.work.audit_rounds.forget_tokens(ctx.member.id)
    for one in ctx.work.selections.of_member(ctx.member.id):
        if one.selection.state == "erased":
            continue
        locked = ctx.work.selections.get(one.id, lock=True) or one
        ctx.work.selections.forget_files(one.id)
        asked = locked.erase_asked_on or ctx.today
        if erasing_plan(locked.selection, asked, ctx.today).now:
            erase_now(ctx, locked)
        else:
            ctx.work.selections.mark(one.id, erase_asked_on=asked)
    return waits(ctx)


def erase_due(ctx: MemberContext, known: SelectionRecord) -> bool:
    """Whether what waited is gone now, since its reason is or its 14 days are."""
    if known.erase_asked_on is None or known.selection.state == "erased":
        return False
    if not erasing_plan(known.selection, known.erase_asked_on, ctx.today).now:
        return False
    erase_now(ctx, known)
    return True


def erase_at_once(ctx: MemberContext, selection_id: int) -> None:
    """A second administrator's word: what waits goes now. Raises Refused: no_such_audit,
    audit_second_administrator.
    """
    known = ctx.work.selections.get(selection_id, lock=True)
    if known is None or known.erase_asked_on is None:
        raise Refused("no_such_audit")
    ctx.must(Permission.ERASE_AT_ONCE, subject_of(known), otherwise="audit_second_administrator")
    word = SecondWord(ctx.member.id, ctx.today)
    if known.selection.state == "erased":
        return
    if not erasing_plan(known.selection, known.erase_asked_on, ctx.today, (word,)).now:
        raise Refused("audit_second_administrator")
    erase_now(ctx, known)


def erase_now(ctx: MemberContext, known: SelectionRecord) -> None:
    """The words go; that they were drawn, the days of the steps, the outcome and the hash stay."""
    ctx.work.selections.forget_words(known.id)
    try:
        selection = handing_in.erase(known.selection, ctx.now)
    except StepRefused:
        return
    ctx.work.selections.save(known, selection)
