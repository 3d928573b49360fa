"""The kinds of messages about files, without their words."""

from typing import Final

from bot.services.context.message_kinds import MessageKind, everything
from bot.services.evidence.arrivals import SAID as SAYS_HOW_FAR
from bot.services.evidence.checking import ASK as ASKS
from bot.services.evidence.documents import OFFER as OFFERS_A_DOCUMENT
from bot.services.evidence.keeping import KEPT as SAYS_WHAT_IS_KEPT
from bot.services.evidence.keeping import TOLD_OF as TELLS_OF_FILES

FILES: Final = MessageKind(SAYS_HOW_FAR, keeps=("group",))
KEPT: Final = MessageKind(SAYS_WHAT_IS_KEPT, keeps=everything, shows_words=True)
TOLD: Final = MessageKind(TELLS_OF_FILES, keeps=everything, shows_words=True)
ASK: Final = MessageKind(ASKS, keeps=("key",), shows_words=True, asks=True)
DOCUMENT: Final = MessageKind(OFFERS_A_DOCUMENT, keeps=("key", "table"))

KINDS: Final = (FILES, KEPT, TOLD, ASK, DOCUMENT)
