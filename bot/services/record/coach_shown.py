"""The messages in which something of the coach's stands: what they are known by, and that they are
rendered anew once it may no longer stand there.
"""

from datetime import datetime
from typing import Final

from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.record.dialogue import words_in
from storage.row_types import CoachSuggestionRecord, EntryRecord

ANSWER: Final = "coach"
"""The kind of the message that shows what the coach said where its member asked."""

HELPED: Final = "helped:"
"""In an entry's provenance, before a stage: the prompt by which a model's wording of it was taken,
until the stage is emptied: nobody can tell how much of it stands there after later changes.
"""


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
    held = ctx.work.held.get(one.member_id, one.about)
    number = None if held is None else held.values.get("message")
    if number is not None:
        ctx.work.messages.show_message(int(number), ctx.real)


def let_offers_go(ctx: MemberContext, before: datetime) -> None:
    """Let go of what the coach offers the member since before a moment (real time): it stands in no
    message any more.
    """
    for one in ctx.work.coach.all_of(ctx.member.id):
        if one.state == "offered" and one.real_at < before:
            ctx.work.coach.change(one, state="overtaken")
            ctx.work.messages.show_said(said_as(one.id), ctx.real)
            show_where_it_stands(ctx, one)


def offer_again(ctx: MemberContext, stood: EntryRecord, entry: EntryRecord) -> None:
    """A wording that was taken, and is taken back, stands offered as before; one that was of the
    words which are gone with that is let go.
    """
    if not any(one.startswith(HELPED) for one in stood.provenance):
        return
    back = {stage for stage in STAGES if words_in(stood, stage) != words_in(entry, stage)}
    for one in ctx.work.coach.all_of(ctx.member.id):
        stage = next((stage for stage in back if stage == one.about), None)
        if one.kind != "wording" or one.entry_id != entry.id or stage is None:
            continue
        fits = words_in(entry, stage) == one.original
        taken = one.state == "taken" and fits and words_in(stood, stage) == one.words
        if taken or (one.state == "offered" and not fits):
            ctx.work.coach.change(one, state="offered" if taken else "overtaken")
            ctx.work.messages.show_said(said_as(one.id), ctx.real)
