"""What a certificate is drawn with: text, tables, lines and QR codes on sheets of paper.

Coordinates and sizes are millimetres from the top left corner, sizes of type are points. A face is
written as one string, family, size, then what else it is: "times 12", "sans 14 b c #003366".
Families are PDF's own (helvetica, times, courier: Western European letters alone, not embedded) and
those of FONTS, embedded as far as they are used. `b` and `i` are bold and italic (`i` of PDF's own
alone); `c` centres a line on its x, `r` ends it there; `wide` spaces the letters out.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

import segno
from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos

FONTS: Final = Path("/usr/share/fonts/truetype")
"""Debian's fonts-dejavu and fonts-liberation."""

FAMILIES: Final = {
    "sans": ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
    "serif": ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf"),
    "condensed": ("dejavu/DejaVuSansCondensed.ttf", "dejavu/DejaVuSansCondensed-Bold.ttf"),
    "mono": ("dejavu/DejaVuSansMono.ttf", "dejavu/DejaVuSansMono-Bold.ttf"),
    "arial": ("liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf"),
    "roman": ("liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSerif-Bold.ttf"),
    "narrow": (
        "liberation/LiberationSansNarrow-Regular.ttf",
        "liberation/LiberationSansNarrow-Bold.ttf",
    ),
    "cursive": (
        "liberation/LiberationSerif-Italic.ttf",
        "liberation/LiberationSerif-BoldItalic.ttf",
    ),
    "oblique": ("dejavu/DejaVuSerif-Italic.ttf", "dejavu/DejaVuSerif-BoldItalic.ttf"),
}
"""Each family's regular and bold file."""

MADE: Final = datetime(2026, 11, 28, tzinfo=UTC)
"""The same for all, so that a file only changes where its drawing does."""

Align = Literal["L", "C", "R"]


@dataclass(frozen=True, slots=True)
class Face:
    """How words are set. Spacing is in points, between letters."""

    family: str
    size: float
    style: Literal["", "B", "I", "BI"] = ""
    align: Align = "L"
    colour: str = "#000000"
    spacing: float = 0


def face(written: str) -> Face:
    """Raises `ValueError` where a word means nothing."""
    family, size, *rest = written.split()
    colours = [one for one in rest if one.startswith("#")]
    flags = set(rest) - set(colours)
    if unknown := flags - {"b", "i", "c", "r", "wide"}:
        raise ValueError(f"{sorted(unknown)} is no way to set type: {written!r}")
    style: Literal["", "B", "I", "BI"] = "B" if "b" in flags else ""
    if "i" in flags:
        style = "BI" if style else "I"
    align: Align = "C" if "c" in flags else "R" if "r" in flags else "L"
    colour = colours[0] if colours else "#000000"
    return Face(family, float(size), style, align, colour, spacing=3 if "wide" in flags else 0)


class Sheets:
    """The pages of one document."""

    def __init__(
        self,
        size: tuple[float, float] | Literal["A4", "A5", "letter"] = "A4",
        *,
        landscape: bool = False,
    ) -> None:
        # fpdf2 has a name for A5 too, and warns that it once had it wrong.
        paper = (148, 210) if size == "A5" else size
        self.pdf = FPDF("landscape" if landscape else "portrait", "mm", paper)
        self.pdf.set_creation_date(MADE)
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        self.pdf.add_page()

    def page(self) -> None:
        self.pdf.add_page()

    def text(self, x: float, y: float, words: str, written: str) -> float:
        """One line whose baseline is at y. Returns how wide it is."""
        look = self._set(written)
        width: float = self.pdf.get_string_width(words)
        start = {"L": x, "C": x - width / 2, "R": x - width}[look.align]
        self.pdf.text(start, y, words)
        return width

    def block(self, box: tuple[float, float, float], words: str, written: str) -> float:
        """Lines broken within x, top and width; returns the y below them."""
        look = self._set(written)
        x, top, width = box
        self.pdf.set_xy(x, top)
        self.pdf.multi_cell(
            width,
            look.size * 0.5,
            words,
            align=look.align,
            new_x=XPos.LEFT,
            new_y=YPos.NEXT,
            output=MethodReturnValue.PAGE_BREAK,
        )
        below: float = self.pdf.get_y()
        return below

    def table(
        self,
        corner: tuple[float, float],
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        written: str,
        *,
        row: float = 7,
        lines: bool = True,
        head: str | None = None,
    ) -> float:
        """Rows of cells, the first in bold where `head` gives its ground. Returns the y below."""
        x, y = corner
        for number, cells in enumerate(rows):
            bold = " b" if head and number == 0 else ""
            left = x
            for width, cell in zip(widths, cells, strict=True):
                if bold and head:
                    self.fill((left, y, width, row), head)
                if lines:
                    self.frame((left, y, width, row))
                self.text(left + 1.5, y + row * 0.68, cell, written + bold)
                left += width
            y += row
        return y

    def line(self, start: tuple[float, float], end: tuple[float, float], **how: str) -> None:
        """`colour` and `thick`, in millimetres."""
        self._pen(**how)
        self.pdf.line(*start, *end)

    def frame(self, box: tuple[float, float, float, float], **how: str) -> None:
        self._pen(**how)
        self.pdf.rect(*box, style="D")

    def fill(self, box: tuple[float, float, float, float], colour: str) -> None:
        self.pdf.set_fill_color(colour)
        self.pdf.rect(*box, style="F")

    def disc(self, centre: tuple[float, float], radius: float, colour: str) -> None:
        self.pdf.set_fill_color(colour)
        self.pdf.circle(*centre, radius, style="F")

    def polygon(self, corners: Sequence[tuple[float, float]], colour: str) -> None:
        self.pdf.set_fill_color(colour)
        self.pdf.polygon(list(corners), style="F")

    def qr(self, corner: tuple[float, float], side: float, content: str) -> None:
        code = io.BytesIO()
        segno.make(content, error="m", micro=False).save(code, kind="png", scale=4, border=4)
        self.pdf.image(code, *corner, side, side)

    def scribble(self, x: float, y: float, colour: str = "#1b2a6b") -> None:
        """A signature that nobody can read."""
        self._pen(colour=colour, thick="0.4")
        points = [(0, 0), (4, -6), (6, 2), (10, -4), (13, 1), (17, -3), (22, -1), (34, -4)]
        self.pdf.polyline([(x + along, y + up) for along, up in points])

    def output(self) -> bytes:
        return bytes(self.pdf.output())

    def _set(self, written: str) -> Face:
        look = face(written)
        if look.family in FAMILIES and look.family not in self.pdf.fonts:
            regular, bold = FAMILIES[look.family]
            self.pdf.add_font(look.family, "", FONTS / regular)
            self.pdf.add_font(look.family, "B", FONTS / bold)
        self.pdf.set_font(look.family, look.style, look.size)
        self.pdf.set_char_spacing(look.spacing)
        self.pdf.set_text_color(look.colour)
        return look

    def _pen(self, colour: str = "#000000", thick: str = "0.2") -> None:
        self.pdf.set_draw_color(colour)
        self.pdf.set_line_width(float(thick))
