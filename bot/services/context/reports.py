"""Whose manager a member is, as `bot.policy.access` decides by their links; changing links is not
done here.
"""

from typing import Final

from bot.policy.access import Permission, Subject
from bot.services.context.member_context import MemberContext
from storage.row_types import MemberRecord, TeamLinkRecord
from storage.vocabulary import LinkState

NOT_YET: Final[tuple[LinkState, ...]] = ("asked", "notifying")
OPEN: Final[tuple[LinkState, ...]] = (*NOT_YET, "active", "suspended")
"""The states of links that have not been declined or ended."""


def subject_of(link: TeamLinkRecord) -> Subject:
    """The member of a link as the subject of an action, with their manager by that link."""
    return Subject(link.member_id, link.manager_id, link_active=link.state == "active")


def subject_about(ctx: MemberContext, member_id: int) -> Subject:
    """A member as the subject of an action, with the manager of their open link, if any."""
    link = ctx.work.teams.manager_of(member_id)
    return Subject(member_id) if link is None else subject_of(link)


def reports_of(
    ctx: MemberContext, action: Permission = Permission.SEE_STANDING
) -> tuple[MemberRecord, ...]:
    """The people for whom the member may do that as their manager, read in one statement;
    those whose accounts are switched off are left out.
    """
    return tuple(
        member
        for member, link in ctx.work.teams.people_under(ctx.member.id, OPEN)
        if ctx.may(action, subject_of(link))
    )


def managed(ctx: MemberContext) -> frozenset[int]:
    """The member numbers of the people whose standing the member may see as their manager,
    those whose accounts are switched off included.
    """
    return frozenset(
        link.member_id
        for link in ctx.work.teams.under(ctx.member.id, OPEN)
        if ctx.may(Permission.SEE_STANDING, subject_of(link))
    )
