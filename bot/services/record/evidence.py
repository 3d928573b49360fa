"""Links as evidence that an activity took place: added, and taken away. Files stay in Slack."""

import hashlib
import re
from collections.abc import Collection, Sequence
from typing import Final

from bot.conversation.text import clean
from bot.services.context.member_context import MemberContext
from bot.services.record.entry_changes import content_changed
from storage.row_types import EntryRecord, EvidenceRecord

LINK_MOST: Final = 2000
"""Characters of the longest link that is kept."""

_BARE: Final = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")


def links_in(typed: str) -> tuple[str, ...]:
    """The links in what was typed into a field for them; an address without "https://" gets it."""
    found = [link for link in clean(typed).links if len(link) <= LINK_MOST]
    if not found and _BARE.fullmatch(typed.strip()) and len(typed) < LINK_MOST:
        return (f"https://{typed.strip()}",)
    return tuple(found)


def mark(one: EvidenceRecord) -> str:
    """What a link is known by in a form, short however long it is."""
    return hashlib.sha256(one.url.encode()).hexdigest()[:16]


def attach(ctx: MemberContext, entry: EntryRecord, links: Sequence[str]) -> None:
    """Links as evidence for an entry, open or saved; each stands there once, with its day."""
    for url in links:
        ctx.work.entries.add_evidence(entry, "link", url, ctx.now)
    content_changed(ctx, entry, "edited")


def set_links(
    ctx: MemberContext, entry: EntryRecord, *, dropped: Collection[str], added: Sequence[str]
) -> bool:
    """Take away the links with these marks, and add others; whether anything is different.

    The revision is the caller's, who may change more.
    """
    before = ctx.work.entries.evidence([entry.id])[entry.id]
    if any(mark(one) in dropped for one in before):
        ctx.work.entries.set_evidence(entry, [one for one in before if mark(one) not in dropped])
    for url in added:
        ctx.work.entries.add_evidence(entry, "link", url, ctx.now)
    return ctx.work.entries.evidence([entry.id])[entry.id] != before
