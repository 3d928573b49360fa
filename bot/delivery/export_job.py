"""The export: both files made from one snapshot, then brought to the member's conversation."""

import asyncio
from asyncio import wrap_future
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from typing import Any

from bot.delivery.dm_channels import Addresses
from bot.delivery.files import Files, unique_name
from bot.delivery.job_runner import Report
from bot.delivery.lookup import LookUp, Wanted
from bot.delivery.timeouts import Patience
from bot.services.context.member_context import ContextFactory
from bot.services.data_rights import export
from bot.services.data_rights.export import ExportFile, Progress
from bot.ui.kit.said import said
from storage.engine.errors import translated
from storage.queues.jobs import Job, Jobs
from storage.row_types import MemberRecord


class Exporting:
    """Does jobs of the kind "export"."""

    def __init__(
        self,
        contexts: ContextFactory,
        addresses: Addresses,
        files: Files,
        look_up: LookUp,
        patience: Patience,
    ) -> None:
        self._office = contexts
        self._addresses = addresses
        self._files = files
        self._look_up = look_up
        self._patience = patience
        self._jobs = Jobs(contexts.database)

    async def __call__(self, job: Job, report: Report) -> Mapping[str, Any]:
        """The ids of the files. One that was shared by an attempt before is found by its name."""
        member, made = await self._made(job, report)
        if member is None:
            return {"files": []}
        channel = member.im_channel or await self._addresses.opened(
            job.workspace_id, job.member_id, member.slack_id
        )
        shared: list[str] = [*job.result.get("files", ())]
        for file in made:
            name = unique_name(file.filename, job)
            file_id = None
            if job.fence > 1:  # claimed before; attempts may not have been counted
                file_id = await self._found(job, channel, name)
            if file_id is None:
                file_id = await self._files.share(
                    job.workspace_id,
                    channel,
                    name=name,
                    content=file.content,
                    comment=said("exported").text,
                )
            if file_id not in shared:
                shared.append(file_id)
                await self._note(job, shared)
        return {"files": shared}

    async def _note(self, job: Job, shared: Sequence[str]) -> None:
        """Erasing has to know them, though the next be refused for good."""

        def unit() -> None:
            with self._office.database.transaction() as session:
                self._jobs.left(session, job, {"files": [*shared]})
                session.commit()

        await wrap_future(self._office.database.write(unit))

    async def _found(self, job: Job, channel: str, name: str) -> str | None:
        """The id of a file that was shared before. History lags behind: two looks are believed."""
        wanted = Wanted(channel, None, job.created_at)
        found = await self._look_up.file(job.workspace_id, wanted, name)
        if found is None:
            await asyncio.sleep(self._patience.look_up.total_seconds())
            found = await self._look_up.file(job.workspace_id, wanted, name)
        return found

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
