"""The words of a text among which names are looked for, and how they are joined."""

import re
import unicodedata
from typing import Final, NamedTuple

from bot.conversation.identifiers.no_names import NO_NAMES


class Word(NamedTuple):
    """A word of the text. `low`: without accents, small, without "'s". `gap` is what stands before
    it; `opens` says that a sentence begins with it.
    """

    text: str
    low: str
    start: int
    end: int
    gap: str
    opens: bool
    owns: bool

    @property
    def capital(self) -> bool:
        """Whether it is written like a name: "Patel", "McKay", "O'Neill"."""
        return self.text[0].isupper() and any(letter.islower() for letter in self.text[1:])

    @property
    def initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()

    @property
    def joined(self) -> bool:
        """Whether it goes on what stood before it, but for a space or an initial's full stop."""
        return self.gap in (" ", ". ", ".", "  ")


_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


_ENDS: Final = re.compile(r"[.!?:;\n•*\"“(]|(?:^|\s)[-–—]\s")


_HONORIFICS_WORDS: Final = """
councillor dr miss mister mr mrs ms mx prof professor sir
"""


HONORIFICS: Final = frozenset(_HONORIFICS_WORDS.split())


_PARTICLES_WORDS: Final = """
al ben bin da de del den der di dos el la le van von
"""


PARTICLES: Final = frozenset(_PARTICLES_WORDS.split())


SURNAME_START: Final = ("mc", "mac", "o'", "o’", "d'", "d’")


NO_NAME_ENDS: Final = (
    *("ing", "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ics", "ship", "ism", "ure"),
    *("age", "ology", "able", "ible", "ful", "less", "ised", "ized", "ted", "ally", "ers", "work"),
)


def words_of(text: str) -> list[Word]:
    found: list[Word] = []
    before = 0
    for one in _WORD.finditer(text):
        written, end = one[0], one.end()
        owns = written[-2:] in ("'s", "’s") or written[-2:] in ("'S", "’S")
        if owns:
            written, end = written[:-2], end - 2
        gap = text[before : one.start()]
        opens = not found or (_ENDS.search(gap) is not None and not _abbreviated(found[-1], gap))
        low = _plain(written)
        found.append(Word(written, low, one.start(), end, gap, opens, owns))
        before = one.end()
    return found


def _abbreviated(before: Word, gap: str) -> bool:
    return gap in (". ", ".") and (before.initial or before.low in HONORIFICS)


def _plain(written: str) -> str:
    low = written.lower()
    if low.isascii():
        return low
    low = low.replace("ł", "l").replace("ø", "o").replace("ß", "ss").replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))


def is_particle(words: list[Word], at: int) -> bool:
    """Whether "van" is part of a name: a capital word follows, or one more particle first."""
    for follows in words[at + 1 : at + 3]:
        if not follows.joined:
            return False
        if follows.capital:
            return follows.low not in NO_NAMES
        if follows.low not in PARTICLES:
            return False
    return False


def word_before(words: list[Word], at: int) -> Word | None:
    return words[at - 1] if at else None


def word_after(words: list[Word], at: int) -> Word | None:
    return words[at + 1] if at + 1 < len(words) else None
