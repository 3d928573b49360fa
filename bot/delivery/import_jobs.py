"""Imports as jobs: a file's rows are kept, read, made into entries and tidied up after, in chunks.

Each chunk is worked out beside everybody else's units, and kept in a short one of its member's; in
between the others have their turn.
"""

import asyncio
import json
from asyncio import wrap_future
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from time import thread_time
from typing import Any, Final, Literal, TypeVar

from bot.conversation.tables.meaning import PageMeant
from bot.delivery.job_runner import Report
from bot.readers.rows import RowReader, RowReaders
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.importing import archive_reading, arrivals, reading, taking, undoing
from bot.services.importing.arrivals import KEPT_AT_ONCE, ROWS_MOST, FileFacts, StillOurs
from bot.services.importing.calendars import EVENTS_MOST
from storage.importing.records import ImportRecord
from storage.queues.jobs import Job

T = TypeVar("T")

_Meant = tuple[reading.PageSeen, PageMeant]

REST: Final = 0.5
"""So much of the processor's time that a chunk took is left to others before the next. What it
waited for them is no reason to rest: they had their turn.
"""

FORGOTTEN_AT_ONCE: Final = 100
"""Previews that were left, looked for at once."""


class _Steps:
    """Runs the steps of an import on the database's threads, with rests in between."""

    def __init__(self, contexts: ContextFactory) -> None:
        self._contexts = contexts
        self._lane = object()

    async def read(self, work: Callable[[], T]) -> T:
        """A step that only looks."""
        found, took = await wrap_future(
            self._contexts.database.read(lambda: _timed(work), lane=self._lane)
        )
        await asyncio.sleep(took * REST)
        return found

    async def write(self, work: Callable[[], T]) -> T:
        """A short unit of work."""
        return await wrap_future(self._contexts.database.write(work))


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """What it finds, and the seconds of the processor that this took."""
    began = thread_time()
    found = work()
    return found, thread_time() - began


def _always(_ctx: MemberContext) -> None:
    return None


class Intake:
    """Keeps what a reader of files wrote of a table or a calendar, and has it gone on with.

    For whoever has read a member's file; done again, it goes on where it was, and what is there
    stays as it is. `still_ours` is asked in the unit that begins: it raises where the record was
    erased while the file was read. What is begun before that goes with the record.
    """

    def __init__(self, contexts: ContextFactory, still_ours: StillOurs = _always) -> None:
        self._contexts = contexts
        self._steps = _Steps(contexts)
        self._still_ours = still_ours

    async def table(
        self, workspace_id: str, member_id: int, facts: FileFacts, rows: Path, *, cut: bool = False
    ) -> int | None:
        """The import's number; None without such a member. `rows` has a line of JSON for each row
        behind a first that is about the file; `cut`: the file has more.
        """
        contexts = self._contexts
        known = await self._steps.write(
            lambda: arrivals.begin(
                contexts, workspace_id, member_id, facts, rows, still_ours=self._still_ours
            )
        )
        if known is None:
            return None
        below = islice(arrivals.rows_in(rows), known.arrived_to, ROWS_MOST)
        return await self._kept(workspace_id, known, below, cut=cut)

    async def calendar(
        self,
        workspace_id: str,
        member_id: int,
        facts: FileFacts,
        events: Path,
        *,
        cut: bool = False,
    ) -> int | None:
        """The same of a calendar, with a line of JSON for each event."""
        contexts = self._contexts
        known = await self._steps.write(
            lambda: arrivals.begin_calendar(
                contexts, workspace_id, member_id, facts, still_ours=self._still_ours
            )
        )
        if known is None:
            return None
        rows = await asyncio.to_thread(_events_in, events)
        below = iter(rows[known.arrived_to :])
        return await self._kept(workspace_id, known, below, cut=cut)

    async def _kept(
        self, workspace_id: str, known: ImportRecord, rows: Iterator[list[Any]], *, cut: bool
    ) -> int:
        following: ImportRecord | None = known
        while following is not None and following.state == "arriving":
            following = await self._next(workspace_id, following, rows, cut=cut)
        return known.id

    async def _next(
        self, workspace_id: str, known: ImportRecord, rows: Iterator[list[Any]], *, cut: bool
    ) -> ImportRecord | None:
        """How the import stands once the next rows are kept, or it is said that there are none."""
        contexts = self._contexts
        chunk = await asyncio.to_thread(lambda: list(islice(rows, KEPT_AT_ONCE)))
        if not chunk:
            await self._steps.write(
                lambda: arrivals.arrived(contexts, workspace_id, known, cut=cut)
            )
            return None
        kept = await self._steps.write(
            lambda: arrivals.keep_rows(contexts, workspace_id, known, chunk)
        )
        return replace(known, arrived_to=known.arrived_to + len(chunk)) if kept else None


