"""The kinds of messages about where members stand, without their words."""

from typing import Final

from bot.services.context.message_kinds import MessageKind

STATUS: Final = MessageKind("status")
QUALITIES: Final = MessageKind("qualities", shows_words=True)
WHAT_IF: Final = MessageKind("what_if", shows_words=True)

KINDS: Final = (STATUS, QUALITIES, WHAT_IF)
