"""A document as pages and codes, and the certificate that they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Protocol

from PIL.Image import Image

from bot.conversation.certificates import reading
from bot.conversation.certificates.pages import Code, Line, Page
from bot.readers.child.file import File
from bot.readers.results import FileRead

ROWS_OF_LOG = 4
"""A text without a certificate in which a table has so many rows may be a log."""
FEW_LETTERS = 20
"""A page with fewer is a picture of one."""


class Recogniser(Protocol):
    """Reads words off a picture."""

    def __call__(self, picture: Image) -> Sequence[Line]: ...


@dataclass(frozen=True, slots=True)
class Document:
    """What is written in a file. `count` is how many pages it has; `unread`, whether a page of it
    is a picture that nobody could read.
    """

    pages: tuple[Page, ...]
    codes: tuple[Code, ...] = ()
    count: int = 1
    unread: bool = False
    rows: int = 0
    """How many rows of two cells or more the tables of a text have."""
    cut: bool = False


@cache
def recogniser() -> Recogniser | None:
    """OCR, where its extra is installed whole."""
    try:
        made: Recogniser = import_module("bot.readers.child.recognition").recogniser()
    except (ImportError, OSError, RuntimeError):  # not installed, or its models are not
        return None
    return made


def file_read(file: File, document: Document) -> FileRead:
    """What is handed back of a document: facts."""
    certificate = reading.read(document.pages, document.codes)
    read = FileRead(
        file.kind,
        file.media_type,
        pages=document.count,
        certificate=certificate,
        recognised=any(page.recognised and page.lines for page in document.pages),
        cut=document.cut,
    )
    if certificate is None and document.unread:
        return replace(read, unread="no_ocr")
    if certificate is None and document.rows >= ROWS_OF_LOG:
        return replace(read, unread="table_within")
    if not document.codes and not document.unread and not any(p.lines for p in document.pages):
        return replace(read, unread="empty")
    return read
