"""How often the coach is called in a day (UTC), for a member and for everybody in a workspace.

What is counted is known by a keyed hash of the member's Slack id and the day, so that it stands
when a record is erased: erasing and enrolling again gives no budget back.
"""

from datetime import timedelta
from typing import Final

from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.record.account_hash import keyed

COUNTS_KEPT: Final = timedelta(days=2)
"""Nobody asks what was counted on a day that is over."""


def spend(ctx: MemberContext) -> bool:
    """Count a call that is about to be made; False where today's budgets leave no room for it."""
    if ctx.coach is None:
        return False
    if not ctx.account_key:  # a workspace that an earlier release has just made
        ctx.account_key = ctx.work.workspace.account_key()
    day = ctx.real.date()
    return ctx.work.coach_calls.count(
        keyed(ctx, f"coach: {day.isoformat()} {ctx.member.slack_id}"),
        day,
        daily=ctx.coach.daily,
        workspace_daily=ctx.coach.workspace_daily,
    )


def spend_another(contexts: ContextFactory, workspace_id: str, member_id: int, number: int) -> bool:
    """The same of a request whose answer has to be asked for once more."""
    origin = Origin(f"coach:{number}")
    with contexts.open_by_id(workspace_id, member_id, origin) as ctx:
        may = ctx is not None and ctx.coach_on and spend(ctx)
        if ctx is not None and may:
            ctx.commit()
    return may
