"""Whose files' bytes are kept in the evidence store: a row for each member and hash.

The bytes themselves are `storage.evidence`'s; what is evidence of which entry is `entries`'.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import delete, func, literal, select, text

from storage.engine.id_lists import in_words
from storage.engine.prepared import prepared
from storage.engine.statements import inserting, run
from storage.repository import Repository, given, table_of
from storage.row_types import StoredFileRecord, columns_of
from storage.tables import EVIDENCE_IS_FILE, Entry, Evidence, StoredFile

ADDRESS: Final = "sha256:"
"""What the `url` of a file begins with, as evidence; its hash follows."""

_TABLE: Final = table_of(StoredFile)
_file: Final = _TABLE.c
_evidence: Final = table_of(Evidence).c
_entry: Final = table_of(Entry).c
_MINE: Final = (
    _file.workspace_id == given("workspace"),
    _file.member_id == given("member", _file.member_id),
)
_OF: Final = select(*columns_of(StoredFileRecord, _TABLE)).where(
    *_MINE, in_words(_file.sha256, "hashes")
)
_TOUCH: Final = (
    _TABLE.update()
    .where(*_MINE, in_words(_file.sha256, "hashes"))
    .values(needed_at=given("real", _file.needed_at))
)
_SUMS: Final = prepared(
    select(
        func.coalesce(
            select(func.sum(_file.size)).where(*_MINE).correlate(None).scalar_subquery(), 0
        ),
        func.coalesce(
            select(func.sum(_file.size))
            .where(_file.workspace_id == given("workspace"))
            .correlate(None)
            .scalar_subquery(),
            0,
        ),
    )
)
_IS_EVIDENCE: Final = (
    select(literal(1))
    .select_from(Evidence)
    .join(Entry, _entry.id == _evidence.entry_id)
    .where(
        text(f"evidence.{EVIDENCE_IS_FILE}"),
        _evidence.url == literal(ADDRESS).concat(_file.sha256),
        _entry.member_id == _file.member_id,
    )
    .exists()
)


@dataclass(frozen=True, slots=True)
class Kept:
    """How many bytes are kept: of the member, and of everybody in the workspace."""

    member: int
    workspace: int


class StoredFiles(Repository):
    """The files of one workspace's members. Every call names the member."""

    def keep(self, file: StoredFileRecord) -> None:
        """These bytes of a member's are kept; where they were already, they are needed anew."""
        self._unit.flush()
        row = {name: getattr(file, name) for name in StoredFileRecord.__slots__}
        row["facts"] = None if file.facts is None else dict(file.facts)
        row["workspace_id"] = self._workspace_id
        run(self._unit.session, _keeping(self._unit.dialect), row)

    def of(self, member_id: int, hashes: Sequence[str]) -> dict[str, StoredFileRecord]:
        """Those of these files that are kept of the member, by hash."""
        rows = self._rows(_OF, member=member_id, hashes=hashes)
        return {one.sha256: one for one in (StoredFileRecord(*row) for row in rows)}

    def need(self, member_id: int, hashes: Sequence[str], real: datetime) -> None:
        """They are still needed at this moment, or were until now: the sweep waits from here on."""
        if hashes:
            self._run(_TOUCH, member=member_id, hashes=hashes, real=real)

    def sums(self, member_id: int) -> Kept:
        """How many bytes are kept."""
        return Kept(*map(int, self._rows(_SUMS, member=member_id)[0]))

    def erase(self, member_id: int) -> None:
        """None of the member's is kept any more; the bytes are for the erasure's job."""
        run(
            self._session,
            delete(StoredFile).where(
                _file.workspace_id == self._workspace_id, _file.member_id == member_id
            ),
        )


@cache
def _keeping(dialect: str) -> Any:
    making = inserting(_TABLE, dialect)
    new = making.excluded
    return making.on_conflict_do_update(
        index_elements=["member_id", "sha256"],
        set_={
            "needed_at": new.needed_at,
            "name": func.coalesce(new.name, _file.name),
            "facts": func.coalesce(new.facts, _file.facts),
        },
    )
