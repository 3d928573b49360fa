"""How messages about the record as a whole are rendered."""

from typing import Final

from bot.services.data_rights import messages as kinds
from bot.services.desk import Desk
from bot.ui import notices
from bot.ui.message_renderers import GONE, MessageRenderer, NotDue, Rendered
from storage.outbox import OutboxItem


def _job(desk: Desk, item: OutboxItem) -> Rendered:
    job = desk.work.jobs.get(item.values["job_id"])
    return notices.job(job) if job else GONE


def _exported_before(desk: Desk, item: OutboxItem) -> Rendered:
    kinds.bring_by_job(desk, item)
    return NotDue("a job brings it now")


def _erased(_desk: Desk, _item: OutboxItem) -> Rendered:
    return notices.record_erased()


MESSAGES: Final = (
    MessageRenderer(kinds.JOB, _job),
    MessageRenderer(kinds.EXPORTED_BEFORE, _exported_before),
    MessageRenderer(kinds.ERASED, _erased),
)
