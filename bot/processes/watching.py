"""A child process that is watched: it ends in time, within its memory and output, or is ended."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.processes.bounds import Bounds

Stopped = Literal["time", "memory", "output"]

_LOOK_SECONDS = 0.05
_CHUNK = 65_536
_PASSED_ON = ("DYLD_LIBRARY_PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""What Python itself may need to start. Nothing else of our environment, which holds secrets."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended. `status` is what it left, or the signal that ended it as a negative
    number; `stopped`, what it had too much of. `peak` is the most resident bytes that were seen.
    """

    output: bytes
    status: int
    stopped: Stopped | None
    peak: int


async def watched(command: Sequence[str], *, said: bytes, folder: Path, limits: Bounds) -> Ended:
    """Starts a command in a folder, says something to it and waits for what it answers.

    It is ended with all that it started, and reaped, where it has too much of anything, and where
    this is cancelled. What it writes to its standard error is dropped, since that may hold words of
    the file. Raises OSError where it cannot be started.
    """
    process = await started(command, folder)
    memory = Memory(process.pid, limits.memory)
    answer = _Answer(limits.output)
    conversation = asyncio.create_task(answer.heard(process, said))
    growth = asyncio.create_task(memory.outgrown())
    try:
        await asyncio.wait(
            {conversation, growth}, timeout=limits.seconds, return_when=asyncio.FIRST_COMPLETED
        )
        stopped: Stopped | None = None
        if growth.done():
            stopped = "memory"
        elif not conversation.done():
            stopped = "time"
        elif answer.too_long:
            stopped = "output"
    finally:
        conversation.cancel()
        growth.cancel()
        await asyncio.gather(conversation, growth, return_exceptions=True)
        status = await ended(process)
    return Ended(bytes(answer.output), status, stopped, memory.peak)


async def started(command: Sequence[str], folder: Path, longest_line: int = _CHUNK) -> Process:
    """A command that was started in a folder, in a session of its own, to be said something and
    heard; nobody hears its standard error. Raises OSError where it cannot be started.
    """
    return await asyncio.create_subprocess_exec(
        *command,
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        cwd=folder,
        env=environment(folder),
        start_new_session=True,
        limit=longest_line,
    )


def environment(folder: Path) -> dict[str, str]:
    """What a child finds in its environment: nothing of ours, and one thread for each library."""
    return {
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "2",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OPENCV_FOR_THREADS_NUM": "1",
        "RAYON_NUM_THREADS": "1",
        "TMPDIR": str(folder),
    }


class _Answer:
    """What a child says, as far as it may."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.output = bytearray()
        self.too_long = False

    async def heard(self, process: Process, said: bytes) -> None:
        """Returns when it has ended, or said too much."""
        speaking = asyncio.create_task(_say_all(process, said))
        try:
            while chunk := await _next(process):
                self.output += chunk
                if len(self.output) > self._most:
                    self.too_long = True
                    return
            await process.wait()
        finally:
            speaking.cancel()
            await asyncio.gather(speaking, return_exceptions=True)


async def say(process: Process, said: bytes) -> None:
    """Says something to a child; it may not listen."""
    if process.stdin is not None:
        with suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(said)
            await process.stdin.drain()


async def _say_all(process: Process, said: bytes) -> None:
    await say(process, said)
    if process.stdin is not None:
        process.stdin.close()


async def _next(process: Process) -> bytes:
    return b"" if process.stdout is None else await process.stdout.read(_CHUNK)


class Memory:
    """What a process holds, looked at from outside."""

    def __init__(self, pid: int, most: int) -> None:
        self._statm = Path(f"/proc/{pid}/statm")
        self._most = most
        self.peak = 0

    async def outgrown(self) -> None:
        """Returns when it holds too much; otherwise, and where nobody can look, never."""
        while True:
            self.peak = max(self.peak, self._resident())
            if self.peak > self._most:
                return
            await asyncio.sleep(_LOOK_SECONDS)

    def _resident(self) -> int:
        try:
            return int(self._statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError, ValueError):  # it has ended, or this platform has no /proc
            return 0


async def ended(process: Process) -> int:
    """Ends it with its whole group, of which somebody may live on and hold the pipe, reaps it, and
    takes what is left, so that nothing of it stays open. What it left.
    """
    if process.returncode is None or not (process.stdout is None or process.stdout.at_eof()):
        with suppress(PermissionError, ProcessLookupError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
    if process.stdin is not None:
        process.stdin.close()
    while await _next(process):
        pass
    return await process.wait()
