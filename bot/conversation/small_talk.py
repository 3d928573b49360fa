"""Greetings and thanks: said to the bot, and nothing to keep. What else a message is, `routing`."""

import re
from typing import Final

from bot.conversation.text import clean, folded

_WORDS: Final = frozenset(
    word
    for line in (
        "hi hello hey hiya good morning afternoon evening bye goodbye there bot cpdbot mate",
        "thanks thank you ta cheers much very so many all please sorry yes no got it well done",
        "ok okay great nice lovely perfect cool super brilliant",
    )
    for word in line.split()
)
_LONGEST: Final = 5


def is_small_talk(text: str) -> bool:
    """Whether every word of a short text is one that people greet or thank with."""
    words = re.findall(r"[^\W_]+", folded(clean(text[:200]).text))
    return 0 < len(words) <= _LONGEST and all(word in _WORDS for word in words)
