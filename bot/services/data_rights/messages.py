"""The kinds of messages about the record as a whole, without their words."""

from typing import Final

from bot.services import jobs
from bot.services.desk import Desk
from bot.services.export import KIND as EXPORT
from bot.services.message_kinds import MessageKind
from storage.outbox import OutboxItem


def bring_by_job(desk: Desk, item: OutboxItem) -> None:
    """Releases before 0.2 queued two files as messages: both become one job."""
    asked = item.dedupe_key.rpartition(":")[0]
    job_id = desk.work.jobs.ask(desk.member.id, EXPORT, f"{EXPORT}:{asked}", desk.real, {})
    if job_id is not None:
        jobs.announce(desk, job_id)


JOB: Final = MessageKind(jobs.ANNOUNCED, keeps=("job_id",))
EXPORTED_BEFORE: Final = MessageKind(EXPORT)
"""What releases before 0.2 sent."""
ERASED: Final = MessageKind("erased")

KINDS: Final = (JOB, EXPORTED_BEFORE, ERASED)
