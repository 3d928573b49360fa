"""A message in the member's conversation with the bot, and what it was understood as."""

from dataclasses import dataclass
from datetime import datetime

from bot.conversation.parts import Context, Understanding
from bot.services.context.dropped_files import DroppedFile
from bot.services.record.entries import Source
from storage.record.held_messages import Held
from storage.row_types import EntryRecord


@dataclass(frozen=True, slots=True)
class Message:
    """What a member wrote, unescaped. `key` is unique to it; `thread_ts` where it is a reply;
    `files` what they dropped with it.
    """

    key: str
    text: str
    channel: str
    ts: str
    thread_ts: str | None = None
    files: tuple[DroppedFile, ...] = ()

    @property
    def source(self) -> Source:
        return Source(key=self.key, text=self.text, channel=self.channel, ts=self.ts)

    @property
    def in_thread(self) -> bool:
        """Whether it replies to another."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that was understood, with what was open meanwhile.

    `about` is the entry of the pending question, or that of the thread; `held` the message whose
    place was asked for last, if that is still open. `lapsed` is the entry that an account may be
    about though nothing is asked about it any more. `asked_at`: since when the pending question
    waits.
    """

    message: Message
    understanding: Understanding
    context: Context
    about: EntryRecord | None
    held: Held | None
    lapsed: EntryRecord | None = None
    asked_at: datetime | None = None

    @property
    def due(self) -> EntryRecord | None:
        """The plan whose day has come, if that is what is asked about."""
        return self.about if self.context.due else None
