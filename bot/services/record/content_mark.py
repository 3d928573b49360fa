"""Whether an entry was changed since it was signed off, or put elsewhere, is told by a hash of what
it says, beside which the words themselves need not be kept.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.archive.chain import canonical, digest
from bot.services.record.revisions import DATES, FIELDS, addresses, content_of
from storage.row_types import EntryRecord, EvidenceRecord

_CONTENT: Final = (*FIELDS, *DATES, "subjects", "evidence")
"""What of a revision's content an entry says. Its state, what is private in it, how it is split and
what a body thinks of it are left out: an entry that is withdrawn and restored was not changed.
"""


def content_mark(entry: EntryRecord, evidence: Sequence[EvidenceRecord]) -> str:
    """SHA-256, in hexadecimal, over what an entry says as canonical JSON."""
    content = content_of(entry, evidence)
    return digest(canonical({name: content[name] for name in _CONTENT}))


def same_content(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two revisions' contents, as read from their JSON, say the same of an entry. Evidence
    that a release before format 2 kept by its address alone is compared by that.
    """
    if any(one.get(name) != other.get(name) for name in (*FIELDS, *DATES)):
        return False
    if list(one.get("subjects") or ()) != list(other.get("subjects") or ()):
        return False
    kept, others = list(one.get("evidence") or ()), list(other.get("evidence") or ())
    if any(isinstance(each, str) for each in (*kept, *others)):
        return addresses(kept) == addresses(others)
    return kept == others
