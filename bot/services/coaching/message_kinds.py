"""The kinds of messages about the coach: what it said, where its member asked, and what it is."""

from typing import Final

from bot.services.coaching.availability import SETTINGS as SETTINGS_ASKED
from bot.services.context.message_kinds import MessageKind, everything
from bot.services.record.coach_shown import ANSWER

COACH: Final = MessageKind(ANSWER, keeps=everything, shows_words=True, on_given_up=None)

SETTINGS: Final = MessageKind(SETTINGS_ASKED, on_given_up=None)

KINDS: Final = (COACH, SETTINGS)
