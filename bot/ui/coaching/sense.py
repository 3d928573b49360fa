"""What the coach takes a message for, below the question about it: the likely choice stands first,
and the member decides.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.ui.coaching.under_suggestion import by_coach, more, rating, with_plain_form
from bot.ui.kit.blocks import Block, Content, Element, context
from bot.ui.kit.escape import brief
from storage.row_types import CoachSuggestionRecord

_TITLE_MOST: Final = 80
_CHOICES: Final[Mapping[str, tuple[str, str]]] = {
    "answer": ("answer", "This reads like your answer. You decide."),
    "new_entry": ("new", "This reads like a new entry. You decide."),
}
"""By what the coach says: the choice that it means, and how that is put."""


def with_sense(
    content: Content, one: CoachSuggestionRecord, choices: Sequence[str], *, about: str = ""
) -> Content:
    """The question about a message with what the coach takes it for: that choice comes first, and
    nothing else changes. `choices` are those of its buttons in their order; `about` is the title of
    the entry that is named in the place of an answer.

    As it was where the coach says nothing that can be chosen.
    """
    choice, words = _CHOICES.get(one.words or "", ("", ""))
    if choice not in choices:
        return content
    if about and choice == "answer":
        words = f"This reads like more about *{brief(about, _TITLE_MOST)}*. You decide."
    place = f"coach:{one.id}"
    blocks: list[Block] = []
    for block in content.blocks:
        if block["type"] == "actions":
            buttons = _likely_first(block["elements"], choices.index(choice))
            blocks += [context(by_coach(words), f"{place}:sense"), {**block, "elements": buttons}]
        elif block["type"] == "section":
            blocks.append({**block, "accessory": more(one)})
        else:
            blocks.append(block)
    blocks.append(rating(one, f"{place}:rating"))
    return with_plain_form(Content(content.text, blocks))


def _likely_first(buttons: Sequence[Element], likely: int) -> list[Element]:
    others = [button for number, button in enumerate(buttons) if number != likely]
    return [{**buttons[likely], "style": "primary"}, *others]
