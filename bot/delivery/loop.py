"""The loop that worker, senders and jobs share: claim, do, several at a time, wait to be woken.

What for, it is told.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

import structlog

from storage.engine.errors import LeaseLost, StorageUnavailable
from storage.engine.signals import Signal

log = structlog.get_logger(__name__)

POLL_SECONDS = 1.0  # what has become due wakes nobody, nor does SQLite's other process

Item = TypeVar("Item")

Claim = Callable[[int], Awaitable[Sequence[Item]]]
"""Takes work for so many free places."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is kept free, from when so many wake-ups had been heard."""

    heard: int


class Loop(Generic[Item]):
    """`work` is told each item that `claim` gave out, and `failed` what it did not expect.

    `at_once` are worked on at most, and `at_a_time` claimed together. Whatever neither of them
    settled is left to its lease: somebody comes to it again. Unless the signal said that there is
    something, `is_anything_due` is asked first: it takes no lock. Without a signal what is not
    found so is handed over by `take`. Where items are kept `in_order`, what is done may let another
    of its lane go on: it is looked for, unless an item was alone in its lane and nothing has come
    since.
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
        in_order: bool = False,
    ) -> None:
        self._claim = claim
        self._is_anything_due = is_anything_due
        self._work = work
        self._failed = failed
        self._signal = signal
        self._at_once = at_once
        self._at_a_time = at_a_time
        self._in_order = in_order
        self._working: set[asyncio.Task[None]] = set()
        self._promised = 0
        self._heard = 0
        self._woken = asyncio.Event()
        self._freed = asyncio.Event()
        self._stopping = False
        self._ended = asyncio.Event()
        self._ended.set()

    @property
    def free(self) -> int:
        """How many more items could be worked on now; none once the loop is to stop."""
        if self._stopping:
            return 0
        return max(0, self._at_once - len(self._working) - self._promised)

    def promise(self) -> Place | None:
        """Keeps a place free for an item that is about to be `take`n; None where none is."""
        if not self.free:
            return None
        self._promised += 1
        return Place(self._heard)

    def take(self, items: Sequence[Item], *, place: Place | None = None) -> None:
        """Works on items that were claimed elsewhere. In a kept `place` goes one that is alone in
        its lane, or none.
        """
        if place is not None:
            self._promised -= 1
        for item in items:
            task = asyncio.create_task(self._tend(item))
            self._working.add(task)
            task.add_done_callback(partial(self._done, place))
        self._freed.set()

    def _done(self, place: Place | None, task: asyncio.Task[None]) -> None:
        self._working.discard(task)
        self._freed.set()
        if self._in_order and (place is None or place.heard != self._heard):
            self._woken.set()

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
        return self._signal.listen(lambda: loop.call_soon_threadsafe(self._wake))

    def _wake(self) -> None:
        self._heard += 1
        self._woken.set()

    async def _run(self) -> None:
        surely = True  # whoever ran before us may have left something
        while not self._stopping:
            if not self.free:
                self._freed.clear()
                await self._freed.wait()
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
        self._freed.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._ended.wait()
                if self._working:
                    await asyncio.wait(self._working)
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)

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
