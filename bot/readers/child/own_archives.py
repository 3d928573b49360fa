"""An archive of ours, made by anybody: verified, and what may be taken of it written out.

Of what does not hold nothing is written. Each line of the entries' file is an entry that the
record's chain holds, as `entry_of` gives it; nothing in it but what an entry may have is passed on.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final

from bot.archive.chain import WHOLE_RECORD
from bot.archive.form import EVIDENCE_NAME, MANIFEST, MISSHAPEN, NotOurs, shown
from bot.archive.proof_checks import Receipt, ReceiptRefused
from bot.archive.reading import ArchiveFile, opened
from bot.archive.segment_checks import SEGMENTS as SEALED
from bot.archive.segment_checks import revisions_by_segment, segments_of
from bot.archive.verifying import record_in, verify
from bot.conversation.activities import ACTIVITY_TYPES
from bot.readers.archive_results import (
    ENTRIES,
    EVIDENCE,
    FILES_MOST,
    SCHEMES_MOST,
    SEGMENTS,
    SEGMENTS_MOST,
    ArchiveRead,
    FileInside,
    SegmentRead,
)
from bot.readers.child.file import File, UnreadableError
from bot.readers.child.kinds import kind_of
from bot.readers.results import FileRead

_STAGES: Final = ("reflect", "plan", "act", "evaluate")
_HELPED: Final = "helped:"
_FORMALITIES: Final = ("formal", "informal")
_SAVED: Final = ("logged", "withdrawn")
_OTHERS: Final = ("planned", "draft", "discarded")
_WORDS_MOST: Final = 20_000
_TITLE_MOST: Final = 300
_LINK_MOST: Final = 2_000
_SOME_MOST: Final = 200
"""Characters of a stage, a title and a link, and pieces of evidence or subjects: beyond them it is
no entry of ours.
"""
_WHY_MOST: Final = 300
_NAMED: Final = re.compile(r"evidence/[0-9a-f]{64}/.*?(?= is | was )")
_EXTRACTED_MOST: Final = 1024**3
"""Bytes of all files of evidence together: Slack takes no archive that has more."""


class _NotAnEntryError(ValueError):
    """An entry does not have the form that one has."""


def read(file: File) -> FileRead:
    """Raises UnreadableError where it is more than can be read."""
    report = verify(file.path, (), _no_receipt_is_read)
    wrong = next((one.text for one in report.said if one.kind == "fails"), "")
    try:
        found = ArchiveRead(refused=_told(wrong)) if wrong else _taken(file)
    except (*MISSHAPEN, NotOurs):
        found = ArchiveRead(refused="The record in it does not have the form that ours have.")
    except OSError:
        raise UnreadableError("too_large") from None
    return FileRead(file.kind, file.media_type, archive=found)


def _told(wrong: str) -> str:
    """Why it does not hold, without what its member called a file."""
    return _NAMED.sub("A file of evidence", wrong)[:_WHY_MOST]


def _no_receipt_is_read(_content: bytes, _root: str) -> Receipt:
    raise ReceiptRefused("it is not read here")


def _taken(file: File) -> ArchiveRead:
    with opened(file.path) as archive:
        record = record_in(archive)
        came_over = _came_over(record["revisions"])
        entries = [entry_of(one, came_over) for one in record["entries"]][: file.limits.rows]
        own = SegmentRead(_about(record), record["chain"]["length"], record["chain"]["head"])
        segments = [own, *map(_segment, segments_of(record))]
        if len(segments) > SEGMENTS_MOST:
            raise UnreadableError("too_large")
        _write_lines(file.folder / SEGMENTS, record, segments)
        _write(file.folder / ENTRIES, entries)
        files, missing = _evidence(file, archive, entries)
        fingerprint = hashlib.sha256(archive.content(MANIFEST)).hexdigest()
    return ArchiveRead(
        fingerprint=fingerprint,
        segments=tuple(segments),
        count=len(entries),
        missing=missing,
        files=tuple(files),
        schemes=tuple(map(_scheme, record["enrolments"][:SCHEMES_MOST])),
    )


def _about(record: Mapping[str, Any]) -> dict[str, str]:
    member, workspace = record["member"], record["workspace"]
    told = (workspace["id"], workspace["name"], member["slack_id"], member["name"])
    names = ("workspace", "workspace_name", "member", "member_name")
    about = {name: shown(str(value or "")) for name, value in zip(names, told, strict=True)}
    return {**about, "made_at": shown(str(record["exported_at"]))}


def _segment(one: Mapping[str, Any]) -> SegmentRead:
    return SegmentRead(_about(one), one["length"], one["head"])


def _scheme(one: Mapping[str, Any]) -> tuple[str, date | None]:
    category = f"/{one['category']}" if one.get("category") else ""
    start = one.get("cycle_start")
    return shown(f"{one['pack']}{category}"), None if start is None else date.fromisoformat(start)


def _write(path: Path, values: Iterable[Mapping[str, Any]]) -> None:
    with path.open("wb") as out:
        for one in values:
            _line(out, one)


def _line(out: BinaryIO, value: Any) -> None:
    out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _write_lines(path: Path, record: Mapping[str, Any], segments: Sequence[SegmentRead]) -> None:
    """Every revision of every chain, just as it stands in the record."""
    numbers = [one["number"] for one in segments_of(record)]
    of_segments = revisions_by_segment(record)
    with path.open("wb") as out:
        for one in record["revisions"]:
            _line(out, {"s": 0, "r": one})
        for place in range(1, len(segments)):
            for one in of_segments.get(numbers[place - 1], ()):
                _line(out, {"s": place, "r": one})


def _came_over(revisions: Sequence[Mapping[str, Any]]) -> frozenset[int]:
    """The entries that may have come to the record with an archive, by its chain: what was taken
    in, where anything came with one. What the entries say of that themselves is in no chain.
    """
    with_archives = any(
        one["kind"] == "imported"
        and one["entry_id"] == WHOLE_RECORD
        and (one["content"] is None or json.loads(one["content"]).get(SEALED))
        for one in revisions
    )
    taken_in = (one["entry_id"] for one in revisions if one["kind"] == "imported")
    return frozenset(taken_in) if with_archives else frozenset()


def entry_of(one: Mapping[str, Any], came_over: frozenset[int] = frozenset()) -> dict[str, Any]:
    """An entry as plain values: `id`, `status`, `title`, `start`, `end` (ISO), `minutes`, `type`,
    `formality`, `provider`, `stages` by name, `private` and `helped` stages, `asked` by stage,
    `subjects`, `links`, `files` (`sha256`, `name`, `runs_out`), `disallowed`, `source_text`,
    `split`, `came_over` where its number is among these, and `archive`, whose it was then. Raises
    ValueError, KeyError or TypeError where it is none.
    """
    status = one["status"]
    if status not in (*_SAVED, *_OTHERS):
        raise _NotAnEntryError("status")
    evidence = one["evidence"]
    if len(evidence) > _SOME_MOST or len(one["subjects"]) > _SOME_MOST:
        raise _NotAnEntryError("too much")
    start, end = _day(one["start_date"]), _day(one["end_date"])
    if start is not None and end is not None and end < start:
        raise _NotAnEntryError("days")
    provenance = one.get("provenance") or {}
    asked = (one.get("account") or {}).get("asked") or {}
    return {
        "id": _whole(one["id"]),
        "status": status,
        "title": _words(one["title"], _TITLE_MOST),
        "start": start,
        "end": end,
        "minutes": _minutes(one["minutes"]),
        "type": one["type"] if one["type"] in ACTIVITY_TYPES else None,
        "formality": one["formality"] if one["formality"] in _FORMALITIES else None,
        "provider": _words(one["provider"], _TITLE_MOST),
        "stages": {stage: words for stage in _STAGES if (words := _words(one[stage], _WORDS_MOST))},
        "private": [stage for stage in _STAGES if stage in one["private_stages"]],
        "helped": [stage for stage in _STAGES if f"{_HELPED}{stage}" in provenance],
        "asked": {
            stage: [_words(each, 40) for each in asked[stage]][:20]
            for stage in _STAGES
            if stage in asked
        },
        "subjects": [_subject(each) for each in one["subjects"]],
        "links": [_link(each) for each in evidence if each["kind"] == "link"],
        "files": [_file(each) for each in evidence if each["kind"] == "file"],
        "disallowed": [_disallowed(each) for each in one.get("disallowed") or ()],
        "source_text": _words(one.get("source_text"), _WORDS_MOST),
        "split": bool(one["split_by_day"]),
        "came_over": one["id"] in came_over,
        "archive": _archive_of(provenance) if one["id"] in came_over else None,
    }


def _archive_of(provenance: Mapping[str, Any]) -> str | None:
    words = _words(provenance.get("archive"), _TITLE_MOST)
    return None if words is None else shown(words)


def _words(value: object, most: int) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > most or "\0" in value:
        raise _NotAnEntryError("words")
    value.encode()
    return value or None


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise _NotAnEntryError("number")
    return value


def _minutes(value: object) -> int | None:
    if value is None:
        return None
    found = _whole(value)
    if not found:
        raise _NotAnEntryError("minutes")
    return found


def _day(value: object) -> str | None:
    if value is None:
        return None
    return date.fromisoformat(str(value)).isoformat()


def _subject(one: Any) -> dict[str, Any]:
    given = {"name": one, "minutes": None} if isinstance(one, str) else one
    return {
        "name": _words(given["name"], _TITLE_MOST),
        "minutes": _minutes(given.get("minutes")),
    }


def _link(one: Mapping[str, Any]) -> str:
    url = _words(one["url"], _LINK_MOST) or ""
    if not url.startswith(("https://", "http://")):
        raise _NotAnEntryError("link")
    return url


def _file(one: Mapping[str, Any]) -> dict[str, Any]:
    sha256 = str(one["url"]).removeprefix("sha256:")
    name = _words(one.get("name"), 255)
    return {"sha256": sha256, "name": name, "runs_out": _day(one.get("runs_out"))}


def _disallowed(one: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"pack": _words(one["pack"], 100), "on": _day(one["on"])}
    if one.get("reason"):
        told["reason"] = _words(one["reason"], 40)
    return {**told, "allowed": True} if one.get("allowed") is True else told


def _evidence(
    file: File, archive: ArchiveFile, entries: Sequence[Mapping[str, Any]]
) -> tuple[list[FileInside], int]:
    """Files of entries that are saved, written by their hash; how many of these are not there, or
    of no kind that is kept.
    """
    folder = file.folder / EVIDENCE
    folder.mkdir(exist_ok=True)
    wanted: dict[str, str] = {}
    for entry in entries:
        if entry["status"] == "logged":
            wanted |= {one["sha256"]: one["name"] or "" for one in entry["files"]}
    there = {
        found[1]: name
        for name in archive.names
        if (found := EVIDENCE_NAME.fullmatch(name)) is not None
    }
    files: list[FileInside] = []
    left = _EXTRACTED_MOST
    for sha256, name in list(wanted.items())[:FILES_MOST]:
        size = archive.size(there[sha256]) if sha256 in there else 0
        if not size or size > min(left, file.limits.written):
            continue
        left -= size
        path = folder / sha256
        with path.open("wb") as out:
            for chunk in archive.chunks(there[sha256]):
                out.write(chunk)
        kind, media_type, why = kind_of(path, name, file.limits)
        if kind in ("other", "archive") or why in ("empty", "broken", "too_large"):
            path.unlink()
            continue
        files.append(FileInside(sha256, name, size, media_type))
    return files, len(wanted) - len(files)
