"""What a classifier goes by: the words of a message, which stand first and last and beside each
other, what they stand for, their letters three by three, and marks.
"""

from collections.abc import Iterable
from itertools import pairwise
from math import sqrt
from typing import Final

from bot.conversation.classifier.senses import senses

MASKS: Final = {0xE000: "LENGTH", 0xE001: "DAY", 0xE002: "NUMBER"}
"""What stands for a stated value, by the mark that phrases see in its place."""

_SHORT, _MIDDLE = 3, 8
_LETTERS: Final = 3


def features(words: str, marks: Iterable[str] = ()) -> dict[str, float]:
    """The features of a message as phrases see it (`Plain.words`), with their values.

    `marks` are what is known of the message besides. Words and marks have a length of one
    together, and so have the letters, the pairs of words, and what words stand for.
    """
    said = words.translate(MASKS).split()
    size = "SHORT" if len(said) <= _SHORT else "MIDDLE" if len(said) <= _MIDDLE else "LONG"
    begins = {f"^{said[0]}", f"^{' '.join(said[:2])}", f"{said[-1]}$"} if said else set()
    letters = {
        f"_{around[start : start + _LETTERS]}"
        for around in (f" {word} " for word in said)
        for start in range(max(1, len(around) - _LETTERS + 1))
    }
    pairs = {f"{word} {after}" for word, after in pairwise(said)}
    meant = {f"={sense}" for word in said for sense in senses(word)}
    return {
        feature: 1 / sqrt(len(group))
        for group in ({*said, size, *begins, *marks}, letters, pairs, meant)
        for feature in group
    }
