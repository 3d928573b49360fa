"""The worker: takes events from the inbox, member by member, and has each dealt with until done.

What an event means is the listeners' business: they are reached through `dispatch`.
"""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.delivery.backoff import EVENT_DELAYS, delay_after
from bot.delivery.loop import Loop
from bot.metrics import Metrics
from bot.precedence import Precedence
from storage.database import Signal
from storage.errors import LeaseLost
from storage.inbox import Inbox, InboxItem

log = structlog.get_logger(__name__)

LANES_AT_ONCE = 4

Dispatch = Callable[[InboxItem], Awaitable[int]]
"""Has the listeners deal with an event; an HTTP status: 200 done, 404 nobody listens, 5xx again.

Listeners finish the event in the transaction of what it caused, if it caused something.
"""

Apologise = Callable[[InboxItem, str], Awaitable[None]]
"""Tells the event's author that it could not be dealt with, and the id under which it is known."""


class Worker:
    """`run` until `stop`. An event that fails to the last is set aside, and its author told."""

    def __init__(
        self,
        inbox: Inbox,
        signal: Signal,
        *,
        dispatch: Dispatch,
        apologise: Apologise,
        real_time: Clock,
        precedence: Precedence,
        metrics: Metrics,
        lease: timedelta,
        delays: Sequence[float] = EVENT_DELAYS,
    ) -> None:
        self._inbox = inbox
        self._dispatch = dispatch
        self._apologise = apologise
        self._real_time = real_time
        self._precedence = precedence
        self._metrics = metrics
        self._lease = lease
        self._delays = delays
        self._loop: Loop[InboxItem] = Loop(
            claim=self._claim,
            work=self._work,
            failed=self._again,
            signal=signal,
            at_once=LANES_AT_ONCE,
        )

    async def run(self) -> None:
        """Works events off as they come."""
        await self._loop.run()

    async def stop(self, patience: float) -> None:
        """Takes no more events, and waits so many seconds for those being dealt with."""
        await self._loop.stop(patience)

    async def _claim(self, free: int) -> Sequence[InboxItem]:
        await self._precedence.stand_back()
        return await self._inbox.claim(self._real_time(), free, self._lease)

    async def _work(self, item: InboxItem) -> None:
        try:
            async with asyncio.timeout(self._lease.total_seconds()):
                status = await self._dispatch(item)
        except TimeoutError:
            status = 504
        if status >= 500:
            await self._again(item, None, status)
            return
        self._metrics.count("worked", "done")
        try:
            await self._inbox.settle(item)
        except LeaseLost:
            return  # finished by a listener, with what it changed

    async def _again(self, item: InboxItem, error: BaseException | None, status: int = 500) -> None:
        """Gives the event back for another attempt, or up after the last."""
        about = {"event_id": item.event_id, "attempt": item.attempts, "status": status}
        if item.attempts <= len(self._delays):
            self._metrics.count("worked", "again")
            log.warning("an event could not be dealt with", **about, exc_info=error)
            due_at = self._real_time() + delay_after(item.attempts, self._delays)
            await self._inbox.retry(item, due_at, f"status {status}")
            return
        error_id = uuid.uuid4().hex[:8]
        self._metrics.count("worked", "aside")
        log.error("an event was set aside", **about, error_id=error_id, exc_info=error)
        await self._apologise(item, error_id)
        await self._inbox.set_aside(item, f"status {status}, {error_id}")
