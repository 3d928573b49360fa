"""Reading an archive that anybody may have made: nothing is extracted, and sizes are not believed.

Each method raises NotOurs, with a sentence, for what no archive of ours has.
"""

import hashlib
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bot.archive.directories import BoundedZip, TooMuchInside
from bot.archive.form import (
    ARCHIVE_MOST,
    FILES_MOST,
    RATIO_FROM,
    RATIO_MOST,
    TEXT_MOST,
    UNPACKED_MOST,
    NotOurs,
    shown,
)

_CHUNK: Final = 1024 * 1024
_ENCRYPTED: Final = 0x1
_WAYS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_NOWHERE: Final = (ValueError, OverflowError, struct.error)
"""What `zipfile` raises beside its own where a place or a size of 64 bits is none in the file."""
_DAMAGED: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError),
    *_NOWHERE,
)


class ArchiveFile:
    """An open archive: `names` in their order. Made by `opened`."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._zip = archive
        self._by_name = {one.filename: one for one in archive.infolist()}
        self.names = tuple(self._by_name)

    def __contains__(self, name: object) -> bool:
        """Whether it has a file of that name."""
        return name in self._by_name

    def size(self, name: str) -> int:
        """Bytes of a file, as the archive tells; reading it stops there."""
        return self._by_name[name].file_size

    def content(self, name: str) -> bytes:
        """All of a file that is read at once."""
        if self.size(name) > TEXT_MOST:
            raise NotOurs(f"{shown(name)} is larger than anything of that kind that cpdbot makes")
        return b"".join(self.chunks(name))

    def sha256(self, name: str) -> str:
        """The hash of a file, of which a little is held at a time."""
        told = hashlib.sha256()
        for chunk in self.chunks(name):
            told.update(chunk)
        return told.hexdigest()

    def chunks(self, name: str) -> Iterator[bytes]:
        """A file's bytes. One that is more than it says to be is not read to its end."""
        left = self.size(name)
        try:
            with self._zip.open(self._by_name[name]) as stream:
                while chunk := stream.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise NotOurs(f"{shown(name)} is larger than the archive says")
                    yield chunk
        except _DAMAGED as error:
            raise NotOurs(f"{shown(name)} is damaged: its bytes are not those packed") from error
        if left:
            raise NotOurs(f"{shown(name)} is smaller than the archive says")


@contextmanager
def opened(path: Path) -> Iterator[ArchiveFile]:
    """An archive, once nothing about its directory is against it. Raises NotOurs, and OSError where
    it cannot be read.
    """
    if path.stat().st_size > ARCHIVE_MOST:
        raise NotOurs("it is larger than 2 GB, and cpdbot makes none that large")
    with BoundedZip(path, FILES_MOST) as stream, _directory(stream) as archive:
        _check(archive.infolist())
        yield ArchiveFile(archive)


def is_zip(path: Path) -> bool:
    """Whether a file begins as a ZIP does, whole or not."""
    with path.open("rb") as stream:
        return stream.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


@contextmanager
def _directory(stream: BoundedZip) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(stream)
    except TooMuchInside as error:
        raise NotOurs(str(error)) from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, *_NOWHERE) as error:
        raise NotOurs("it is no whole ZIP file: cut off, damaged or something else") from error
    with archive:
        yield archive


def _check(files: list[zipfile.ZipInfo]) -> None:
    for one in files:
        _check_name(one)
        _check_way(one)
    twice = [name for name, count in Counter(one.filename for one in files).items() if count > 1]
    if twice:
        raise NotOurs(f"it holds two files of the name {shown(twice[0])}")
    if sum(one.file_size for one in files) > UNPACKED_MOST:
        raise NotOurs("unpacked it would be larger than 4 GB, and cpdbot makes none that large")


def _check_name(one: zipfile.ZipInfo) -> None:
    name = one.filename
    parts = name.split("/")
    if name != one.orig_filename or not name.isprintable() or "\\" in name or ":" in name:
        raise NotOurs(f"a file in it has a name that is none of ours: {shown(name)}")
    if name.startswith("/") or any(part in ("", ".", "..") for part in parts):
        raise NotOurs(f"a file in it would be put elsewhere: {shown(name)}")
    if unicodedata.normalize("NFC", name) != name:
        raise NotOurs(f"a file in it has a name in two spellings: {shown(name)}")


def _check_way(one: zipfile.ZipInfo) -> None:
    mode = one.external_attr >> 16
    if one.flag_bits & _ENCRYPTED:
        raise NotOurs(f"{shown(one.filename)} is locked with a password")
    if one.compress_type not in _WAYS or stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise NotOurs(f"{shown(one.filename)} is packed in a way that is none of ours")
    packed = max(one.compress_size, 1)
    if one.file_size > RATIO_FROM and one.file_size // packed > RATIO_MOST:
        raise NotOurs(f"{shown(one.filename)} would be {one.file_size // packed} times as large")
