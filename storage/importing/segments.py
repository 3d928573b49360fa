"""Chains of other records that came with archives: kept line by line as they are, and handed on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update

from storage.engine.statements import insert_many, run
from storage.repository import Repository, given, table_of
from storage.row_types import columns_of
from storage.tables import Entry, ImportedFile, SealedSegment, SegmentRevision
from storage.vocabulary import UNSEEN

_SEGMENT, _LINE = table_of(SealedSegment), table_of(SegmentRevision)
_segment, _line = _SEGMENT.c, _LINE.c
_file = table_of(ImportedFile).c
_entry = table_of(Entry).c


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """A sealed chain; `about` are plain values."""

    id: int
    import_id: int
    number: int
    about: Mapping[str, Any]
    length: int
    head: str
    arrived_to: int


_SEGMENTS = select(*columns_of(SegmentRecord, _SEGMENT)).where(
    _segment.workspace_id == given("workspace")
)
_OF_IMPORT = _SEGMENTS.where(_segment.import_id == given("file", _segment.import_id)).order_by(
    _segment.number
)
_KEPT = (
    _SEGMENTS.join(ImportedFile, _file.id == _segment.import_id)
    .where(_segment.member_id == given("member", _segment.member_id), _file.state == "done")
    .order_by(_segment.id)
)
_LINES = (
    select(_line.number, _line.line)
    .where(
        _line.workspace_id == given("workspace"),
        _line.segment_id == given("segment", _line.segment_id),
        _line.number > given("after", _line.number),
    )
    .order_by(_line.number)
    .limit(given("most", _line.number))
)


class Segments(Repository):
    """The sealed chains of one workspace. What an import has not shown yet is nobody's."""

    def begin(
        self,
        import_id: int,
        member_id: int,
        number: int,
        about: Mapping[str, Any],
        *,
        length: int,
        head: str,
    ) -> None:
        """A chain that is about to arrive, unless it has begun to."""
        self._insert_once(
            SealedSegment,
            member_id=member_id,
            import_id=import_id,
            number=number,
            about=dict(about),
            length=length,
            head=head,
        )

    def keep(self, known: SegmentRecord, lines: Sequence[str]) -> bool:
        """Keep the next revisions, unless others have gone on."""
        self._unit.flush()
        to = known.arrived_to + len(lines)
        mine = (_segment.workspace_id == self._workspace_id, _segment.id == known.id)
        query = update(_SEGMENT).where(*mine, _segment.arrived_to == known.arrived_to)
        if run(self._unit.session, query.values(arrived_to=to)).rowcount != 1:
            return False
        rows = [
            {
                "segment_id": known.id,
                "number": number,
                "workspace_id": self._workspace_id,
                "line": line,
            }
            for number, line in enumerate(lines, start=known.arrived_to + 1)
        ]
        insert_many(self._unit.session, _LINE, rows)
        return True

    def of_import(self, import_id: int) -> tuple[SegmentRecord, ...]:
        """Those that came with an import, its own record's first, whatever became of it."""
        self._unit.flush()
        return tuple(SegmentRecord(*row) for row in self._rows(_OF_IMPORT, file=import_id))

    def of_member(self, member_id: int) -> tuple[SegmentRecord, ...]:
        """Those that are part of a member's record."""
        self._unit.flush()
        return tuple(SegmentRecord(*row) for row in self._rows(_KEPT, member=member_id))

    def lines(self, segment_id: int, after: int, limit: int) -> tuple[tuple[int, str], ...]:
        """Revisions with their numbers, from behind a number on."""
        found = self._rows(_LINES, segment=segment_id, after=after, most=limit)
        return tuple((row[0], row[1]) for row in found)

    def drop(self, segment_id: int) -> None:
        """A chain is not kept, and its revisions go with it."""
        query = delete(_SEGMENT).where(
            _segment.workspace_id == self._workspace_id, _segment.id == segment_id
        )
        run(self._session, query)

    def forget(self, import_id: int) -> None:
        """None of an import's is kept."""
        for one in self.of_import(import_id):
            self.drop(one.id)

    def standing(self, member_id: int, entry_ids: Sequence[int]) -> frozenset[int]:
        """Those of these entries that stand in the member's record, or did until they took them
        out: what was erased is gone.
        """
        if not entry_ids:
            return frozenset()
        query = select(_entry.id).where(
            _entry.workspace_id == self._workspace_id,
            _entry.member_id == member_id,
            _entry.id.in_(entry_ids),
            _entry.status != UNSEEN,
        )
        return frozenset(run(self._session, query).scalars())
