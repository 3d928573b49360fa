"""Lines of text: cleaned of what cannot be seen, and in the order in which a page is read."""

import unicodedata
from collections.abc import Iterable, Sequence

from bot.conversation.certificates.pages import Line

Box = tuple[float, float, float, float]

LINE_MOST = 1_000
LINES_MOST = 2_000
"""Of a page."""

_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u00ad": "-"})
"""What PDFium gives for a hyphen at the end of a line."""


def cleaned(text: str) -> str:
    """Without control characters, without marks that change the direction of writing, with single
    spaces, and bounded.
    """
    text = text[: LINE_MOST * 4].translate(_HYPHENS)
    shown = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter
        for letter in text
        if unicodedata.category(letter) not in ("Cf", "Cs", "Cn")
    )
    return " ".join(shown.split())[:LINE_MOST]


def plain_lines(texts: Iterable[str]) -> tuple[Line, ...]:
    """Lines without places; empty ones are left out."""
    found = []
    for text in texts:
        for one in text.splitlines():
            if line := cleaned(one):
                found.append(Line(line))
                if len(found) == LINES_MOST:
                    return tuple(found)
    return tuple(found)


def in_reading_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """From the top, and from the left in a row: those are in a row whose middle is within the first
    one's height.
    """
    placed = sorted(
        ((line.box, line) for line in lines if line.box is not None),
        key=lambda one: (_middle(one[0]), one[0][0]),
    )
    rows: list[list[tuple[Box, Line]]] = []
    for box, line in placed[:LINES_MOST]:
        if rows and rows[-1][0][0][1] <= _middle(box) <= rows[-1][0][0][3]:
            rows[-1].append((box, line))
        else:
            rows.append([(box, line)])
    return tuple(line for row in rows for _, line in sorted(row, key=lambda one: one[0][0]))


def letters(lines: Sequence[Line]) -> int:
    """How many characters can be read on a page: a font without a table of its letters gives none
    that mean anything.
    """
    return sum(
        1
        for line in lines
        for letter in line.text
        if letter != "\ufffd" and unicodedata.category(letter) not in ("Co", "Zs")
    )


def _middle(box: Box) -> float:
    """Between its top and its bottom."""
    return (box[1] + box[3]) / 2
