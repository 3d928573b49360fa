"""A child process that is asked one thing after another, a line for a line, and is watched all the
while: it answers each in time, within its memory and output, or is ended.
"""

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from bot.processes.watching import Memory, Stopped, ended, say, started
from bot.readers.limits import Limits

NoAnswer = Stopped | Literal["ended"]
"""Why there is no answer: what the child had too much of, or that it left."""


class Unanswered(Exception):  # noqa: N818 - nobody's error: whoever asks makes one of it
    """A child gave no answer, and gives no other."""

    def __init__(self, why: NoAnswer) -> None:
        super().__init__(why)
        self.why = why


class Talk:
    """A conversation with a child, one question at a time."""

    def __init__(self, process: Process, limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self._growth = asyncio.create_task(Memory(process.pid, limits.memory).outgrown())

    async def ask(self, line: bytes) -> bytes:
        """Its answer to a line, without the line's end. Raises Unanswered."""
        answering = asyncio.create_task(self._answer(line))
        try:
            await asyncio.wait(
                {answering, self._growth},
                timeout=self._limits.seconds,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if self._growth.done():
                raise Unanswered("memory")
            if not answering.done():
                raise Unanswered("time")
            return answering.result()
        finally:
            answering.cancel()
            await asyncio.gather(answering, return_exceptions=True)

    async def _answer(self, line: bytes) -> bytes:
        await say(self._process, line + b"\n")
        if self._process.stdout is None:
            raise Unanswered("ended")
        try:
            answer = await self._process.stdout.readline()
        except ValueError:  # longer than the reader of the pipe takes
            raise Unanswered("output") from None
        if not answer.endswith(b"\n"):
            raise Unanswered("ended")
        return answer[:-1]

    async def end(self) -> None:
        """Ends the child with all that it started, and reaps it."""
        self._growth.cancel()
        await asyncio.gather(self._growth, return_exceptions=True)
        await ended(self._process)


@asynccontextmanager
async def talking(command: Sequence[str], *, folder: Path, limits: Limits) -> AsyncIterator[Talk]:
    """A command that was started in a folder, to be talked with. It is ended on the way out, also
    where this is cancelled. What it writes to its standard error is dropped, since that may hold
    words of the file. Raises OSError where it cannot be started.
    """
    process = await started(command, folder, longest_line=limits.output)
    talk = Talk(process, limits)
    try:
        yield talk
    finally:
        await talk.end()
