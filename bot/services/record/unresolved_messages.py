"""Words whose place is still asked for when the entry that they may belong to is saved: it is asked
once more below, so that nothing waits out of sight.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.conversation.elements.grading import may_tell
from bot.conversation.text import clean
from bot.services.context.member_context import MemberContext
from bot.services.record.incoming.held_words import SEVERAL, ask_about, choices_of, let_go
from bot.services.record.incoming.interpretation import ASKED_FOR
from storage.record.held_messages import Held
from storage.row_types import EntryRecord


def ask_again(ctx: MemberContext, entry: EntryRecord, thread_ts: str | None) -> None:
    """Ask once more about the messages that may be an answer of an entry, with the same choices:
    of several at once, so that one word brings all of them to where they belong. What can hardly be
    an account is let go of.
    """
    waiting: dict[tuple[tuple[str, str], ...], list[Held]] = {}
    for held in ctx.work.held.all_of(ctx.member.id):
        choices = choices_of(held.values)
        of_it = "answer" in choices.values() and held.values.get("entry") == entry.id
        if of_it and not may_tell(clean(held.text).text):
            let_go(ctx, held.key)
        elif of_it and ctx.now - held.held_at < ASKED_FOR:
            waiting.setdefault(tuple(choices.items()), []).append(held)
    for number, some in enumerate(waiting.values()):
        _ask(ctx, entry, some, f"held:{ctx.origin.key}:{number}", thread_ts)


def _ask(
    ctx: MemberContext, entry: EntryRecord, some: Sequence[Held], key: str, thread_ts: str | None
) -> None:
    """Hold the words under a key of their own, so that the questions before are settled."""
    for held in some:
        let_go(ctx, held.key)
    choices = choices_of(some[0].values)
    shown: dict[str, Any] = {
        "sentence": "ask_still_held" if len(some) == 1 else "ask_several_held",
        "title": entry.title or "",
        "count": len(some),
        "buttons": list(choices),
        "choices": list(choices.values()),
    }
    words = "\n".join(held.text for held in some)
    values = {**some[0].values, SEVERAL: [held.text for held in some]}
    together = replace(some[0], text=words, key=key, held_at=ctx.now, values=values)
    ask_about(ctx, together, shown, entry, thread_ts)
