"""PDFs: the codes on their pages, their text in lines, and OCR for pages that are pictures."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdf
import pypdfium2
from PIL.Image import Image
from pypdfium2 import raw as pdfium

from bot.conversation.certificates.pages import Code, Line, Page
from bot.readers.child.codes import codes_on
from bot.readers.child.documents import FEW_LETTERS, Document, file_read, recogniser
from bot.readers.child.file import File, UnreadableError
from bot.readers.child.lines import cleaned, in_reading_order, letters
from bot.readers.results import FileRead

_SIDE = 2_200
"""Pixels of a page's longer side, drawn: a QR code of 2 cm on A4 has 4 for each of its squares."""
_SCALE_MOST = 6.0
_LETTERS_MOST = 20_000
"""Of a page."""
_GAP = 2.5
"""Heights of its letters between two words, from which on they are two lines side by side."""

Box = tuple[float, float, float, float]


def read(file: File) -> FileRead:
    """Raises UnreadableError."""
    return file_read(file, document(file))


def document(file: File) -> Document:
    """What is written in it. Raises UnreadableError."""
    with _opened(file) as pdf:
        count = len(pdf)
        if count > file.limits.pages_most:
            raise UnreadableError("too_many_pages", pages=count)
        if pdf.get_formtype() != pdfium.FORMTYPE_NONE:
            pdf.init_forms()
        return _document(pdf, count, file)


def _opened(file: File) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(file.path)
    except pypdfium2.PdfiumError as error:
        closed = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        if closed or _is_encrypted(file):
            raise UnreadableError("encrypted") from None
        raise UnreadableError("broken") from None


def _is_encrypted(file: File) -> bool:
    """In a way that PDFium does not know."""
    try:
        with pypdf.PdfReader(file.path) as reader:
            return reader.is_encrypted
    except (pypdf.errors.PyPdfError, OSError, ValueError, KeyError, RecursionError):
        return False


def _document(pdf: pypdfium2.PdfDocument, count: int, file: File) -> Document:
    limits = file.limits
    pages: list[Page] = []
    codes: list[Code] = []
    pictures = _Pictures(limits.recognised_pages)
    for index in range(min(count, limits.pages)):
        try:
            page = _page(pdf, index)
        except pypdfium2.PdfiumError:
            continue  # a page that is missing makes no other unreadable
        number = index + 1
        lines = in_reading_order(_lines(page))
        is_picture = letters(lines) < FEW_LETTERS
        drawn = None
        if index < limits.coded_pages or (is_picture and pictures.left):
            drawn = _drawn(page)
        if drawn is not None and index < limits.coded_pages:
            codes += codes_on(drawn, number)
        recognised = pictures.read(drawn, lines) if is_picture else None
        pages.append(
            Page(number, lines) if recognised is None else Page(number, recognised, recognised=True)
        )
        page.close()
    return Document(
        tuple(pages),
        tuple(codes),
        count,
        unread=pictures.unread,
        cut=count > limits.pages or pictures.cut,
    )


