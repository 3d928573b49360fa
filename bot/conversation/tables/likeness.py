"""Whether two rows, or a row and an entry, tell of the same activity."""

import re
from datetime import date
from typing import Final

from bot.conversation.text import folded

_SMALL: Final = frozenset(
    {"a", "an", "the", "of", "on", "in", "at", "and", "for", "to", "with", "by"}
)
_ENOUGH: Final = 0.6
"""Share of the words that two titles have in common, from which on they are near."""


def words_of(title: str) -> frozenset[str]:
    """The words by which titles are compared: no case, marks or small words."""
    words = re.findall(r"\w+", folded(title))
    return frozenset(word for word in words if word not in _SMALL) or frozenset(words)


def near(one: str, other: str) -> bool:
    """Whether two titles name the same: equal but for case and marks, or mostly the same words."""
    if folded(one).split() == folded(other).split():
        return True
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return False
    return len(first & second) / len(first | second) >= _ENOUGH


def alike(one: tuple[date, int | None, str], other: tuple[date, int | None, str]) -> bool:
    """Whether day and minutes are the same and the titles near."""
    return one[:2] == other[:2] and near(one[2], other[2])
