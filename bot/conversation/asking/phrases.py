"""The small language of rows with places: a phrase becomes a pattern for words in a row.

A word stands for itself, `(a|b)` for either, `[a]` for a or nothing, `{piece}` for a named piece,
`<who>` and `<activity>` for one to three, or one to eight, words of whatever kind, `<number>` for
a number in figures.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import count
from typing import Final

from bot.conversation.asking.question_rows import PIECES

_TOKEN: Final = re.compile(r"<\w+>|\{\w+\}|[\[\]()|]|[^\s\[\](){}<>|]+")
_PLACES: Final[Mapping[str, str]] = {
    "<who>": r"(?:\S+ ){1,3}?",
    "<activity>": r"(?:\S+ ){1,8}?",
    "<number>": r"\d{1,3}(?:\.\d{1,2})? ",
}
_MARKS: Final[Mapping[str, str]] = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}


@lru_cache(maxsize=256)
def compiled(phrase: str) -> re.Pattern[str]:
    """The phrase as a pattern for the whole of a row of words, each followed by a space."""
    return re.compile("".join(_parts(phrase, count())))


def in_its_place(found: re.Match[str]) -> str:
    """The words that fill the place of a phrase that was found; empty where it has none."""
    return next((words for words in found.groups() if words), "").strip()


def _parts(phrase: str, number: Iterator[int]) -> Iterator[str]:
    for token in _TOKEN.findall(phrase):
        if token in _MARKS:
            yield _MARKS[token]
        elif token in _PLACES:
            yield f"(?P<place{next(number)}>{_PLACES[token]})"
        elif token.startswith("{"):
            yield f"(?:{''.join(_parts(PIECES[token[1:-1]], number))})"
        else:
            yield re.escape(token) + " "
