"""Questions about a message: what it was meant to be. The words themselves are not repeated."""

from bot.ui.blocks import Block, Content, Element, actions, button, context, section
from bot.ui.ids import Act, Meta, entry_block


def which(entry_id: int, key: str, *, settled: bool) -> Content:
    """A text that reads as a new activity came while a question was open."""
    meta = Meta(entry=entry_id, key=key)
    return _asked(
        "New entry, or your answer?",
        entry_id,
        "which",
        [button("New entry", Act.NEW_ENTRY, meta), button("My answer", Act.MY_ANSWER, meta)],
        settled=settled,
    )


def again(entry_id: int, key: str, *, settled: bool) -> Content:
    """The same sentence came twice in a minute."""
    meta = Meta(entry=entry_id, key=key)
    return _asked(
        "You wrote that a moment ago. Again, or the same?",
        entry_id,
        "again",
        [button("Again", Act.AGAIN, meta), button("The same", Act.SAME, meta)],
        settled=settled,
    )


def update(entry_id: int, key: str, *, settled: bool) -> Content:
    """The message behind a saved entry was edited."""
    meta = Meta(entry=entry_id, key=key)
    return _asked(
        "You changed the message behind a saved entry. Update?",
        entry_id,
        "update",
        [button("Update", Act.UPDATE, meta), button("Leave it", Act.LEAVE_IT, meta)],
        settled=settled,
    )


def _asked(
    words: str, entry_id: int, part: str, buttons: list[Element], *, settled: bool
) -> Content:
    if settled:
        return Content("Thank you.", [context("Thank you.", entry_block(entry_id, part, "ask"))])
    blocks: list[Block] = [section(words, entry_block(entry_id, part, "ask"))]
    blocks += actions(entry_block(entry_id, f"{part}-actions", "ask"), buttons)
    return Content(words, blocks)
