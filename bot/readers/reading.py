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

from bot.readers.limits import Limits
from bot.readers.results import FileRead, Kind, Unread
from bot.readers.watching import Ended, Stopped, watched

_CHILD = Path(__file__).parent / "child" / "__main__.py"
_STOPPED: Mapping[Stopped, Unread] = {
    "time": "too_slow",
    "memory": "too_much_memory",
    "output": "too_large",
}


class ReaderFailed(RuntimeError):
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

        Whatever is wrong with the file is an answer. Raises ReaderFailed, or OSError, where it
        could not be looked at at all; cancelled, it leaves no process behind.
        """
        request = {
            "path": str(path.absolute()),
            "name": name,
            "folder": str(folder.absolute()),
            "now": now.isoformat(),
            "zone": str(now.tzinfo),
            "limits": asdict(self._limits),
        }
        async with self._places:
            ended = await watched(
                self._command,
                said=json.dumps(request).encode(),
                folder=folder,
                limits=self._limits,
            )
        return _read(ended, folder)


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
        # nobody but the system's own want of memory ends it like this
        return "too_much_memory" if ended.status == -signal.SIGKILL else "broken"
    return None


def _unread(first_line: bytes, why: Unread | None) -> FileRead:
    try:
        said: Any = json.loads(first_line)
        kind, media_type = said["kind"], str(said["media_type"])
        if kind not in get_args(Kind):
            raise ValueError("no such kind")
    except (KeyError, TypeError, ValueError, RecursionError):
        if why is None:
            raise ReaderFailed("the reader ended before it looked at the file") from None
        return FileRead("other", "application/octet-stream", unread=why)
    return FileRead(kind, media_type, unread=why or "broken")
