"""How messages about who manages whom are rendered, as the link is at that moment."""

from collections.abc import Callable
from functools import partial
from typing import Final

from bot.services.desk import Desk
from bot.services.team_links import LinkView, link_view
from bot.services.teams import messages as kinds
from bot.ui import notices
from bot.ui.blocks import Content
from bot.ui.message_renderers import GONE, MessageRenderer, Rendered
from storage.outbox import OutboxItem


def _of_link(notice: Callable[[LinkView], Content], desk: Desk, item: OutboxItem) -> Rendered:
    view = link_view(desk.work, item.values["link_id"])
    return GONE if view is None else notice(view)


MESSAGES: Final = (
    MessageRenderer(kinds.ASK, partial(_of_link, notices.team_ask)),
    MessageRenderer(kinds.NOTICE, partial(_of_link, notices.team_notice)),
    MessageRenderer(kinds.ACCEPTED, partial(_of_link, notices.team_accepted)),
    MessageRenderer(kinds.DECLINED, partial(_of_link, notices.team_declined)),
    MessageRenderer(kinds.DISPUTED, partial(_of_link, notices.team_disputed)),
)
