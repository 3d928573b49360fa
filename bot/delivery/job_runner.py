"""The runner of jobs: takes slow work from its queue, has it done outside any transaction.

What a kind of job does is its own room's: see `WORK` where the runner is made. Its effect on the
database happens once; what it does in Slack may happen again, and is found by name or id. How it
ended comes back as an event in its member's lane.
"""

import asyncio
from asyncio import wrap_future
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from aiolimiter import AsyncLimiter
from sqlmodel import Session

from bot.clock import Clocks
from bot.delivery.backoff import MESSAGE_DELAYS, delay_after
from bot.delivery.loop import Loop
from bot.delivery.slack import MethodRefused, NotNow, Refused, SlackTrouble, TokenRefused
from bot.metrics import Metrics
from bot.services.context.jobs import ENDED, announcement
from storage.engine.database import Database
from storage.engine.errors import LeaseLost, StorageUnavailable
from storage.queues import inbox
from storage.queues.jobs import COACH, EVERYTHING, Job, Jobs
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

AT_ONCE: Final = 2
ATTEMPTS: Final = 5

SHOWN_EVERY: Final = timedelta(seconds=5)
SHOWN_A_MINUTE: Final = 20
"""How often progress is shown at most: for one job, and in a workspace."""

_BARRED: Final = timedelta(minutes=1)
_LEFT: Final = timedelta(minutes=1)

Report = Callable[[Mapping[str, Any]], Awaitable[None]]
"""Is told how far a job has come, in plain values, as often as one likes."""

Work = Callable[[Job, Report], Awaitable[Mapping[str, Any]]]
"""Does a job; its result, in plain values. May raise a `SlackTrouble`."""


