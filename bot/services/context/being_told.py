"""Whether a member may be told of something that came by itself, just now."""

from bot.policy.working_time import is_working, local
from bot.services.context.leaves import quiet
from bot.services.context.member_context import MemberContext
from bot.services.context.working_time import working_time_of


def may_be_told(ctx: MemberContext) -> bool:
    """Whether the member is at work, and has not asked for quiet."""
    wall = local(ctx.now, ctx.member.zone)
    until = quiet(ctx.member.paused_until, ctx.member.leaves, wall.date())
    resting = until is not None and wall.date() < until
    return is_working(wall, working_time_of(ctx.member)) and not resting
