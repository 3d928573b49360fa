"""Audit rounds as jobs: everybody is gone through in pages, and files are brought.

Each page is worked out beside everybody else's units and kept in a short one; in between the
others have their turn.
"""

import asyncio
from asyncio import wrap_future
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Final, TypeVar

from bot.delivery.bringing import FILES, Bringing
from bot.delivery.evidence_files import content_of
from bot.delivery.job_runner import Report
from bot.policy.audits.refusals import StepRefused
from bot.services.audits import drawing, files
from bot.services.audits.drawing import PAGE, Task
from bot.services.audits.files import Case, Wanted
from bot.services.audits.refusals import REFUSALS
from bot.services.context.member_context import ContextFactory
from bot.ui.kit.said import said
from storage.evidence.store import Place
from storage.queues.jobs import Job

T = TypeVar("T")


class _Steps:
    """Runs steps on the database's threads."""

    def __init__(self, contexts: ContextFactory) -> None:
        self._database = contexts.database
        self._lane = object()

    async def read(self, work: Callable[[], T]) -> T:
        """A step that only looks."""
        return await wrap_future(self._database.read(work, lane=self._lane))

    async def write(self, work: Callable[[], T]) -> T:
        """A short unit of work."""
        return await wrap_future(self._database.write(work))


class Auditing:
    """Does jobs of the kind "audit"."""

    def __init__(self, contexts: ContextFactory) -> None:
        self._contexts = contexts
        self._steps = _Steps(contexts)
        self._does: Final[Mapping[str, Callable[[Task, Report], Awaitable[None]]]] = {
            "count": self._count,
            "freeze": self._freeze,
            "ids": self._ids,
            "draw": self._draw,
            "tell": self._tell,
        }

    async def __call__(self, job: Job, report: Report) -> Mapping[str, Any]:
        """Nothing, or by which sentence it was refused: what was done is kept with the round."""
        task = Task(
            job.workspace_id, job.member_id, int(job.values["round"]), f"{job.id}:{job.fence}"
        )
        try:
            await self._does[str(job.values["do"])](task, report)
        except StepRefused as refused:
            return {"refused": REFUSALS[refused.reason]}
        return {}

    async def _count(self, task: Task, report: Report) -> None:
        """Everybody is placed anew, as of the day of whoever asked."""
        if not await self._write(drawing.begin, task, "drafted"):
            return
        while await self._write(drawing.drop_page, task):
            pass
        on = await self._read(drawing.day_of, task)
        after: int | None = 0
        done = 0
        while after is not None:
            rows, after = await self._read(drawing.placed_page, task, after, on)
            if rows and not await self._write(drawing.keep_page, task, rows):
                return
            done += len(rows)
            await report({"done": done})
        await self._write(drawing.all_placed, task, on)

    async def _freeze(self, task: Task, _report: Report) -> None:
        found = await self._read(drawing.frozen, task)
        if found is not None:
            await self._write(drawing.keep, task, *found)

    async def _ids(self, task: Task, report: Report) -> None:
        if not await self._write(drawing.begin, task, "committed"):
            return
        after: int | None = 0
        done = 0
        while after is not None:
            made, after = await self._read(drawing.ids_page, task, after)
            if not await self._write(drawing.keep_ids, task, made):
                return
            done += len(made)
            await report({"done": done})
        found = await self._read(drawing.with_ids, task)
        if found is not None:
            await self._write(drawing.keep, task, *found)

    async def _draw(self, task: Task, report: Report) -> None:
        if not await self._write(drawing.begin, task, "revealed"):
            return
        found = await self._read(drawing.drawn, task)
        if found is None:
            return
        read, now, drawees = found
        for start in range(0, len(drawees), PAGE):
            page = drawees[start : start + PAGE]
            if not await self._write(drawing.keep_drawn, task, page):
                return
            await report({"done": start + len(page)})
        await self._write(drawing.keep, task, read, now)

    async def _tell(self, task: Task, report: Report) -> None:
        after: int | None = 0
        while after is not None:
            after = await self._write(drawing.tell_page, task, after)
            await report({})

    async def _read(self, work: Callable[..., T], *given: Any) -> T:
        return await self._steps.read(partial(work, self._contexts, *given))

    async def _write(self, work: Callable[..., T], *given: Any) -> T:
        return await self._steps.write(partial(work, self._contexts, *given))


class BringingAuditFiles:
    """Does jobs of the kind "audit_file"."""

    def __init__(self, contexts: ContextFactory, bringing: Bringing) -> None:
        self._contexts = contexts
        self._bringing = bringing
        self._steps = _Steps(contexts)

    async def __call__(self, job: Job, _report: Report) -> Mapping[str, Any]:
        """The id of the file; `gone` where it is not to be had any more."""
        found = await self._wanted(job)
        if found is None:
            return {"gone": True}
        wanted, content = found
        channel = await self._bringing.channel_of(job, wanted.slack_id, wanted.im_channel)
        file_id = await self._bringing.bring(
            job,
            channel,
            filename=wanted.name,
            content=content,
            comment=said("audit_file_here").text,
        )
        return {FILES: [file_id]}

    async def _wanted(self, job: Job) -> tuple[Wanted, bytes] | None:
        contexts, what = self._contexts, str(job.values["what"])
        who = (job.workspace_id, job.member_id)
        if what in ("sheet", "named"):
            task = Task(*who, int(job.values["round"]), "")
            named = what == "named"
            sheet = await self._steps.read(lambda: files.sheet_file(contexts, task, named=named))
            return None if sheet is None else (sheet, sheet.content)
        selection = int(job.values["selection"])
        if what == "case":
            case = await self._steps.read(lambda: files.case_of(contexts, who, selection))
            return None if case is None else (case.wanted, await self._case(job, case))
        entry, sha256 = int(job.values["entry"]), str(job.values["sha256"])
        one = await self._steps.read(
            lambda: files.evidence_file(contexts, who, selection, entry, sha256)
        )
        if one is None:
            return None
        content = await self._content(Place(job.workspace_id, one.owner, sha256))
        return None if content is None else (one, content)

    async def _case(self, job: Job, case: Case) -> bytes:
        kept: dict[str, bytes | None] = {}
        for _, sha256 in case.files:
            kept[sha256] = await self._content(Place(job.workspace_id, case.wanted.owner, sha256))
        return await asyncio.to_thread(files.zipped, case, kept.get)

    async def _content(self, place: Place) -> bytes | None:
        """The bytes; None where the store does not hold them."""
        if self._contexts.evidence is None:
            return None
        return await content_of(self._contexts, place)
