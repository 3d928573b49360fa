"""The kinds of messages that answer questions, without their words."""

from typing import Final

from bot.services.context.message_kinds import MessageKind

TOLD: Final = MessageKind("told", shows_words=True)

KINDS: Final = (TOLD,)
