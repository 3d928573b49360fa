"""The kind of message that shows what the coach said, where its member asked."""

from typing import Final

from bot.services.context.message_kinds import MessageKind, everything
from bot.services.record.coach_shown import ANSWER

COACH: Final = MessageKind(ANSWER, keeps=everything, shows_words=True, on_given_up=None)

KINDS: Final = (COACH,)
