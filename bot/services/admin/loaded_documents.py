"""What was loaded into a workplace so far, for administrators to look up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.policy.documents.kept import Unkept, framework_in, pack_in
from bot.policy.frameworks.framework import folded
from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.pack import Pack
from storage.row_types import DocumentRecord
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """A pack or a category's framework: its version, its first day (None: as far back as anybody
    logs), who loaded it (by name; None: the operator), and by which version it was corrected.
    """

    title: str
    version: str
    valid_from: date | None
    loaded_on: date
    loaded_by: str | None
    corrected_by: str | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    row: DocumentRecord
    category: str
    version: str
    valid_from: date | None
    corrects: str | None


def loaded_documents(work: UnitOfWork, packs: Mapping[str, Pack]) -> tuple[LoadedDocument, ...]:
    """All that this release reads, the latest first."""
    read = [one for row in work.policy_documents.all() if (one := _read(row)) is not None]
    people = work.members.many([one.row.decided_by for one in read if one.row.decided_by])
    corrected = {
        (one.row.pack, folded(one.category), folded(one.corrects)): one.version
        for one in read
        if one.corrects is not None
    }
    found = []
    for one in reversed(read):
        pack, by = packs.get(one.row.pack), people.get(one.row.decided_by or 0)
        found.append(
            LoadedDocument(
                title=scheme_title(pack.title if pack else one.row.pack, one.category),
                version=one.version,
                valid_from=one.valid_from,
                loaded_on=one.row.decided_on,
                loaded_by=(by.name or by.slack_id) if by else None,
                corrected_by=corrected.get(
                    (one.row.pack, folded(one.category), folded(one.version))
                ),
            )
        )
    return tuple(found)


def _read(row: DocumentRecord) -> _Read | None:
    try:
        if row.kind == "framework":
            own = framework_in(row.value)
            return _Read(row, own.category, own.version, own.valid_from, own.corrects)
        version = pack_in(row.value)
    except Unkept:
        return None
    return _Read(row, "", version.version, version.valid_from, version.corrects)
