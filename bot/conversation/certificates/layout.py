"""The lines of a document as cells with their neighbours: to the right, below, above."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.conversation.certificates.certificate import Place
from bot.conversation.certificates.pages import Line, Page
from bot.conversation.certificates.recognising import mended
from bot.conversation.text import seen

LINE_MOST: Final = 600
"""Characters of a line that are read: what is longer is no line of a certificate."""

LINES_MOST: Final = 600
"""Lines that are read, over all pages: a transcript has fewer."""

_GAP: Final = re.compile(r"\t+| {3,}")
_PLAIN_GAP: Final = re.compile(r"\t+| {2,}")
_PLAIN_WIDTH: Final = 100
_PLAIN_HEIGHT: Final = 80
_RUN_TOGETHER: Final = re.compile(
    r"(?<=\d)(?=[A-Za-z]{2})|(?<=[A-Z]{3})(?=(?:ACADEMY|TRAINING|COLLEGE|INSTITUTE|SCHOOL)$)"
)
_LEVELLED_MOST: Final = 200
_SPACED: Final = re.compile(r"(?:\S ){4,}\S(?:\s|$)")
_WIDE_GAP: Final = re.compile(r"\s{2,}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line that stands apart, and its box in shares of the page."""

    text: str
    place: Place
    left: float
    top: float
    right: float
    bottom: float
    recognised: bool = False
    run_together: bool = False
    """Its letters were set apart and its words not: nobody can say where one ends."""

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        """Of its width."""
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Layout:
    """The cells of all pages by rows, from the top; a cell is named by its number."""

    cells: list[Cell] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    row_of: list[int] = field(default_factory=list)
    below: list[int | None] = field(default_factory=list)
    above: list[int | None] = field(default_factory=list)

    def right(self, cell: int) -> int | None:
        """What stands next to it on its row."""
        row = self.rows[self.row_of[cell]]
        at = row.index(cell) + 1
        return row[at] if at < len(row) else None

    def left(self, cell: int) -> int | None:
        """What stands before it on its row."""
        row = self.rows[self.row_of[cell]]
        at = row.index(cell)
        return row[at - 1] if at else None

    def continues(self, cell: int) -> int | None:
        """The cell that carries its text on: right below, as large, and in line with it."""
        below = self.below[cell]
        if below is None:
            return None
        this, that = self.cells[cell], self.cells[below]
        if that.place.page != this.place.page or not 0.7 < _ratio(that.height, this.height) < 1.4:
            return None
        in_line = abs(that.left - this.left) < 0.015
        in_line = in_line or abs(that.left + that.right - this.left - this.right) < 0.03
        return below if in_line and that.top - this.bottom < 1.1 * this.height else None


def lay_out(pages: Sequence[Page]) -> Layout:
    """Never fails; what is beyond the limits is left out."""
    layout, left = Layout(), LINES_MOST
    for page in pages:
        cells = [one for at, line in enumerate(page.lines[:left]) for one in _cells(line, at, page)]
        left -= min(left, len(page.lines))
        if page.recognised:
            cells = _levelled(cells)
        for row in _in_rows(cells):
            numbers = range(len(layout.cells), len(layout.cells) + len(row))
            layout.rows.append(list(numbers))
            layout.row_of += [len(layout.rows) - 1] * len(row)
            layout.cells += row
    layout.below = [_neighbour(layout, one, 1) for one in range(len(layout.cells))]
    layout.above = [_neighbour(layout, one, -1) for one in range(len(layout.cells))]
    return layout


def _ratio(one: float, other: float) -> float:
    return one / other if other > 0 else 1.0


def _cells(line: Line, at: int, page: Page) -> Iterator[Cell]:
    text = _readable(line.text, recognised=page.recognised)
    if not any(one.isalnum() for one in text):
        return
    box = line.box or (0.0, at / _PLAIN_HEIGHT, 0.0, (at + 0.8) / _PLAIN_HEIGHT)
    left, top, right, bottom = box
    width = (right - left) / len(text) if line.box else 1 / _PLAIN_WIDTH
    spaced = _is_spaced(text)
    pieces = [(0, text)] if spaced else _pieces(text, _GAP if line.box else _PLAIN_GAP)
    for start, piece in pieces:
        begin = left + start * width
        told = _joined(piece) if spaced else " ".join(piece.split())
        yield Cell(
            told,
            Place(page.number, at),
            begin,
            top,
            begin + len(piece) * width,
            max(bottom, top),
            page.recognised,
            run_together=spaced and _WIDE_GAP.search(piece.strip()) is None,
        )


