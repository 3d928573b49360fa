"""The jobs of rounds: what goes through everybody, and files that are brought."""

from typing import Final

from bot.services.audits import files, rounds
from bot.services.context.jobs import JobKind
from storage.queues.jobs import JobRecord


def _not_done(job: JobRecord) -> str | None:
    if job.state == "aside":
        return "audit_job_failed"
    refused = job.result.get("refused")
    return refused if isinstance(refused, str) else None


def _not_brought(job: JobRecord) -> str | None:
    if job.state == "aside":
        return "audit_file_failed"
    return "audit_file_gone" if job.result.get("gone") else None


JOB_KINDS: Final = (
    JobKind(rounds.KIND, announced=True, failure=_not_done),
    JobKind(files.KIND, failure=_not_brought),
)
