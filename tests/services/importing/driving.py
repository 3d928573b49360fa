"""Imports driven without Slack: a file of rows as readers write it, and the jobs that follow."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.conversation.tables.meaning import Frame, Meanings, PageMeant, Rows
from bot.delivery.import_jobs import Intake, Reading, Taking, Tidying
from bot.readers.rows import RowReader
from bot.services.context import jobs as job_events
from bot.services.context.member_context import Origin
from bot.services.importing import actions as importing
from bot.services.importing.arrivals import FileFacts
from storage.importing.records import ImportRecord
from storage.queues.jobs import Job, Jobs
from tests.services.harness import TEAM, TODAY, ServiceHarness

HEADING = ["Date", "Course title", "Provider", "Hours", "What did you learn?", "Comments"]
LEARNT = "I learnt to prove dead before I touch the pack, which helps on every job I do"


class Here:
    """Reads rows in this process, as a child would: that both say the same is a test of its own."""

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[RowReader]:
        yield self

    async def read(self, frame: Frame, rows: Rows) -> PageMeant:
        return Meanings(frame).of(rows)


class Killed(Exception):  # noqa: N818 - no error: it is what the test wants
    """The process died here."""


def log_of(count: int, *, first: date = TODAY - timedelta(days=1)) -> list[list[Any]]:
    """A log with a heading and so many rows, one on each day backwards, an hour each."""
    days = [first - timedelta(days=at) for at in range(count)]
    return [
        HEADING,
        *(
            [f"{day:%d/%m/%Y}", f"Course number {at}", "Bosch", "1", LEARNT, "Good"]
            for at, day in enumerate(days)
        ),
    ]


def rows_file(folder: Path, rows: Sequence[Sequence[Any]], name: str = "rows.jsonl") -> Path:
    """The file that a reader of tables writes."""
    path = folder / name
    first = {"sheet": "Log", "columns": max(map(len, rows), default=0), "rows": len(rows)}
    path.write_text("\n".join(json.dumps(one) for one in (first, *rows)), encoding="utf-8")
    return path


def member_id(harness: ServiceHarness, who: str = "UANA") -> int:
    with harness.open(who) as ctx:
        return ctx.member.id


def arrive(
    harness: ServiceHarness,
    path: Path,
    *,
    key: str = "file:1",
    who: str = "UANA",
    name: str = "my log.xlsx",
) -> int:
    """A table was given and read; its import's number. Its rows are kept, and not judged yet."""
    facts = FileFacts(key, name, "f" * 64)
    whose = member_id(harness, who)
    number = asyncio.run(Intake(harness.contexts).table(TEAM, whose, facts, path))
    assert number is not None
    return number


def work_off(harness: ServiceHarness, *, dies_after: int | None = None) -> None:
    """Does all jobs, and what follows in members' lanes. `dies_after` so many chunks of one job the
    process dies, with nothing noted of that job.
    """
    queue = Jobs(harness.database)
    while claimed := queue.claim(harness.now, 1, timedelta(minutes=1)):
        job = claimed[0]
        asyncio.run(_done(harness, job, dies_after))
        with harness.database.transaction() as session:
            queue.end(session, job, {}, harness.now)
            session.commit()
        ended(harness, job)


def ended(harness: ServiceHarness, job: Job) -> None:
    """The event that says so, in the member's lane."""
    with harness.contexts.open_by_id(TEAM, job.member_id, Origin(f"ended:{job.id}")) as ctx:
        assert ctx is not None
        job_events.ended(ctx, job.id)
        ctx.commit()


async def _done(harness: ServiceHarness, job: Job, dies_after: int | None) -> None:
    kinds: Mapping[str, Any] = {
        "import_read": partial(Reading, readers=Here()),
        "archive_read": partial(Reading, readers=Here()),
        "import_take": Taking,
        "archive_take": Taking,
        "import_tidy": Tidying,
    }
    reported = 0

    async def report(_so_far: Mapping[str, Any]) -> None:
        nonlocal reported
        reported += 1
        if dies_after is not None and reported > dies_after:
            raise Killed

    await kinds[job.kind](harness.contexts)(job, report)


def lease_runs_out(harness: ServiceHarness) -> None:
    """Time enough for another process to take over what a dead one had."""
    harness.now += timedelta(minutes=2)


def found(harness: ServiceHarness, import_id: int, who: str = "UANA") -> ImportRecord:
    with harness.open(who) as ctx:
        known = ctx.work.imports.get(import_id, ctx.member.id)
    assert known is not None
    return known


def take(harness: ServiceHarness, import_id: int, *, own: bool = True, words: bool = True) -> None:
    with harness.open() as ctx:
        importing.Take(import_id, own=own, words=words).do(ctx)


def imported(
    harness: ServiceHarness, folder: Path, rows: Sequence[Sequence[Any]], *, key: str = "file:1"
) -> int:
    """A table that was shown, confirmed and taken; its import's number."""
    number = arrive(harness, rows_file(folder, rows), key=key)
    work_off(harness)
    take(harness, number)
    work_off(harness)
    return number
