"""A message of a member's: what it is, and what becomes of it. Nothing typed is ever lost."""

from dataclasses import dataclass
from datetime import timedelta

from bot.conversation.dialogue import PENDING_FOR
from bot.conversation.reading import Reading, read
from bot.conversation.routing import route
from bot.services import entries
from bot.services.desk import Desk
from bot.services.dialogue import Dialogue, dialogue_about, hold, let_go
from bot.services.entries import Source
from bot.services.refused import Refused
from storage.records import EntryRecord

SAME_WITHIN = timedelta(minutes=1)
"""The same sentence again within this time may be a slip: it is asked about."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a member wrote, unescaped. `key` is unique to it; `thread_ts` where it is a reply."""

    key: str
    text: str
    channel: str
    ts: str
    thread_ts: str | None = None
    has_files: bool = False
