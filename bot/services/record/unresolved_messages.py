"""Words whose place is still asked for when the entry that they may belong to is saved: it is asked
once more below, so that nothing waits out of sight.
"""

from dataclasses import replace

from bot.services.context.member_context import MemberContext
from bot.services.record.incoming.held_words import ask_about, choices_of, let_go
from bot.services.record.incoming.interpretation import ASKED_FOR
from storage.record.held_messages import Held
from storage.row_types import EntryRecord


def ask_again(ctx: MemberContext, entry: EntryRecord, thread_ts: str | None) -> None:
    """Ask once more about each message that may be an answer of an entry, with the same choices."""
    for number, held in enumerate(ctx.work.held.all_of(ctx.member.id)):
        may_be = "answer" in choices_of(held.values).values()
        if may_be and held.values.get("entry") == entry.id and ctx.now - held.held_at < ASKED_FOR:
            _ask(ctx, entry, held, f"held:{ctx.origin.key}:{number}", thread_ts)


def _ask(
    ctx: MemberContext, entry: EntryRecord, held: Held, key: str, thread_ts: str | None
) -> None:
    """Hold the words under a key of their own, so that the question before is settled."""
    let_go(ctx, held.key)
    choices = choices_of(held.values)
    shown = {
        "sentence": "ask_still_held",
        "title": entry.title or "",
        "buttons": list(choices),
        "choices": list(choices.values()),
    }
    again = replace(held, key=key, held_at=ctx.now)
    ask_about(ctx, again, shown, entry, thread_ts)
