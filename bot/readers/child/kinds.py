"""What a file is, by its content. Its name decides only between kinds of plain text, and what an
encrypted office file would be.
"""

import re
import struct
from collections.abc import Mapping
from pathlib import Path

import puremagic

from bot.readers.child import archives, encodings
from bot.readers.child.file import UnreadableError
from bot.readers.limits import Limits
from bot.readers.results import Kind, Unread

MEDIA_TYPES: Mapping[Kind, str] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "heic": "image/heic",
    "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "eml": "message/rfc822",
    "txt": "text/plain",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "ics": "text/calendar",
    "yaml": "application/yaml",
    "audio": "audio/mpeg",
    "archive": "application/zip",
    "other": "application/octet-stream",
}

Look = tuple[Kind, str, Unread | None]
"""A kind, its media type, and why it can be said before it is read that it will not be."""

_HEAD = 65_536
_PDF_WITHIN = 1_024  # as readers of PDF have always taken it
_BEGINNINGS: tuple[tuple[bytes, Kind, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpeg", "image/jpeg"),
    (b"OggS", "audio", "audio/ogg"),
    (b"ID3", "audio", "audio/mpeg"),
)
_MP3_FRAME = re.compile(rb"\xff[\xfa\xfb\xf2\xf3][\x10-\xef]", re.DOTALL)
_BRANDS: Mapping[bytes, tuple[Kind, str]] = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"), (
        "heic", "image/heic",
    )),
    **dict.fromkeys((b"M4A ", b"M4B "), ("audio", "audio/mp4")),
    **dict.fromkeys((b"isom", b"iso2", b"iso5", b"iso6", b"mp41", b"mp42", b"dash", b"qt  "), (
        "audio", "audio/mp4",
    )),
}  # fmt: skip
"""Of files in boxes (ISO 14496-12): what stands after "ftyp"."""

_SOUNDS = {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".wav": "audio/wav"}
"""What puremagic may tell beyond our own list."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE: Mapping[str, Kind] = {".docx": "docx", ".pptx": "pptx", ".xlsx": "xlsx", ".xls": "xls"}

_NOT_PLAIN = re.compile(
    r"""\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*
    (?:<!doctype|<html|<head|<body|<svg|<script|<\?php|<math|\#!|\{\\rtf|%!PS|-----BEGIN)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""How texts begin that something else than a reader would run, show or trust."""

_PROGRAMS = frozenset(
    {
        *(".bat", ".cmd", ".com", ".css", ".hta", ".htm", ".html", ".jar", ".js", ".jse", ".mjs"),
        *(".pl", ".ps1", ".psm1", ".py", ".rb", ".reg", ".scr", ".sh", ".svg", ".url", ".vb"),
        *(".vbe", ".vbs", ".wsf", ".xhtml", ".xml"),
    }
)
"""What the name of a text says that it is to be run or shown as."""

_PLAIN: Mapping[str, Kind] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".eml": "eml",
    ".yaml": "yaml",
    ".yml": "yaml",
}
_MAIL = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*: ?.*(?:\r?\n[ \t].*)*\r?\n){3}")
_MAIL_FIELDS = re.compile(r"^(?:From|Date|Message-ID|Received): ?", re.IGNORECASE | re.MULTILINE)


def kind_of(path: Path, name: str, limits: Limits) -> Look:
    """What a file is. Nothing is inflated but the few bytes that name an archive's kind."""
    size = path.stat().st_size
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    if not head:
        return "other", MEDIA_TYPES["other"], "empty"
    suffix = Path(name).suffix.lower()
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _archive(path, limits)
    if head.startswith(_OLE):
        return _compound(path, size, suffix)
    if (found := _binary(head)) is not None:
        return (*found, None)
    text = encodings.text_of(head, whole=size <= _HEAD)
    if text is not None:
        kind = _plain(text, suffix)
        return kind, MEDIA_TYPES[kind], _blank(kind, text, whole=size <= _HEAD)
    sound = _SOUNDS.get(_said_by_puremagic(head))
    return ("audio", sound, None) if sound else ("other", MEDIA_TYPES["other"], None)


