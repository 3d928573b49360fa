"""A sentence with what can be done about an entry, as buttons."""

from bot.services.context.member_context import MemberContext
from bot.services.dispatch.pages import Page, say
from bot.services.record.incoming.heard import Heard
from storage.row_types import EntryRecord


def offer_about(
    ctx: MemberContext,
    heard: Heard,
    entry: EntryRecord,
    sentence: str,
    **values: str,
) -> None:
    """A sentence with what can be done about an entry."""
    ctx.reply(
        "offer",
        {"sentence": sentence, "entry": entry.id, **values},
        entry_id=entry.id,
        thread_ts=heard.message.thread_ts,
    )


def shall_i_save(ctx: MemberContext, heard: Heard, entry: EntryRecord | None) -> Page | None:
    """Ask whether a draft is to be saved."""
    if entry is None or entry.status != "draft":
        return say("all_right")
    offer_about(ctx, heard, entry, "shall_i_save")
    return None
