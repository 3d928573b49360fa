"""The sets of labelled lines: where they stand, how they are read, and how a half is sealed.

`evaluation/sets/` holds `NAME.open.jsonl`, one archive of all `NAME.sealed.jsonl`, and that
archive's SHA-256 in SEALED, as `sha256sum --check` reads it. Sealed lines are never written out.
"""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from evaluation.labels import Labelled, read_label

SETS: Final = Path(__file__).parent / "sets"
ARCHIVE: Final = "sealed.tar.gz"
HASH: Final = "SEALED"

Half = Literal["open", "sealed"]
HALVES: Final[tuple[Half, ...]] = ("open", "sealed")


class BadSet(Exception):  # noqa: N818 - it says what is wrong with a set
    """A set cannot be read; the text says which, and why."""


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled line, and the set that it stands in."""

    set_name: str
    half: Half
    labelled: Labelled


OF_THEIR_OWN: Final = frozenset({"names.open.jsonl"})
"""Sets whose lines are no messages: another module reads them."""


def read_halves(folder: Path, halves: Collection[Half]) -> list[Item]:
    """Every line, in the order of the sets' names and of the lines. Raises `BadSet`."""
    items: list[Item] = []
    if "open" in halves:
        for path in sorted(folder.glob("*.open.jsonl")):
            if path.name in OF_THEIR_OWN:
                continue
            items += _read(path.name, path.read_bytes())
    if "sealed" in halves:
        for name, content in _unsealed(folder):
            items += _read(name, content)
    if not items:
        raise BadSet(f"There are no sets in {folder}.")
    _check_ids(items)
    return items


def seal(source: Path, folder: Path = SETS) -> str:
    """Copies the open halves in `source`, and packs the sealed ones; the archive's SHA-256.

    What stands in `folder` already is replaced. The archive is the same for the same lines.
    Raises `BadSet` where a line cannot be read, before anything is written.
    """
    halves = {half: sorted(source.glob(f"*.{half}.jsonl")) for half in HALVES}
    contents = {path.name: path.read_bytes() for paths in halves.values() for path in paths}
    for half, paths in halves.items():
        if not paths:
            raise BadSet(f"There is no *.{half}.jsonl in {source}.")
    _check_ids([item for name, content in contents.items() for item in _read(name, content)])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.open.jsonl"):
        if old.name not in OF_THEIR_OWN:
            old.unlink()
    for path in halves["open"]:
        (folder / path.name).write_bytes(contents[path.name])
    packed = _packed((path.name, contents[path.name]) for path in halves["sealed"])
    (folder / ARCHIVE).write_bytes(packed)
    digest = hashlib.sha256(packed).hexdigest()
    (folder / HASH).write_text(f"{digest}  {ARCHIVE}\n", encoding="utf-8")
    return digest


def _packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive that depends on names and contents alone."""
    packed = io.BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for name, content in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def _unsealed(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The sealed sets, in memory, once the archive is what its hash says."""
    try:
        packed = (folder / ARCHIVE).read_bytes()
        expected = (folder / HASH).read_text(encoding="utf-8").split()[0]
    except (OSError, IndexError):
        raise BadSet(f"There is no sealed half in {folder}.") from None
    if hashlib.sha256(packed).hexdigest() != expected:
        raise BadSet(f"{ARCHIVE} is not what {HASH} says: it was changed after it was sealed.")
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as archive:
        for entry in sorted(archive.getmembers(), key=lambda one: one.name):
            content = archive.extractfile(entry)
            if content is not None:
                yield entry.name, content.read()


def _read(file_name: str, content: bytes) -> Iterator[Item]:
    """The lines of a set; its name says which half it is."""
    name, half, _ = file_name.rsplit(".", 2)
    for number, line in enumerate(content.decode("utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            labelled = read_label(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadSet(f"{file_name}, line {number}: {error}") from error
        yield Item(name, "sealed" if half == "sealed" else "open", labelled)


def _check_ids(items: Iterable[Item]) -> None:
    seen: dict[str, str] = {}
    for item in items:
        one = item.labelled.id
        if one in seen:
            raise BadSet(f"{one} stands in {seen[one]} and in {item.set_name}.")
        seen[one] = item.set_name
