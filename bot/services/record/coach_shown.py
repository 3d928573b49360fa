"""The messages in which something of the coach's stands: what they are known by, and that they are
rendered anew once it may no longer stand there.
"""

from typing import Final

from bot.services.context.member_context import MemberContext
from storage.row_types import CoachSuggestionRecord

ANSWER: Final = "coach"
"""The kind of the message that shows what the coach said where its member asked."""


def said_as(suggestion_id: int) -> str:
    """What the message that shows a suggestion is known by."""
    return f"{ANSWER}:{suggestion_id}"


def show_suggestions_anew(ctx: MemberContext) -> None:
    """Have every message rendered anew in which something stands that the coach offers: cards with
    a question of its, and what it said where the member asked.
    """
    for one in ctx.work.coach.all_of(ctx.member.id):
        if one.state != "offered":
            continue
        ctx.work.messages.show_said(said_as(one.id), ctx.real)
        show_where_it_stands(ctx, one)


def show_where_it_stands(ctx: MemberContext, one: CoachSuggestionRecord) -> None:
    """Have the message rendered anew that shows what the coach says by itself: a card, or the
    question about words that are held.
    """
    if one.kind != "sense":
        if one.entry_id is not None:
            ctx.work.messages.show_entry(one.entry_id, ctx.real)
        return
    held = ctx.work.held.get(ctx.member.id, one.about)
    number = None if held is None else held.values.get("message")
    if number is not None:
        ctx.work.messages.show_message(int(number), ctx.real)
