"""How messages about dropped files are rendered, as things are at that moment."""

from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.evidence import message_kinds as kinds
from bot.services.evidence.arrivals import jobs_of
from bot.services.evidence.results import LEFT
from bot.services.record.evidence import file_name
from bot.ui.evidence.notices import document_offer, how_far, kept, question, told
from bot.ui.kit.message_renderers import GONE, MessageRenderer, Rendered, gone
from bot.ui.kit.said import plainly, said
from storage.queues.outbox import OutboxItem
from storage.row_types import EntryRecord


def _how_far(ctx: MemberContext, item: OutboxItem) -> Rendered:
    jobs = jobs_of(ctx, item.values["group"])
    if any(one.progress.get(LEFT) for one in jobs):
        return said("file_left_unread")
    jobs = [one for one in jobs if one.state != "cancelled"]
    return how_far(jobs) if jobs else GONE


def _kept(ctx: MemberContext, item: OutboxItem) -> Rendered:
    entry = _entry(ctx, item)
    if entry is None:
        return gone(item)
    borne = {one.sha256: one.name for one in ctx.work.entries.evidence([entry.id])[entry.id]}
    hashes = item.values["hashes"]
    names = [file_name(borne[one]) for one in hashes if one in borne]
    return kept(entry, item.values, names, stands=len(names) == len(hashes))


def _told(_ctx: MemberContext, item: OutboxItem) -> Rendered:
    return told(item.values["lines"])


def _ask(ctx: MemberContext, item: OutboxItem) -> Rendered:
    """Settled once it is held no longer."""
    key: str = item.values["key"]
    held = ctx.work.held.get(ctx.member.id, key)
    if held is None:
        return plainly("Thank you.", "files:settled")
    return question(key, held.values, _entry(ctx, item))


def _entry(ctx: MemberContext, item: OutboxItem) -> EntryRecord | None:
    if item.entry_id is None:
        return None
    return ctx.work.entries.get(item.entry_id, ctx.member.id)


def _document(_ctx: MemberContext, item: OutboxItem) -> Rendered:
    return document_offer(item.values)


MESSAGES: Final = (
    MessageRenderer(kinds.FILES, _how_far),
    MessageRenderer(kinds.KEPT, _kept),
    MessageRenderer(kinds.TOLD, _told),
    MessageRenderer(kinds.ASK, _ask),
    MessageRenderer(kinds.DOCUMENT, _document),
)
