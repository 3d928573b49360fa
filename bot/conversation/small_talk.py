"""Greetings and thanks: said to the bot, and nothing to keep. What else a message is, `routing`."""

import re
from typing import Final

from bot.conversation.text import clean, folded

_WORDS: Final = frozenset(
    [
        "hi",
        "hello",
        "hey",
        "hiya",
        "morning",
        "afternoon",
        "evening",
        "good",
        "thanks",
        "thank",
        "you",
        "ta",
        "cheers",
        "ok",
        "okay",
        "great",
        "nice",
        "lovely",
        "perfect",
        "cool",
        "super",
        "brilliant",
        "bye",
        "goodbye",
        "there",
        "bot",
        "cpdbot",
        "mate",
        "much",
        "very",
        "so",
        "many",
        "all",
        "yes",
        "no",
        "please",
        "sorry",
        "got",
        "it",
        "well",
        "done",
    ]
)
_LONGEST: Final = 5


def is_small_talk(text: str) -> bool:
    """Whether every word of a short text is one that people greet or thank with."""
    words = re.findall(r"[^\W_]+", folded(clean(text[:200]).text))
    return 0 < len(words) <= _LONGEST and all(word in _WORDS for word in words)
