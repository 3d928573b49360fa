"""The jobs of imports: rows are read, become entries, and are tidied up after."""

from typing import Final

from bot.services.context.jobs import JobKind
from bot.services.importing import taking
from bot.services.importing.arrivals import READ, READ_ARCHIVE
from storage.queues.jobs import JobRecord


def _not_read(job: JobRecord) -> str | None:
    return "import_not_read" if job.state == "aside" else None


def _not_taken(job: JobRecord) -> str | None:
    return "import_not_taken" if job.state == "aside" else None


JOB_KINDS: Final = (
    *(JobKind(kind, announced=True, failure=_not_read) for kind in (READ, READ_ARCHIVE)),
    *(
        JobKind(kind, announced=True, failure=_not_taken, on_ended=taking.ended)
        for kind in (taking.TAKE, taking.TAKE_ARCHIVE)
    ),
    JobKind(taking.TIDY),
)
