"""Working off a queue: claim, work on several at a time, wait to be woken. What for, it is told."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

import structlog

from storage.database import Signal
from storage.errors import LeaseLost, StorageUnavailable

log = structlog.get_logger(__name__)

POLL_SECONDS = 1.0  # what another process queued, and what has become due, wakes nobody here

Item = TypeVar("Item")


class Loop(Generic[Item]):
    """`work` is told each item that `claim` gave out, and `failed` what it did not expect.

    Whatever neither of them settled is left to its lease: somebody comes to it again.
    """

    def __init__(
        self,
        *,
        claim: Callable[[int], Awaitable[Sequence[Item]]],
        work: Callable[[Item], Awaitable[None]],
        failed: Callable[[Item, BaseException], Awaitable[None]],
        signal: Signal,
        at_once: int,
    ) -> None:
        self._claim = claim
        self._work = work
        self._failed = failed
        self._signal = signal
        self._at_once = at_once
        self._working: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._ended = asyncio.Event()
        self._ended.set()

    async def run(self) -> None:
        """Works until `stop`."""
        self._ended.clear()
        try:
            await self._run()
        finally:
            self._ended.set()

    async def _run(self) -> None:
        while not self._stopping:
            free = self._at_once - len(self._working)
            if free == 0:
                await asyncio.wait(self._working, return_when=asyncio.FIRST_COMPLETED)
                continue
            claimed = await self._claimed(free)
            for item in claimed:
                task = asyncio.create_task(self._tend(item))
                self._working.add(task)
                task.add_done_callback(self._working.discard)
            if len(claimed) < free:
                await self._signal.wait(POLL_SECONDS)

    async def stop(self, patience: float) -> None:
        """Claims nothing more, and waits so many seconds for what is being worked on.

        A claim under way is seen through: cut off, what it took would lie until its lease ends.
        """
        self._stopping = True
        self._signal.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._ended.wait()
                if self._working:
                    await asyncio.wait(self._working)
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)

    async def _claimed(self, free: int) -> Sequence[Item]:
        try:
            return await self._claim(free)
        except StorageUnavailable as error:
            log.warning("nothing can be claimed now", reason=error.reason)
            return ()

    async def _tend(self, item: Item) -> None:
        error = await _outcome(self._work(item))
        if error is not None and not isinstance(error, LeaseLost | StorageUnavailable):
            error = await _outcome(self._failed(item, error))
        if isinstance(error, LeaseLost):
            log.warning("somebody else has taken it over", what=str(error))
        elif isinstance(error, StorageUnavailable):
            log.warning("left to its lease", reason=error.reason)
        elif error is not None:
            log.error("left to its lease", exc_info=error)


async def _outcome(work: Awaitable[None]) -> BaseException | None:
    """What it ended with, but for being cancelled."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task})
    except asyncio.CancelledError:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise
    return task.exception()
