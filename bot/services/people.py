"""Who somebody is: Slack's profile kept up to date, and what they may do here."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.services.desk import Desk
from bot.services.profiles import Profile
from bot.services.refused import Refused


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


def may_administer(desk: Desk, admins: frozenset[str]) -> bool:
    """Whether the desk's member is an administrator: by Slack, by the operator, or by role."""
    return (
        desk.member.slack_admin
        or desk.member.slack_id in admins
        or "administrator" in desk.work.members.roles(desk.member.id)
    )


def must_administer(desk: Desk, admins: frozenset[str]) -> None:
    """Raises Refused for everybody else."""
    if not may_administer(desk, admins):
        raise Refused("administrators_only")


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return name
