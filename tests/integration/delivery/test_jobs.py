"""The runner of jobs: each is done once under its lease, shown as it goes, and told at its end."""

import asyncio
import io
import json
from asyncio import wrap_future
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from sqlmodel import col, select

from bot.clock import Clocks
from bot.delivery.backoff import MESSAGE_DELAYS
from bot.delivery.job_runner import ATTEMPTS, SHOWN_A_MINUTE, SHOWN_EVERY, JobRunner, Report
from bot.delivery.slack import MethodRefused, NotNow, Refused, TokenRefused, Unclear
from bot.metrics import Metrics
from bot.services.context.jobs import ANNOUNCED, ENDED, announcement
from storage.engine.database import Database
from storage.queues.jobs import Job, Jobs
from storage.tables import Inbox as InboxTable
from storage.tables import Job as JobTable
from storage.unit_of_work import UnitOfWork, unit_of_work
from tests.integration.delivery.harness import WORKSPACE, MovedClock
from tests.patience import PATIENCE
from tests.storage.locks import locked

T = TypeVar("T")

Result = Mapping[str, Any]

ANA, BEN = "U0ANA00000", "U0BEN00000"


class Workshop:
    """A queue of jobs and who does them: `does` is what a job of the kind "work" does."""

    def __init__(self, database: Database, clock: MovedClock) -> None:
        self.database = database
        self.clock = clock
        self.jobs = Jobs(database)
        self.metrics = Metrics()
        self.begun: list[Job] = []
        self.does: Callable[[Job, Report], Awaitable[Result]] = nothing_much
        self._moved = asyncio.Event()

    async def unit(self, does: Callable[[UnitOfWork], T]) -> T:
        """What a unit of work of the test's own returns."""

        def unit() -> T:
            with unit_of_work(self.database, WORKSPACE) as work:
                found = does(work)
                work.commit()
            return found

        return await wrap_future(self.database.write(unit))

    async def ask(self, key: str, of: str = ANA, kind: str = "work", **values: Any) -> int:
        """Asks for a job; its number."""

        def ask(work: UnitOfWork) -> int | None:
            work.workspace.ensure(self.clock())
            member = work.members.meet(of, self.clock())
            return work.jobs.ask(member.id, kind, key, self.clock(), values)

        number = await self.unit(ask)
        assert number is not None
        return number

    async def row(self, number: int) -> JobTable:
        """The job as it stands."""

        def unit() -> JobTable | None:
            with self.database.snapshot() as session:
                return session.get(JobTable, number)

        found = await wrap_future(self.database.read(unit))
        assert found is not None
        return found

    async def until(self, number: int, is_so: Callable[[JobTable], bool]) -> JobTable:
        """Waits until this is so of the job."""
        async with asyncio.timeout(PATIENCE):
            while not is_so(found := await self.row(number)):  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.005)
        return found

    async def until_state(self, number: int, state: str) -> JobTable:
        return await self.until(number, lambda row: row.state == state)

    async def until_waiting(self, number: int) -> JobTable:
        """Waits until the job was given back, to be tried later."""
        return await self.until(
            number,
            lambda row: row.state == "new" and not row.lease_until and row.due_at > self.clock(),
        )

    async def until_begun(self, times: int) -> Job:
        """Waits until so many jobs were begun; the last of them."""
        async with asyncio.timeout(PATIENCE):
            while len(self.begun) < times:
                self._moved.clear()
                await self._moved.wait()
        return self.begun[times - 1]

    async def told(self) -> list[tuple[str, Mapping[str, Any]]]:
        """The lane and the body of each event that says that a job has ended."""

        def unit() -> Sequence[InboxTable]:
            with self.database.snapshot() as session:
                return session.exec(select(InboxTable).order_by(col(InboxTable.id))).all()

        rows = await wrap_future(self.database.read(unit))
        return [(row.lane, json.loads(row.payload or "{}")) for row in rows]

    async def claim(self) -> list[Job]:
        """What another process would take now."""
        now = self.clock()
        return await wrap_future(
            self.database.write(lambda: self.jobs.claim(now, 10, timedelta(seconds=30)))
        )

    def later(self, **by: float) -> None:
        """Moves the clock and wakes the runner."""
        self.clock.forward(**by)
        self.database.signals.job.set()

    async def _work(self, job: Job, report: Report) -> Result:
        self.begun.append(job)
        self._moved.set()
        return await self.does(job, report)

    @asynccontextmanager
    async def working(self, lease: float = 30, patience: float = 5) -> AsyncIterator[JobRunner]:
        runner = JobRunner(
            self.database,
            self.jobs,
            {"work": self._work},
            clocks=Clocks(calendar=self.clock, real=self.clock),
            metrics=self.metrics,
            lease=timedelta(seconds=lease),
        )
        task = asyncio.create_task(runner.run())
        try:
            yield runner
        finally:
            await runner.stop(patience)
            await task