class JobRunner:
    """`run` until `stop`. A job that fails to the last is set aside, and its member told.

    It does the jobs of one `part` of the queue, so many `at_once`. Before it takes any it lets
    `pause` seconds pass, in which what was queued with them is sent.
    """

    def __init__(
        self,
        database: Database,
        jobs: Jobs,
        work: Mapping[str, Work],
        *,
        clocks: Clocks,
        metrics: Metrics,
        lease: timedelta,
        delays: Sequence[float] = MESSAGE_DELAYS,
        part: str = EVERYTHING,
        at_once: int = AT_ONCE,
        pause: float = 0,
    ) -> None:
        self._part = part
        self._pause = pause
        self._database = database
        self._jobs = jobs
        self._work = work
        self._clocks = clocks
        self._metrics = metrics
        self._lease = lease
        self._delays = delays
        self._shown: dict[str, AsyncLimiter] = {}
        self._loop: Loop[Job] = Loop(
            claim=self._claim,
            is_anything_due=self._is_anything_due,
            work=self._do,
            failed=self._mistake,
            signal=database.signals.job,
            at_once=at_once,
            at_a_time=at_once,
            in_order=part != COACH,
        )

    async def run(self) -> None:
        """Does jobs as they are asked for."""
        await self._loop.run()

    async def stop(self, patience: float) -> None:
        """Takes no more jobs, and waits so many seconds for those being done."""
        await self._loop.stop(patience)

    async def _is_anything_due(self) -> bool:
        now = self._clocks.real()
        return await wrap_future(
            self._database.read(lambda: self._jobs.is_anything_due(now, self._part))
        )

    async def _claim(self, free: int) -> Sequence[Job]:
        await asyncio.sleep(self._pause)
        now = self._clocks.real()
        claiming = self._database.write(
            lambda: self._jobs.claim(now, free, self._lease, self._part)
        )
        return await wrap_future(claiming)

    async def _do(self, job: Job) -> None:
        work = self._work.get(job.kind)
        if work is None:
            log.warning("a job of a kind that is not known here is left", kind=job.kind, job=job.id)
            await self._back(job, self._clocks.real() + _LEFT, "unknown kind", counted=False)
            return
        try:
            result = await self._under_lease(job, work)
        except SlackTrouble as trouble:
            await self._trouble(job, trouble)
            return
        await self._ended(job, lambda session: self._jobs.end(session, job, result, self._now()))
        self._metrics.count("jobs", "done")

    async def _under_lease(self, job: Job, work: Work) -> Mapping[str, Any]:
        """Does the work while the lease is renewed; it is cut off when the lease is lost."""
        progress = _Progress(self._now(), self._now() + self._lease)

        async def report(so_far: Mapping[str, Any]) -> None:
            progress.so_far = dict(so_far)
            now = self._clocks.real()
            if now - progress.shown_at >= SHOWN_EVERY:
                progress.shown_at = now
                await self._renew(job, progress, show=await self._may_show(job.workspace_id))

        doing = asyncio.ensure_future(work(job, report))
        try:
            while not (await asyncio.wait({doing}, timeout=self._lease.total_seconds() / 3))[0]:
                await self._renew(job, progress, show=False)
        finally:
            doing.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await doing
        return doing.result()

    async def _renew(self, job: Job, progress: "_Progress", *, show: bool) -> None:
        so_far = progress.so_far

        def unit() -> datetime:
            now = self._clocks.real()
            with self._database.transaction() as session:
                self._jobs.progressed(session, job, so_far, now + self._lease)
                if show:
                    work = UnitOfWork(session, job.workspace_id)
                    work.messages.show_said(announcement(job.id), now)
                    work.write()
                session.commit()
            return now + self._lease

        try:
            progress.held_until = await wrap_future(self._database.write(unit))
        except StorageUnavailable as error:
            if self._now() >= progress.held_until:
                raise
            log.warning("the lease of a job is renewed later", job=job.id, reason=error.reason)

    async def _may_show(self, workspace_id: str) -> bool:
        limiter = self._shown.get(workspace_id)
        if limiter is None:
            limiter = self._shown[workspace_id] = AsyncLimiter(SHOWN_A_MINUTE, 60)
        if not limiter.has_capacity():
            return False
        await limiter.acquire()  # at once
        return True

    async def _trouble(self, job: Job, trouble: SlackTrouble) -> None:
        about = {"job": job.id, "kind": job.kind, "method": trouble.method, "code": trouble.code}
        now = self._clocks.real()
        match trouble:
            case NotNow(pause=timedelta() as pause):
                log.warning("a job has to wait", **about)
                await self._back(job, now + pause, trouble.code, counted=False)
            case TokenRefused():
                log.error("Slack refuses our token; see cpdbot doctor", **about)
                await self._back(job, now + _BARRED, trouble.code, counted=False)
            case Refused():
                await self._give_up(job, trouble.code, trouble)
            case MethodRefused():
                log.error("Slack does not let us use a method; see cpdbot doctor", **about)
                await self._again(job, trouble.code, now + _BARRED, trouble)
            case _:
                log.warning("a job has to wait", **about)
                await self._again(job, trouble.code, self._later(job), trouble)

    async def _mistake(self, job: Job, error: Exception) -> None:
        """Our own: one that repeats is given up at once."""
        if isinstance(error, LeaseLost | StorageUnavailable):
            raise error
        log.error("a job failed", job=job.id, kind=job.kind, exc_info=error)
        told = type(error).__name__
        if told == job.error:
            await self._give_up(job, told, error)
        else:
            await self._again(job, told, self._later(job), error)

    async def _again(self, job: Job, code: str, due_at: datetime, error: Exception) -> None:
        if job.attempts >= ATTEMPTS:
            await self._give_up(job, code, error)
        else:
            self._metrics.count("jobs", "again")
            await self._back(job, due_at, code)

    async def _back(self, job: Job, due_at: datetime, code: str, *, counted: bool = True) -> None:
        def unit() -> None:
            with self._database.transaction() as session:
                self._jobs.retry(session, job, due_at, code, counted=counted)
                session.commit()

        await wrap_future(self._database.write(unit))

    async def _give_up(self, job: Job, code: str, error: Exception) -> None:
        self._metrics.count("jobs", "aside")
        log.error("a job was set aside", job=job.id, kind=job.kind, code=code, exc_info=error)
        await self._ended(
            job, lambda session: self._jobs.set_aside(session, job, code, self._now())
        )

    async def _ended(self, job: Job, note: Callable[[Session], None]) -> None:
        """Notes how it ended and, in the same transaction, tells it in its member's lane."""

        def unit() -> None:
            with self._database.transaction() as session:
                note(session)
                member = UnitOfWork(session, job.workspace_id).members.get(job.member_id)
                if member is not None:
                    inbox.put_within(
                        session,
                        workspace_id=job.workspace_id,
                        event_id=f"job:{job.id}:{job.fence}",
                        lane=f"{job.workspace_id}:{member.slack_id}",
                        body={"type": ENDED, "job_id": job.id},
                        real=self._now(),
                        calendar=self._clocks.calendar(),
                    )
                session.commit()

        await wrap_future(self._database.write(unit))

    def _now(self) -> datetime:
        return self._clocks.real()

    def _later(self, job: Job) -> datetime:
        return self._now() + delay_after(job.attempts, self._delays)


class _Progress:
    """How far a job has come, when that was shown last, and how long it is certainly ours."""

    def __init__(self, began: datetime, held_until: datetime) -> None:
        self.so_far: Mapping[str, Any] = {}
        self.shown_at = began
        self.held_until = held_until
