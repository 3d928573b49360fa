"""Who a member's manager is, as their settings and Home show it."""

from dataclasses import dataclass

from bot.services.context.member_context import MemberContext
from storage.row_types import TeamLinkRecord


@dataclass(frozen=True, slots=True)
class ManagerView:
    """Who the member's manager is here, and what stands between them and the team view."""

    link: TeamLinkRecord
    name: str
    slack_id: str


def manager_view(ctx: MemberContext) -> ManagerView | None:
    """The context's member's manager, if one is named."""
    link = ctx.work.teams.manager_of(ctx.member.id)
    if link is None:
        return None
    manager = ctx.work.members.get(link.manager_id)
    if manager is None:
        return None
    return ManagerView(link, manager.name or manager.slack_id, manager.slack_id)
