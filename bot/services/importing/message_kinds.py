"""The kinds of messages about calendars; tables stand on the messages that announce their jobs."""

from typing import Final

from bot.services.context.message_kinds import MessageKind
from bot.services.importing.arrivals import CALENDAR as ASKS_FOR_A_WORD
from bot.services.importing.calendars import EVENT as OFFERS_AN_EVENT

CALENDAR: Final = MessageKind(ASKS_FOR_A_WORD, keeps=("import_id",))
EVENT: Final = MessageKind(OFFERS_AN_EVENT, keeps=("import_id", "row"), shows_words=True)

ROWS: Final = "import_rows"
"""The kind of the message that lists rows of a file, where that was asked for in words."""
LISTED: Final = MessageKind(ROWS, keeps=("import_id", "verdict"), shows_words=True)

KINDS: Final = (CALENDAR, EVENT, LISTED)
