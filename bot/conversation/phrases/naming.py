"""The words by which an entry can be named; which entry words mean is `understanding.entries`'s."""

from typing import Final

from bot.conversation.phrases.language import words_alone

SMALL: Final = frozenset(
    {"the", "that", "my", "a", "an", "of", "on", "for", "one", "to", "at", "in", "and", "it"}
    | {"was", "is", "last", "not", "with", "by", "from", "day"}
)
"""Words that name nothing."""


def title_words(title: str) -> frozenset[str]:
    """The words of a text that can name an entry."""
    return frozenset(words_alone(title).split()) - SMALL
