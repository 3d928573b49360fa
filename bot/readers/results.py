"""What came of reading a file."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args

from bot.conversation.certificates.certificate import Certificate, Found
from bot.readers.archive_results import ArchiveRead
from bot.readers.plain_values import text_in, written

Kind = Literal[
    "pdf", "png", "jpeg", "heic", "webp", "docx", "pptx", "eml", "txt",
    "csv", "xlsx", "xls", "ods", "ics", "yaml", "audio", "archive", "other",
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
    "table_within",  # a text with a table, which may be a log: logs are read from spreadsheets
    "not_kept",  # a kind that is not kept either (SVG, programs, archives)
]
"""Why nothing was read."""

TABLE = "table.jsonl"
CALENDAR = "calendar.jsonl"
"""What the files of rows and of events are called in the folder that is handed in."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file was looked at: what it is, and what is in it as far as it could be read.

    `table` is where the rows of a spreadsheet were written, one JSON line for each: see
    `bot.readers.child.tables`. `calendar` likewise for the events of an .ics file: see
    `bot.readers.child.calendars`, and `archive` for an archive of ours, whole or not: see
    `bot.readers.child.own_archives`. `text` is that of plain kinds (YAML, TXT), bounded.
    """

    kind: Kind
    media_type: str
    pages: int = 0
    """How many the file has, beyond those that were read."""
    unread: Unread | None = None
    certificate: Certificate | None = None
    recognised: bool = False
    """Words were read off a picture: letters may be wrong."""
    text: str = ""
    attachments: tuple[str, ...] = ()
    """What the attachments of an e-mail are called; they are not looked into."""
    table: Path | None = None
    calendar: Path | None = None
    archive: ArchiveRead | None = None
    cut: bool = False
    """There was more than the limits take."""

    def plain(self) -> dict[str, Any]:
        """As JSON takes it. Of files that were written it says only that they were."""
        return {
            "kind": self.kind,
            "media_type": self.media_type,
            "pages": self.pages,
            "unread": self.unread,
            "certificate": None if self.certificate is None else self.certificate.plain(),
            "recognised": self.recognised,
            "text": self.text,
            "attachments": [*self.attachments],
            "table": self.table is not None,
            "calendar": self.calendar is not None,
            "archive": None if self.archive is None else self.archive.plain(),
            "cut": self.cut,
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any], folder: Path) -> "FileRead":
        """From what `plain` gave, with its files in `folder`. It comes from a process that has read
        a stranger's file, and so nothing of it is believed: KeyError, TypeError or ValueError where
        it is not what `plain` gives.
        """
        if plain["kind"] not in get_args(Kind):
            raise ValueError("no such kind")
        if plain["unread"] is not None and plain["unread"] not in get_args(Unread):
            raise ValueError("no such reason")
        certificate, archive = plain["certificate"], plain["archive"]
        return cls(
            kind=plain["kind"],
            media_type=text_in(plain["media_type"]),
            pages=int(plain["pages"]),
            unread=plain["unread"],
            certificate=None if certificate is None else _certificate(certificate),
            recognised=bool(plain["recognised"]),
            text=text_in(plain["text"]),
            attachments=tuple(map(text_in, plain["attachments"])),
            table=written(folder / TABLE) if plain["table"] else None,
            calendar=written(folder / CALENDAR) if plain["calendar"] else None,
            archive=None if archive is None else ArchiveRead.of_plain(archive, folder),
            cut=bool(plain["cut"]),
        )


_NUMBERS = frozenset({"minutes", "between", "credits", "points"})


def _certificate(plain: Mapping[str, Any]) -> Certificate:
    """A certificate whose facts are of the kinds that they are to be."""
    certificate = Certificate.of_plain(plain)
    for one in fields(certificate):
        fact = getattr(certificate, one.name)
        if isinstance(fact, Found):
            _check(fact.value, int if one.name in _NUMBERS else (str, date))
            _check(fact.place.page, int)
            _check(fact.place.line, (int, NoneType))
    for module in certificate.modules:
        _check(module.title, str)
        _check(module.minutes, (int, NoneType))
        _check(module.credits, (int, NoneType))
    for name in certificate.people:
        _check(name, str)
    return certificate


def _check(value: object, kinds: type | tuple[type, ...]) -> None:
    if not isinstance(value, kinds):
        raise TypeError("not what it is to be")