async def nothing_much(_job: Job, _report: Report) -> Result:
    return {}


def raising(*answers: Exception | Result) -> Callable[[Job, Report], Awaitable[Result]]:
    """Answers one after the other, the last of them for ever; an error is raised."""
    left = list(answers)

    async def does(_job: Job, _report: Report) -> Result:
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    return does


class Held:
    """Work that waits until the test lets it end; whether it was cut off before."""

    def __init__(self) -> None:
        self.end = asyncio.Event()
        self.was_cut_off = False

    async def __call__(self, _job: Job, _report: Report) -> Result:
        try:
            await self.end.wait()
        except asyncio.CancelledError:
            self.was_cut_off = True
            raise
        return {"files": ["F1"]}


@pytest.fixture
def workshop(sqlite: Database, clock: MovedClock) -> Workshop:
    return Workshop(sqlite, clock)


# Doing


async def test_a_job_is_done_once_and_its_end_told_in_its_members_lane(workshop: Workshop) -> None:
    workshop.does = raising({"files": ["F1", "F2"]})
    async with workshop.working():
        number = await workshop.ask("export:1", size=7)
        row = await workshop.until_state(number, "done")
    [job] = workshop.begun
    assert (job.values, job.attempts) == ({"size": 7}, 1)
    assert row.result == {"files": ["F1", "F2"]}
    assert row.values == {}  # a job that is done keeps nothing of what it was asked with
    assert await workshop.told() == [(f"{WORKSPACE}:{ANA}", {"type": ENDED, "job_id": number})]


async def test_a_members_jobs_are_done_one_after_the_other_and_nobody_elses_wait(
    workshop: Workshop,
) -> None:
    held = Held()
    workshop.does = held
    async with workshop.working():
        first = await workshop.ask("1")
        second = await workshop.ask("2")
        other = await workshop.ask("3", of=BEN)
        await workshop.until_begun(2)
        assert {job.id for job in workshop.begun} == {first, other}
        held.end.set()
        await workshop.until_state(second, "done")


async def test_two_runners_do_each_job_once(database: Database, clock: MovedClock) -> None:
    workshop = Workshop(database, clock)
    async with workshop.working(), workshop.working():
        numbers = [await workshop.ask(f"{n}", of=f"U{n}") for n in range(6)]
        for number in numbers:
            await workshop.until_state(number, "done")
    assert sorted(job.id for job in workshop.begun) == numbers


# Lease and fence


async def test_a_long_job_keeps_its_lease_and_says_how_far_it_is(workshop: Workshop) -> None:
    held, reported = Held(), asyncio.Event()

    async def long(job: Job, report: Report) -> Result:
        await report({"done": 3})
        reported.set()
        return await held(job, report)

    workshop.does = long
    async with workshop.working(lease=0.3):
        number = await workshop.ask("1")
        await reported.wait()
        first = (await workshop.row(number)).lease_until
        assert first is not None
        longer = await workshop.until(
            number, lambda row: row.lease_until is not None and row.lease_until > first
        )
        assert longer.progress == {"done": 3}
        held.end.set()
        await workshop.until_state(number, "done")
    assert len(workshop.begun) == 1


async def test_a_job_whose_lease_was_lost_is_cut_off_and_changes_nothing_more(
    workshop: Workshop,
) -> None:
    held = Held()
    workshop.does = held
    async with workshop.working(lease=0.3):
        number = await workshop.ask("1")
        await workshop.until_begun(1)
        workshop.clock.forward(seconds=31)
        [theirs] = await workshop.claim()
        async with asyncio.timeout(PATIENCE):
            while not held.was_cut_off:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.005)
        row = await workshop.row(number)
        assert (row.state, row.fence, row.error) == ("working", theirs.fence, None)
    assert await workshop.told() == []


async def test_a_lock_that_is_gone_before_the_lease_is_cuts_no_job_off(
    workshop: Workshop, sqlite_url: str, log: io.StringIO
) -> None:
    workshop.does = held = Held()
    number = await workshop.ask("a")
    async with workshop.working(lease=7):
        await workshop.until_begun(1)
        with locked(workshop.database, sqlite_url):
            async with asyncio.timeout(PATIENCE):
                while "is renewed later" not in log.getvalue():  # noqa: ASYNC110 - it tells nobody
                    await asyncio.sleep(0.005)
        held.end.set()
        row = await workshop.until_state(number, "done")
    assert not held.was_cut_off
    assert row.attempts == 1


