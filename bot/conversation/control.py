"""The control words that steer a draft: a message is one only when it is that word and no more."""

import re
from typing import Literal, get_args

from bot.conversation.text import clean, folded

ControlWord = Literal[
    "skip", "later", "back", "save", "cancel", "discard", "undo", "help", "status"
]

CONTROL_WORDS: tuple[ControlWord, ...] = get_args(ControlWord)

_BY_WORD: dict[str, ControlWord] = {word: word for word in CONTROL_WORDS}
_LONGEST = 40
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def control_word(text: str) -> ControlWord | None:
    """The control word that the whole text is, whatever its case, punctuation and white space."""
    if len(text) > _LONGEST:
        return None
    return _BY_WORD.get(_EDGES.sub("", folded(clean(text).text)))