def _page(pdf: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """A page with what was filled into it: the fields of a form are beside its text otherwise."""
    page = pdf[index]
    if page.formenv is None:
        return page
    page.flatten()
    page.close()
    return pdf[index]


@dataclass(slots=True)
class _Pictures:
    """Pages that are pictures: so many are read off, where that can be done at all."""

    left: int
    unread: bool = False
    cut: bool = False

    def read(self, drawn: Image | None, lines: tuple[Line, ...]) -> tuple[Line, ...] | None:
        """The lines of such a page; None where those that it has in letters are all."""
        if drawn is None or _is_blank(drawn):
            self.cut = self.cut or drawn is None
            return None
        recognise = recogniser()
        if recognise is None:
            self.unread = True
            return None
        if not self.left:
            self.cut = True
            return None
        self.left -= 1
        found = tuple(recognise(drawn))
        return found if letters(found) > letters(lines) else None


def _is_blank(drawn: Image) -> bool:
    """Of one colour: nothing is on it."""
    darkest, lightest = drawn.convert("L").getextrema()
    return bool(darkest == lightest)


def _drawn(page: pypdfium2.PdfPage) -> Image | None:
    """A page as a picture of bounded size; None where it has none."""
    width, height = page.get_size()
    longer = max(width, height)
    if longer <= 0:
        return None
    scale = min(_SIDE / longer, _SCALE_MOST)
    if min(width, height) * scale < 1:
        return None
    picture: Image = page.render(scale=scale).to_pil()
    return picture


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return
    count = min(text.count_chars(), _LETTERS_MOST)
    quarters = _quarters(text, count)
    share = _Shares(page, quarters)
    line = _Growing()
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if letter in "\r\n":
            yield from line.ended(share)
        elif letter.isspace():
            line.text += " "
        else:
            box = _letter_box(text, index, quarters)
            if line.is_another(box):
                yield from line.ended(share)
            line.add(letter, box)
    yield from line.ended(share)
    text.close()


def _quarters(text: pypdfium2.PdfTextPage, count: int) -> int:
    """By how many quarters, with the clock, most of the letters are turned in the page's own units:
    a page may be drawn on its side without saying so.
    """
    turned = Counter(
        round(pdfium.FPDFText_GetCharAngle(text, index) / (math.pi / 2)) % 4
        for index in range(0, count, 1 + count // 400)
    )
    return turned.most_common(1)[0][0] if turned else 0


def _upright(box: Box, quarters: int) -> Box:
    """As it is where what is turned by so many quarters is turned back."""
    left, bottom, right, top = box
    for _ in range(-quarters % 4):
        left, bottom, right, top = bottom, -right, top, -left
    return left, bottom, right, top


def _letter_box(text: pypdfium2.PdfTextPage, index: int, quarters: int) -> Box | None:
    """Left, bottom, right, top in the page's own units, turned so that most letters are upright."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
        return None
    return _upright((box.left, box.bottom, box.right, box.top), quarters)


@dataclass(slots=True)
class _Growing:
    """A line while its letters come."""

    text: str = ""
    box: Box | None = None
    last: Box | None = None

    def is_another(self, box: Box | None) -> bool:
        """Whether a letter stands elsewhere: in another row, or far to the right of this."""
        if box is None or self.last is None:
            return False
        left, bottom, _, top = box
        _, last_bottom, last_right, last_top = self.last
        height = max(last_top - last_bottom, top - bottom)
        apart = bottom > last_top or top < last_bottom
        return apart or left - last_right > height * _GAP

    def add(self, letter: str, box: Box | None) -> None:
        self.text += letter
        if box is None:
            return
        self.last = box
        if self.box is None:
            self.box = box
        else:
            (a, b, c, d), (e, f, g, h) = self.box, box
            self.box = min(a, e), min(b, f), max(c, g), max(d, h)

    def ended(self, share: "_Shares") -> Iterator[Line]:
        words = cleaned(self.text)
        if words and self.box is not None:
            yield Line(words, share(self.box))
        self.text, self.box, self.last = "", None, None


class _Shares:
    """Turns places on a page into shares of it, as it is read."""

    def __init__(self, page: pypdfium2.PdfPage, quarters: int) -> None:
        self._left, self._bottom, right, top = _upright(page.get_bbox(), quarters)
        self._width = max(right - self._left, 1e-6)
        self._height = max(top - self._bottom, 1e-6)

    def __call__(self, box: Box) -> Box:
        left, bottom, right, top = box
        return self._across(left), self._down(top), self._across(right), self._down(bottom)

    def _across(self, x: float) -> float:
        return min(max((x - self._left) / self._width, 0.0), 1.0)

    def _down(self, y: float) -> float:
        return min(max(1 - (y - self._bottom) / self._height, 0.0), 1.0)
