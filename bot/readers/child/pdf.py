"""PDFs: the codes on their pages, their text in lines, and OCR for pages that are pictures."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdf
import pypdfium2
from PIL.Image import Image
from pypdfium2 import raw as pdfium

from bot.conversation.certificates.pages import Code, Line, Page
from bot.readers.child.codes import codes_on
from bot.readers.child.documents import FEW_LETTERS, Document, Recogniser, file_read, recogniser
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
_TURNS = {0: 0, 90: 1, 180: 2, 270: 3}

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
    if pdf.get_formtype() == pdfium.FORMTYPE_NONE:
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
    _recogniser: Recogniser | None = None
    _looked: bool = field(default=False)

    def read(self, drawn: Image | None, lines: tuple[Line, ...]) -> tuple[Line, ...] | None:
        """The lines of such a page; None where those that it has in letters are all."""
        if drawn is None or _is_blank(drawn):
            self.cut = self.cut or drawn is None
            return None
        if not self._looked:
            self._looked, self._recogniser = True, recogniser()
        if self._recogniser is None:
            self.unread = True
            return None
        if not self.left:
            self.cut = True
            return None
        self.left -= 1
        found = tuple(self._recogniser(drawn))
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
    share = _Shares(page)
    line = _Growing()
    for index in range(min(text.count_chars(), _LETTERS_MOST)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if letter in "\r\n":
            yield from line.ended(share)
        elif letter.isspace():
            line.text += " "
        else:
            box = _letter_box(text, index)
            if line.is_another(box):
                yield from line.ended(share)
            line.add(letter, box)
    yield from line.ended(share)
    text.close()


def _letter_box(text: pypdfium2.PdfTextPage, index: int) -> Box | None:
    """Left, bottom, right, top in the page's own units."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
        return None
    return box.left, box.bottom, box.right, box.top


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
    """Turns places on a page into shares of it, as it is shown."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._left, self._bottom, right, top = page.get_bbox()
        self._width = max(right - self._left, 1e-6)
        self._height = max(top - self._bottom, 1e-6)
        self._turns = _TURNS.get(page.get_rotation(), 0)

    def __call__(self, box: Box) -> Box:
        left, bottom, right, top = box
        corners = [self._turned(x, y) for x in (left, right) for y in (bottom, top)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return min(across), min(down), max(across), max(down)

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        across = (x - self._left) / self._width
        down = 1 - (y - self._bottom) / self._height
        for _ in range(self._turns):
            across, down = 1 - down, across
        return min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0)
