"""A file of evidence brought back into its member's conversation."""

from asyncio import wrap_future
from collections.abc import Mapping
from typing import Any

import structlog

from bot.delivery.bringing import FILES, Bringing
from bot.delivery.evidence_files import content_of
from bot.delivery.job_runner import Report
from bot.services.context.member_context import ContextFactory
from bot.services.record.evidence_return import wanted
from bot.ui.kit.said import said
from storage.evidence.store import Place
from storage.queues.jobs import Job

log = structlog.get_logger(__name__)


class HandingBack:
    """Does jobs of the kind "hand_back"."""

    def __init__(self, contexts: ContextFactory, bringing: Bringing) -> None:
        self._contexts = contexts
        self._bringing = bringing

    async def __call__(self, job: Job, _report: Report) -> Mapping[str, Any]:
        """The id of the file; `gone` where the store does not hold it. One that is no evidence of
        the entry's any more is not brought, and nothing is said of it.
        """
        contexts = self._contexts
        entry_id, sha256 = int(job.values["entry"]), str(job.values["sha256"])
        looking = contexts.database.read(
            lambda: wanted(contexts, job.workspace_id, job.member_id, entry_id, sha256)
        )
        found = await wrap_future(looking)
        if found is None:
            return {}
        content = await content_of(self._contexts, Place(job.workspace_id, job.member_id, sha256))
        if content is None:
            log.error("a file of evidence is not in the store; see cpdbot doctor", job=job.id)
            return {"gone": True}
        channel = await self._bringing.channel_of(job, found.slack_id, found.im_channel)
        file_id = await self._bringing.bring(
            job, channel, filename=found.name, content=content, comment=said("file_returned").text
        )
        return {FILES: [file_id]}
