"""Links as evidence that an activity took place: added, and taken away. Files stay in Slack."""

import hashlib
import re
from collections.abc import Collection, Sequence
from typing import Final

from bot.conversation.text import clean
from bot.services.changes import changed
from bot.services.desk import Desk
from storage.records import EntryRecord, EvidenceRecord

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


def attach(desk: Desk, entry: EntryRecord, links: Sequence[str]) -> None:
    """Links as evidence for an entry, open or saved; each stands there once, with its day."""
    for url in links:
        desk.work.entries.add_evidence(entry, "link", url, desk.now)
    changed(desk, entry, "edited")


def set_links(
    desk: Desk, entry: EntryRecord, *, dropped: Collection[str], added: Sequence[str]
) -> bool:
    """Take away the links with these marks, and add others; whether anything is different.

    The revision is the caller's, who may change more.
    """
    before = desk.work.entries.evidence([entry.id])[entry.id]
    if any(mark(one) in dropped for one in before):
        desk.work.entries.set_evidence(entry, [one for one in before if mark(one) not in dropped])
    for url in added:
        desk.work.entries.add_evidence(entry, "link", url, desk.now)
    return desk.work.entries.evidence([entry.id])[entry.id] != before
