"""The kinds of jobs on the record as a whole, and what their member is told when one fails."""

from typing import Final

from bot.services.context.jobs import JobKind
from bot.services.data_rights.audit_pack import KIND as AUDIT_PACK
from bot.services.data_rights.badges import KIND as BADGE
from bot.services.data_rights.document_request import KIND as DOCUMENT
from storage.queues.jobs import JobRecord


def _export_failed(job: JobRecord) -> str | None:
    return "export_failed" if job.state == "aside" else None


def _erase_failed(job: JobRecord) -> str | None:
    if job.state == "aside":
        return "erase_failed"
    return "files_left" if job.result.get("files_left") else None


def _document_failed(job: JobRecord) -> str | None:
    return "document_failed" if job.state == "aside" else None


def _audit_pack_failed(job: JobRecord) -> str | None:
    return "audit_pack_failed" if job.state == "aside" else None


def _badge_failed(job: JobRecord) -> str | None:
    if job.state == "aside" or job.result.get("unable"):
        return "badge_failed"
    return "badge_gone" if job.result.get("gone") else None


JOB_KINDS: Final = (
    JobKind(AUDIT_PACK, announced=True, failure=_audit_pack_failed),
    JobKind(BADGE, announced=True, failure=_badge_failed),
    JobKind(DOCUMENT, announced=True, failure=_document_failed),
    JobKind("export", announced=True, failure=_export_failed),
    JobKind("erase", failure=_erase_failed),
)
