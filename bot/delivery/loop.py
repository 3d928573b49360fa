"""The loop that worker, senders and jobs share: claim, do, several at a time, wait to be woken.

What for, it is told.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

import structlog

from storage.errors import LeaseLost, StorageUnavailable
from storage.signals import Signal

log = structlog.get_logger(__name__)

POLL_SECONDS = 1.0  # what has become due wakes nobody, nor does SQLite's other process

Item = TypeVar("Item")

Claim = Callable[[int], Awaitable[Sequence[Item]]]
"""Takes work for so many free places."""


class Loop(Generic[Item]):
    """`work` is told each item that `claim` gave out, and `failed` what it did not expect.

    `at_once` are worked on at most, and `at_a_time` claimed together. Whatever neither of them
    settled is left to its lease: somebody comes to it again. Unless the signal said that there is
    something, `is_anything_due` is asked first: it takes no lock. Without a signal what is not
    found so is handed over by `take`.
    """

    def __init__(
        self,
        *,
        claim: Claim[Item],
        is_anything_due: Callable[[], Awaitable[bool]],
        work: Callable[[Item], Awaitable[None]],
        failed: Callable[[Item, Exception], Awaitable[None]],
        signal: Signal | None,
        at_once: int,
        at_a_time: int = 4,
    ) -> None:
        self._claim = claim
        self._is_anything_due = is_anything_due
        self._work = work
        self._failed = failed
        self._signal = signal
        self._at_once = at_once
        self._at_a_time = at_a_time
        self._working: set[asyncio.Task[None]] = set()
        self._promised = 0
        self._woken = asyncio.Event()
        self._stopping = False
        self._ended = asyncio.Event()
        self._ended.set()

    @property
    def free(self) -> int:
        """How many more items could be worked on now; none once the loop is to stop."""
        if self._stopping:
            return 0
        return max(0, self._at_once - len(self._working) - self._promised)

    def promise(self) -> bool:
        """Keeps a place free for an item that is about to be `take`n; False where none is."""
        if not self.free:
            return False
        self._promised += 1
        return True

    def take(self, items: Sequence[Item], *, promised: int = 0) -> None:
        """Works on items that were claimed elsewhere; `promised` places were kept for them."""
        self._promised -= promised
        for item in items:
            task = asyncio.create_task(self._tend(item))
            self._working.add(task)
            task.add_done_callback(self._working.discard)

    async def run(self) -> None:
        """Works until `stop`."""
        self._ended.clear()
        deaf = self._listen()
        try:
            await self._run()
        finally:
            deaf()
            self._ended.set()

    def _listen(self) -> Callable[[], None]:
        if self._signal is None:
            return lambda: None
        loop = asyncio.get_running_loop()
        return self._signal.listen(lambda: loop.call_soon_threadsafe(self._woken.set))

    async def _run(self) -> None:
        surely = True  # whoever ran before us may have left something
        while not self._stopping:
            if not self.free:
                await self._a_place()
                surely = True
                continue
            asked = min(self.free, self._at_a_time)
            claimed = await self._claimed(asked) if surely or await self._due() else ()
            self.take(claimed)
            surely = len(claimed) >= asked or await self._wait()

    async def stop(self, patience: float) -> None:
        """Claims nothing more, and waits so many seconds for what is being worked on.

        A claim under way is seen through: cut off, what it took would lie until its lease ends.
        """
        self._stopping = True
        self._woken.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._ended.wait()
                if self._working:
                    await asyncio.wait(self._working)
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)

    async def _a_place(self) -> None:
        if self._working:
            await asyncio.wait(self._working, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(0)  # a place is kept for what is about to come

    async def _wait(self) -> bool:
        """Waits for the signal or for the next poll; whether it was the signal."""
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._woken.wait()
        except TimeoutError:
            return False
        self._woken.clear()
        return True

    async def _due(self) -> bool:
        try:
            return await self._is_anything_due()
        except StorageUnavailable as error:
            log.warning("nothing can be asked now", reason=error.reason)
            return False

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


async def _outcome(work: Awaitable[None]) -> Exception | None:
    """What it ended with, but for being cancelled."""
    try:
        await work
    except Exception as error:  # noqa: BLE001 - it is told, or the loop's own business
        return error
    return None
