"""Who somebody is: Slack's profile kept up to date, and when they were last seen."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.services.desk import Desk
from bot.services.profiles import Profile


def know(desk: Desk, profile: Profile) -> None:
    """Keep what Slack says of the desk's member; a zone that nobody knows is read as UTC."""
    desk.change_member(
        name=profile.name,
        slack_tz=_known_zone(profile.tz),
        kind=profile.kind,
        deactivated=profile.deactivated,
        slack_admin=profile.is_admin,
        profile_at=desk.real,
    )


def seen(desk: Desk) -> None:
    """The member has written or clicked: whatever they were nudged about is answered."""
    desk.change_member(last_active_at=desk.now)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return name