def _readable(text: str, *, recognised: bool) -> str:
    text = text[:LINE_MOST].replace("\ufffe", "-").replace("\xad", "-")
    text = unicodedata.normalize("NFC", seen(text.replace("\xa0", " ")))
    for ligature, letters in _LIGATURES:
        text = text.replace(ligature, letters)
    return mended(text) if recognised else text


_LIGATURES: Final = tuple(
    (chr(one), unicodedata.normalize("NFKC", chr(one))) for one in range(0xFB00, 0xFB07)
)


def _pieces(text: str, gap: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    start = 0
    for match in gap.finditer(text):
        if text[start : match.start()].strip():
            yield start, text[start : match.start()]
        start = match.end()
    if text[start:].strip():
        yield start, text[start:]


def _is_spaced(text: str) -> bool:
    """Whether blanks stand between the letters of its words: "C E R T I F I C A T E"."""
    if not _SPACED.match(text.strip() + " "):
        return False
    words = text.split()
    return sum(len(word) == 1 for word in words) >= 0.8 * len(words)


def _joined(text: str) -> str:
    """Letters set apart made words again; words are parted by wider gaps, where there are any."""
    words = ["".join(word.split()) for word in _WIDE_GAP.split(text.strip())]
    return _RUN_TOGETHER.sub(" ", " ".join(words))


def _levelled(cells: list[Cell]) -> list[Cell]:
    """The cells of a page that was photographed at a slant, put level: by the slope that makes the
    fewest rows of them.
    """

    def sheared(slope: float) -> list[Cell]:
        return [
            replace(one, top=one.top - slope * one.centre, bottom=one.bottom - slope * one.centre)
            for one in cells
        ]

    def rows(slope: float) -> tuple[int, float]:
        return sum(1 for _ in _in_rows(sheared(slope))), abs(slope)

    slopes = [step / 200 for step in range(-14, 15)]
    best = min(slopes, key=rows) if 1 < len(cells) <= _LEVELLED_MOST else 0.0
    return sheared(best) if best else cells


def _in_rows(cells: list[Cell]) -> Iterator[list[Cell]]:
    row: list[Cell] = []
    for cell in sorted(cells, key=lambda one: (one.middle, one.left)):
        if row and not _beside(row, cell):
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(cell)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _beside(row: list[Cell], cell: Cell) -> bool:
    """Whether it stands on the row: at its height, and over or under no cell of it."""
    first = row[0]
    reach = 0.5 * max(first.height, cell.height, 1e-4)
    if abs(cell.middle - first.middle) > reach:
        return False
    return all(_overlap(one, cell) <= 0.2 for one in row)


def _overlap(one: Cell, other: Cell) -> float:
    """The share of the narrower one's width that the other stands over or under."""
    shared = min(one.right, other.right) - max(one.left, other.left)
    narrower = min(one.right - one.left, other.right - other.left)
    return shared / narrower if narrower > 0 else float(shared >= 0)


def _neighbour(layout: Layout, cell: int, step: int) -> int | None:
    """The nearest one below or above that stands in line with it, or the next row's only one."""
    this, at = layout.cells[cell], layout.row_of[cell] + step
    for _ in range(4):
        if not 0 <= at < len(layout.rows):
            return None
        row = layout.rows[at]
        if layout.cells[row[0]].place.page != this.place.page:
            return None
        over = [(_overlap(this, layout.cells[one]), -abs(one - cell), one) for one in row]
        best = max(over)
        if best[0] > 0.05 or (len(row) == 1 and len(layout.rows[layout.row_of[cell]]) > 1):
            return best[2]
        if len(row) == 1 and abs(at - layout.row_of[cell]) == 1 and not _in_columns(layout, at):
            return row[0]
        at += step
    return None


def _in_columns(layout: Layout, row: int) -> bool:
    around = layout.rows[max(0, row - 2) : row + 3]
    return any(len(one) > 1 for one in around)


def nearest(numbers: Sequence[float], value: float) -> int:
    """The place of the nearest of ascending numbers."""
    at = bisect_left(numbers, value)
    if at == len(numbers) or (at and value - numbers[at - 1] <= numbers[at] - value):
        return at - 1
    return at
