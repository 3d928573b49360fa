"""The child's conversation: one request on its standard input, two lines in answer. The first says
what the file is, so that this is known though the rest never comes.
"""

import importlib
import json
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.processes.confinement import confine, taken_stdout
from bot.readers.child.file import File, UnreadableError
from bot.readers.child.kinds import kind_of
from bot.readers.limits import Limits
from bot.readers.results import FileRead, Kind, Unread

_READERS: Mapping[Kind, str] = {
    "pdf": "pdf",
    "png": "pictures",
    "jpeg": "pictures",
    "webp": "pictures",
    "docx": "office",
    "pptx": "office",
    "eml": "mail",
    "txt": "plain",
    "yaml": "plain",
    "csv": "csv_tables",
    "xlsx": "workbooks",
    "xls": "workbooks",
    "ods": "workbooks",
    "ics": "calendars",
    "archive": "own_archives",
}
"""The module beside this one whose `read` reads a kind: only that one's libraries are loaded."""


def main() -> None:
    """Reads one file, and ends."""
    answer = taken_stdout()
    request = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    confine(limits)
    path = Path(request["path"])
    kind, media_type, why = kind_of(path, request["name"], limits)
    _say(answer, {"kind": kind, "media_type": media_type})
    file = File(
        path,
        request["name"],
        kind,
        media_type,
        Path(request["folder"]),
        _now(request["now"], request["zone"]),
        limits,
    )
    _say(answer, _answer(file, why).plain())


def _answer(file: File, why: Unread | None) -> FileRead:
    if why is not None:
        return file.unread(why)
    if file.kind not in _READERS:
        return file.unread("not_kept" if file.kind == "other" else "not_read")
    module = importlib.import_module(f"bot.readers.child.{_READERS[file.kind]}")
    read: Callable[[File], FileRead] = module.read
    try:
        return read(file)
    except UnreadableError as unreadable:
        return file.unread(unreadable.why, pages=unreadable.pages)
    except MemoryError:
        return file.unread("too_much_memory")


def _now(text: str, zone: str) -> datetime:
    """With the rules of its zone, where it has one by name."""
    now = datetime.fromisoformat(text)
    try:
        return now.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return now


def _say(answer: BinaryIO, plain: Mapping[str, Any]) -> None:
    answer.write(json.dumps(plain).encode() + b"\n")
    answer.flush()
