"""Bringing a job's file into its member's conversation, once, however often the job is tried."""

import asyncio
from asyncio import wrap_future
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.delivery.dm_channels import Addresses
from bot.delivery.files import Files, unique_name
from bot.delivery.lookup import LookUp, Wanted
from bot.delivery.timeouts import Patience
from storage.engine.database import Database
from storage.queues.jobs import Job, Jobs

FILES: Final = "files"
"""The ids of what was brought, in the job's result: erasing goes by it."""


class Bringing:
    """Each call may raise a `SlackTrouble`."""

    def __init__(
        self,
        database: Database,
        addresses: Addresses,
        files: Files,
        look_up: LookUp,
        patience: Patience,
    ) -> None:
        self._database = database
        self._addresses = addresses
        self._files = files
        self._look_up = look_up
        self._patience = patience
        self._jobs = Jobs(database)

    async def channel_of(self, job: Job, slack_id: str, known: str | None) -> str:
        """The member's conversation."""
        return known or await self._addresses.opened(job.workspace_id, job.member_id, slack_id)

    async def bring(
        self, job: Job, channel: str, *, filename: str, content: bytes | Path, comment: str
    ) -> str:
        """The id of the file. One that was shared by an attempt before is found by its name."""
        name = unique_name(filename, job)
        file_id = None
        if job.fence > 1:  # claimed before; attempts may not have been counted
            file_id = await self._found(job, channel, name)
        if file_id is None:
            file_id = await self._files.share(
                job.workspace_id, channel, name=name, content=content, comment=comment
            )
        return file_id

    async def note(self, job: Job, brought: Sequence[str]) -> None:
        """Erasing has to know them, though what comes next be refused for good."""

        def unit() -> None:
            with self._database.transaction() as session:
                self._jobs.left(session, job, {FILES: [*brought]})
                session.commit()

        await wrap_future(self._database.write(unit))

    async def _found(self, job: Job, channel: str, name: str) -> str | None:
        """The id of a file that was shared before. History lags behind: two looks are believed."""
        wanted = Wanted(channel, None, job.created_at)
        found = await self._look_up.file(job.workspace_id, wanted, name)
        if found is None:
            await asyncio.sleep(self._patience.look_up.total_seconds())
            found = await self._look_up.file(job.workspace_id, wanted, name)
        return found
