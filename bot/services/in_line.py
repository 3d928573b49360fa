"""One question at a time: of several drafts that one message made, the next is asked about once
nothing is asked about the one before.
"""

from collections.abc import Sequence

from bot.conversation.dialogue import Opened
from bot.services.changes import OPEN, post_note
from bot.services.desk import Desk
from bot.services.dialogue import Dialogue, advance, dialogue_about, hold, let_go


def line_up(desk: Desk, entry_ids: Sequence[int]) -> None:
    """Have all but the first of these wait."""
    if len(entry_ids) < 2:
        return
    first, *rest = entry_ids
    entry = desk.work.entries.get(first, desk.member.id)
    if entry is not None:
        hold(desk, dialogue_about(desk, entry), "line", key="line", entries=rest)


def go_on(desk: Desk) -> None:
    """Ask about the next in line, wherever this unit has left nothing to be asked."""
    while desk.left_unasked:
        entry = desk.work.entries.get(desk.left_unasked.pop(), desk.member.id)
        if entry is None:
            continue
        dialogue = dialogue_about(desk, entry)
        waiting = dialogue.held_words("line")
        if waiting is None or _is_asked_about(desk, dialogue):
            continue
        let_go(desk, dialogue, key="line")
        desk.left_unasked.discard(entry.id)
        _ask_first_of(desk, [int(one) for one in waiting["entries"]])


def _is_asked_about(desk: Desk, dialogue: Dialogue) -> bool:
    """Whether something is asked about an open entry: a question, "Enough, or one more?", or, just
    now, whether to ask how its plan went.
    """
    if dialogue.entry.id in desk.asked_besides:
        return True
    state = dialogue.state
    asked = state.open is not None or dialogue.asks_enough(desk.now)
    return dialogue.entry.status in OPEN and asked


def _ask_first_of(desk: Desk, entry_ids: Sequence[int]) -> None:
    for place, entry_id in enumerate(entry_ids):
        entry = desk.work.entries.get(entry_id, desk.member.id)
        if entry is None or entry.status not in OPEN:
            continue
        dialogue = dialogue_about(desk, entry)
        if dialogue.state.asked:
            continue
        if rest := entry_ids[place + 1 :]:
            dialogue = hold(desk, dialogue, "line", key="line", entries=list(rest))
        dialogue, asked = advance(desk, dialogue, Opened(desk.now))
        if asked:
            post_note(desk, entry, None, {"named": True})
            return
