"""The text of DOCX and PPTX: their XML read with the standard library, without entities."""

import re
import zipfile
from xml.parsers import expat

from bot.conversation.certificates.pages import Page
from bot.readers.child import archives
from bot.readers.child.documents import Document, file_read
from bot.readers.child.file import File, UnreadableError
from bot.readers.child.lines import LINE_MOST, LINES_MOST, plain_lines
from bot.readers.results import FileRead

_DOCUMENT = re.compile(r"word/(?:header\d*|document|footer\d*)\.xml")
_SLIDE = re.compile(r"ppt/slides/slide(\d{1,6})\.xml")
_ORDER = {"header": 0, "document": 1, "footer": 2}


def read(file: File) -> FileRead:
    """Raises UnreadableError."""
    return file_read(file, document(file))


def document(file: File) -> Document:
    """A text is one page, and each slide is one. Raises UnreadableError."""
    with archives.opened(file.path) as archive:
        names = archive.namelist()
        if file.kind == "docx":
            parts = sorted(filter(_DOCUMENT.fullmatch, names), key=_place)
            read_parts = [_read_part(archive, name, file) for name in parts]
            texts = [text for part in read_parts for text in part.found]
            rows = sum(part.rows for part in read_parts)
            return Document((Page(1, plain_lines(texts)),), rows=rows)
        slides = sorted(
            (int(match[1]), match[0]) for name in names if (match := _SLIDE.fullmatch(name))
        )
        pages = tuple(
            Page(number, plain_lines(_read_part(archive, name, file).found))
            for number, (_, name) in enumerate(slides[: file.limits.pages], start=1)
        )
    return Document(pages, count=len(slides), cut=len(slides) > file.limits.pages)


def _place(name: str) -> tuple[int, str]:
    kind = re.sub(r"\d", "", name.removeprefix("word/").removesuffix(".xml"))
    return _ORDER[kind], name


def _read_part(archive: zipfile.ZipFile, name: str, file: File) -> "_Paragraphs":
    """The paragraphs of a part, and how many rows its tables have, bounded."""
    reader = _Paragraphs()
    try:
        for piece in archives.part(archive, name, file.limits):
            reader.parser.Parse(piece, False)  # noqa: FBT003 - it takes no names
            if len(reader.found) > LINES_MOST:
                break
        else:
            reader.parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError:
        raise UnreadableError("broken") from None
    return reader


class _Paragraphs:
    """Collects text by paragraph. Names are taken without their namespaces, of which there are two
    families; what stands twice, for programs that know less, is taken once.
    """

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.found: list[str] = []
        self.rows = 0
        self._cells: list[int] = []  # of the rows that are open: a table may stand in a cell
        self._open: list[list[str]] = []
        self._in_text = False
        self._fallbacks = 0

    def _doctype(self, *_: object) -> None:
        """No office program writes one: entities begin here."""
        raise UnreadableError("broken")

    def _start(self, name: str, _attributes: object) -> None:
        match name.rpartition(" ")[2]:
            case "Fallback":
                self._fallbacks += 1
            case "p":
                self._open.append([])
            case "tr":
                self._cells.append(0)
            case "tc" if self._cells:
                self._cells[-1] += 1
            case "t":
                self._in_text = True
            case "tab":
                self._add(" ")
            case "br" | "cr":
                self._add("\n")

    def _end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "Fallback":
                self._fallbacks -= 1
            case "p" if self._open:
                self.found.append("".join(self._open.pop()))
            case "tr" if self._cells:
                self.rows += self._cells.pop() > 1
            case "t":
                self._in_text = False

    def _text(self, text: str) -> None:
        if self._in_text:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._open and not self._fallbacks and len(self._open[-1]) < LINE_MOST:
            self._open[-1].append(text)
