"""The way in for rows of tables: what each means is worked out by a child process of its own, page
by page, beside everybody else's replies. It has nothing of ours but what a page is read by.
"""

import json
import shutil
import tempfile
from asyncio import to_thread
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Final, Protocol

from bot.conversation.tables.meaning import Frame, PageMeant, Rows
from bot.readers.limits import MIB, Limits
from bot.readers.reading import ReaderError, child_command
from bot.readers.talking import Talk, Unanswered, talking

LIMITS: Final = Limits(output=64 * MIB)
"""A page's cells come back as words, and some of them more than once."""

PREFIX: Final = "cpdbot-file-rows-"
"""Of an empty folder to be in. What begins like it is swept where a killed process left it."""


class RowReader(Protocol):
    """Reads the rows of one file, a page at a time."""

    async def read(self, frame: Frame, rows: Rows) -> PageMeant:
        """What rows mean. Raises ReaderError, or OSError."""


class RowReaders(Protocol):
    """Whoever reads rows."""

    def reading(self) -> AbstractAsyncContextManager[RowReader]:
        """What reads the rows of one file, for as long as that takes."""


class ChildReaders:
    """Reads rows in child processes, one for each file, which are killed with whoever reads."""

    def __init__(self, limits: Limits = LIMITS, *, command: Sequence[str] = ()) -> None:
        """`command` is what is started, for tests of those that behave badly."""
        self._limits = limits
        self._command = command or (*child_command(), "rows")

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[RowReader]:
        """The child is started at once: it is ready when the first rows are. Raises OSError where
        it cannot be started.
        """
        folder = Path(await to_thread(tempfile.mkdtemp, prefix=PREFIX))
        try:
            async with talking(self._command, folder=folder, limits=self._limits) as talk:
                yield _Reader(talk, self._limits)
        finally:
            await to_thread(shutil.rmtree, folder, ignore_errors=True)


class _Reader:
    def __init__(self, talk: Talk, limits: Limits) -> None:
        self._talk = talk
        self._first = json.dumps({"limits": asdict(limits)}).encode() + b"\n"
        self._frame: Frame | None = None

    async def read(self, frame: Frame, rows: Rows) -> PageMeant:
        """What rows mean. Raises ReaderError where the child gives no such answer."""
        said = await to_thread(_request, None if frame == self._frame else frame, rows)
        first, self._first = self._first, b""
        try:
            answer = await self._talk.ask(first + said)
        except Unanswered as unanswered:
            raise ReaderError(f"the reader of rows: {unanswered.why}") from None
        self._frame = frame
        return await to_thread(_answer, answer, rows)


def _request(frame: Frame | None, rows: Rows) -> bytes:
    request: dict[str, object] = {"rows": [[number, list(cells)] for number, cells in rows]}
    if frame is not None:
        request["frame"] = frame.plain()
    return json.dumps(request, separators=(",", ":")).encode()


def _answer(line: bytes, rows: Rows) -> PageMeant:
    """What the child said, where it is of these rows."""
    try:
        page = PageMeant.of_plain(json.loads(line))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise ReaderError("the reader of rows said something else") from None
    if [one.number for one in page.rows] != [number for number, _ in rows]:
        raise ReaderError("the reader of rows spoke of others")
    return page
