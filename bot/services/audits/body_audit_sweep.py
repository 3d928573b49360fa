"""What comes by its day of audits that members told of: three reminders, and one question. The
member asked for them, so they stand outside the budget of nudges.
"""

from collections.abc import Sequence
from typing import Final

from bot.policy.audits.body_audit import asks_outcome, reminds
from bot.policy.audits.reminders import due_reminder
from bot.services.audits.body_audits import asked_key, reminder_key
from bot.services.context.being_told import may_be_told
from bot.services.context.member_context import ContextFactory, Origin
from storage.audits.body_audits import DueAudit, due_page

PAGE: Final = 100


def page(contexts: ContextFactory, after: int) -> Sequence[DueAudit]:
    """A page of audits that have a day and go on."""
    return due_page(contexts.database, after, PAGE)


def look_at(contexts: ContextFactory, one: DueAudit) -> int:
    """Say what is due about one today, at work: whether anything was."""
    origin = Origin(f"body-audit:{one.audit_id}:{contexts.clocks.calendar().date().isoformat()}")
    with contexts.open_by_id(one.workspace_id, one.member_id, origin) as ctx:
        known = None if ctx is None else ctx.work.body_audits.get(one.audit_id)
        if ctx is None or known is None or known.due_on is None or ctx.member.deactivated:
            return 0
        remind, ask = reminds(known.told, ctx.today), asks_outcome(known.told, ctx.today)
        if not (remind or ask) or not may_be_told(ctx):
            return 0
        if remind:
            on = due_reminder(known.due_on, ctx.today) or ctx.today
            ctx.work.body_audits.mark(known, reminded_on=ctx.today)
            kind, key = "body_audit_reminder", reminder_key(known.id, on)
        else:
            ctx.work.body_audits.mark(known, asked_on=ctx.today)
            kind, key = "body_audit_asked", asked_key(known.id)
        ctx.work.messages.say(ctx.member.id, kind, key, ctx.real, {"audit": known.id})
        ctx.commit()
    return 1