async def test_a_job_that_ends_after_somebody_else_took_it_over_is_theirs_to_end(
    workshop: Workshop,
) -> None:
    held = Held()
    workshop.does = held
    async with workshop.working():
        number = await workshop.ask("1")
        await workshop.until_begun(1)
        workshop.clock.forward(seconds=31)
        [theirs] = await workshop.claim()
        held.end.set()
        other = await workshop.ask("2", of=BEN)
        await workshop.until_state(other, "done")
        row = await workshop.row(number)
        assert (row.state, row.fence, row.result) == ("working", theirs.fence, {})
    assert [body["job_id"] for _, body in await workshop.told()] == [other]


async def test_what_a_killed_runner_was_at_is_done_by_another_after_its_lease(
    workshop: Workshop,
) -> None:
    workshop.does = Held()
    async with workshop.working(patience=0):
        number = await workshop.ask("1")
        await workshop.until_begun(1)
    assert (await workshop.row(number)).state == "working"
    workshop.does = nothing_much
    async with workshop.working():
        workshop.later(seconds=31)
        row = await workshop.until_state(number, "done")
    assert (row.attempts, row.fence) == (2, 2)
    assert len(await workshop.told()) == 1


async def test_stopping_waits_for_the_job_that_is_being_done(workshop: Workshop) -> None:
    held = Held()
    workshop.does = held
    async with workshop.working() as runner:
        number = await workshop.ask("1")
        await workshop.until_begun(1)
        stopping = asyncio.create_task(runner.stop(PATIENCE))
        waiting = await workshop.ask("2", of=BEN)
        held.end.set()
        await stopping
    assert (await workshop.row(number)).state == "done"
    assert (await workshop.row(waiting)).state == "new"


# Trouble


@pytest.mark.parametrize(
    "trouble",
    [NotNow("upload", "not_reached"), Unclear("files.delete", "500"), ZeroDivisionError("hers")],
    ids=["out of reach", "unclear", "our own"],
)
async def test_a_job_that_failed_is_tried_again_later(
    workshop: Workshop, trouble: Exception
) -> None:
    workshop.does = raising(trouble, {})
    async with workshop.working():
        number = await workshop.ask("1")
        row = await workshop.until_waiting(number)
        assert row.attempts == 1
        assert "hers" not in str(row.error)
        workshop.later(seconds=2)
        await workshop.until_state(number, "done")
    assert [job.attempts for job in workshop.begun] == [1, 2]


@pytest.mark.parametrize(
    ("trouble", "seconds"),
    [
        (NotNow("files.delete", "ratelimited", timedelta(seconds=20)), 20),
        (TokenRefused("files.delete", "token_revoked"), 60),
    ],
    ids=["limited", "token"],
)
async def test_being_told_to_wait_is_no_attempt_however_often(
    workshop: Workshop, trouble: Exception, seconds: int
) -> None:
    often = ATTEMPTS + 2
    workshop.does = raising(*[trouble] * often, {})
    async with workshop.working():
        number = await workshop.ask("1")
        for times in range(1, often + 1):
            await workshop.until_begun(times)
            row = await workshop.until_waiting(number)
            assert row.attempts == 0
            assert timedelta() < row.due_at - workshop.clock() <= timedelta(seconds=seconds)
            workshop.later(seconds=seconds + 1)
        await workshop.until_state(number, "done")


async def test_a_job_that_fails_to_the_last_is_set_aside_told_and_its_lane_goes_on(
    workshop: Workshop,
) -> None:
    workshop.does = raising(*[Unclear("upload", "500")] * ATTEMPTS, {})
    async with workshop.working():
        number = await workshop.ask("1", words="not hers")
        behind = await workshop.ask("2")
        for times in range(1, ATTEMPTS):
            await workshop.until_begun(times)
            await workshop.until_waiting(number)
            assert (await workshop.row(behind)).state == "new"
            workshop.later(seconds=MESSAGE_DELAYS[-1] * 1.3)
        row = await workshop.until_state(number, "aside")
        await workshop.until_state(behind, "done")
    assert (row.attempts, row.error) == (ATTEMPTS, "500")
    assert row.values == {"words": "not hers"}  # an operator may have it tried anew
    assert [body["job_id"] for _, body in await workshop.told()] == [number, behind]


async def test_a_method_that_we_may_not_use_sets_a_job_aside_after_its_attempts(
    workshop: Workshop,
) -> None:
    workshop.does = raising(MethodRefused("files.delete", "missing_scope"))
    async with workshop.working():
        number = await workshop.ask("1")
        for times in range(1, ATTEMPTS):
            await workshop.until_begun(times)
            row = await workshop.until_waiting(number)
            assert row.attempts == times
            workshop.later(seconds=61)
        await workshop.until_state(number, "aside")


