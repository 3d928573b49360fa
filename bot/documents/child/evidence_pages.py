"""Files of evidence made ready to stand in a PDF: their pages as pictures of a sensible size.

Pictures, since a tagged PDF (PDF/UA-1) takes in no pages of other files, and since nothing that
runs, links or asks can come along in one.

Whatever is wrong with a file is an answer. These are strangers' files: what the libraries that open
them can do to a process, they do to this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from PIL import Image, ImageOps

from bot.documents.limits import Limits
from bot.documents.model import PlacedFile, WhyPlace

WIDE: Final = 17.0
HIGH: Final = 22.6
"""Centimetres that a page has for what is shown on it."""

_PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/tiff"})
_JPEG_QUALITY: Final = 80
_SCALE: Final = 120 / 72
"""Pixels for each point of a page: what can be read on a certificate can be read."""

_POINTS_MOST: Final = 20_000
_TEXT_MOST: Final = 1_000
"""Characters of a page's text that are kept beside its picture."""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file of evidence as it was fetched; `path` is None where its bytes could not be had."""

    number: int
    path: Path | None
    media_type: str
    why: WhyPlace = ""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page to be shown, as a picture; centimetres. `text` is what is written on it."""

    path: Path
    wide: float
    high: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """What became of a file. Whatever its pages, its bytes go along as they came, so that its hash
    can be checked and its text read.
    """

    placed: PlacedFile
    pages: tuple[ShownPage, ...] = ()


class _BrokenError(Exception):
    def __init__(self, why: WhyPlace) -> None:
        super().__init__(why)
        self.why = why


def made_ready(
    files: Sequence[GivenFile], folder: Path, limits: Limits, *, show: bool
) -> list[ReadyFile]:
    """All files in order, until the document has as many pages of them as it takes. Without `show`
    everything is attached: it was too much, or ended the process, when it was tried before.
    """
    left = limits.pages_in_all
    found = []
    for file in files:
        ready = _one(file, folder, limits, left) if show else _attached(file, "too large")
        left -= len(ready.pages)
        found.append(ready)
    return found


def _one(file: GivenFile, folder: Path, limits: Limits, left: int) -> ReadyFile:
    if file.path is None:
        return _attached(file, file.why)
    try:
        if file.media_type == "application/pdf":
            return _document(file, file.path, folder, limits, left)
        if file.media_type in _PICTURES:
            return _picture(file, file.path, folder, limits, left)
    except _BrokenError as broken:
        return _attached(file, broken.why)
    except (OSError, ValueError, SyntaxError, MemoryError, pdfium.PdfiumError):
        return _attached(file, "broken")
    return _attached(file, "other kind")


def _attached(file: GivenFile, why: WhyPlace) -> ReadyFile:
    if file.path is None:
        place = "left out" if file.why == "too large" else "missing"
        return ReadyFile(PlacedFile(file.number, place, file.why or "gone"))  # type: ignore[arg-type]
    return ReadyFile(PlacedFile(file.number, "attached", why))


def _document(file: GivenFile, path: Path, folder: Path, limits: Limits, left: int) -> ReadyFile:
    """Its first pages as pictures, with what is filled in on a form."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        asks = pdfium_raw.FPDF_GetLastError() == pdfium_raw.FPDF_ERR_PASSWORD
        raise _BrokenError("encrypted" if asks else "broken") from error
    try:
        document.init_forms()
        pages = len(document)
        if not pages:
            raise _BrokenError("broken")
        shown = min(pages, limits.pages, left)
        found = tuple(
            _drawn(document[place], folder / f"evidence-{file.number}-{place + 1}.jpg", limits)
            for place in range(shown)
        )
    finally:
        document.close()
    placed = PlacedFile(file.number, "pages", "" if shown == pages else "too long", pages, shown)
    if not shown:
        placed = PlacedFile(file.number, "attached", "too long", pages)
    return ReadyFile(placed, found)


def _drawn(page: Any, kept: Path, limits: Limits) -> ShownPage:
    """One page as a picture; its text goes along for those who have it read to them."""
    wide, high = page.get_size()
    if not (1 < wide < _POINTS_MOST and 1 < high < _POINTS_MOST):
        raise _BrokenError("broken")
    bitmap = page.render(scale=min(_SCALE, limits.side / max(wide, high)))
    picture: Image.Image = bitmap.to_pil()
    picture.convert("RGB").save(kept, "JPEG", quality=_JPEG_QUALITY)
    text = page.get_textpage().get_text_bounded()
    page.close()
    return ShownPage(kept, *_fitting(wide, high), " ".join(text.split())[:_TEXT_MOST])


def _picture(file: GivenFile, path: Path, folder: Path, limits: Limits, left: int) -> ReadyFile:
    """Turned the way it was taken, at most so large, without what it says of its place."""
    if not left:
        return _attached(file, "too long")
    with Image.open(path) as opened:
        if opened.width * opened.height > limits.pixels:
            raise _BrokenError("too large")
        opened.draft("RGB", (limits.side, limits.side))
        opened.thumbnail((limits.side, limits.side))
        turned = ImageOps.exif_transpose(opened)
        plain = _on_white(turned)
    kept = folder / f"evidence-{file.number}.jpg"
    plain.save(kept, "JPEG", quality=_JPEG_QUALITY)
    size = _fitting(*plain.size)
    placed = PlacedFile(file.number, "pages", pages=1, shown=1)
    return ReadyFile(placed, (ShownPage(kept, *size),))


def _on_white(picture: Image.Image) -> Image.Image:
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    return white


def _fitting(wide: float, high: float) -> tuple[float, float]:
    """Centimetres, as large as the page allows."""
    scale = min(WIDE / wide, HIGH / high)
    return round(wide * scale, 2), round(high * scale, 2)
