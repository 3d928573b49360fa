"""Which way a text runs, and which of its characters the fonts of a PDF have."""

import json
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Any, Final

FONTS: Final = Path(__file__).resolve().parents[1] / "fonts"
COVERAGE: Final = FONTS / "coverage.json"
"""First and last code points of the runs of characters that the fonts have, as one list; a test
holds it against the fonts themselves.
"""

MISSING: Final = "�"
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\u00ad\u200e\u200f")
"""What shapes its neighbours and has no shape of its own: kept, whatever the fonts say."""

_BREAKS: Final = 24
"""Characters of a word without a place to break, after which a line may break all the same."""


def shown(text: str) -> str:
    """The text as the fonts can show it: a mark in the place of each character that they lack, no
    control characters, and long words so that a line can break in them.
    """
    kept = "".join(_shown(one) for one in text.replace("\r\n", "\n").replace("\r", "\n"))
    return _breakable(kept)


def replaces(text: str) -> bool:
    """Whether a character of it becomes a mark."""
    return any(_shown(one) == MISSING for one in text if one != MISSING)


def runs_from_right(text: str) -> bool:
    """Whether its first letter that has a direction is of a script that runs from the right."""
    for one in text:
        direction = unicodedata.bidirectional(one)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def language(text: str) -> str:
    """Of text that runs from the right: Hebrew or Arabic, by its first letter."""
    first = next((one for one in text if unicodedata.bidirectional(one) in ("R", "AL")), "")
    return "he" if unicodedata.bidirectional(first or "a") == "R" else "ar"


def inline(text: str) -> dict[str, Any]:
    """A text in a line, for the template."""
    one_line = " ".join(text.split())
    rtl = runs_from_right(one_line)
    found = shown(one_line)
    # Isolated, so that what stands beside it, such as a number, keeps its place.
    isolated = f"\u2067{found}\u2069" if rtl else found
    return {"text": isolated, "rtl": rtl, "lang": language(one_line) if rtl else "en"}


def paragraphs(text: str) -> list[dict[str, Any]]:
    """A text of several lines, a paragraph each."""
    return [inline(line) for line in text.splitlines() if line.strip()]


def _shown(one: str) -> str:
    if one in _INVISIBLE or one == "\n":
        return one
    if unicodedata.category(one) in ("Cc", "Cs"):
        return " " if one in "\t\v\f" else ""
    return one if _has(ord(one)) or one.isspace() else MISSING


def _has(code: int) -> bool:
    """Whether the code point lies in a run: runs are [first, last] after one another."""
    borders = _coverage()
    place = bisect_right(borders, code)
    return place % 2 == 1 or (place > 0 and borders[place - 1] == code)


@cache
def _coverage() -> tuple[int, ...]:
    """Firsts and lasts in turn: a code after an odd number of borders lies inside, or is a last."""
    return tuple(json.loads(COVERAGE.read_text("ascii")))


def _breakable(text: str) -> str:
    words = text.split(" ")
    return " ".join(_broken(word) if len(word) > _BREAKS else word for word in words)


def _broken(word: str) -> str:
    """With places to break that nobody sees, where none of its characters gives one."""
    if not word.isascii():
        return word
    return "\u200b".join(word[at : at + _BREAKS] for at in range(0, len(word), _BREAKS))
