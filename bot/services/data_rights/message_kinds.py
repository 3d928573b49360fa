"""The kinds of messages about the record as a whole, without their words."""

from typing import Final

from bot.services.context import jobs
from bot.services.context.member_context import MemberContext
from bot.services.context.message_kinds import MessageKind
from bot.services.data_rights.export import KIND as EXPORT
from storage.queues.outbox import OutboxItem


def bring_by_job(ctx: MemberContext, item: OutboxItem) -> None:
    """Releases before 0.2 queued two files as messages: both become one job."""
    asked = item.dedupe_key.rpartition(":")[0]
    job_id = ctx.work.jobs.ask(ctx.member.id, EXPORT, f"{EXPORT}:{asked}", ctx.real, {})
    if job_id is not None:
        jobs.announce(ctx, job_id)


JOB: Final = MessageKind(jobs.ANNOUNCED, keeps=("job_id",))
EXPORTED_BEFORE: Final = MessageKind(EXPORT)
"""What releases before 0.2 sent."""
ERASED: Final = MessageKind("erased")
BADGES: Final = MessageKind("badges", shows_words=True)
"""For which cycles there is a badge; it goes with the record that it tells of."""

KINDS: Final = (JOB, EXPORTED_BEFORE, ERASED, BADGES)
