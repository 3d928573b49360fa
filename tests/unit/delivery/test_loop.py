"""The loop that claims: when it looks for work again, and when it spares itself that."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from bot.delivery.loop import Loop
from storage.engine.signals import Signal
from tests.patience import PATIENCE


class Work:
    """Items that a claim finds as they are put there; each is done when it is told so."""

    def __init__(self, *, in_order: bool = True) -> None:
        self.signal = Signal()
        self.ready: list[str] = []
        self.claims = 0
        self.done: list[str] = []
        self._finish: dict[str, asyncio.Event] = {}
        self._changed = asyncio.Condition()
        self.loop: Loop[str] = Loop(
            claim=self._claim,
            is_anything_due=self._nothing,
            work=self._work,
            failed=self._failed,
            signal=self.signal,
            at_once=4,
            at_a_time=4,
            in_order=in_order,
        )

    async def _claim(self, most: int) -> Sequence[str]:
        self.claims += 1
        some, self.ready = self.ready[:most], self.ready[most:]
        await self._tell()
        return some

    async def _nothing(self) -> bool:
        return False  # the poll is not what these tests are about

    async def _work(self, item: str) -> None:
        self._finish[item] = asyncio.Event()
        await self._tell()
        await self._finish[item].wait()
        self.done.append(item)
        await self._tell()

    async def _failed(self, item: str, error: Exception) -> None:
        raise AssertionError(item) from error

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def finish(self, item: str) -> None:
        """Has the item done, and returns once it is and everybody has heard of it."""
        await self.until(lambda: item in self._finish)
        self._finish[item].set()
        await self.until(lambda: item in self.done)
        await self.settled()

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(true)

    async def settled(self) -> None:
        """Whoever was woken has had a turn, several times over."""
        for _ in range(20):
            await asyncio.sleep(0)


@asynccontextmanager
async def at_work(work: Work) -> AsyncIterator[Work]:
    """The loop, running, once it has looked for what was left to it."""
    running = asyncio.create_task(work.loop.run())
    await work.until(lambda: work.claims == 1)
    await work.settled()
    yield work
    await work.loop.stop(PATIENCE)
    await running


async def test_one_that_was_alone_in_its_lane_leads_to_no_claim() -> None:
    async with at_work(Work()) as work:
        work.loop.take(["alone"], place=work.loop.promise())
        await work.finish("alone")
        assert work.claims == 1


async def test_what_came_behind_it_meanwhile_is_claimed_when_it_is_done() -> None:
    async with at_work(Work()) as work:
        work.loop.take(["first"], place=work.loop.promise())
        work.signal.set()
        await work.until(lambda: work.claims == 2)  # too early: its lane is taken
        work.ready.append("behind")
        await work.finish("first")
        await work.finish("behind")
        assert work.done == ["first", "behind"]


async def test_what_came_between_the_promise_and_the_taking_is_claimed_too() -> None:
    async with at_work(Work()) as work:
        place = work.loop.promise()
        work.signal.set()
        await work.until(lambda: work.claims == 2)
        work.loop.take(["first"], place=place)
        work.ready.append("behind")
        await work.finish("first")
        await work.finish("behind")


async def test_one_that_was_claimed_may_not_have_been_alone() -> None:
    async with at_work(Work()) as work:
        work.ready.append("claimed")
        work.signal.set()
        await work.until(lambda: work.claims == 2)
        work.ready.append("behind")
        await work.finish("claimed")
        await work.finish("behind")


async def test_where_there_are_no_lanes_nothing_is_looked_for_when_one_is_done() -> None:
    async with at_work(Work(in_order=False)) as work:
        work.loop.take(["one"])
        await work.finish("one")
        assert work.claims == 1


async def test_a_signal_that_was_set_while_a_claim_ran_is_not_lost() -> None:
    async with at_work(Work()) as work:
        work.signal.set()
        work.signal.set()
        await work.until(lambda: work.claims >= 2)
        work.ready.append("late")
        work.signal.set()
        await work.finish("late")


async def test_a_promised_place_is_nobody_elses_until_it_is_given_back() -> None:
    async with at_work(Work()) as work:
        places = [work.loop.promise() for _ in range(4)]
        assert all(places)
        assert work.loop.promise() is None
        work.ready.append("waits")
        work.signal.set()
        await work.settled()
        assert work.ready == ["waits"]
        work.loop.take([], place=places[0])
        await work.finish("waits")
        for place in places[1:]:
            work.loop.take([], place=place)


async def test_a_loop_that_is_to_stop_promises_nothing() -> None:
    async with at_work(Work()) as work:
        await work.loop.stop(PATIENCE)
        assert work.loop.promise() is None