def _binary(head: bytes) -> tuple[Kind, str] | None:
    for beginning, kind, media_type in _BEGINNINGS:
        if head.startswith(beginning):
            return kind, media_type
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE"):
        return ("webp", "image/webp") if head[8:12] == b"WEBP" else ("audio", "audio/wav")
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12])
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]:
        return "audio", "audio/webm"
    if _MP3_FRAME.match(head):
        return "audio", "audio/mpeg"
    place = head.find(b"%PDF-", 0, _PDF_WITHIN)
    if place == 0 or (place > 0 and not head.lstrip().startswith(b"<")):
        return "pdf", MEDIA_TYPES["pdf"]
    return None


def _archive(path: Path, limits: Limits) -> Look:
    try:
        with archives.opened(path) as archive:
            kind = archives.kind_within(archive)
            # what one of ours may hold is bounded where it is verified
            why = None if kind == "archive" else archives.too_large(archive, limits)
    except UnreadableError as unreadable:
        return "other", MEDIA_TYPES["other"], unreadable.why
    return kind, MEDIA_TYPES[kind], why if kind != "other" else "not_kept"


def _compound(path: Path, size: int, suffix: str) -> Look:
    """A file of the old office kinds, by the names in its directory: an old workbook, or one of the
    new kinds that was given a password.
    """
    names = _stream_names(path, size)
    if names & {"Workbook", "Book"}:
        return "xls", MEDIA_TYPES["xls"], None
    if "EncryptedPackage" in names and suffix in _OFFICE:
        kind = _OFFICE[suffix]
        return kind, MEDIA_TYPES[kind], "encrypted"
    return "other", MEDIA_TYPES["other"], None


def _stream_names(path: Path, size: int) -> set[str]:
    """The names in a compound file's directory ([MS-CFB] 2.2 and 2.6), as far as they are in the
    first sectors that its header's table of sectors leads to.
    """
    names: set[str] = set()
    with path.open("rb") as opened:
        header = opened.read(512)
        if len(header) < 512:
            return names
        shift = struct.unpack_from("<H", header, 30)[0]
        if shift not in (9, 12):
            return names
        sector_size = 1 << shift
        tables = struct.unpack_from("<109I", header, 76)
        sector = struct.unpack_from("<I", header, 48)[0]
        for _ in range(256):
            place = (sector + 1) * sector_size
            if place + sector_size > size:
                break
            opened.seek(place)
            names |= set(_entries(opened.read(sector_size)))
            table, within = divmod(sector, sector_size // 4)
            if table >= len(tables) or (tables[table] + 1) * sector_size >= size:
                break
            opened.seek((tables[table] + 1) * sector_size + within * 4)
            entry = opened.read(4)
            if len(entry) < 4:
                break
            sector = struct.unpack("<I", entry)[0]
    return names


def _entries(sector: bytes) -> list[str]:
    """The names of a sector of the directory, 128 bytes each."""
    found = []
    for place in range(0, len(sector) - 127, 128):
        length = struct.unpack_from("<H", sector, place + 64)[0]
        if 2 < length <= 64:
            found.append(sector[place : place + length - 2].decode("utf-16-le", "replace"))
    return found


def _plain(text: str, suffix: str) -> Kind:
    if _NOT_PLAIN.match(text) or suffix in _PROGRAMS:
        return "other"
    if text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        return "ics"
    if suffix == ".ics":
        return "ics"
    if suffix in _PLAIN:
        return _PLAIN[suffix]
    mail = _MAIL.match(text)
    if mail and len(_MAIL_FIELDS.findall(mail[0])) > 1:
        return "eml"
    return "txt"


def _blank(kind: Kind, text: str, *, whole: bool) -> Unread | None:
    return "empty" if kind != "other" and whole and not text.strip() else None


def _said_by_puremagic(head: bytes) -> str:
    """The extension of the likeliest kind, or nothing."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    return str(found[0].extension) if found else ""
