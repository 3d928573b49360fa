"""The evidence store: bytes by workspace, member and hash, in a folder or a bucket.

A member's bytes are their own: the same file of two members is kept twice. Everything here waits
for a disk or a network: delivery calls it from a thread, services never do.
"""

import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from storage.evidence.errors import EvidenceUnavailable, NotKept, translated

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import ObjectStore

CHUNK: Final = 1024 * 1024
"""Bytes that are read at once."""

PAGE: Final = 500
"""Files that are listed, or deleted, at once."""

_KEY: Final = re.compile(r"([A-Za-z0-9_-]{1,32})/([1-9][0-9]{0,18})/([0-9a-f]{64})")
_OUT: Final = ".out"
"""What the keys of bytes end in that were taken out."""
_LEFT_BY_A_KILL: Final = re.compile(r"[0-9a-f]{64}#\d+")
_CLOUD: Final = frozenset({"s3", "s3a", "gs", "az", "azure", "abfs", "abfss", "adl"})
_ALLOW_HTTP: Final = ("AWS_ALLOW_HTTP", "GOOGLE_ALLOW_HTTP", "AZURE_ALLOW_HTTP")
_SECONDS: Final = timedelta(seconds=30)
_RETRIES: Final = 2


class BadAddress(ValueError):  # noqa: N818 - a sentence for the operator
    """`CPDBOT_EVIDENCE_URL` names no place that we can keep files in."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file's bytes are: whose they are, and their hash."""

    workspace_id: str
    member_id: int
    sha256: str

    @property
    def key(self) -> str:
        """As the store knows it. Raises ValueError for what would be no place of ours."""
        key = f"{self.workspace_id}/{self.member_id}/{self.sha256}"
        if not _KEY.fullmatch(key):
            raise ValueError("That is no place for a file.")
        return key


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the store: how many bytes, and when they were put there (the store's clock)."""

    place: Place
    size: int
    at: datetime


class EvidenceStore:
    """One store. It is opened, and its library loaded, when it is first needed.

    Methods raise EvidenceUnavailable; those that ask for one file, NotKept too. `url` is a folder,
    or `file://`, `s3://`, `gs://` or `az://` with what obstore takes; credentials and regions come
    from the environment, under their providers' own names. Raises BadAddress.
    """

    def __init__(self, url: str) -> None:
        self.folder = _folder_of(url)
        """The local folder; None for a bucket."""
        self._url = url
        self._opened: ObjectStore | None = None

    @property
    def told(self) -> str:
        """Where it is, for an operator: without what a query or a user's name may hold."""
        if self.folder is not None:
            return str(self.folder)
        parts = urlsplit(self._url)
        return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"

    def put(self, place: Place, file: Path) -> None:
        """Keep a local file's bytes. It is there whole or not at all; once more refreshes its time.

        One request for each file, so that a kill leaves no half of an upload behind; the library
        reads the file, which is bounded, outside Python.
        """
        import obstore  # noqa: PLC0415 - start time: see the class

        with translated():
            obstore.put(self._store(make=True), place.key, file, use_multipart=False)
            self._settle(place)

    def has(self, place: Place) -> bool:
        """Whether the bytes are there."""
        return self.kept(place) is not None

    def kept(self, place: Place) -> Kept | None:
        """How the bytes are there; None where they are not."""
        import obstore  # noqa: PLC0415 - as above

        with translated():
            try:
                found = obstore.head(self._store(), place.key)
            except FileNotFoundError:
                self._look()
                return None
        return Kept(place, found["size"], found["last_modified"])

    def chunks(self, place: Place) -> Iterator[bytes]:
        """The bytes, some at a time. Raises NotKept."""
        import obstore  # noqa: PLC0415 - as above

        with translated():
            try:
                found = obstore.get(self._store(), place.key)
            except FileNotFoundError:
                self._look()
                raise NotKept from None
            for chunk in found.stream(min_chunk_size=CHUNK):
                yield bytes(chunk)

    def content(self, place: Place) -> bytes:
        """All bytes at once. Raises NotKept."""
        return b"".join(self.chunks(place))

    def delete(self, places: Sequence[Place]) -> None:
        """These are gone; those that were not there too."""
        self._delete([place.key for place in places])

    def _delete(self, keys: Sequence[str]) -> None:
        import obstore  # noqa: PLC0415 - as above

        with translated():
            for start in range(0, len(keys), PAGE):
                some = keys[start : start + PAGE]
                try:
                    obstore.delete(self._store(), some)
                except FileNotFoundError:
                    self._look()
                    self._delete_each(some)

    def take_out(self, place: Place) -> None:
        """Move bytes aside, so that they are not there any more and can be put back; what is not
        there stays so. Where the bucket has no such move, they are copied, and then deleted.
        """
        self._move(place.key, f"{place.key}{_OUT}")

    def put_back(self, place: Place) -> None:
        """Bytes that were taken out are there again, also where others were put there meanwhile:
        they are the same.
        """
        self._move(f"{place.key}{_OUT}", place.key)
        with translated():
            self._settle(place)

    def drop(self, places: Sequence[Place]) -> None:
        """Bytes that were taken out are gone."""
        self._delete([f"{place.key}{_OUT}" for place in places])

    def taken_out(self, workspace_id: str, member_id: int | None = None) -> tuple[Place, ...]:
        """Whose bytes are out: nobody's for longer than a sweep takes, unless it was killed."""
        pages = self._listed(workspace_id, member_id)
        keys = (one["path"] for page in pages for one in page if one["path"].endswith(_OUT))
        return tuple(place for key in keys if (place := _place(key.removesuffix(_OUT))) is not None)

    def under(self, workspace_id: str, member_id: int | None = None) -> Iterator[Sequence[Kept]]:
        """What there is of a workspace, or of one member, in pages; nothing that is not ours."""
        for page in self._listed(workspace_id, member_id):
            found = [kept for one in page if (kept := _kept(one)) is not None]
            if found:
                yield found

    def tidy(self, before: datetime) -> int:
        """Remove what a kill in the middle of a write left in a local folder; how much.

        A bucket has nothing of the kind: a file is one request there.
        """
        if self.folder is None or not self.folder.is_dir():
            return 0
        gone = 0
        with translated():
            for path in self.folder.glob("*/*/*#*"):
                # It may be a write that ends just now.
                with suppress(FileNotFoundError):
                    old = datetime.fromtimestamp(path.stat().st_mtime, UTC) < before
                    if _LEFT_BY_A_KILL.fullmatch(path.name) and old:
                        path.unlink()
                        gone += 1
        return gone

    def check(self) -> None:
        """Whether it can be reached and written to: a small file is put there and taken away."""
        import obstore  # noqa: PLC0415 - as above

        with translated():
            key = f"doctor-{time.time_ns()}"
            obstore.put(self._store(make=True), key, b"cpdbot", use_multipart=False)
            obstore.delete(self._store(), key)

    def _store(self, *, make: bool = False) -> "ObjectStore":
        """The store; a local folder is made by whoever is first to write, and by nobody else."""
        if self._opened is not None or not make:
            self._look()
        if self._opened is None:
            self._opened = _opened(self._url, self.folder)
        return self._opened

    def _look(self) -> None:
        """A local folder that is not there any more is not made anew: what was in it is missing."""
        if self.folder is not None and not self.folder.is_dir():
            raise EvidenceUnavailable("gone")

    def _settle(self, place: Place) -> None:
        """A local file, and its name, are on the disk before anybody relies on them."""
        if self.folder is None:
            return
        path = self.folder / place.key
        for each in (path, *path.parents[:3]):
            descriptor = os.open(each, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def _listed(self, workspace_id: str, member_id: int | None) -> "Iterator[Sequence[ObjectMeta]]":
        import obstore  # noqa: PLC0415 - as above

        prefix = f"{workspace_id}/" if member_id is None else f"{workspace_id}/{member_id}/"
        with translated():
            yield from obstore.list(self._store(), prefix, chunk_size=PAGE)

    def _move(self, key: str, to: str) -> None:
        import obstore  # noqa: PLC0415 - as above

        with translated():
            try:
                obstore.rename(self._store(), key, to)
            except FileNotFoundError:
                self._look()

    def _delete_each(self, keys: Sequence[str]) -> None:
        import obstore  # noqa: PLC0415 - as above

        for key in keys:
            try:
                obstore.delete(self._store(), key)
            except FileNotFoundError:
                continue


def _folder_of(url: str) -> Path | None:
    scheme = urlsplit(url).scheme
    if scheme in _CLOUD:
        return None
    if scheme == "file":
        return Path(unquote(urlsplit(url).path))
    if not url or "://" in url:
        raise BadAddress("CPDBOT_EVIDENCE_URL is neither a folder nor s3://, gs:// or az://.")
    return Path(url).absolute()


def _opened(url: str, folder: Path | None) -> "ObjectStore":
    from obstore.exceptions import BaseError  # noqa: PLC0415 - start time: see the class
    from obstore.store import LocalStore, from_url  # noqa: PLC0415 - as above

    if folder is not None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return LocalStore(folder)
    # Ours take the place of all that the environment says of the client: this has to be repeated.
    plain = any(os.environ.get(name, "").lower() == "true" for name in _ALLOW_HTTP)
    patient: dict[str, Any] = {
        "client_options": {
            "timeout": _SECONDS,
            "connect_timeout": _SECONDS / 6,
            "allow_http": plain,
        },
        "retry_config": {"max_retries": _RETRIES, "retry_timeout": _SECONDS},
    }
    try:
        return from_url(url, **patient)
    except BaseError:  # what it was given does not do: its words may hold that
        raise EvidenceUnavailable("unreachable") from None


def _kept(found: "ObjectMeta") -> Kept | None:
    place = _place(found["path"])
    return None if place is None else Kept(place, found["size"], found["last_modified"])


def _place(key: str) -> Place | None:
    """Whose place a key is; None where it is none of ours."""
    found = _KEY.fullmatch(key)
    return None if found is None else Place(found[1], int(found[2]), found[3])
