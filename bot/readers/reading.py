"""The way in: a file is read by a child process of its own. What the libraries that read files can
do to a process, they do to that one.
"""

import asyncio
import json
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from bot.processes.watching import Ended, Stopped, watched
from bot.readers.limits import Limits
from bot.readers.results import FileRead, Kind, Unread

_CHILD = Path(__file__).parent / "child" / "__main__.py"
_STOPPED: Mapping[Stopped, Unread] = {
    "time": "too_slow",
    "memory": "too_much_memory",
    "output": "too_large",
}


class ReaderError(RuntimeError):
    """The child ended before it could look at the file: the fault is not the file's. The message
    holds no word of it.
    """


class Readers:
    """Reads files, so many at a time."""

    def __init__(self, limits: Limits | None = None, *, command: Sequence[str] = ()) -> None:
        """`command` is what is started for each file, for tests of those that behave badly."""
        self._limits = limits or Limits()
        self._command = command or child_command()
        self._places = asyncio.Semaphore(self._limits.at_once)

    async def read(self, path: Path, *, name: str, folder: Path, now: datetime) -> FileRead:
        """What a file is and what is in it. `name` is what its owner calls it. `folder`, which is
        the caller's to remove, takes the rows of a table or the events of a calendar; `now` says
        which of those are past (in the zone that a time without one is in).

        Whatever is wrong with the file is an answer. Raises ReaderError, or OSError, where it
        could not be looked at at all; cancelled, it leaves no process behind.
        """
        said = self._request(path, name, folder, now)
        async with self._places:
            ended = await watched(self._command, said=said, folder=folder, limits=self._limits)
        return _read(ended, folder)

    def _request(self, path: Path, name: str, folder: Path, now: datetime) -> bytes:
        request = {
            "path": str(path.absolute()),
            "name": name,
            "folder": str(folder.absolute()),
            "now": now.isoformat(),
            "zone": str(now.tzinfo),
            "limits": asdict(self._limits),
        }
        return json.dumps(request).encode()


def child_command() -> list[str]:
    """Python, apart from the user's own environment and packages."""
    unwritten = ["-B"] if sys.dont_write_bytecode else []
    return [sys.executable, "-I", *unwritten, str(_CHILD)]


def _read(ended: Ended, folder: Path) -> FileRead:
    """What a child said: a line with the kind as soon as it is known, and a line with the rest."""
    lines = ended.output.split(b"\n")
    if ended.stopped is None and ended.status == 0 and len(lines) > 1:
        try:
            return FileRead.of_plain(json.loads(lines[1]), folder)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            return _unread(lines[0], "broken")
    return _unread(lines[0], _why(ended))


def _why(ended: Ended) -> Unread | None:
    """Why a child gave no answer; None where it left by itself."""
    if ended.stopped is not None:
        return _STOPPED[ended.stopped]
    if ended.status < 0 and sys.platform != "win32":
        if ended.status == -signal.SIGXCPU:
            return "too_slow"
        # the system itself is short of memory, or a library that was given none aborts
        no_memory = (-signal.SIGKILL, -signal.SIGABRT)
        return "too_much_memory" if ended.status in no_memory else "broken"
    return None


def _unread(first_line: bytes, why: Unread | None) -> FileRead:
    known = _kind(first_line)
    if known is not None:
        return FileRead(*known, unread=why or "broken")
    if why is None:
        raise ReaderError("the reader ended before it looked at the file")
    return FileRead("other", "application/octet-stream", unread=why)


def _kind(line: bytes) -> tuple[Kind, str] | None:
    try:
        said: Any = json.loads(line)
        kind, media_type = said["kind"], said["media_type"]
    except (KeyError, TypeError, ValueError, RecursionError):
        return None
    return (kind, str(media_type)) if kind in get_args(Kind) else None
