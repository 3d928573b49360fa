"""The ticker: sweeps run at once, at each tick and when asked, in one process at a time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

from bot.delivery.ticker import Sweep, Ticker
from bot.metrics import Metrics
from storage.engine.database import Database
from storage.engine.errors import StorageUnavailable
from storage.queues import leases
from tests.integration.delivery.harness import MovedClock
from tests.patience import PATIENCE

LEASE = timedelta(seconds=30)


class Broom:
    """Sweeps that count themselves."""

    def __init__(self, database: Database, *, every: float = 3600, lease: float = 30) -> None:
        self.database = database
        self.clock = MovedClock()
        self.metrics = Metrics()
        self.swept: list[str] = []
        self.moved = asyncio.Event()
        self._every = every
        self._lease = timedelta(seconds=lease)

    def sweep(
        self,
        name: str,
        does: Callable[[], Awaitable[object]] | None = None,
        rest: timedelta = timedelta(),
    ) -> Sweep:
        async def run() -> None:
            self.swept.append(name)
            self.moved.set()
            if does is not None:
                await does()

        return Sweep(name, run, rest)

    def ticker(self, *sweeps: Sweep, holder: str = "here") -> Ticker:
        return Ticker(
            self.database,
            sweeps,
            every=self._every,
            lease=self._lease,
            holder=holder,
            real_time=self.clock,
            metrics=self.metrics,
        )

    @asynccontextmanager
    async def ticking(self, *sweeps: Sweep) -> AsyncIterator[Ticker]:
        ticker = self.ticker(*sweeps)
        task = asyncio.create_task(ticker.run())
        try:
            yield ticker
        finally:
            await ticker.stop(5)
            await task

    async def take_over(self, name: str) -> int | None:
        """Somebody else takes a sweep's lease: its fence, None while it is held."""
        taking = partial(leases.acquire, self.database, f"sweep:{name}", "there", self.clock())
        return await asyncio.wrap_future(self.database.write(lambda: taking(LEASE)))

    async def until(self, number: int) -> None:
        """Waits until so many sweeps have begun."""
        async with asyncio.timeout(PATIENCE):
            while len(self.swept) < number:
                self.moved.clear()
                await self.moved.wait()


async def test_sweeps_run_at_once_and_in_order(sqlite: Database) -> None:
    broom = Broom(sqlite)
    async with broom.ticking(broom.sweep("one"), broom.sweep("two")):
        await broom.until(2)
    assert broom.swept == ["one", "two"]


async def test_sweeps_run_again_at_each_tick(sqlite: Database) -> None:
    broom = Broom(sqlite, every=0.02)
    async with broom.ticking(broom.sweep("one")):
        await broom.until(3)


async def test_a_sweep_that_rests_is_left_out_until_it_has_rested(sqlite: Database) -> None:
    broom = Broom(sqlite)
    ticker = broom.ticker(broom.sweep("often"), broom.sweep("seldom", rest=timedelta(hours=6)))
    await ticker.tick_now()
    broom.clock.forward(hours=5)
    await ticker.tick_now()
    broom.clock.forward(hours=1)
    await ticker.tick_now()
    assert broom.swept == ["often", "seldom", "often", "often", "seldom"]


async def test_a_sweep_that_fails_stops_no_other(sqlite: Database) -> None:
    async def fails() -> None:
        raise ZeroDivisionError

    async def is_down() -> None:
        raise StorageUnavailable("locked")

    broom = Broom(sqlite)
    ticker = broom.ticker(broom.sweep("a", fails), broom.sweep("b", is_down), broom.sweep("c"))
    await ticker.tick_now()
    await ticker.tick_now()
    # Whoever met a database that was down could not give its lease back: it is left to run out.
    assert broom.swept == ["a", "b", "c", "a", "c"]
    assert broom.metrics.counted("sweeps", "failed") == 2


async def test_being_told_to_sweep_returns_when_it_is_done(sqlite: Database) -> None:
    broom = Broom(sqlite)
    await broom.ticker(broom.sweep("one")).tick_now()
    assert broom.swept == ["one"]


async def test_two_processes_do_not_sweep_at_once(database: Database) -> None:
    broom = Broom(database)
    there = broom.ticker(broom.sweep("nudges"), holder="there")
    await broom.ticker(Sweep("nudges", there.tick_now), holder="here").tick_now()
    assert broom.swept == []
    await there.tick_now()
    assert broom.swept == ["nudges"]


async def test_a_sweep_whose_holder_died_is_taken_up_after_its_lease(sqlite: Database) -> None:
    broom = Broom(sqlite)
    await broom.take_over("one")
    ticker = broom.ticker(broom.sweep("one"))
    await ticker.tick_now()
    assert broom.swept == []
    broom.clock.forward(seconds=31)
    await ticker.tick_now()
    assert broom.swept == ["one"]


async def test_a_long_sweep_keeps_its_lease(sqlite: Database) -> None:
    broom = Broom(sqlite, lease=0.3)

    async def long() -> None:
        await asyncio.sleep(0.7)  # the lease is renewed in real time, twice and more
        taken = await broom.take_over("long")
        broom.swept.append("still ours" if taken is None else "lost")

    await broom.ticker(broom.sweep("long", long)).tick_now()
    assert broom.swept == ["long", "still ours"]


async def test_a_sweep_that_was_taken_over_is_cut_off(sqlite: Database) -> None:
    broom = Broom(sqlite, lease=0.3)

    async def overtaken() -> None:
        broom.clock.forward(seconds=31)
        await broom.take_over("one")
        await asyncio.Event().wait()

    await broom.ticker(broom.sweep("one", overtaken)).tick_now()
    assert broom.metrics.counted("sweeps", "lost") == 1
