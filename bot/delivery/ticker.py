"""The ticker: every so often, and when told to, the sweeps run, in one process at a time.

Who is due is decided by what the sweeps ask; nothing is scheduled for a person.
"""

import asyncio
from asyncio import wrap_future
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import structlog

from bot.clock import Clock
from bot.metrics import Metrics
from storage.engine.database import Database
from storage.engine.errors import LeaseLost, StorageUnavailable
from storage.queues import leases

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger(__name__)

T = TypeVar("T")

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sweep:
    """Something to be done about everybody, by name. It may be cut off and run again.

    `rest` is how long a process leaves it be once it was done, whatever the ticks between.
    """

    name: str
    run: Callable[[], Awaitable[object]]
    rest: timedelta = timedelta()


class Ticker:
    """`run` until `stop`. `every` is in seconds of real time, `holder` for the operator to read."""

    def __init__(
        self,
        database: Database,
        sweeps: Sequence[Sweep],
        *,
        every: float,
        lease: timedelta,
        holder: str,
        real_time: Clock,
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._sweeps = sweeps
        self._every = every
        self._lease = lease
        self._holder = holder
        self._real_time = real_time
        self._metrics = metrics
        self._due = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._stopping = False
        self._resting: dict[str, datetime] = {}
        self._ended = asyncio.Event()
        self._ended.set()

    async def run(self) -> None:
        """Sweeps at once, then at every tick."""
        self._ended.clear()
        try:
            await self.tick_now()  # what came due while nobody was running
            scheduler = self._scheduler()
            scheduler.start()
            try:
                while not self._stopping:
                    await self._due.wait()
                    self._due.clear()
                    await self.tick_now()
            finally:
                scheduler.shutdown(wait=False)
        finally:
            self._ended.set()

    async def tick_now(self) -> None:
        """Runs every sweep, and returns when they are done; one that fails stops no other."""
        async with self._one_at_a_time:
            for sweep in self._sweeps:
                if not self._stopping:
                    await self._sweep(sweep)

    async def stop(self, patience: float) -> None:
        """Starts nothing more, and waits so many seconds for a sweep that runs."""
        self._stopping = True
        self._due.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._ended.wait()

    def _scheduler(self) -> "AsyncIOScheduler":
        from apscheduler.events import EVENT_JOB_MISSED  # noqa: PLC0415 - not before it is needed
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415

        scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None}
        )
        scheduler.add_job(self._tick, "interval", seconds=self._every)
        scheduler.add_listener(_missed, EVENT_JOB_MISSED)
        return scheduler

    async def _tick(self) -> None:
        self._due.set()

    async def _sweep(self, sweep: Sweep) -> None:
        name = f"sweep:{sweep.name}"
        if self._real_time() < self._resting.get(sweep.name, _NEVER):
            return
        try:
            fence = await self._written(
                partial(leases.acquire, self._database, name, self._holder), self._lease
            )
            if fence is None:
                return  # another process is at it
            await self._run_leased(sweep, name, fence)
            self._resting[sweep.name] = self._real_time() + sweep.rest
            await self._written(partial(leases.release, self._database, name, fence))
        except StorageUnavailable as error:
            self._metrics.count("sweeps", "unavailable")
            log.warning("a sweep has to wait", sweep=sweep.name, reason=error.reason)
        except LeaseLost:
            self._metrics.count("sweeps", "lost")
            log.warning("a sweep was taken over", sweep=sweep.name)

    async def _written(self, change: Callable[..., T], *more: object) -> T:
        """What changing a lease returns, given the real time at which it has its turn."""
        return await wrap_future(
            self._database.write(lambda: change(self._real_time(), *more), patient=True)
        )

    async def _run_leased(self, sweep: Sweep, name: str, fence: int) -> None:
        """Runs it while the lease is kept; cut off when it is lost. Its own errors are logged."""
        work = asyncio.ensure_future(sweep.run())
        try:
            while not (await asyncio.wait({work}, timeout=self._lease.total_seconds() / 3))[0]:
                renewing = partial(leases.renew, self._database, name, fence)
                await self._written(renewing, self._lease)
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
        error = work.exception()
        if isinstance(error, StorageUnavailable | LeaseLost):
            raise error
        if error is not None:
            log.error("a sweep failed", sweep=sweep.name, exc_info=error)
        self._metrics.count("sweeps", "done" if error is None else "failed")


def _missed(event: Any) -> None:
    log.warning("a tick came too late and was left out", due=str(event.scheduled_run_time))
