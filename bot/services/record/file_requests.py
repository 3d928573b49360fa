"""Files that were dropped: a job is asked for each, which fetches it, looks at it and keeps it.

What follows from what it found is `bot.services.evidence`'s.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final

from bot.conversation.captions import Caption, announces_a_file, caption, names
from bot.services.context import jobs
from bot.services.context.dropped_files import DroppedFile
from bot.services.context.member_context import MemberContext
from storage.row_types import EntryRecord

KIND: Final = "file"
"""The kind of the job that deals with one file."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a file was dropped for, as far as that was said.

    `entries`: those that it may be evidence of; of one it is. `words`: what was written beside it
    and has found no other place. `channel`, `ts` and `thread_ts` are those of its message, if it
    came by one.
    """

    entries: tuple[int, ...] = ()
    words: str = ""
    channel: str = ""
    ts: str = ""
    thread_ts: str | None = None

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return asdict(self)

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "Purpose":
        """From what `plain` gave; what a newer release added is passed over."""
        known = {field.name for field in fields(cls)}
        found = cls(**{name: value for name, value in plain.items() if name in known})
        return replace(found, entries=tuple(found.entries))


def group_of(key: str) -> str:
    """What the files have in common that were dropped together, from the key of one's job."""
    return key.removeprefix(f"{KIND}:").rpartition("/")[0]


def prefix_of(group: str) -> str:
    """What the keys of the jobs of files that were dropped together begin with."""
    return f"{KIND}:{group}/"


def by_message(ctx: MemberContext, channel: str, ts: str) -> str:
    """The group of the files of a message: however often Slack tells of it, they are the same."""
    return f"{ctx.member.id}:{channel}:{ts}"


def ask_for_files(
    ctx: MemberContext, files: Sequence[DroppedFile], group: str, purpose: Purpose
) -> None:
    """Have files dealt with, each once."""
    for place, file in enumerate(files):
        key = f"{prefix_of(group)}{file.id}"
        values = {"file": file.plain(), "purpose": purpose.plain(), "place": place}
        jobs.ask_once(ctx, KIND, key, values)


def caption_beside(
    text: str, recent: Sequence[EntryRecord], *, has_files: bool
) -> tuple[Caption, tuple[int, ...]] | None:
    """What is written beside a file where it is no message of its own, with the entries that it
    names. One that tells what the file is for, and names no entry, is a message; what sort of
    certificate it is may name one.
    """
    found = caption(text) if has_files else None
    if found is None:
        return None
    named = tuple(
        one.id
        for one in recent
        if one.status in ("draft", "planned", "logged")
        and names(found.about or found.kind, one.title or "")
    )
    return None if found.about and not named else (found, named)


def is_without_its_file(text: str, *, has_files: bool) -> bool:
    """Whether a message says that a file comes with it, and none did."""
    return not has_files and announces_a_file(text)
