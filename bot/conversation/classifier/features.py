"""What a classifier goes by: the words of a message, their letters three by three, and marks."""

from collections.abc import Iterable
from math import sqrt
from typing import Final

MASKS: Final = {0xE000: "LENGTH", 0xE001: "DAY", 0xE002: "NUMBER"}
"""What stands for a stated value, by the mark that phrases see in its place."""

_SHORT, _MIDDLE = 3, 8
_LETTERS: Final = 3


def features(words: str, marks: Iterable[str] = ()) -> dict[str, float]:
    """The features of a message as phrases see it (`Plain.words`), with their values.

    `marks` are what is known of the message besides. Words and marks have a length of one
    together, and so have the letters.
    """
    said = words.translate(MASKS).split()
    size = "SHORT" if len(said) <= _SHORT else "MIDDLE" if len(said) <= _MIDDLE else "LONG"
    whole = {*said, size, *marks}
    letters = {
        f"_{around[start : start + _LETTERS]}"
        for around in (f" {word} " for word in said)
        for start in range(max(1, len(around) - _LETTERS + 1))
    }
    return {
        **dict.fromkeys(whole, 1 / sqrt(len(whole))),
        **dict.fromkeys(letters, 1 / sqrt(len(letters) or 1)),
    }
