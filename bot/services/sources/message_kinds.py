"""The kinds of messages about drafts from sources, without their words."""

from typing import Final

from bot.services.context.message_kinds import MessageKind
from bot.services.sources import drafting

DRAFTS: Final = MessageKind(drafting.KIND, on_given_up=None)

KINDS: Final = (DRAFTS,)
