"""A member's record read by a job as of one moment, a step at a time, so that others have their
turn between.
"""

import asyncio
from asyncio import wrap_future
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from typing import TypeVar

from bot.services.context.member_context import ContextFactory, MemberContext
from storage.engine.errors import translated
from storage.queues.jobs import Job

T = TypeVar("T")


async def read_in_steps(
    contexts: ContextFactory,
    job: Job,
    reading: Callable[[MemberContext], Iterator[T]],
    take: Callable[[T], Awaitable[None]],
) -> None:
    """Takes each step of a reading of the job's member; none where there is no such member."""
    database, lane = contexts.database, object()
    snapshot = ExitStack()

    def begin() -> Iterator[T]:
        ctx = snapshot.enter_context(contexts.read_by_id(job.workspace_id, job.member_id))
        return iter(()) if ctx is None else reading(ctx)

    def next_step() -> "Future[T | None]":
        return database.read(lambda: next(steps, None), lane=lane)

    try:
        steps = await wrap_future(database.read(begin, lane=lane))
        with translated():  # and not where it is read: half of the steps are not read again
            while (step := await wrap_future(next_step())) is not None:
                await take(step)
    finally:
        # Cut off in a step, its connection is nobody else's before the step is over.
        await asyncio.shield(wrap_future(database.read(snapshot.close, lane=lane)))
