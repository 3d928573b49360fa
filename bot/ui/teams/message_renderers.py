"""How messages about who manages whom are rendered, as the link is at that moment."""

from collections.abc import Callable
from functools import partial
from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.teams import message_kinds as kinds
from bot.services.teams.links import LinkView, link_view
from bot.ui.kit.blocks import Content
from bot.ui.kit.message_renderers import GONE, MessageRenderer, Rendered
from bot.ui.teams import notices
from storage.queues.outbox import OutboxItem


def _of_link(
    notice: Callable[[LinkView], Content], ctx: MemberContext, item: OutboxItem
) -> Rendered:
    view = link_view(ctx.work, item.values["link_id"])
    return GONE if view is None else notice(view)


MESSAGES: Final = (
    MessageRenderer(kinds.ASK, partial(_of_link, notices.team_ask)),
    MessageRenderer(kinds.NOTICE, partial(_of_link, notices.team_notice)),
    MessageRenderer(kinds.ACCEPTED, partial(_of_link, notices.team_accepted)),
    MessageRenderer(kinds.DECLINED, partial(_of_link, notices.team_declined)),
    MessageRenderer(kinds.DISPUTED, partial(_of_link, notices.team_disputed)),
)
