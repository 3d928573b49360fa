"""A message of a member's: what it is, and what becomes of it. Nothing typed is ever lost."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.conversation.control import ControlWord
from bot.conversation.reading import Reading, read
from bot.conversation.routing import (
    Answer,
    AnswerOrNew,
    Control,
    New,
    PendingQuestion,
    Unclear,
    route,
)
from bot.conversation.small_talk import is_small_talk
from bot.services import answering, entries
from bot.services.changes import OPEN
from bot.services.desk import Desk
from bot.services.dialogue import Dialogue, dialogue_about, hold, let_go
from bot.services.entries import Source
from bot.services.refused import Refused
from bot.services.undoing import undo
from storage.records import EntryRecord

Choice = Literal["new", "answer", "again", "same", "update", "leave"]
"""What a member says of words that are held."""

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

    @property
    def source(self) -> Source:
        return Source(key=self.key, text=self.text, channel=self.channel, ts=self.ts)


@dataclass(frozen=True, slots=True)
class Asked:
    """A word that asks for something to be done; `entry_id` is what it would be done with."""

    word: ControlWord
    entry_id: int | None


def receive(desk: Desk, message: Message) -> Asked | None:
    """Deal with a message in the member's DM, as `docs/conversation.md` says what it may be.

    Where it asks for something by a word, that is returned and still to be done.
    """
    if message.has_files:
        desk.reply("say", {"sentence": "file_for_later"}, thread_ts=message.thread_ts)
    reading = _read(desk, message.text)
    if not reading.text:
        if not message.has_files:
            desk.reply("say", {"sentence": "nothing_to_read"}, thread_ts=message.thread_ts)
        return None
    threaded = _threaded(message)
    about = _spoken_of(desk, message)
    earlier = _same_just_now(desk, message.source) if reading.is_activity else None
    match route(
        message.text,
        reading,
        _pending(about),
        now=desk.now,
        in_thread=threaded and about is not None,
    ):
        case Control(word):
            return Asked(word, about.entry.id if about else None)
        case AnswerOrNew() | New() if earlier is not None:
            _ask_whether_again(desk, earlier, message.source)
        case AnswerOrNew() if about is not None:
            _ask_which(desk, about, message)
        case Answer() if about is not None and _gives_the_length(reading, about):
            answering.answer(
                desk, about.entry, message.text, about="minutes", thread_ts=message.thread_ts
            )
        case Answer() if about is not None:
            answering.answer(desk, about.entry, message.text, thread_ts=message.thread_ts)
        case Unclear() if about is not None and threaded:
            answering.answer(desk, about.entry, message.text, thread_ts=message.thread_ts)
        case Unclear() if is_small_talk(message.text):
            desk.reply("say", {"sentence": "small_talk"}, thread_ts=message.thread_ts)
        case _:
            take_as_new(desk, reading, message.source, thread_ts=message.thread_ts)
    return None


def take_as_new(
    desk: Desk, reading: Reading, source: Source, *, thread_ts: str | None = None
) -> None:
    """Do what a message asks for by itself: an entry, a plan, a standing, a page of help."""
    match reading.intent:
        case "status":
            desk.reply("status", thread_ts=thread_ts)
        case "team":
            desk.reply("say", {"sentence": "team_by_command"}, thread_ts=thread_ts)
        case "help":
            desk.reply("help", thread_ts=thread_ts)
        case "undo":
            undo(desk)
        case _:
            entries.begin(desk, reading, source)


def capture(desk: Desk, text: str, source: Source, *, plan: bool = False) -> EntryRecord:
    """An entry from a command, a shortcut or a form, where it is known to be one."""
    reading = _read(desk, f"plan {text}" if plan else text)
    return entries.begin(desk, reading, source)


def edited(desk: Desk, message: Message) -> None:
    """A message was edited: its open draft is read again; of a saved entry it is asked."""
    entry = desk.work.entries.from_message(message.channel, message.ts, desk.member.id)
    if entry is None or entry.source_text == message.text:
        return
    if entry.status in OPEN:
        entries.reread(desk, entry, _read(desk, message.text), message.text)
    elif entry.status == "logged":
        dialogue = dialogue_about(desk, entry)
        hold(desk, dialogue, "update", key=message.key, text=message.text)
        desk.reply("update", {"held": message.key}, entry_id=entry.id)


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


def _gives_the_length(reading: Reading, about: Dialogue) -> bool:
    """Whether a message is a bare length, and that of the entry is still to come."""
    return (
        about.entry.minutes is None
        and reading.minutes.value is not None
        and reading.minutes.span == (0, len(reading.text))
    )


def _threaded(message: Message) -> bool:
    return message.thread_ts is not None and message.thread_ts != message.ts


def _spoken_of(desk: Desk, message: Message) -> Dialogue | None:
    """The entry that the message may be about: its thread's, else the newest open one."""
    entry = None
    if message.thread_ts is not None and _threaded(message):
        number = desk.work.messages.about_entry(message.channel, message.thread_ts)
        if number is not None:
            entry = desk.work.entries.get(number, desk.member.id)
        else:
            entry = desk.work.entries.from_message(
                message.channel, message.thread_ts, desk.member.id
            )
        return None if entry is None else dialogue_about(desk, entry)
    entry = desk.work.entries.newest_open(desk.member.id)
    return None if entry is None else dialogue_about(desk, entry)


def _pending(about: Dialogue | None) -> PendingQuestion | None:
    if about is None or about.state.pending is None or about.state.pending_since is None:
        return None
    return PendingQuestion(about.state.pending, about.state.pending_since)


def _ask_which(desk: Desk, about: Dialogue, message: Message) -> None:
    hold(desk, about, "which", key=message.key, text=message.text, ts=message.ts)
    desk.reply("which", {"held": message.key}, entry_id=about.entry.id, thread_ts=message.thread_ts)


def _ask_whether_again(desk: Desk, earlier: EntryRecord, source: Source) -> None:
    held = {"key": source.key, "text": source.text, "ts": source.ts}
    hold(desk, dialogue_about(desk, earlier), "again", **held)
    desk.reply("again", {"held": source.key}, entry_id=earlier.id)


def _same_just_now(desk: Desk, source: Source) -> EntryRecord | None:
    newest = desk.work.entries.newest(
        desk.member.id, ["draft", "planned", "logged"], since=desk.now - SAME_WITHIN
    )
    same = newest is not None and newest.source_text == source.text
    return newest if same else None
