"""Whether a member says that what they learnt has changed nothing, once they are asked that."""

import re
from typing import Final

from bot.conversation.elements.grading import grade
from bot.conversation.text import READ_LIMIT, folded

NOTHING_CHANGED: Final[frozenset[str]] = frozenset(
    {
        "no",
        "nope",
        "nah",
        "none",
        "nil",
        "nothing",
        "nowt",
        "nothing really",
        "nothing much",
        "nothing much changed",
        "same as before",
        "the same",
    }
)
"""Whole answers that say so to this question, and say nothing to any other."""

OTHERS: Final = ("dunno", "not yet", "it hasn't made any difference yet", "fine", "no sparks since")
"""What only looks like it: whoever is not there yet may still tell."""

_TAIL: Final = re.compile(r"(?:[ .,!]+(?:tbh|honestly|mate|sorry|thanks|so far))*[ .,!]*\Z")
_NOT_YET: Final = re.compile(r"\byet\b")


def says_nothing_changed(text: str) -> bool:
    """Whether the whole cleaned text says that nothing has changed."""
    plain = folded(text[:READ_LIMIT]).strip()
    if _NOT_YET.search(plain):
        return False
    return _TAIL.sub("", plain) in NOTHING_CHANGED or grade(text) == "denied"
