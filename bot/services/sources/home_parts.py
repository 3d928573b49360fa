"""What an administrator's Home shows of sources: what waits for somebody to be matched."""

from typing import Final

from bot.policy.access import Permission
from bot.services.context.home_parts import HomePart
from bot.services.context.member_context import MemberContext
from bot.services.sources.actions import SourceRow, source_rows


def _waiting(ctx: MemberContext) -> tuple[SourceRow, ...]:
    """The sources of which something waits; none for whoever may not match it."""
    if not ctx.may(Permission.MATCH_SOURCES) or not ctx.work.sources.waiting():
        return ()
    return tuple(one for one in source_rows(ctx) if one.waiting and not one.source.revoked_at)


WAITING: Final = HomePart("source_waiting", _waiting)

HOME_PARTS: Final = (WAITING,)
