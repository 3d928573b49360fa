"""A process is killed (SIGKILL) at one step after another, each time by the next that goes on.

A step is a place that a process comes to; it is prepared before that process is started, and left
once it is dead. What was held is dropped then, and leases run out.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from types import MappingProxyType

import psutil

from sandbox import Person
from sandbox.faults import DOWNLOAD, Matching
from tests.e2e.harness import ProcessHarness
from tests.patience import PATIENCE
from tests.processes import Process

Reached = Callable[[Process], Awaitable[object]]
"""Returns once a process is there."""

Step = Callable[[ProcessHarness], AbstractAsyncContextManager[Reached]]


async def killed_in_turn(
    harness: ProcessHarness,
    steps: Sequence[Step],
    begins: Callable[[], Awaitable[object]] | None = None,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """A process is killed at each of these; the first begins it. Another brings it to its end."""
    for step in steps:
        async with step(harness) as reached, harness.bot(settings) as process:
            if begins is not None:
                await begins()
                begins = None
            await reached(process)
            await process.kill()
        await harness.leases_run_out()
    async with harness.bot(settings):
        await harness.quiet()


def with_words(about: Mapping[str, str]) -> Matching:
    """Calls whose arguments hold these words."""
    return lambda given: all(words in str(given.get(name)) for name, words in about.items())


def call(method: str, about: Mapping[str, str] = MappingProxyType({}), *, after: bool) -> Step:
    """It waits for Slack's answer to such a call, before or `after` Slack has done it."""

    @asynccontextmanager
    async def step(harness: ProcessHarness) -> AsyncIterator[Reached]:
        held = harness.sandbox.faults.hold(method, after=after, matching=with_words(about))
        try:
            yield lambda _process: held.reached()
        finally:
            held.drop()

    return step


def child(name: str) -> Step:
    """It has started a process of that kind, which goes with it."""

    @asynccontextmanager
    async def step(harness: ProcessHarness) -> AsyncIterator[Reached]:
        found: list[psutil.Process] = []

        async def has_begun(process: Process) -> bool:
            children = psutil.Process(process.pid).children()
            found[:] = [one for one in children if name in " ".join(_command(one))]
            return bool(found)

        async def reached(process: Process) -> None:
            await harness.until(lambda: has_begun(process))

        yield reached
        _, alive = await asyncio.to_thread(psutil.wait_procs, found, PATIENCE)
        assert alive == []

    return step


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:  # it has just ended
        return []


def counted(query: str) -> Step:
    """What it writes makes a count be above nought: asked again and again, to be there in time."""

    @asynccontextmanager
    async def step(harness: ProcessHarness) -> AsyncIterator[Reached]:
        async def reached(process: Process) -> None:
            async with asyncio.timeout(PATIENCE):
                while (await harness.query(query))[0][0] <= 0:
                    pass
            process.terminate(signal.SIGKILL)

        yield reached

    return step


def unwritten(person: Person, folder: Path) -> Step:
    """The bytes of a file are in the store, and it waits to write what says so: somebody else has
    the row of its member, or the whole of SQLite.
    """

    @asynccontextmanager
    async def step(harness: ProcessHarness) -> AsyncIterator[Reached]:
        fetched = harness.sandbox.faults.hold(DOWNLOAD)
        release = asyncio.Event()
        waiting: list[asyncio.Task[None]] = []

        async def hold() -> None:
            with harness.open(person):
                fetched.release()
                await release.wait()

        async def reached(_process: Process) -> None:
            await fetched.reached()
            waiting.append(asyncio.create_task(hold()))
            await harness.until(lambda: _are_kept(folder))

        try:
            yield reached
        finally:
            release.set()
            await asyncio.gather(*waiting)

    return step


async def _are_kept(folder: Path) -> bool:
    return bool(kept_in(folder))


def kept_in(folder: Path) -> list[Path]:
    """The files that a store holds."""
    return [one for one in folder.glob("*/*/*") if "#" not in one.name]
