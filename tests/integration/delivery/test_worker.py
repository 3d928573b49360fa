"""The worker: every event is dealt with, in its person's order, or an operator hears of it."""

import asyncio
import io
import json
from asyncio import wrap_future
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import select

from bot.clock import Clocks, real_time
from bot.delivery.backoff import EVENT_DELAYS
from bot.delivery.worker import LANES_AT_ONCE, LEFT, SOON, Dealt, Worker
from bot.handlers import bolt
from bot.handlers.intake import Door
from bot.metrics import Metrics
from storage.engine.database import Database
from storage.engine.errors import StorageUnavailable
from storage.queues.inbox import Inbox, InboxItem
from storage.queues.inbox_writer import Arrival, Kept
from storage.tables import Inbox as InboxTable
from tests.integration.delivery.harness import MovedClock
from tests.patience import PATIENCE
from tests.storage.concurrency import held_up
from tests.storage.locks import locked


class WorkerHarness:
    """An inbox, and a dealer whose answers the test gives; what it was asked is in `heard`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.inbox = Inbox(database)
        self.clock = MovedClock()
        self.metrics = Metrics()
        self.lease = timedelta(seconds=30)
        self.heard: list[str] = []
        self.apologies: list[tuple[str, str]] = []
        self.cannot_be_told: Exception | None = None
        self.answer: Callable[[InboxItem], Dealt] = lambda _item: "nothing"
        self._asked = asyncio.Event()
        self.hold = asyncio.Event()
        self.hold.set()

    async def arrive(
        self, event_id: str, lane: str = "T1:U1", lease: timedelta | None = None
    ) -> tuple[Arrival, Kept]:
        """An event comes; it is kept under a lease where one is given."""
        arrival = Arrival(
            "T1",
            event_id,
            lane,
            json.dumps({"n": event_id}),
            real_time(),
            real_time(),
            None if lease is None else self.clock() + lease,
        )
        return arrival, await wrap_future(self.inbox.put(arrival))

    async def row(self, event_id: str) -> InboxTable:
        def unit() -> InboxTable:
            with self.database.snapshot() as session:
                named = select(InboxTable).where(InboxTable.event_id == event_id)
                return session.exec(named).one()

        return await wrap_future(self.database.read(unit))

    async def until(self, event_id: str, state: str, attempts: int = 1) -> InboxTable:
        """Waits until the event is in that state, after so many attempts."""
        async with asyncio.timeout(PATIENCE):
            while True:  # the database tells nobody
                found = await self.row(event_id)
                if found.state == state and found.attempts >= attempts and not found.lease_until:
                    return found
                await asyncio.sleep(0.005)

    async def until_heard(self, number: int) -> None:
        """Waits until the dealer was asked so often."""
        async with asyncio.timeout(PATIENCE):
            while len(self.heard) < number:
                self._asked.clear()
                await self._asked.wait()

    async def settle(self, item: InboxItem) -> None:
        """Finishes an event."""
        await wrap_future(self.database.write(lambda: self.inbox.settle(item)))

    async def claim(self) -> list[InboxItem]:
        """What another process would take now."""
        now = self.clock()
        return await wrap_future(
            self.database.write(lambda: self.inbox.claim(now, LANES_AT_ONCE, self.lease))
        )

    def later(self, **by: float) -> None:
        """Moves the clock and wakes the worker."""
        self.clock.forward(**by)
        self.database.signals.inbox.set()

    async def _deal(self, item: InboxItem) -> Dealt:
        self.heard.append(item.event_id)
        self._asked.set()
        await self.hold.wait()
        dealt = self.answer(item)
        if dealt == "done":
            await self.settle(item)
        return dealt

    def _apologise(self, item: InboxItem, error_id: str) -> None:
        if self.cannot_be_told is not None:
            raise self.cannot_be_told
        self.apologies.append((item.event_id, error_id))

    @asynccontextmanager
    async def working(self) -> AsyncIterator[Worker]:
        worker = Worker(
            self.database,
            self.inbox,
            deal=self._deal,
            apologise=self._apologise,
            real_time=self.clock,
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
            await asyncio.to_thread(self.inbox.close)


@pytest.fixture
def harness(sqlite: Database) -> WorkerHarness:
    return WorkerHarness(sqlite)


class Script:
    """Answers one after the other, the last of them for ever; an error is raised."""

    def __init__(self, *answers: Dealt | Exception) -> None:
        self._answers = list(answers)

    def __call__(self, _item: InboxItem) -> Dealt:
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def failing(event_id: str, error: Exception) -> Callable[[InboxItem], Dealt]:
    """Fails at one event, and finishes every other."""

    def answer(item: InboxItem) -> Dealt:
        if item.event_id == event_id:
            raise error
        return "done"

    return answer


async def test_an_event_that_caused_nothing_is_settled(harness: WorkerHarness) -> None:
    async with harness.working():
        await harness.arrive("Ev1")
        row = await harness.until("Ev1", "done")
    assert row.payload is None


async def test_an_event_that_was_finished_with_what_it_caused_stays_finished(
    harness: WorkerHarness,
) -> None:
    harness.answer = Script("done")
    async with harness.working():
        await harness.arrive("Ev1")
        await harness.arrive("Ev2")
        await harness.until("Ev2", "done")
    assert harness.heard == ["Ev1", "Ev2"]
    assert (await harness.row("Ev1")).state == "done"


async def test_one_persons_events_wait_for_each_other_and_nobody_elses(
    harness: WorkerHarness,
) -> None:
    harness.hold.clear()
    async with harness.working():
        for event_id, lane in (("Ev1", "T1:U1"), ("Ev2", "T1:U1"), ("Ev3", "T1:U2")):
            await harness.arrive(event_id, lane)
        await harness.until_heard(2)
        assert sorted(harness.heard) == ["Ev1", "Ev3"]
        harness.hold.set()
        await harness.until("Ev2", "done")


async def test_an_event_that_failed_is_tried_again_before_its_persons_next(
    harness: WorkerHarness,
) -> None:
    harness.answer = Script(ZeroDivisionError(), "nothing")
    async with harness.working():
        await harness.arrive("Ev1")
        await harness.arrive("Ev2")
        row = await harness.until("Ev1", "new")
        assert row.error is not None
        assert row.error.startswith("ZeroDivisionError at ")
        harness.later(seconds=2)
        await harness.until("Ev2", "done")
    assert harness.heard == ["Ev1", "Ev1", "Ev2"]
    assert harness.apologies == []


async def test_an_event_that_fails_to_the_last_is_set_aside_and_its_author_told(
    harness: WorkerHarness,
) -> None:
    """Trouble that may pass by itself is waited out for as long as there are attempts."""
    harness.answer = failing("Ev1", TimeoutError())
    async with harness.working():
        await harness.arrive("Ev1")
        await harness.arrive("Ev2")
        for attempt, delay in enumerate(EVENT_DELAYS, start=1):
            await harness.until("Ev1", "new", attempt)
            harness.later(seconds=delay * 1.3)
        row = await harness.until("Ev1", "aside", len(EVENT_DELAYS) + 1)
        await harness.until("Ev2", "done")
    [(event_id, error_id)] = harness.apologies
    assert event_id == "Ev1"
    assert row.error == f"TimeoutError, {error_id}"
    assert row.payload == '{"n": "Ev1"}'


async def test_a_fault_that_repeats_identically_is_set_aside_at_once_and_its_lane_goes_on(
    harness: WorkerHarness,
) -> None:
    harness.answer = failing("Ev1", KeyError("words of hers"))
    async with harness.working():
        await harness.arrive("Ev1")
        await harness.arrive("Ev2")
        await harness.until("Ev1", "new")
        harness.later(seconds=2)
        row = await harness.until("Ev1", "aside")
        await harness.until("Ev2", "done")
    assert row.attempts == 2
    assert harness.heard == ["Ev1", "Ev1", "Ev2"]
    [(event_id, error_id)] = harness.apologies
    assert event_id == "Ev1"
    assert row.error == f"KeyError, {error_id}"


async def test_a_fault_unlike_the_one_before_is_tried_again(harness: WorkerHarness) -> None:
    harness.answer = Script(KeyError(), IndexError(), KeyError(), "done")
    async with harness.working():
        await harness.arrive("Ev1")
        for attempt, delay in zip((1, 2, 3), EVENT_DELAYS, strict=False):
            await harness.until("Ev1", "new", attempt)
            harness.later(seconds=delay * 1.3)
        await harness.until("Ev1", "done")
    assert harness.apologies == []


@pytest.mark.parametrize("in_commit", [False, True])
async def test_an_event_whose_transaction_could_not_be_had_is_taken_again_soon(
    harness: WorkerHarness, *, in_commit: bool
) -> None:
    harness.answer = Script(StorageUnavailable("locked", in_commit=in_commit), "done")
    async with harness.working():
        await harness.arrive("Ev1")
        await harness.until_heard(1)
        row = await harness.until("Ev1", "new", 0)
        assert (row.attempts, row.error) == (0, None)  # it was no attempt
        harness.later(seconds=SOON.total_seconds())
        await harness.until("Ev1", "done")


async def test_an_event_that_cannot_even_be_given_back_is_left_to_its_lease(
    harness: WorkerHarness, log: io.StringIO
) -> None:
    with ExitStack() as somebody_else:

        def meet_a_lock(_item: InboxItem) -> Dealt:
            somebody_else.enter_context(locked(harness.database, str(harness.database.url)))
            raise StorageUnavailable("locked")

        harness.answer = meet_a_lock
        async with harness.working():
            await harness.arrive("Ev1")
            async with asyncio.timeout(PATIENCE):
                while "left to its lease" not in log.getvalue():  # noqa: ASYNC110 - it tells nobody
                    await asyncio.sleep(0.005)
            somebody_else.close()
            harness.answer = Script("done")
            harness.later(seconds=31)
            assert (await harness.until("Ev1", "done")).attempts == 2


async def test_an_event_is_set_aside_though_its_author_cannot_be_told(
    harness: WorkerHarness,
) -> None:
    harness.answer = failing("Ev1", KeyError())
    harness.cannot_be_told = KeyError("words of hers")
    async with harness.working():
        await harness.arrive("Ev1")
        await harness.arrive("Ev2")
        await harness.until("Ev1", "new")
        harness.later(seconds=2)
        await harness.until("Ev1", "aside")
        await harness.until("Ev2", "done")


async def test_an_event_that_somebody_else_has_taken_over_is_theirs_alone(
    harness: WorkerHarness,
) -> None:
    """What takes longer than its lease changes nothing more: the fence tells the two apart."""
    harness.hold.clear()
    harness.answer = Script(ZeroDivisionError())
    async with harness.working():
        await harness.arrive("Ev1")
        await harness.until_heard(1)
        harness.clock.forward(seconds=31)
        [theirs] = await harness.claim()
        harness.hold.set()
        await harness.arrive("Ev2", "T1:U2")
        await harness.until("Ev2", "new")
        kept = await harness.row("Ev1")
        assert (kept.state, kept.fence, kept.error) == ("working", theirs.fence, None)
        await harness.settle(theirs)
    assert (await harness.row("Ev1")).state == "done"


async def test_an_event_that_is_not_known_here_is_left_uncounted_to_a_newer_release(
    harness: WorkerHarness,
) -> None:
    harness.answer = Script("unknown", "unknown", "done")
    async with harness.working():
        await harness.arrive("Ev1")
        left = await harness.until("Ev1", "new", 0)
        while left.due_at <= harness.clock():
            left = await harness.until("Ev1", "new", 0)
        assert left.attempts == 0
        assert left.due_at - harness.clock() <= LEFT
        for heard in (2, 3):
            harness.later(seconds=61)
            await harness.until_heard(heard)
            await harness.until("Ev1", "new" if heard == 2 else "done", 0)
    assert harness.apologies == []


# Kept and taken in one


async def test_an_event_that_was_kept_under_a_lease_is_taken_without_a_claim(
    harness: WorkerHarness,
) -> None:
    async with harness.working() as worker:
        place = worker.reserve()
        assert place is not None
        assert place.lease == harness.lease
        arrival, kept = await harness.arrive("Ev1", lease=place.lease)
        assert await harness.claim() == []
        place.fill(harness.inbox.leased(arrival, kept))
        row = await harness.until("Ev1", "done")
    assert (row.attempts, row.fence) == (1, 1)


async def test_what_came_behind_an_event_in_a_kept_place_is_taken_after_it(
    harness: WorkerHarness,
) -> None:
    harness.hold.clear()
    async with harness.working() as worker:
        place = worker.reserve()
        assert place is not None
        arrival, kept = await harness.arrive("Ev1", lease=place.lease)
        place.fill(harness.inbox.leased(arrival, kept))
        await harness.until_heard(1)
        await harness.arrive("Ev2")
        harness.hold.set()
        await harness.until("Ev2", "done")
    assert harness.heard == ["Ev1", "Ev2"]


class Us:
    """Who the bot is in every workspace."""

    bot_user_id = "U0CPDBOT00"
    web = AsyncWebClient(token="xoxb-1")

    def of(self, workspace_id: str) -> "Us":
        del workspace_id
        return self


async def test_an_event_that_is_kept_after_slack_was_told_no_is_dealt_with_at_once(
    harness: WorkerHarness,
) -> None:
    event = {"type": "message", "channel_type": "im", "user": "U1", "text": "2h", "ts": "1.1"}
    body = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}
    async with harness.working() as worker:
        clocks = Clocks(real=harness.clock)
        door = Door(
            bolt.app(Us()), harness.inbox, worker, clients=Us(), clocks=clocks, metrics=Metrics()
        )
        with held_up(harness.database):  # the disk stands still
            assert (await door.answer(body)).status == 503
        await harness.until_heard(1)
        assert (await harness.until("Ev1", "done")).fence == 1
        assert (await door.answer(body)).status == 200
    assert harness.heard == ["Ev1"]


async def test_there_is_no_more_place_to_keep_than_there_are_lanes(harness: WorkerHarness) -> None:
    harness.hold.clear()
    async with harness.working() as worker:
        for number in range(LANES_AT_ONCE - 1):
            await harness.arrive(f"Ev{number}", f"T1:U{number}")
        await harness.until_heard(LANES_AT_ONCE - 1)
        place = worker.reserve()
        assert place is not None
        assert worker.reserve() is None
        place.fill(None)
        again = worker.reserve()
        assert again is not None
        again.fill(None)


async def test_stopping_waits_for_what_is_being_dealt_with(harness: WorkerHarness) -> None:
    harness.hold.clear()
    async with harness.working() as worker:
        await harness.arrive("Ev1")
        await harness.arrive("Ev2", "T1:U2")
        await harness.until_heard(2)
        stopping = asyncio.create_task(worker.stop(5))
        await harness.arrive("Ev3", "T1:U3")
        harness.hold.set()
        await stopping
        assert [(await harness.row(each)).state for each in ("Ev1", "Ev2", "Ev3")] == [
            "done",
            "done",
            "new",
        ]
