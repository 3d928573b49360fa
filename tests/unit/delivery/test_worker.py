"""The worker: every event is dealt with, in its person's order, or an operator hears of it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.clock import real_time
from bot.delivery.backoff import EVENT_DELAYS
from bot.delivery.worker import Worker
from bot.metrics import Metrics
from bot.precedence import Precedence
from storage.database import Database
from storage.errors import StorageUnavailable
from storage.inbox import Inbox, InboxItem
from storage.intake import Arrival
from storage.tables import Inbox as InboxTable
from tests.patience import PATIENCE
from tests.unit.delivery.letters import MovedClock

Outcome = int | BaseException


class Desk:
    """An inbox, and a listener whose answers the test gives; what it was asked is in `heard`."""

    def __init__(self, database: Database, lease: float = 30) -> None:
        self.database = database
        self.inbox = Inbox(database)
        self.clock = MovedClock()
        self.metrics = Metrics()
        self.lease = timedelta(seconds=lease)
        self.heard: list[str] = []
        self.apologies: list[tuple[str, str]] = []
        self.answer: Callable[[InboxItem], Outcome] = lambda _item: 200
        self._asked = asyncio.Event()
        self.hold = asyncio.Event()
        self.hold.set()

    async def arrive(self, event_id: str, lane: str = "T1:U1") -> None:
        """An event comes."""
        await self.inbox.put(
            Arrival("T1", event_id, lane, json.dumps({"n": event_id}), real_time(), real_time())
        )

    async def row(self, event_id: str) -> InboxTable:
        async with self.database.snapshot() as session:
            for number in range(1, 20):
                found = await session.get(InboxTable, number)
                if found is not None and found.event_id == event_id:
                    return found
        raise LookupError(event_id)

    async def until(self, event_id: str, state: str, attempts: int = 1) -> InboxTable:
        """Waits until the event is in that state, after so many attempts."""
        async with asyncio.timeout(PATIENCE):
            while True:  # the database tells nobody
                found = await self.row(event_id)
                if found.state == state and found.attempts >= attempts and not found.lease_until:
                    return found
                await asyncio.sleep(0.005)

    async def until_heard(self, number: int, seconds: float = PATIENCE) -> None:
        """Waits until the listener was asked so often."""
        async with asyncio.timeout(seconds):
            while len(self.heard) < number:
                self._asked.clear()
                await self._asked.wait()

    def later(self, **by: float) -> None:
        """Moves the clock and wakes the worker."""
        self.clock.forward(**by)
        self.database.signals.inbox.set()

    async def _dispatch(self, item: InboxItem) -> int:
        self.heard.append(item.event_id)
        self._asked.set()
        await self.hold.wait()
        outcome = self.answer(item)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    async def _apologise(self, item: InboxItem, error_id: str) -> None:
        self.apologies.append((item.event_id, error_id))

    @asynccontextmanager
    async def working(self, precedence: Precedence | None = None) -> AsyncIterator[Worker]:
        worker = Worker(
            self.inbox,
            self.database.signals.inbox,
            dispatch=self._dispatch,
            apologise=self._apologise,
            real_time=self.clock,
            precedence=precedence or Precedence(),
            metrics=self.metrics,
            lease=self.lease,
        )
        task = asyncio.create_task(worker.run())
        try:
            yield worker
        finally:
            self.hold.set()
            await worker.stop(5)
            await task
            await self.inbox.close()


@pytest.fixture
def desk(sqlite: Database) -> Desk:
    return Desk(sqlite)


@pytest.mark.parametrize("status", [200, 404])
async def test_an_event_that_caused_nothing_is_settled(desk: Desk, status: int) -> None:
    desk.answer = lambda _item: status
    async with desk.working():
        await desk.arrive("Ev1")
        row = await desk.until("Ev1", "done")
    assert row.payload is None


async def test_an_event_that_a_listener_finished_stays_finished(desk: Desk) -> None:
    desk.hold.clear()
    async with desk.working():
        await desk.arrive("Ev1")
        await desk.until_heard(1)
        row = await desk.row("Ev1")
        finished = InboxItem(
            row.id, "T1", "Ev1", row.lane, "{}", real_time(), real_time(), row.attempts, row.fence
        )
        await desk.inbox.settle(finished)
        desk.hold.set()
        await desk.arrive("Ev2")
        await desk.until("Ev2", "done")
    assert desk.heard == ["Ev1", "Ev2"]


async def test_one_persons_events_wait_for_each_other_and_nobody_elses(desk: Desk) -> None:
    desk.hold.clear()
    async with desk.working():
        for event_id, lane in (("Ev1", "T1:U1"), ("Ev2", "T1:U1"), ("Ev3", "T1:U2")):
            await desk.arrive(event_id, lane)
        await desk.until_heard(2)
        assert sorted(desk.heard) == ["Ev1", "Ev3"]
        desk.hold.set()
        await desk.until("Ev2", "done")


async def test_an_event_that_failed_is_tried_again_before_its_persons_next(desk: Desk) -> None:
    answers = iter([500, 200, 200])
    desk.answer = lambda _item: next(answers)
    async with desk.working():
        await desk.arrive("Ev1")
        await desk.arrive("Ev2")
        row = await desk.until("Ev1", "new")
        assert row.error == "status 500"
        desk.later(seconds=2)
        await desk.until("Ev2", "done")
    assert desk.heard == ["Ev1", "Ev1", "Ev2"]


async def test_an_event_that_fails_to_the_last_is_set_aside_and_its_author_told(
    desk: Desk,
) -> None:
    desk.answer = lambda item: 500 if item.event_id == "Ev1" else 200
    async with desk.working():
        await desk.arrive("Ev1")
        await desk.arrive("Ev2")
        for attempt, delay in enumerate(EVENT_DELAYS, start=1):
            await desk.until("Ev1", "new", attempt)
            desk.later(seconds=delay * 1.3)
        row = await desk.until("Ev1", "aside", len(EVENT_DELAYS) + 1)
        await desk.until("Ev2", "done")
    [(event_id, error_id)] = desk.apologies
    assert event_id == "Ev1"
    assert row.error == f"status 500, {error_id}"
    assert row.payload == '{"n": "Ev1"}'


async def test_an_error_that_the_dispatch_itself_raises_counts_as_a_failure(desk: Desk) -> None:
    answers: list[Outcome] = [ZeroDivisionError(), 200]
    desk.answer = lambda _item: answers.pop(0)
    async with desk.working():
        await desk.arrive("Ev1")
        await desk.until("Ev1", "new")
        desk.later(seconds=2)
        await desk.until("Ev1", "done")


async def test_an_event_that_met_a_database_that_was_down_is_left_to_its_lease(
    desk: Desk,
) -> None:
    answers: list[Outcome] = [StorageUnavailable("locked"), 200]
    desk.answer = lambda _item: answers.pop(0)
    async with desk.working():
        await desk.arrive("Ev1")
        await desk.until_heard(1)
        desk.later(seconds=31)
        await desk.until_heard(2)
        await desk.until("Ev1", "done")


async def test_work_that_takes_longer_than_its_lease_is_cut_off(sqlite: Database) -> None:
    desk = Desk(sqlite, lease=0.2)
    desk.hold.clear()
    async with desk.working():
        await desk.arrive("Ev1")
        row = await desk.until("Ev1", "new")
        assert row.error == "status 504"


async def test_the_worker_stands_back_while_somebody_waits_for_an_ack(desk: Desk) -> None:
    precedence = Precedence()
    async with desk.working(precedence):
        with precedence.ack():
            await desk.arrive("Ev1")
            with pytest.raises(TimeoutError):
                await desk.until_heard(1, seconds=0.1)
        await desk.until("Ev1", "done")


async def test_the_worker_does_not_stand_back_for_ever(desk: Desk) -> None:
    precedence = Precedence()
    async with desk.working(precedence):
        with precedence.ack():
            await desk.arrive("Ev1")
            await desk.until("Ev1", "done")


async def test_stopping_waits_for_what_is_being_dealt_with(desk: Desk) -> None:
    desk.hold.clear()
    async with desk.working() as worker:
        await desk.arrive("Ev1")
        await desk.arrive("Ev2", "T1:U2")
        await desk.until_heard(2)
        stopping = asyncio.create_task(worker.stop(5))
        await desk.arrive("Ev3", "T1:U3")
        desk.hold.set()
        await stopping
        assert [(await desk.row(each)).state for each in ("Ev1", "Ev2", "Ev3")] == [
            "done",
            "done",
            "new",
        ]
