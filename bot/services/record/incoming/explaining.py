"""Questions by message: answered by what their topic's action shows, else told in two lines."""

from bot.conversation import asking
from bot.conversation.parts import Part
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.pages import Page
from bot.services.record.actions.viewing import AskBot
from bot.services.record.entry_changes import OPEN, find
from bot.services.record.incoming.asked import topics
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.offers import offer_about
from storage.row_types import EntryRecord


def question(ctx: MemberContext, heard: Heard, part: Part, asked: asking.Asked) -> Page | None:
    """What is asked of an entry is offered; what stands in for an answer says so."""
    if asked.topic == "remove" and part.entry is not None:
        return _asked_to_drop(ctx, heard, find(ctx, part.entry), asked)
    known = topics(*ctx.rooms).get(asked.topic)
    lost = known.lost if known is not None and part.kind == "question" else None
    if lost is not None and not _is_understood(ctx, heard.understanding.words(part.span)):
        return lost(asked).do(ctx)
    return answer(ctx, asked)


def _asked_to_drop(
    ctx: MemberContext, heard: Heard, entry: EntryRecord, asked: asking.Asked
) -> Page | None:
    """Whether an entry can go was asked: it goes once that is said."""
    if entry.status not in (*OPEN, "logged"):
        return answer(ctx, asked)
    if entry.status == "logged":
        offer_about(ctx, heard, entry, "withdraw_it", title=entry.title or "")
    else:
        offer_about(ctx, heard, entry, "discard_it", title=entry.title or "")
    return None


def _is_understood(ctx: MemberContext, words: str) -> bool:
    """Whether help was asked for; it is shown, too, where nothing came near what was asked."""
    marked = f"{words.rstrip(' ?.!')}?"
    return asking.asked(marked, now=ctx.now, tz=ctx.zone) is not None


def answer(ctx: MemberContext, asked: asking.Asked) -> Page | None:
    """What has an action of its own is answered by that; everything else is told in two lines.

    Raises ReadFirst where the action reads before it is done.
    """
    known = topics(*ctx.rooms).get(asked.topic)
    return (AskBot(asked) if known is None else known.means(asked)).do(ctx)