def _events_in(path: Path) -> list[list[Any]]:
    """The events of a calendar, the latest first, each as a row of one cell."""
    with path.open(encoding="utf-8") as lines:
        found = [_event(line) for line in lines]
    return [[one] for one in reversed(found) if one][:EVENTS_MOST]


def _event(line: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    names = ("title", "start", "end", "all_day", "minutes")
    return {name: told[name] for name in names if name in told} if isinstance(told, dict) else {}


class _Importing:
    """What the jobs of an import have in common: where a chunk was not kept, others have gone on
    with it, and it is looked at anew.
    """

    def __init__(self, contexts: ContextFactory) -> None:
        self._contexts = contexts
        self._steps = _Steps(contexts)

    async def _known(self, job: Job) -> ImportRecord | None:
        who = (job.workspace_id, job.member_id, job.values["import"])
        return await self._steps.read(lambda: arrivals.look_again(self._contexts, *who))


class Reading(_Importing):
    """Does jobs of the kinds "import_read" and "archive_read". `readers` say what rows of tables
    mean, a page ahead of what is kept.
    """

    def __init__(self, contexts: ContextFactory, readers: RowReaders) -> None:
        super().__init__(contexts)
        self._readers = readers

    async def __call__(self, job: Job, report: Report) -> Mapping[str, Any]:
        """Nothing: what was read is kept with the rows. Raises ReaderError, or OSError, where rows
        cannot be read.
        """
        times = job.values["times"]
        known = await self._known(job)
        if known is not None and known.kind == "archive":
            await self._read_archive(job, report)
            return {}
        while known is not None and reading.is_to_be_read(known, times):
            async with self._readers.reading() as reader:
                if not known.read_to:
                    await self._settle_order(job, known)
                    known = await self._known(job)
                if known is None or await self._read_on(job, known, reader, report):
                    break
            known = await self._known(job)
        return {}

    async def _read_archive(self, job: Job, report: Report) -> None:
        """Entries of an archive say what they are by themselves: no child is asked."""
        contexts, workspace_id = self._contexts, job.workspace_id
        known = await self._known(job)
        while known is not None and reading.is_to_be_read(known, job.values["times"]):
            page = await self._steps.read(
                partial(archive_reading.next_page, contexts, workspace_id, known)
            )
            if page is None:
                break
            kept = await self._steps.write(partial(reading.keep_page, contexts, workspace_id, page))
            known = page.after if kept else await self._known(job)
            await report({"done": page.to, "of": page.known.rows})

    async def _read_on(
        self, job: Job, known: ImportRecord, reader: RowReader, report: Report
    ) -> bool:
        """Whether all is read; False where others have gone on, and it is looked at anew."""
        contexts, workspace_id = self._contexts, job.workspace_id
        coming = self._begin(workspace_id, known, reader)
        try:
            while (meant := await coming) is not None:
                coming = self._begin(workspace_id, meant[0].behind, reader)
                page = await self._steps.read(
                    partial(reading.read_page, contexts, workspace_id, known, meant[1])
                )
                if page is None:
                    return True
                if not await self._steps.write(
                    partial(reading.keep_page, contexts, workspace_id, page)
                ):
                    return False
                known = page.after
                await report({"done": page.to, "of": page.known.rows})
        finally:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)
        return True

    def _begin(
        self, workspace_id: str, known: ImportRecord, reader: RowReader
    ) -> "asyncio.Task[_Meant | None]":
        return asyncio.create_task(self._meant(workspace_id, known, reader))

    async def _meant(
        self, workspace_id: str, known: ImportRecord, reader: RowReader
    ) -> _Meant | None:
        """The next rows, and what they mean; None where there are no more."""
        seen = await self._steps.read(
            lambda: reading.next_page(self._contexts, workspace_id, known)
        )
        return None if seen is None else (seen, await reader.read(seen.frame, seen.rows))

    async def _settle_order(self, job: Job, known: ImportRecord) -> None:
        contexts, workspace_id = self._contexts, job.workspace_id
        first = second = False
        after = 0
        while True:
            seen = await self._steps.read(
                partial(reading.days_seen, contexts, workspace_id, known, after)
            )
            if seen is None:
                break
            after, first, second = seen[0], first or seen[1], second or seen[2]
        await self._steps.write(
            lambda: reading.settle_order(contexts, workspace_id, known, first=first, second=second)
        )


