"""Writing an archive: file by file, to a stream, always in the same bytes for the same content.

Nothing is held but what is being written. Times, modes and order say nothing of when and where.
"""

import hashlib
import stat
import zipfile
from collections.abc import Iterable, Mapping
from typing import IO, Any, Final

from bot.archive.form import FORMAT, MANIFEST, Why, document

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The time of each file in it: the earliest that a ZIP can tell."""

_UNIX: Final = 3


class ArchiveWriter:
    """Makes one archive. `made_at` is the moment of the record in it, as the record writes it."""

    def __init__(self, stream: IO[bytes], *, made_at: str, workspace: str, member: str) -> None:
        self._zip = zipfile.ZipFile(stream, "w", allowZip64=True)
        self._about = {"made_at": made_at, "workspace": workspace, "member": member}
        self._files: list[Mapping[str, Any]] = []
        self._missing: list[Mapping[str, str]] = []

    def add(
        self, name: str, chunks: Iterable[bytes], *, size: int = 0, packed: bool = True
    ) -> None:
        """One file. `size` is how large it is where that is known to be much; what is `packed`
        already gains nothing from being so again.
        """
        told, written = hashlib.sha256(), 0
        info = zip_info(name, packed=packed)
        with self._zip.open(info, "w", force_zip64=size >= zipfile.ZIP64_LIMIT) as into:
            for chunk in chunks:
                into.write(chunk)
                told.update(chunk)
                written += len(chunk)
        self._files.append({"name": name, "size": written, "sha256": told.hexdigest()})

    def lacks(self, sha256: str, why: Why) -> None:
        """A file of evidence that is not in it."""
        self._missing.append({"sha256": sha256, "why": why})

    def give_up(self) -> None:
        """Nothing more is written, and what was is no archive."""
        self._zip.close()

    def close(self) -> str:
        """Writes the manifest, and the end; the manifest's hash, by which the whole is known."""
        manifest = document(
            {
                "format": FORMAT,
                **self._about,
                "files": self._files,
                "missing": sorted(self._missing, key=lambda one: one["sha256"]),
            }
        )
        with self._zip.open(zip_info(MANIFEST, packed=True), "w") as into:
            into.write(manifest)
        self._zip.close()
        return hashlib.sha256(manifest).hexdigest()


def zip_info(name: str, *, packed: bool) -> zipfile.ZipInfo:
    """A file's place in a ZIP that says nothing of when and where it was made."""
    info = zipfile.ZipInfo(name, EPOCH)
    info.create_system = _UNIX
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    return info
