"""What shows that an activity took place: links and files, added, changed and taken away.

The bytes of files are in the evidence store, which nothing here waits for: delivery's jobs put them
there before a row says so, and bring them back.
"""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Final

from bot.conversation.text import clean
from bot.policy.file_quotas import NoRoom, in_megabytes
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record.entry_changes import content_changed
from storage.record.stored_files import address_of, hash_in
from storage.row_types import EntryRecord, EvidenceRecord, StoredFileRecord

LINK_MOST: Final = 2000
"""Characters of the longest link that is kept."""

NAME_MOST: Final = 200
"""Characters of a file's name that are kept, its ending among them."""

RECOGNISED: Final = "recognised"
"""Beside the facts of a certificate whose words were recognised on a picture."""

_SAID: Final[Mapping[NoRoom, str]] = {
    "file": "file_too_large",
    "member": "files_full",
    "workspace": "files_full_here",
}

_BARE: Final = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")


@dataclass(frozen=True, slots=True)
class File:
    """A file whose bytes are in the evidence store: its hash, how many bytes, what it is by its
    content and what its member calls it. `facts` are what was read in it, as `Certificate.plain`
    gives them.
    """

    sha256: str
    size: int
    media_type: str
    name: str
    facts: Mapping[str, Any] | None = None


def links_in(typed: str) -> tuple[str, ...]:
    """The links in what was typed into a field for them; an address without "https://" gets it."""
    found = [link for link in clean(typed).links if len(link) <= LINK_MOST]
    if not found and _BARE.fullmatch(typed.strip()) and len(typed) < LINK_MOST:
        return (f"https://{typed.strip()}",)
    return tuple(found)


def mark(one: EvidenceRecord) -> str:
    """What evidence is known by in a form, short however long its address is."""
    return hashlib.sha256(one.url.encode()).hexdigest()[:16]


def file_name(given: str | None) -> str:
    """A file's name as it is kept: without a path and what nobody sees, cut before its ending."""
    last = PurePosixPath((given or "").replace("\\", "/")).name
    name = " ".join("".join(one if one.isprintable() else " " for one in last).split())
    if len(name) > NAME_MOST:
        ending = PurePosixPath(name).suffix[:20]
        name = name[: NAME_MOST - len(ending)].rstrip() + ending
    return name or "file"


def attach(ctx: MemberContext, entry: EntryRecord, links: Sequence[str]) -> None:
    """Links as evidence for an entry, open or saved; each stands there once, with its day."""
    for url in links:
        ctx.work.entries.add_evidence(entry, "link", url, ctx.now)
    content_changed(ctx, entry, "edited")


def check_room(ctx: MemberContext, size: int, sha256: str = "") -> None:
    """Whether a file of so many bytes can be kept; one that is kept already needs no more room.

    Raises Refused: file_too_large, files_full, files_full_here.
    """
    if sha256 and sha256 in ctx.work.stored_files.of(ctx.member.id, [sha256]):
        return
    kept, most = ctx.work.stored_files.sums(ctx.member.id), ctx.quotas
    why = most.refusal(size, member=kept.member, workspace=kept.workspace)
    if why is not None:
        raise Refused(
            _SAID[why],
            size=in_megabytes(size),
            file_most=in_megabytes(most.file),
            kept=in_megabytes(kept.member),
            member_most=in_megabytes(most.member),
        )


def keep_file(ctx: MemberContext, file: File) -> None:
    """Note that a file's bytes are kept, though no entry bears it yet; after 30 days without one
    it goes. What is known of it already stands.
    """
    ctx.work.stored_files.keep(
        StoredFileRecord(
            member_id=ctx.member.id,
            sha256=file.sha256,
            size=file.size,
            media_type=file.media_type,
            name=file_name(file.name),
            facts=file.facts,
            stored_at=ctx.real,
            needed_at=ctx.real,
        )
    )


def kept_file(ctx: MemberContext, sha256: str) -> File:
    """A file of the member's whose bytes are kept. Raises Refused: file_gone."""
    kept = ctx.work.stored_files.of(ctx.member.id, [sha256]).get(sha256)
    if kept is None:
        raise Refused("file_gone")
    return File(kept.sha256, kept.size, kept.media_type, file_name(kept.name), kept.facts)


def attach_file(
    ctx: MemberContext, entry: EntryRecord, file: File, *, runs_out: date | None = None
) -> bool:
    """A file as evidence for an entry, open or saved; False, and nothing is changed, where it bears
    the same bytes already. `runs_out` is the last day on which it holds.
    """
    if not _bear(ctx, entry, file, runs_out):
        return False
    content_changed(ctx, entry, "edited")
    return True


def _bear(ctx: MemberContext, entry: EntryRecord, file: File, runs_out: date | None) -> bool:
    keep_file(ctx, file)
    borne = EvidenceRecord(
        entry_id=entry.id,
        kind="file",
        url=address_of(file.sha256),
        added_at=ctx.now,
        name=file_name(file.name),
        sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
        runs_out=runs_out,
        facts=file.facts,
    )
    return ctx.work.entries.bear(entry, borne)


def replace_file(
    ctx: MemberContext,
    entry: EntryRecord,
    before: EvidenceRecord,
    file: File,
    *,
    runs_out: date | None = None,
) -> None:
    """A file in the place of another, in one revision."""
    borne = ctx.work.entries.evidence([entry.id])[entry.id]
    set_all(ctx, entry, [one for one in borne if one.url != before.url])
    _bear(ctx, entry, file, runs_out)
    content_changed(ctx, entry, "edited")


def set_evidence(
    ctx: MemberContext,
    entry: EntryRecord,
    *,
    dropped: Collection[str],
    added: Sequence[str],
    runs_out: Mapping[str, date | None] | None = None,
) -> bool:
    """Take away the links and files with these marks, add other links, and change on which day
    files run out, by their marks; whether anything is different.

    The revision is the caller's, who may change more.
    """
    before = ctx.work.entries.evidence([entry.id])[entry.id]
    left = [_running_out(one, runs_out or {}) for one in before if mark(one) not in dropped]
    if left != list(before):
        set_all(ctx, entry, left)
    for url in added:
        ctx.work.entries.add_evidence(entry, "link", url, ctx.now)
    return ctx.work.entries.evidence([entry.id])[entry.id] != before


def set_all(ctx: MemberContext, entry: EntryRecord, kept: Sequence[EvidenceRecord]) -> None:
    """Have an entry bear this evidence and no other. Files that it lets go are kept for a while,
    for an undo to bring back.
    """
    before = ctx.work.entries.evidence([entry.id])[entry.id]
    ctx.work.entries.set_evidence(entry, kept)
    borne = {one.url for one in kept}
    gone = [hash_in(one.url) for one in before if one.kind == "file" and one.url not in borne]
    ctx.work.stored_files.need(ctx.member.id, gone, ctx.real)


def _running_out(one: EvidenceRecord, runs_out: Mapping[str, date | None]) -> EvidenceRecord:
    if one.kind != "file" or mark(one) not in runs_out:
        return one
    return replace(one, runs_out=runs_out[mark(one)])
