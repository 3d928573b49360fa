"""What a row of words needs of a message: "cycle end -credits", read and held against its words."""

from dataclasses import dataclass
from functools import lru_cache

from bot.conversation.asking.words import CLASSES


@dataclass(frozen=True, slots=True)
class Need:
    """A word of one of these classes, or one of these words; or none of them."""

    classes: frozenset[str]
    words: frozenset[str]
    none: bool

    def met(self, said: frozenset[str], classes: frozenset[str]) -> bool:
        """Whether words, with the classes in which they stand, have what is needed."""
        there = bool(self.classes & classes) or bool(self.words & said)
        return there != self.none


@lru_cache(maxsize=256)
def needed(text: str) -> tuple[Need, ...]:
    """The needs of a row. Raises KeyError for a class that there is none of."""
    return tuple(_need(word) for word in text.split())


def _need(text: str) -> Need:
    either = text.removeprefix("-").split("|")
    classes = [name for name in either if not name.startswith("=")]
    for name in classes:
        CLASSES[name]
    words = [name[1:] for name in either if name.startswith("=")]
    return Need(frozenset(classes), frozenset(words), text.startswith("-"))
