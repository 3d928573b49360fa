"""The rest of an erasure: page by page, then what I put into the conversation as files, and the
bytes of the member's own.

The messages are shown anew by the sender, and say that they were erased.
"""

from asyncio import wrap_future
from collections.abc import Mapping
from typing import Any

import structlog

from bot.delivery.evidence_sweeps import erase_bytes
from bot.delivery.files import Files
from bot.delivery.job_runner import Report
from bot.delivery.slack import MethodRefused, Refused
from bot.services.context.member_context import ContextFactory
from bot.services.data_rights import erasure
from storage.data_rights.member_data import Erased
from storage.evidence.errors import EvidenceUnavailable
from storage.queues.jobs import Job

log = structlog.get_logger(__name__)


class Erasing:
    """Does jobs of the kind "erase"."""

    def __init__(self, contexts: ContextFactory, files: Files) -> None:
        self._office = contexts
        self._files = files

    async def __call__(self, job: Job, report: Report) -> Mapping[str, Any]:
        """How many files Slack did not let us delete, if any: their owner has to."""
        del report  # nobody waits to see how far it is
        database, contexts = self._office.database, self._office
        up_to = Erased(job.values["entry"], job.values["revision"])
        who = (job.workspace_id, job.member_id)
        while await wrap_future(database.write(lambda: erasure.erase_more(contexts, *who, up_to))):
            pass
        exported = database.read(lambda: erasure.exported_files(contexts, *who, job.id))
        files = await wrap_future(exported)
        left = 0
        for file_id in files:
            try:
                await self._files.delete(job.workspace_id, file_id)
            except (Refused, MethodRefused) as trouble:
                left += 1
                log.warning("an exported file could not be deleted", code=trouble.code)
        await wrap_future(database.write(lambda: erasure.forget_exports(contexts, *who, job.id)))
        forgetting = database.write(lambda: erasure.forget_files(contexts, *who, job.created_at))
        await wrap_future(forgetting)
        await self._erase_bytes(job)
        return {"files_left": left} if left else {}  # it left nothing behind, and is forgotten

    async def _erase_bytes(self, job: Job) -> None:
        """Out of the evidence store goes whatever has no row any more. A store that cannot be
        reached holds up nobody: the sweep of what nobody has finds them, once it is back.
        """
        if self._office.evidence is None:
            return
        try:
            await erase_bytes(self._office, job.workspace_id, job.member_id)
        except EvidenceUnavailable as unavailable:
            log.warning("erased files are left to the sweep", reason=unavailable.reason)
