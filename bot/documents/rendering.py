"""The way in: a document is rendered by a process of its own, which ends with it. What the
libraries that lay out pages and open evidence can do to a process, they do to that one.
"""

import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from bot.documents.limits import Limits
from bot.documents.model import Document, Format, PlacedFile, WhyPlace
from bot.documents.plain import placed_of, to_plain
from bot.processes.watching import Ended, watched

RECORD: Final = "record.json"
_CHILD: Final = Path(__file__).parent / "child" / "__main__.py"


class RenderError(RuntimeError):
    """No document came of it. The message says how the process ended, and holds no word of it."""


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file of evidence in the folder; `path` is None where its bytes could not be had, and `why`
    says so.
    """

    number: int
    path: Path | None
    media_type: str
    why: WhyPlace = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """Where the document is, and what became of the files. `peak`: the most bytes of memory that
    were seen in the process.
    """

    path: Path
    placed: tuple[PlacedFile, ...]
    peak: int = 0


class Renderers:
    """Renders documents, one at a time."""

    def __init__(self, limits: Limits | None = None, *, command: Sequence[str] = ()) -> None:
        """`command` is what is started for each document, for tests of those that end badly."""
        self.limits = limits or Limits()
        self._command = command or child_command()
        self._place = asyncio.Semaphore(1)

    async def render(
        self,
        document: Document,
        which: Format,
        folder: Path,
        files: Sequence[FetchedFile] = (),
    ) -> Rendered:
        """The document in this format. `folder`, which is the caller's to remove, takes it.

        Where pages of the files were too much for it, or ended the process, it is made once more
        with all of them attached. Raises RenderError, or OSError where no process can be started;
        cancelled, it leaves none behind.
        """
        made = folder / f"made.{which}"
        await asyncio.to_thread(_write, document, folder)
        ended = None
        async with self._place:
            for show in (True, False) if files else (True,):
                ended = await self._ended(which, folder, files, made, show=show)
                placed = _placed(ended, made)
                if placed is not None:
                    return Rendered(made, placed, ended.peak)
        raise RenderError(_how(ended))

    async def _ended(
        self,
        which: Format,
        folder: Path,
        files: Sequence[FetchedFile],
        made: Path,
        *,
        show: bool,
    ) -> Ended:
        request = _request(which, folder, files, made)
        request |= {"show": show, "limits": asdict(self.limits)}
        said = json.dumps(request).encode()
        return await watched(self._command, said=said, folder=folder, limits=self.limits)


def _write(document: Document, folder: Path) -> None:
    plain = json.dumps(to_plain(document), ensure_ascii=False)
    (folder / RECORD).write_text(plain, "utf-8")


def _request(
    which: Format, folder: Path, files: Sequence[FetchedFile], made: Path
) -> dict[str, Any]:
    return {
        "folder": str(folder.absolute()),
        "made": made.name,
        "format": which,
        "files": [
            {
                "number": one.number,
                "path": None if one.path is None else str(one.path.absolute()),
                "media_type": one.media_type,
                "why": one.why,
            }
            for one in files
        ],
    }


def child_command() -> list[str]:
    """Python, apart from the user's own environment and packages."""
    unwritten = ["-B"] if sys.dont_write_bytecode else []
    return [sys.executable, "-I", *unwritten, str(_CHILD)]


def _placed(ended: Ended, made: Path) -> tuple[PlacedFile, ...] | None:
    """What became of the files; None where no document came of it."""
    if ended.stopped is not None or ended.status != 0 or not made.exists():
        return None
    try:
        return placed_of(json.loads(ended.output)["placed"])
    except (KeyError, TypeError, ValueError, RecursionError):
        return None


def _how(ended: Ended | None) -> str:
    if ended is None:
        return "not started"
    return f"too much {ended.stopped}" if ended.stopped else f"status {ended.status}"
