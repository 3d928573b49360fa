"""A document as text in lines, and the codes on it: what a certificate is read from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as it stands on a page.

    `box` is left, top, right and bottom as shares of the page (0 to 1, from its upper left
    corner); None where a file has no places, such as plain text.
    """

    text: str
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines in reading order. `recognised`: read off a picture, letters may be wrong."""

    number: int
    lines: tuple[Line, ...]
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """What a QR or bar code holds, and the page that it stands on."""

    text: str
    page: int
