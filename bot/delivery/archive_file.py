"""The archive's file, written in a job's folder: by a thread, since it waits for disk and store."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from bot.archive import form
from bot.archive.form import Why
from bot.archive.page import page
from bot.archive.readme import read_me
from bot.archive.record_checks import files_named
from bot.archive.writing import ArchiveWriter
from bot.services.data_rights.archive import Contents
from storage.evidence.errors import NotKept
from storage.evidence.store import EvidenceStore, Place

ROOM: Final = 1_000_000_000
"""Bytes that an archive may have: Slack takes no file of more than 1 GB."""

_BESIDE: Final = 50_000_000
"""Bytes of these that are left for what stands behind evidence."""

_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileOfEvidence:
    """A file that the record names; `size` is None where only an entry does."""

    sha256: str
    name: str | None
    size: int | None


class ArchiveFolder:
    """One archive. In its folder are the record's files; `missing` counts evidence left out."""

    def __init__(self, folder: Path, made: Contents, room: int = ROOM) -> None:
        self.missing = 0
        self._folder = folder
        self._made = made
        self._room = room
        self._path = folder / "archive.zip"
        self._stream: BinaryIO | None = None

    def begin(self) -> list[FileOfEvidence]:
        """Writes what comes first, and says which evidence is to follow."""
        made = self._made
        self._stream = self._path.open("xb")
        self._writer = ArchiveWriter(
            self._stream, made_at=made.made_at, workspace=made.workspace, member=made.slack_id
        )
        record_file = self._folder / "record.json"
        with record_file.open(encoding="utf-8") as stream:
            record: dict[str, Any] = json.load(stream)
        size = record_file.stat().st_size
        self._writer.add(form.RECORD, _chunks(record_file), size=size)
        self._writer.add(form.SCHEMA, [form.schema()])
        self._writer.add(form.CSV, _chunks(self._folder / "record.csv"))
        self._writer.add(form.PAGE, page(record))
        return _evidence(record)

    def add_evidence(self, store: EvidenceStore, place: Place, file: FileOfEvidence) -> None:
        """Adds a file's bytes, or notes why they are not in it. Raises EvidenceUnavailable."""
        fetched = self._folder / "evidence"
        why = self._why_not(file.size or 0) or _fetch(store, place, fetched)
        why = why or self._why_not(fetched.stat().st_size)
        if why:
            self.missing += 1
            self._writer.lacks(file.sha256, why)
        else:
            name, size = form.evidence_name(file.sha256, file.name), fetched.stat().st_size
            self._writer.add(name, _chunks(fetched), size=size, packed=False)
        fetched.unlink(missing_ok=True)

    def finish(self) -> Path:
        """Writes what comes last; where the archive is."""
        for name, content in self._made.beside:
            self._writer.add(name, [content])
        self._writer.add(form.READ_ME, [read_me(self._made.made_at)])
        self._writer.close()
        assert self._stream is not None  # noqa: S101 - it was begun
        self._stream.close()
        return self._path

    def give_up(self) -> None:
        """It is begun anew another time: nothing of this one stays open."""
        self._writer.give_up()
        if self._stream is not None:
            self._stream.close()

    def _why_not(self, size: int) -> Why | None:
        left = self._room - _BESIDE - self._path.stat().st_size
        return "too large" if size > left else None


def _evidence(record: dict[str, Any]) -> list[FileOfEvidence]:
    """Every file that the record names, by hash, as it was called last."""
    known = {one["sha256"]: one for one in record["files"]}
    names = {
        str(one["url"]).removeprefix("sha256:"): one["name"]
        for entry in record["entries"]
        for one in entry["evidence"]
        if one["kind"] == "file"
    }
    return [
        FileOfEvidence(
            sha256,
            known.get(sha256, {}).get("name") or names.get(sha256),
            known.get(sha256, {}).get("size"),
        )
        for sha256 in sorted(files_named(record))
    ]


def _fetch(store: EvidenceStore, place: Place, into: Path) -> Why | None:
    """A file's bytes, into a local file; else why they are not to be had, None where all is well.
    Raises EvidenceUnavailable.
    """
    told = hashlib.sha256()
    try:
        with into.open("wb") as stream:
            for chunk in store.chunks(place):
                stream.write(chunk)
                told.update(chunk)
    except NotKept:
        return "not kept"
    return None if told.hexdigest() == place.sha256 else "damaged"


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
