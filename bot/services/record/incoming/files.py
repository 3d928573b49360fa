"""Files by message: what each was dropped for, before anybody has looked into it."""

from bot.services.context.member_context import MemberContext
from bot.services.record.file_requests import (
    Purpose,
    ask_for_files,
    by_message,
    caption_beside,
    is_without_its_file,
)
from bot.services.record.incoming.heard import Heard, Message
from bot.services.record.incoming.interpretation import recent_of
from bot.services.record.incoming.noted import Noted

Beside = tuple[str, tuple[int, ...]]
"""Words beside a file that are no message of their own, and the entries that they name."""


def is_missing(message: Message) -> bool:
    """Whether a message says that a file comes with it, and none did."""
    return is_without_its_file(message.text, has_files=bool(message.files))


def beside(ctx: MemberContext, message: Message) -> Beside | None:
    """What is written beside a file, where it is a caption; None where it is a message."""
    if not message.files or not message.text:
        return None
    found = caption_beside(message.text, recent_of(ctx), has_files=True)
    return None if found is None else (message.text, found[1])


def are_unclear(heard: Heard) -> bool:
    """Whether nothing is understood of what is written beside files, and no question is open that
    it may answer: it is kept with them, and their place is asked for, once.
    """
    parts = heard.understanding.parts
    unclear = bool(parts) and all(part.kind == "unclear" for part in parts)
    return unclear and bool(heard.message.files) and heard.about is None and heard.held is None


def ask(
    ctx: MemberContext, message: Message, heard: Heard, noted: Noted, beside: Beside | None
) -> None:
    """Have the files of a message dealt with: evidence of what a caption names, of what the words
    made or changed, else of what they stand under.
    """
    if not message.files:
        return
    words, named = beside or ("", ())
    thread = heard.context.thread if message.in_thread else None
    entries = named or tuple(noted.begun or noted.entries) or ((thread,) if thread else ())
    purpose = Purpose(
        entries=entries,
        words=words,
        channel=message.channel,
        ts=message.ts,
        thread_ts=message.thread_ts,
    )
    ask_for_files(ctx, message.files, by_message(ctx, message.channel, message.ts), purpose)
