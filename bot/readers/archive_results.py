"""What came of reading an archive of ours that was given to be taken in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.archive.form import HASH
from bot.readers.plain_values import text_in, written

ENTRIES: Final = "archive-entries.jsonl"
SEGMENTS: Final = "archive-segments.jsonl"
EVIDENCE: Final = "archive-evidence"
"""What the file of entries, that of revisions, and the folder of evidence are called in the folder
that is handed in.
"""

SEGMENTS_MOST: Final = 200
SCHEMES_MOST: Final = 50
FILES_MOST: Final = 20_000

_ABOUT: Final = ("workspace", "workspace_name", "member", "member_name", "made_at")


@dataclass(frozen=True, slots=True)
class FileInside:
    """A file of evidence whose bytes were written, under their hash."""

    sha256: str
    name: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class SegmentRead:
    """A chain: whose it was (ids and names, and when it was archived), its length and head."""

    about: Mapping[str, str]
    length: int
    head: str


@dataclass(frozen=True, slots=True)
class ArchiveRead:
    """An archive was verified. Where it does not hold, `refused` says why, and nothing else is
    there.

    `segments` are its own chain, then those that it had taken in itself; their revisions stand in
    `lines`, each as `{"s": the segment's place, "r": …}`, and its entries in `entries`, each as
    `bot.readers.child.own_archives` says. `missing` counts evidence that it does not bring, of the
    entries that may be taken. `schemes` are its enrolments: their names, and when a cycle began.
    """

    refused: str = ""
    fingerprint: str = ""
    segments: tuple[SegmentRead, ...] = ()
    count: int = 0
    missing: int = 0
    files: tuple[FileInside, ...] = ()
    schemes: tuple[tuple[str, date | None], ...] = ()
    entries: Path | None = None
    lines: Path | None = None
    evidence: Path | None = None

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {
            "refused": self.refused,
            "fingerprint": self.fingerprint,
            "segments": [
                {"about": dict(one.about), "length": one.length, "head": one.head}
                for one in self.segments
            ],
            "count": self.count,
            "missing": self.missing,
            "files": [[one.sha256, one.name, one.size, one.media_type] for one in self.files],
            "schemes": [[name, start and start.isoformat()] for name, start in self.schemes],
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any], folder: Path) -> "ArchiveRead":
        """From what `plain` gave, by a process that is not believed: KeyError, TypeError or
        ValueError where it is not what `plain` gives.
        """
        if plain["refused"]:
            return cls(refused=text_in(plain["refused"]))
        segments = tuple(map(_segment, plain["segments"]))
        if not 0 < len(segments) <= SEGMENTS_MOST:
            raise ValueError("too many chains, or none")
        return cls(
            fingerprint=_hash(plain["fingerprint"]),
            segments=segments,
            count=_count(plain["count"]),
            missing=_count(plain["missing"]),
            files=tuple(
                FileInside(_hash(sha256), text_in(name), _count(size), text_in(media_type))
                for sha256, name, size, media_type in plain["files"]
            ),
            schemes=tuple(
                (text_in(name), None if start is None else date.fromisoformat(start))
                for name, start in plain["schemes"][:SCHEMES_MOST]
            ),
            entries=written(folder / ENTRIES),
            lines=written(folder / SEGMENTS),
            evidence=folder / EVIDENCE,
        )


def _segment(plain: Mapping[str, Any]) -> SegmentRead:
    about = {name: text_in(plain["about"][name]) for name in _ABOUT}
    length, head = _count(plain["length"]), plain["head"]
    return SegmentRead(about, length, _hash(head) if length else "")


def _hash(value: object) -> str:
    if not HASH.fullmatch(text_in(value)):
        raise ValueError("no hash")
    return text_in(value)


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("not a number")
    return value
