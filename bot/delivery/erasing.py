"""The rest of an erasure: page by page, and then what I put into the conversation as files.

The messages are shown anew by the sender, and say that they were erased.
"""

from asyncio import wrap_future
from collections.abc import Mapping
from typing import Any

import structlog

from bot.delivery.files import Files
from bot.delivery.jobs import Report
from bot.delivery.slack import MethodRefused, Refused
from bot.services import erasure
from bot.services.desk import Office
from storage.jobs import Job
from storage.whole_record import Erased

log = structlog.get_logger(__name__)


class Erasing:
    """Does jobs of the kind "erase"."""

    def __init__(self, office: Office, files: Files) -> None:
        self._office = office
        self._files = files

    async def __call__(self, job: Job, report: Report) -> Mapping[str, Any]:
        """How many files Slack did not let us delete, if any: their owner has to."""
        del report  # nobody waits to see how far it is
        database, office = self._office.database, self._office
        up_to = Erased(job.values["entry"], job.values["revision"])
        who = (job.workspace_id, job.member_id)
        while await wrap_future(database.write(lambda: erasure.erase_more(office, *who, up_to))):
            pass
        exported = database.read(lambda: erasure.exported_files(office, *who, job.id))
        files = await wrap_future(exported)
        left = 0
        for file_id in files:
            try:
                await self._files.delete(job.workspace_id, file_id)
            except (Refused, MethodRefused) as trouble:
                left += 1
                log.warning("an exported file could not be deleted", code=trouble.code)
        await wrap_future(database.write(lambda: erasure.forget_exports(office, *who, job.id)))
        return {"files_left": left} if left else {}  # it left nothing behind, and is forgotten
