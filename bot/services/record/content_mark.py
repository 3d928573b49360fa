"""Whether an entry was changed since it was signed off, or put elsewhere, is told by a hash of what
it says, beside which the words themselves need not be kept.
"""

from collections.abc import Sequence
from typing import Final

from bot.archive.chain import canonical, digest
from bot.services.record.revisions import DATES, FIELDS, content_of
from storage.row_types import EntryRecord, EvidenceRecord

_CONTENT: Final = (*FIELDS, *DATES, "subjects", "evidence")
"""What of a revision's content an entry says. Its state, what is private in it, how it is split and
what a body thinks of it are left out: an entry that is withdrawn and restored was not changed.
"""


def content_mark(entry: EntryRecord, evidence: Sequence[EvidenceRecord]) -> str:
    """SHA-256, in hexadecimal, over what an entry says as canonical JSON."""
    content = content_of(entry, evidence)
    return digest(canonical({name: content[name] for name in _CONTENT}))
