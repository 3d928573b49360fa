"""One question at a time: of several drafts that one message made, the next is asked about once
nothing is asked about the one before.
"""

from collections.abc import Sequence
from typing import Final

from bot.conversation.dialogue import Opened
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.after_action import AfterAction
from bot.services.record.dialogue import (
    Dialogue,
    advance,
    asks_of_a_file,
    dialogue_about,
    hold,
    let_go,
    state_of,
)
from bot.services.record.entry_changes import OPEN, post_note
from storage.row_types import EntryRecord

LOOKED_AT: Final = 12
"""Entries begun last, among which those that something is asked about are looked for."""


def line_up(ctx: MemberContext, entry_ids: Sequence[int]) -> None:
    """Have all but the first of these wait."""
    if len(entry_ids) < 2:
        return
    first, *rest = entry_ids
    entry = ctx.work.entries.get(first, ctx.member.id)
    if entry is not None:
        hold(ctx, dialogue_about(ctx, entry), "line", key="line", entries=rest)


def asked_now(ctx: MemberContext) -> EntryRecord | None:
    """The entry about which the member was asked something lately, and has not answered: an open
    one, or any with a file that something was asked about.
    """
    for entry in ctx.work.entries.recent(ctx.member.id, LOOKED_AT):
        kept = ctx.work.entries.conversation(entry.id, ctx.member.id)
        if asks_of_a_file(kept.held, ctx.now):
            return entry
        if entry.status in OPEN and state_of(kept).pending_at(ctx.now) is not None:
            return entry
    return None


def wait_behind(ctx: MemberContext, entry: EntryRecord, waiting: EntryRecord) -> None:
    """Have an entry that came by itself be asked about once nothing is asked about another."""
    dialogue = dialogue_about(ctx, entry)
    line = dialogue.held_words("line")
    if line is not None:
        dialogue = let_go(ctx, dialogue, key="line")
    before = line["entries"] if line is not None else ()
    hold(ctx, dialogue, "line", key="line", entries=[*before, waiting.id])


def go_on(ctx: MemberContext) -> None:
    """Ask about the next in line, wherever this unit has left nothing to be asked."""
    while ctx.left_unasked:
        entry = ctx.work.entries.get(ctx.left_unasked.pop(), ctx.member.id)
        if entry is None:
            continue
        dialogue = dialogue_about(ctx, entry)
        waiting = dialogue.held_words("line")
        if waiting is None or is_asked_about(ctx, dialogue):
            continue
        let_go(ctx, dialogue, key="line")
        ctx.left_unasked.discard(entry.id)
        _ask_first_of(ctx, [int(one) for one in waiting["entries"]])


def is_asked_about(ctx: MemberContext, dialogue: Dialogue) -> bool:
    """Whether something is asked about an open entry: a question, "Enough, or one more?", or, just
    now, whether to ask how its plan went. Or about any entry, which of two facts is right.
    """
    if dialogue.entry.id in ctx.asked_besides or dialogue.asks_of_a_file(ctx.now):
        return True
    state = dialogue.state
    asked = state.open is not None or dialogue.asks_enough(ctx.now)
    return dialogue.entry.status in OPEN and asked


def _ask_first_of(ctx: MemberContext, entry_ids: Sequence[int]) -> None:
    for place, entry_id in enumerate(entry_ids):
        entry = ctx.work.entries.get(entry_id, ctx.member.id)
        if entry is None or entry.status not in OPEN:
            continue
        dialogue = dialogue_about(ctx, entry)
        if dialogue.state.asked:
            continue
        if rest := entry_ids[place + 1 :]:
            dialogue = hold(ctx, dialogue, "line", key="line", entries=list(rest))
        dialogue, asked = advance(ctx, dialogue, Opened(ctx.now))
        if asked:
            post_note(ctx, entry, None, {"named": True})
            return


AFTER_ACTION: Final = (AfterAction("next_question", go_on, order=10),)