class Taking(_Importing):
    """Does jobs of the kinds "import_take" and "archive_take": all but the last step, which is the
    member's lane's.
    """

    async def __call__(self, job: Job, report: Report) -> Mapping[str, Any]:
        """Nothing: how far it has come stands with the import."""
        contexts, workspace_id = self._contexts, job.workspace_id
        known = await self._known(job)
        while known is not None and known.state == "staging":
            staged = await self._stage(workspace_id, known, report)
            if staged is None:
                if taking.AGAIN in known.counts:
                    await self._reassess(workspace_id, known)
                else:
                    await self._steps.write(
                        partial(taking.all_staged, contexts, workspace_id, known)
                    )
            known = staged or await self._known(job)
        return {}

    async def _stage(
        self, workspace_id: str, known: ImportRecord, report: Report
    ) -> ImportRecord | Literal[False] | None:
        """How the import stands once its next rows are staged; False where that has to be looked
        at, None where there are no more rows.
        """
        contexts = self._contexts
        chunk = await self._steps.read(lambda: taking.next_chunk(contexts, workspace_id, known))
        if chunk is None:
            return None
        kept = await self._steps.write(lambda: taking.keep_chunk(contexts, workspace_id, chunk))
        await report({"done": chunk.to, "of": known.rows})
        return kept and chunk.after

    async def _reassess(self, workspace_id: str, known: ImportRecord) -> None:
        contexts = self._contexts
        page = await self._steps.read(lambda: taking.next_reassessed(contexts, workspace_id, known))
        if page is None:
            await self._steps.write(lambda: taking.all_reassessed(contexts, workspace_id, known))
        else:
            await self._steps.write(lambda: taking.keep_reassessed(contexts, workspace_id, page))


class Tidying(_Importing):
    """Does jobs of the kind "import_tidy"."""

    async def __call__(self, job: Job, report: Report) -> Mapping[str, Any]:
        """Nothing; nobody waits to see how far it is."""
        del report
        who = (job.workspace_id, job.member_id, job.values["import"])
        words_to: int | None = 0
        while words_to is not None:
            words_to = await self._steps.write(
                partial(undoing.forget_words, self._contexts, *who, words_to)
            )
        while await self._steps.write(lambda: undoing.tidy_page(self._contexts, *who)):
            pass
        return {}


async def forget_previews(contexts: ContextFactory) -> int:
    """Drops tables that were shown long ago and left, and what was left of those that are over; how
    many.
    """
    database, now = contexts.database, contexts.clocks.calendar()
    found = await wrap_future(
        database.read(lambda: undoing.forgotten_previews(contexts, now, FORGOTTEN_AT_ONCE))
    )
    for one in found:
        await wrap_future(database.write(partial(undoing.forget_preview, contexts, *one)))
    over = await wrap_future(
        database.read(lambda: undoing.with_leftovers(contexts, FORGOTTEN_AT_ONCE))
    )
    for one in over:
        while await wrap_future(database.write(partial(undoing.tidy_page, contexts, *one))):
            pass
    return len(found) + len(over)
