"""How messages about where members stand are rendered."""

from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.schemes import messages as kinds
from bot.services.schemes.standings import standings_of
from bot.ui.kit.message_renderers import MessageRenderer, Rendered
from bot.ui.schemes.status import status
from storage.queues.outbox import OutboxItem


def _status(ctx: MemberContext, _item: OutboxItem) -> Rendered:
    return status(standings_of(ctx))


MESSAGES: Final = (MessageRenderer(kinds.STATUS, _status),)
