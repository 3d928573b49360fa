"""What came of reading a file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.conversation.certificates.certificate import Certificate

Kind = Literal[
    "pdf", "png", "jpeg", "heic", "webp", "docx", "pptx", "eml", "txt",
    "csv", "xlsx", "xls", "ods", "ics", "yaml", "audio", "other",
]  # fmt: skip
"""What a file is by its content; its name decides only between kinds of plain text."""

Unread = Literal[
    "empty",  # no bytes, or nothing on it
    "broken",  # not what it begins like
    "encrypted",  # it needs a password
    "too_many_pages",
    "too_large",  # a picture's pixels, what an archive holds, a table's columns
    "too_slow",
    "too_much_memory",
    "no_ocr",  # a picture, and the extra "ocr" is not installed
    "not_read",  # a kind that is kept and not read (HEIC, audio)
    "not_kept",  # a kind that is not kept either (SVG, programs, archives)
]
"""Why nothing was read."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file was looked at: what it is, and what is in it as far as it could be read.

    `table` is where the rows of a spreadsheet were written: one JSON line for each (see
    `bot.readers.tables`). `calendar` likewise for the events of an .ics file. `text` is that of
    plain kinds (YAML, TXT), bounded.
    """

    kind: Kind
    media_type: str
    pages: int = 0
    unread: Unread | None = None
    certificate: Certificate | None = None
    recognised: bool = False
    """Words were read off a picture: letters may be wrong."""
    text: str = ""
    table: Path | None = None
    calendar: Path | None = None
    cut: bool = False
    """There was more than the limits take."""
