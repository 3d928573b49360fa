"""What a job found out about a file, in plain values: words of strangers among them, so that a
result is emptied as soon as it was dealt with.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Final

from bot.conversation.certificates.certificate import Certificate
from bot.services.record.evidence import RECOGNISED, File
from bot.services.record.file_requests import Purpose
from storage.queues.jobs import JobRecord
from storage.vocabulary import JOB_OPEN

FLAW: Final = "flaw:"
"""Why a file is not read begins so where it says something against itself, which follows."""
TOLD: Final = "told"
"""In a job's progress, once what came of it was dealt with."""
LINE: Final = "line"
"""In a job's progress: the sentence that was owed about it, by its name."""
SAID_OF: Final = "values"
WAITS: Final = "waits"
"""In a job's progress: what it waits for."""

LEFT: Final = "left"
"""In a job's progress: its member has let go of the file while it was read."""

_GIVEN_UP: Final[Mapping[str, str]] = {
    "gone": "files_wait_in_vain",
    "full": "files_wait_in_vain",
    "refused": "files_wait_in_vain",
    "unreachable": "files_wait_in_vain",
    "no_scanner": "file_not_scanned",
    "": "file_not_done",
}
"""By why a job was set aside: what its member is told."""


@dataclass(frozen=True, slots=True)
class FileResult:
    """A file as a job left it.

    `refused` names why it is not kept, `values` are that sentence's. Where its bytes are kept,
    `sha256`, `size` and `media_type` say what they are, `kind` and `unread` what reading it gave
    (see `bot.readers.results`), `facts` a certificate, `recognised` that its words were read off a
    picture. `import_id`: it is a table or a calendar, and being imported. `text` is a document of
    rules, `spoken` what was said in a voice clip.
    """

    purpose: Purpose
    name: str = ""
    refused: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    kind: str = ""
    unread: str = ""
    facts: Mapping[str, Any] | None = None
    recognised: bool = False
    import_id: int | None = None
    text: str = ""
    spoken: str = ""

    @property
    def file(self) -> File:
        """As evidence."""
        facts = self.facts
        if facts is not None and self.recognised:
            facts = {**facts, RECOGNISED: True}
        return File(self.sha256, self.size, self.media_type, self.name, facts)

    @property
    def certificate(self) -> Certificate | None:
        """What it says, where it is a certificate."""
        return None if self.facts is None else Certificate.of_plain(self.facts)

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        told = asdict(self) | {"purpose": self.purpose.plain()}
        return {name: value for name, value in told.items() if value not in ("", None, {}, 0)}

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "FileResult":
        """From what `plain` gave; what a newer release added is passed over."""
        known = {one.name for one in fields(cls)}
        found = cls(**{name: value for name, value in plain.items() if name in known})
        return replace(found, purpose=Purpose.of_plain(plain["purpose"]))


def is_open(job: JobRecord) -> bool:
    """Whether it has still to be done."""
    return job.state in JOB_OPEN


def is_fresh(job: JobRecord) -> bool:
    """Whether it has ended, and nothing followed from it yet."""
    if job.state == "done":
        return bool(job.result)
    return job.state == "aside" and not job.progress.get(TOLD)


def why_aside(job: JobRecord) -> str:
    """The sentence that is owed about a job that was set aside."""
    return _GIVEN_UP.get(job.error or "") or _GIVEN_UP[""]
