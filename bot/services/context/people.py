"""Who somebody is: Slack's profile kept up to date, and when they were last seen."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.services.context.member_context import MemberContext
from bot.services.context.profiles import Profile


def know(ctx: MemberContext, profile: Profile) -> None:
    """Keep what Slack says of the context's member; a zone that nobody knows is read as UTC."""
    ctx.change_member(
        name=profile.name,
        slack_tz=_known_zone(profile.tz),
        kind=profile.kind,
        deactivated=profile.deactivated,
        slack_admin=profile.is_admin,
        profile_at=ctx.real,
    )


def seen(ctx: MemberContext) -> None:
    """The member has written or clicked: whatever they were nudged about is answered."""
    ctx.change_member(last_active_at=ctx.now)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return name
