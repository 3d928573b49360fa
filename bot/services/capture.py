"""Entries from a command, a form or an edited message, and words held by an entry since before.

What a message is, `listening` finds out; what is done about it is `acting`'s. Nothing typed is
ever lost.
"""

from typing import Literal

from bot.conversation.reading import Reading, read
from bot.services import answering, entries
from bot.services.desk import Desk
from bot.services.dialogue import dialogue_about, let_go
from bot.services.entries import Source
from bot.services.refused import Refused
from storage.records import EntryRecord

Choice = Literal["new", "answer", "again", "same", "update", "leave"]
"""What a member says of words that are held."""


def capture(desk: Desk, text: str, source: Source, *, plan: bool = False) -> EntryRecord:
    """An entry from a command, a shortcut or a form, where it is known to be one."""
    reading = _read(desk, f"plan {text}" if plan else text)
    return entries.begin(desk, reading, source)


def settle(desk: Desk, entry: EntryRecord, held: str, choice: Choice) -> None:
    """The member has said what held words are. Raises Refused where it was said before."""
    dialogue = dialogue_about(desk, entry)
    words = dialogue.held_words(held)
    if words is None:
        raise Refused("settled_already")
    dialogue = let_go(desk, dialogue, key=held)
    text: str = words["text"]
    source = Source(key=held, text=text, channel=desk.member.im_channel, ts=words.get("ts"))
    match choice:
        case "new" | "again":
            entries.begin(desk, _read(desk, text), source)
        case "answer":
            answering.answer(desk, entry, text)
        case "update":
            entries.reread(desk, entry, _read(desk, text), text)
    desk.work.messages.show_questions(entry.id, desk.real)


def _read(desk: Desk, text: str) -> Reading:
    return read(text, now=desk.now, tz=desk.zone)
