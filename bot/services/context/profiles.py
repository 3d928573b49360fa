"""Who people are in Slack, as plain values; keeping that up to date is `people`'s."""

from dataclasses import dataclass

from storage.row_types import MemberRecord
from storage.vocabulary import MemberKind


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says of a user. `tz` is an IANA zone."""

    name: str
    tz: str
    kind: MemberKind
    deactivated: bool
    is_admin: bool


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named in a command or a form, with what Slack says of them."""

    slack_id: str
    profile: Profile


def profile_of(member: MemberRecord) -> Profile | None:
    """What Slack has told us of a member; None where it never did."""
    if member.profile_at is None:
        return None
    return Profile(
        name=member.name,
        tz=member.slack_tz,
        kind=member.kind,
        deactivated=member.deactivated,
        is_admin=member.slack_admin,
    )