async def test_a_job_that_slack_refuses_for_good_is_set_aside_at_once(workshop: Workshop) -> None:
    workshop.does = raising(Refused("files.completeUploadExternal", "channel_not_found"))
    async with workshop.working():
        number = await workshop.ask("1")
        row = await workshop.until_state(number, "aside")
    assert (row.attempts, row.error) == (1, "channel_not_found")
    assert len(await workshop.told()) == 1


async def test_a_mistake_that_repeats_is_set_aside_on_the_second_attempt(
    workshop: Workshop,
) -> None:
    workshop.does = raising(ZeroDivisionError())
    async with workshop.working():
        number = await workshop.ask("1")
        await workshop.until_waiting(number)
        workshop.later(seconds=2)
        row = await workshop.until_state(number, "aside")
    assert (row.attempts, row.error) == (2, "ZeroDivisionError")


async def test_a_job_set_aside_and_reopened_tells_its_end_again(workshop: Workshop) -> None:
    workshop.does = raising(Refused("upload", "file_too_large"), {"files": ["F1"]})
    async with workshop.working():
        number = await workshop.ask("1")
        await workshop.until_state(number, "aside")
        now = workshop.clock()
        reopened = workshop.database.write(lambda: workshop.jobs.reopen_aside(now))
        assert await wrap_future(reopened) == 1
        workshop.database.signals.job.set()
        await workshop.until_state(number, "done")
    assert [body["job_id"] for _, body in await workshop.told()] == [number, number]


async def test_a_kind_that_is_not_known_here_is_left_uncounted_to_a_newer_release(
    workshop: Workshop,
) -> None:
    async with workshop.working():
        number = await workshop.ask("1", kind="of tomorrow")
        row = await workshop.until_waiting(number)
    assert row.attempts == 0
    assert await workshop.told() == []


async def test_a_cancelled_job_is_lost_to_whoever_is_at_it(workshop: Workshop) -> None:
    held = Held()
    workshop.does = held
    async with workshop.working():
        number = await workshop.ask("1", words="hers")
        behind = await workshop.ask("2")
        job = await workshop.until_begun(1)
        await workshop.unit(lambda work: work.jobs.cancel(job.member_id))
        held.end.set()
        other = await workshop.ask("3", of=BEN)
        await workshop.until_state(other, "done")
        rows = [await workshop.row(one) for one in (number, behind)]
    assert [(row.state, row.values, row.result) for row in rows] == [("cancelled", {}, {})] * 2
    assert [body["job_id"] for _, body in await workshop.told()] == [other]


# Showing


async def announced(workshop: Workshop, number: int, of: str) -> None:
    """The message on which the job's progress stands, as if it were sent."""

    def say(work: UnitOfWork) -> None:
        member = work.members.meet(of, workshop.clock())
        key, values = announcement(number), {"job_id": number}
        work.messages.say(member.id, ANNOUNCED, key, workshop.clock(), values)

    await workshop.unit(say)


class Shows:
    """Counts how often what stands somewhere is to be shown anew."""

    def __init__(self, database: Database) -> None:
        self.times = 0
        database.signals.outbox.listen(self._heard)

    def _heard(self) -> None:
        self.times += 1


async def test_progress_is_shown_every_five_seconds_at_most(workshop: Workshop) -> None:
    go_on, shown = asyncio.Event(), list[int]()

    async def long(job: Job, report: Report) -> Result:
        await announced(workshop, job.id, ANA)
        shows = Shows(workshop.database)
        for _ in range(3):
            for done in range(10):
                await report({"done": done})
            shown.append(shows.times)
            workshop.clock.forward(seconds=SHOWN_EVERY.total_seconds())
        go_on.set()
        return {}

    workshop.does = long
    async with workshop.working():
        await workshop.ask("1")
        await go_on.wait()
    assert shown == [0, 1, 2]


async def test_progress_is_shown_so_often_a_minute_in_a_workspace_and_noted_all_the_same(
    workshop: Workshop,
) -> None:
    often = SHOWN_A_MINUTE * 2
    ended = asyncio.Event()
    ends = iter((False, True))

    async def long(job: Job, report: Report) -> Result:
        await announced(workshop, job.id, ANA)
        for done in range(often):
            workshop.clock.forward(seconds=SHOWN_EVERY.total_seconds() + 1)
            await report({"done": done})
        noted.append((await workshop.row(job.id)).progress)
        if next(ends):
            ended.set()
        return {}

    noted: list[Mapping[str, Any]] = []
    workshop.does = long
    async with workshop.working(lease=10_000):
        shows = Shows(workshop.database)
        await workshop.until_state(await workshop.ask("1"), "done")
        assert SHOWN_A_MINUTE <= shows.times - 1 < often
        before = shows.times
        await workshop.until_state(await workshop.ask("2"), "done")
        assert shows.times - 1 - before < SHOWN_A_MINUTE  # one limit for all jobs of a workspace
    assert noted == [{"done": often - 1}] * 2
