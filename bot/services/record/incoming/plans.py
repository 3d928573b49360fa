"""Plans whose day has come: done, moved, or off, as messages say."""

from bot.conversation.parts import Account, Correction, Part
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.pages import Page, say
from bot.services.record import entries
from bot.services.record.entry_changes import find
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.offers import offer_about


def begin_what_was_planned(ctx: MemberContext, heard: Heard) -> None:
    """What was planned was done where its time or what came of it is told: of the plan that is
    named, else of the one whose day has come.
    """
    for part in heard.understanding.parts:
        told = part.content
        if isinstance(told, Account) or (isinstance(told, Correction) and told.what == "minutes"):
            plan = heard.due if part.entry is None else find(ctx, part.entry)
            plan = None if plan is None else find(ctx, plan.id)
            day = plan.start_date if plan is not None and plan.status == "planned" else None
            if plan is not None and day is not None and day <= ctx.today:
                entries.did_it(ctx, plan)


def done(ctx: MemberContext, heard: Heard, part: Part) -> Page | None:
    """A plan has happened: the one that is named, or the only one whose day has come."""
    plan = find(ctx, part.entry) if part.entry is not None else heard.due
    if plan is None:
        return say("which_was_done")
    plan = find(ctx, plan.id)
    if plan.status == "planned":
        entries.did_it(ctx, plan)
    return None


def done_or_not(ctx: MemberContext, heard: Heard, label: str) -> Page | None:
    """ "Did it happen?" answered by yes or no."""
    if label == "no":
        return moved_or_off(ctx, heard)
    plan = heard.due
    if plan is not None and plan.status == "planned":
        entries.did_it(ctx, plan)
    return None


def moved_or_off(ctx: MemberContext, heard: Heard, part: Part | None = None) -> Page | None:
    """Ask whether a plan was moved or is off: the one that is named, or the one whose day has
    come.
    """
    of_named = part.entry if part is not None else None
    plan = heard.due if of_named is None else find(ctx, of_named)
    if plan is None:
        return say("which_was_done")
    offer_about(ctx, heard, plan, "moved_or_off")
    return None
