"""How answers to questions are rendered as messages."""

from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.dispatch import message_kinds as kinds
from bot.services.dispatch.questions import read_explained
from bot.ui.kit.message_renderers import MessageRenderer, Rendered, words_gone
from bot.ui.questions.answers import told
from storage.queues.outbox import OutboxItem


def _told(_context: MemberContext, item: OutboxItem) -> Rendered:
    """What it told is not kept: it is rendered anew to lose its words alone."""
    return words_gone() if item.ts is not None else told(read_explained(item.values))


MESSAGES: Final = (MessageRenderer(kinds.TOLD, _told),)
