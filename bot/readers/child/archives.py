"""Zip archives of strangers: told by their directory, and never inflated beyond what the limits
take, whatever that directory says.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.archive.directories import BoundedZip, TooMuchInside
from bot.archive.form import FILES_MOST, MANIFEST, PROOF, RECORD
from bot.readers.child.file import UnreadableError
from bot.readers.limits import Limits
from bot.readers.results import Kind, Unread

_MIME_TYPE = 100
_OUR_FORMAT = b'"cpdbot-archive-'
_CHUNK = 262_144
_BROKEN = (
    *(EOFError, KeyError, OSError, OverflowError, RuntimeError, ValueError),
    *(struct.error, zipfile.BadZipFile, zlib.error),
)
"""What is raised where an archive says something of itself that is not so."""
_WITHIN: tuple[tuple[str, Kind], ...] = (
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("xl/workbook.xml", "xlsx"),
)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """An archive whose directory is small enough to be read. Raises UnreadableError."""
    try:
        # As many as one of ours may hold: that it is one, only its directory says.
        with BoundedZip(path, FILES_MOST) as stream, zipfile.ZipFile(stream) as archive:
            yield archive
    except TooMuchInside:
        raise UnreadableError("too_large") from None
    except _BROKEN:
        raise UnreadableError("broken") from None


def kind_within(archive: zipfile.ZipFile) -> Kind:
    """What an archive is, by what it holds. With macros in it, it is a program."""
    names = set(archive.namelist())
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "other"
    for name, kind in _WITHIN:
        if name in names and "[Content_Types].xml" in names:
            return kind
    if "mimetype" in names and archive.getinfo("mimetype").file_size <= _MIME_TYPE:
        said = archive.read("mimetype").strip()
        if said == b"application/vnd.oasis.opendocument.spreadsheet":
            return "ods"
    return "archive" if _is_ours(archive, names) else "other"


def _is_ours(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """Whether it is one of our archives, or was once: verifying says whether it still is."""
    if RECORD in names and PROOF in names:
        return True
    if MANIFEST not in names:
        return False
    with archive.open(MANIFEST) as entry:
        return _OUR_FORMAT in entry.read(_CHUNK)


def too_large(archive: zipfile.ZipFile, limits: Limits) -> Unread | None:
    """Whether it says itself that it holds too much, or would have to."""
    entries = archive.infolist()
    if len(entries) > limits.entries:
        return "too_large"
    if sum(entry.file_size for entry in entries) > limits.inflated:
        return "too_large"
    if any(entry.flag_bits & 0x1 for entry in entries):
        return "encrypted"
    return None


def part(archive: zipfile.ZipFile, name: str, limits: Limits) -> Iterator[bytes]:
    """What an entry holds, piece by piece. Raises UnreadableError."""
    taken = 0
    try:
        with archive.open(name) as entry:
            while piece := entry.read(_CHUNK):
                taken += len(piece)
                if taken > limits.inflated:
                    raise UnreadableError("too_large")
                yield piece
    except _BROKEN:
        raise UnreadableError("broken") from None


def check_real_sizes(path: Path, limits: Limits) -> None:
    """Inflates all that an archive holds and keeps none of it: a library that is handed the archive
    believes no directory, and neither does this. Raises UnreadableError.
    """
    left = limits.inflated
    with opened(path) as archive, path.open("rb") as raw:
        if sum(entry.compress_size for entry in archive.infolist()) > path.stat().st_size:
            raise UnreadableError("too_large")  # entries that overlap
        for entry in archive.infolist():
            if entry.compress_type == zipfile.ZIP_DEFLATED:
                left -= _inflated(raw, entry, left)
            elif entry.compress_type == zipfile.ZIP_STORED:
                left -= entry.compress_size
            else:
                raise UnreadableError("broken")  # no program writes these kinds with anything else
            if left < 0:
                raise UnreadableError("too_large")


def _inflated(raw: IO[bytes], entry: zipfile.ZipInfo, most: int) -> int:
    """How many bytes an entry really holds, or one more than the most that are of interest."""
    raw.seek(entry.header_offset)
    header = raw.read(30)
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise UnreadableError("broken")
    raw.seek(sum(struct.unpack_from("<HH", header, 26)), 1)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    size, unread, pending = 0, entry.compress_size, b""
    while (pending or unread) and not inflater.eof:
        if not pending:
            pending = raw.read(min(_CHUNK, unread))
            unread -= len(pending)
            if not pending:
                break
        size += len(inflater.decompress(pending, _CHUNK))
        pending = inflater.unconsumed_tail
        if size > most:
            return most + 1
    return size
