"""How messages about the record as a whole are rendered."""

from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.data_rights import badges
from bot.services.data_rights import message_kinds as kinds
from bot.services.data_rights.audit_pack import KIND as AUDIT_PACK
from bot.services.data_rights.badges import KIND as BADGE
from bot.services.data_rights.document_request import KIND as DOCUMENT
from bot.ui.data_rights import badge_pages, notices
from bot.ui.kit.job_notices import JobNotice, announced
from bot.ui.kit.message_renderers import GONE, MessageRenderer, NotDue, Rendered
from bot.ui.kit.said import said
from storage.queues.jobs import JobRecord
from storage.queues.outbox import OutboxItem


def _job(ctx: MemberContext, item: OutboxItem) -> Rendered:
    job = ctx.work.jobs.get(item.values["job_id"])
    return announced(ctx, job) if job else GONE


def _export(_context: MemberContext, job: JobRecord) -> Rendered:
    return notices.job(job)


def _document(_context: MemberContext, job: JobRecord) -> Rendered:
    return notices.document(job)


def _badge(_context: MemberContext, job: JobRecord) -> Rendered:
    return notices.badge(job)


def _audit_pack(_context: MemberContext, job: JobRecord) -> Rendered:
    return notices.audit_pack(job)


def _exported_before(ctx: MemberContext, item: OutboxItem) -> Rendered:
    kinds.bring_by_job(ctx, item)
    return NotDue("a job brings it now")


def _badges(ctx: MemberContext, _item: OutboxItem) -> Rendered:
    try:
        return badge_pages.page(badges.badge_view(ctx))
    except Refused as refused:  # nobody issues any, by now
        return said(refused.sentence)


def _erased(_context: MemberContext, _item: OutboxItem) -> Rendered:
    return notices.record_erased()


MESSAGES: Final = (
    MessageRenderer(kinds.JOB, _job),
    MessageRenderer(kinds.EXPORTED_BEFORE, _exported_before),
    MessageRenderer(kinds.ERASED, _erased),
    MessageRenderer(kinds.BADGES, _badges),
)

JOB_NOTICES: Final = (
    JobNotice("export", _export),
    JobNotice(DOCUMENT, _document),
    JobNotice(AUDIT_PACK, _audit_pack),
    JobNotice(BADGE, _badge),
)
