"""A text as identifiers are looked for in it: one sign for each kind of space, dash and letter, no
invisible signs, single spaces; and where each sign of it stands in the text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_PLAIN: Final[Mapping[int, str]] = {
    **dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x0D), " "),
    **dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n"),
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63), "-"),
    **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},
    0x02BC: "’",
}
"""Spaces, dashes and wide letters as a copied text has them, each by the plain one."""

_MARKED_UP: Final = re.compile(r"[*~`\t\r\v\f]|(?<![^\W_])_|_(?![^\W_])")
"""Signs of bold, italic, struck and code: an underscore within a word is one of its letters."""

_UNSEEN: Final = (
    r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff"
)
_INVISIBLE: Final = re.compile(f"[{_UNSEEN}]")
"""Soft hyphens, joiners, marks of direction, variation selectors, and the frame of a keycap."""
_LEFT_OUT: Final = re.compile(rf"[{_UNSEEN}]+|(?<=[ \n])[ {_UNSEEN}]+| +(?=\n)")


@dataclass(frozen=True, slots=True)
class View:
    """`text` is looked through; `places` are the offsets of its signs in the whole text."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of this text, which is not empty, stands in the whole text."""
        return self.places[start], self.places[end - 1] + 1


def plain(text: str) -> str:
    """The text in plain signs, without markup; no offset moves."""
    text = text if text.isascii() else text.translate(_PLAIN)
    return _MARKED_UP.sub(" ", text)


def views(text: str) -> Iterator[View]:
    """A plain text without what is not seen in it; and once more with spaces in its place, for
    what stands between two words and parts them.
    """
    yield view(text)
    if _INVISIBLE.search(text):
        yield view(_INVISIBLE.sub(" ", text))


def view(text: str) -> View:
    """A plain text without what is not seen in it, and with single spaces."""
    kept: list[str] = []
    places: list[int] = []
    at = 0
    for left_out in _LEFT_OUT.finditer(text):
        kept.append(text[at : left_out.start()])
        places += range(at, left_out.start())
        at = left_out.end()
    if not kept:
        return View(text, range(len(text)))
    kept.append(text[at:])
    places += range(at, len(text))
    return View("".join(kept), places)
