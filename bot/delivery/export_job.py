"""The export: both files made from one snapshot, then brought to the member's conversation."""

import asyncio
from asyncio import wrap_future
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import ExitStack
from typing import Any

from bot.delivery.bringing import FILES, Bringing
from bot.delivery.job_runner import Report
from bot.services.context.member_context import ContextFactory
from bot.services.data_rights import export
from bot.services.data_rights.export import ExportFile, Progress
from bot.ui.kit.said import said
from storage.engine.errors import translated
from storage.queues.jobs import Job
from storage.row_types import MemberRecord


class Exporting:
    """Does jobs of the kind "export"."""

    def __init__(self, contexts: ContextFactory, bringing: Bringing) -> None:
        self._office = contexts
        self._bringing = bringing

    async def __call__(self, job: Job, report: Report) -> Mapping[str, Any]:
        """The ids of the files. One that was shared by an attempt before is found by its name."""
        member, made = await self._made(job, report)
        if member is None:
            return {FILES: []}
        channel = await self._bringing.channel_of(job, member.slack_id, member.im_channel)
        shared: list[str] = [*job.result.get(FILES, ())]
        for file in made:
            file_id = await self._bringing.bring(
                job,
                channel,
                filename=file.filename,
                content=file.content,
                comment=said("exported").text,
            )
            if file_id not in shared:
                shared.append(file_id)
                await self._bringing.note(job, shared)
        return {FILES: shared}

    async def _made(self, job: Job, report: Report) -> tuple[MemberRecord | None, list[ExportFile]]:
        """Both files as of one moment: step by step, so that others have their turn between."""
        database, lane = self._office.database, object()
        made: list[ExportFile] = []
        snapshot = ExitStack()

        def begin() -> tuple[MemberRecord | None, Any]:
            ctx = snapshot.enter_context(self._office.read_by_id(job.workspace_id, job.member_id))
            return (None, iter(())) if ctx is None else (ctx.member, export.files(ctx))

        def next_step() -> "Future[Progress | ExportFile | None]":
            return database.read(lambda: next(steps, None), lane=lane)

        try:
            member, steps = await wrap_future(database.read(begin, lane=lane))
            with translated():  # and not where it is read: half of the steps are not read again
                while (step := await wrap_future(next_step())) is not None:
                    match step:
                        case Progress(file_format, done, entries):
                            await report({"format": file_format, "done": done, "entries": entries})
                        case ExportFile():
                            made.append(step)
        finally:
            # Cut off in a step, its connection is nobody else's before the step is over.
            await asyncio.shield(wrap_future(database.read(snapshot.close, lane=lane)))
        return member, made
