"""What a member does about files without an entry: looks at them. Each is settled like any words
whose place was asked for.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Message, Say, say
from bot.services.evidence import being_read
from bot.services.evidence.placing import NO_ENTRY, kept_until, unplaced
from bot.services.record.evidence import file_name
from storage.record.held_messages import Held

LISTED: Final = 10


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Files that wait for their place together: what they are called, until when they are kept,
    and what can be said of them, by label.
    """

    key: str
    names: tuple[str, ...]
    until: date
    labels: tuple[str, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True)
class UnplacedFiles(Message):
    """Files without an entry, the oldest first; `more` are not listed."""

    files: tuple[Unplaced, ...]
    more: int = 0


@action("unplaced_files")
class ShowUnplaced(Action):
    """The files whose place was never said."""

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> UnplacedFiles:
        waiting = unplaced(ctx)
        found = []
        for one in waiting[:LISTED]:
            kept = ctx.work.stored_files.of(ctx.member.id, one.values["hashes"])
            names = tuple(file_name(file.name) for file in kept.values())
            if names:
                labels, choices = _to_be_said(one)
                found.append(Unplaced(one.key, names, kept_until(one), labels, choices))
        return UnplacedFiles(tuple(found), max(0, len(waiting) - LISTED))


@action("files_forget")
class ForgetFiles(Action):
    """Nothing is to become of files that are still being read; they were dropped together."""

    group: str

    def do(self, ctx: MemberContext) -> Say:
        being_read.forget(ctx, self.group)
        return say("file_left_unread")


def _to_be_said(held: Held) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What can be said of files in this list: they are kept already, and may be forgotten."""
    said = dict(zip(held.values["labels"], held.values["choices"], strict=True))
    said = {label: choice for label, choice in said.items() if choice != "file_keep"}
    said[NO_ENTRY["file_forget"]] = "file_forget"
    return tuple(said), tuple(said.values())


WORDS: Final = (Word("/cpd", "files", lambda _: ShowUnplaced()),)
