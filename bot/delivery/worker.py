"""The worker: takes events from the inbox, member by member, and has each dealt with until done.

What an event means is not known here: it is handed to `deal`.
"""

import traceback
import uuid
from asyncio import wrap_future
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

import structlog

from bot.clock import Clock
from bot.delivery.backoff import EVENT_DELAYS, delay_after
from bot.delivery.loop import Loop, Place
from bot.metrics import Metrics
from storage.engine.database import Database
from storage.engine.errors import LeaseLost, StorageUnavailable
from storage.queues.inbox import Inbox, InboxItem

log = structlog.get_logger(__name__)

LANES_AT_ONCE: Final = 8
"""Events that are dealt with at the same time, each another member's."""

LEFT: Final = timedelta(minutes=1)
"""For so long an event that is not known here is left to a newer process."""

SOON: Final = timedelta(seconds=2)
"""For so long an event waits whose transaction the database could not take just then, or of which
Slack did not say what it needs.
"""

Dealt = Literal["done", "nothing", "later", "unknown"]
"""What came of an event: it is finished, with what it caused; it causes nothing, and is still to be
finished; what it needs is not to be had just now, which is no fault; or this release does not know
it, and leaves it to a newer one.
"""

Deal = Callable[[InboxItem], Awaitable[Dealt]]
"""Deals with an event, and finishes it in the transaction of what it causes."""

Apologise = Callable[[InboxItem, str], None]
"""Tells the event's author, in a unit of work, that it could not be dealt with, and the id under
which that is known.
"""


class Worker:
    """`run` until `stop`. An event that fails to the last is set aside, and its author told."""

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        *,
        deal: Deal,
        apologise: Apologise,
        real_time: Clock,
        metrics: Metrics,
        lease: timedelta,
        delays: Sequence[float] = EVENT_DELAYS,
    ) -> None:
        self._database = database
        self._inbox = inbox
        self._deal = deal
        self._apologise = apologise
        self._real_time = real_time
        self._metrics = metrics
        self._lease = lease
        self._delays = delays
        self._loop: Loop[InboxItem] = Loop(
            claim=self._claim,
            is_anything_due=self._is_anything_due,
            work=self._work,
            failed=self._again,
            signal=database.signals.inbox,
            at_once=LANES_AT_ONCE,
            at_a_time=LANES_AT_ONCE,
            in_order=True,
        )

    async def run(self) -> None:
        """Works events off as they come."""
        await self._loop.run()

    async def stop(self, patience: float) -> None:
        """Takes no more events, and waits so many seconds for those being dealt with."""
        await self._loop.stop(patience)

    # Events that are kept by this very process are taken without being claimed.

    def reserve(self) -> "Reserved | None":
        """Keeps a place for an event that is about to be kept; None where there is none."""
        place = self._loop.promise()
        return None if place is None else Reserved(self._loop, place, self._lease)

    async def _is_anything_due(self) -> bool:
        now = self._real_time()
        return await wrap_future(self._database.read(lambda: self._inbox.is_anything_due(now)))

    async def _claim(self, free: int) -> Sequence[InboxItem]:
        now = self._real_time()
        claiming = self._database.write(lambda: self._inbox.claim(now, free, self._lease))
        return await wrap_future(claiming)

    async def _work(self, item: InboxItem) -> None:
        try:
            dealt = await self._deal(item)
            if dealt == "nothing":
                await wrap_future(self._database.write(lambda: self._inbox.settle(item)))
        except StorageUnavailable as error:
            log.warning("an event has to wait", event_id=item.event_id, reason=error.reason)
            await self._leave(item, SOON)
            return
        if dealt == "later":
            await self._leave(item, SOON)
            return
        if dealt == "unknown":
            log.warning("an event that is not known here is left", event_id=item.event_id)
            await self._leave(item, LEFT)
            return
        self._metrics.count("worked", "done")

    async def _leave(self, item: InboxItem, pause: timedelta) -> None:
        """Gives the event back, uncounted; where the database takes nothing, to its lease."""
        due_at = self._real_time() + pause
        leaving = self._database.write(lambda: self._inbox.leave(item, due_at), patient=True)
        await wrap_future(leaving)

    async def _again(self, item: InboxItem, error: Exception) -> None:
        """Gives the event back for another attempt; up after the last, or where it fails in the
        same way as before: nobody else's trouble, and its lane goes on.
        """
        fault = _fault(error)
        about = {"event_id": item.event_id, "attempt": item.attempts}
        if item.attempts <= len(self._delays) and not (fault and fault == item.error):
            self._metrics.count("worked", "again")
            log.warning("an event could not be dealt with", **about, exc_info=error)
            due_at = self._real_time() + delay_after(item.attempts, self._delays)
            told = fault or type(error).__name__
            again = self._database.write(lambda: self._inbox.retry(item, due_at, told))
            await wrap_future(again)
            return
        error_id = uuid.uuid4().hex[:8]
        self._metrics.count("worked", "aside")
        log.error("an event was set aside", **about, error_id=error_id, exc_info=error)

        def aside() -> None:
            try:
                self._apologise(item, error_id)
            except StorageUnavailable:
                raise
            except Exception:  # its lane goes on, though nothing can be told there
                log.exception("nobody could be told of an event that was set aside", **about)
            self._inbox.set_aside(item, f"{type(error).__name__}, {error_id}")

        await wrap_future(self._database.write(aside))


@dataclass(frozen=True, slots=True)
class Reserved:
    """A place for an event, and the lease that it is to be kept under."""

    _loop: Loop[InboxItem]
    _place: Place
    lease: timedelta

    def fill(self, item: InboxItem | None) -> None:
        """Has the event dealt with that was kept under the lease; None: there is none."""
        self._loop.take([] if item is None else [item], place=self._place)


def _fault(error: Exception) -> str:
    """A mistake of ours by its type and place; empty where trying again may help by itself."""
    if isinstance(error, StorageUnavailable | LeaseLost | OSError | TimeoutError):
        return ""
    frames = traceback.extract_tb(error.__traceback__)
    at = f" at {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{at}"
