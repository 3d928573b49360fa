"""Questions about a message: what it was meant to be. The words themselves are not repeated."""

from bot.services.record import actions as record
from bot.ui.kit.blocks import Block, Content, Element, actions, button, context, section
from bot.ui.kit.ids import entry_block


def which(entry_id: int, key: str, *, settled: bool) -> Content:
    """A text that reads as a new activity came while a question was open."""
    return _asked(
        "New entry, or your answer?",
        entry_id,
        "which",
        [
            button("New entry", record.NewEntry(entry_id, key)),
            button("My answer", record.MyAnswer(entry_id, key)),
        ],
        settled=settled,
    )


def again(entry_id: int, key: str, *, settled: bool) -> Content:
    """The same sentence came twice in a minute."""
    return _asked(
        "You wrote that a moment ago. Again, or the same?",
        entry_id,
        "again",
        [
            button("Again", record.Again(entry_id, key)),
            button("The same", record.Same(entry_id, key)),
        ],
        settled=settled,
    )


def update(entry_id: int, key: str, *, settled: bool) -> Content:
    """The message behind a saved entry was edited."""
    return _asked(
        "You changed the message behind a saved entry. Update?",
        entry_id,
        "update",
        [
            button("Update", record.Update(entry_id, key)),
            button("Leave it", record.LeaveIt(entry_id, key)),
        ],
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
