"""Entries that an import makes, unseen until its last step: staged in chunks, shown at once, hidden
again at once, and removed in chunks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    Text,
    and_,
    bindparam,
    case,
    cast,
    delete,
    func,
    literal,
    null,
    select,
    update,
)

from storage.engine.id_lists import in_ids
from storage.engine.statements import insert_many, run
from storage.importing.records import ImportRecord, StagedSums
from storage.record.entry_statements import bearing
from storage.repository import Repository, defaults_of, given, table_of
from storage.row_types import (
    AssessmentRecord,
    EntryRecord,
    EvidenceRecord,
    columns_of,
)
from storage.schemes.assessment_columns import plain_assessment
from storage.tables import (
    Assessment,
    Entry,
    EntryRevision,
    Evidence,
    ImportedRow,
    ImportedWorth,
)
from storage.vocabulary import UNSEEN

_ENTRY, _ROW, _WORTH = table_of(Entry), table_of(ImportedRow), table_of(ImportedWorth)
_ASSESSMENT, _EVIDENCE = table_of(Assessment), table_of(Evidence)
_REVISION = table_of(EntryRevision)
_entry, _row = _ENTRY.c, _ROW.c
_COLUMNS = columns_of(EntryRecord, _ENTRY)
_MOVED = [column.name for column in _ASSESSMENT.c]
_EXPLAINS = "findings"
_OF_SOME = (_row.import_id == given("file", _row.import_id), in_ids(_row.number, "numbers"))
_MADE = (
    update(_ROW)
    .where(*_OF_SOME)
    .values(
        entry_id=select(_entry.id)
        .where(_entry.source_key == given("own", _entry.source_key) + cast(_row.number, Text))
        .correlate(_ROW)
        .scalar_subquery()
    )
)
_MADE_BY = select(_row.number, _row.entry_id).where(*_OF_SOME)

_STAGED_AS = and_(
    _WORTH.c.entry_id == _ASSESSMENT.c.entry_id,
    _WORTH.c.enrolment_id == _ASSESSMENT.c.enrolment_id,
    _WORTH.c.part == _ASSESSMENT.c.part,
    _WORTH.c.entry_version == _ASSESSMENT.c.entry_version,
    _WORTH.c.pack_version == _ASSESSMENT.c.pack_version,
    _WORTH.c.state == _ASSESSMENT.c.state,
)
_EXPLAINED = (
    update(_ASSESSMENT)
    .where(
        _ASSESSMENT.c.entry_id.in_(bindparam("some", expanding=True)),
        cast(_ASSESSMENT.c.findings, Text) == "[]",
        select(_WORTH.c.part).where(_STAGED_AS).correlate(_ASSESSMENT).exists(),
    )
    .values(
        findings=select(_WORTH.c.findings)
        .where(_STAGED_AS)
        .correlate(_ASSESSMENT)
        .scalar_subquery()
    )
)


@dataclass(frozen=True, slots=True)
class StagedEntry:
    """An entry that a row becomes: its columns, its evidence, what its revision says (canonical)
    and what it is worth, under an entry's number that is not known yet.
    """

    number: int
    columns: Mapping[str, Any]
    evidence: Sequence[EvidenceRecord]
    content: str
    worth: Sequence[AssessmentRecord]


class Staging(Repository):
    """The entries of one workspace's imports."""

    def suppose(self, entry: EntryRecord, evidence: Sequence[EvidenceRecord]) -> None:
        """Have this unit think of an entry that stands nowhere, under a number that no entry has,
        with its evidence: to work out what it would be worth. Nothing is written.
        """
        self._read["entry", entry.id] = entry
        self._read["conversation", entry.id] = None
        self._read["evidence", entry.id] = tuple(evidence)

    def add(
        self, known: ImportRecord, staged: Sequence[StagedEntry], now: datetime
    ) -> dict[int, int]:
        """Entries that nobody sees yet; their numbers by those of their rows."""
        if not staged:
            return {}
        self._unit.flush()
        rows = [
            {
                **defaults_of(Entry),
                **one.columns,
                "workspace_id": self._workspace_id,
                "member_id": known.member_id,
                "status": UNSEEN,
                "source_key": self._key(known, one.number),
                "changed_at": now,
            }
            for one in staged
        ]
        insert_many(self._unit.session, _ENTRY, rows)
        ids = self._note_rows(known, [one.number for one in staged])
        self._add_evidence(known, staged, ids)
        self.add_worth(known, {ids[one.number]: one.worth for one in staged})
        return ids

    def _key(self, known: ImportRecord, number: int | Literal[""]) -> str:
        return f"{self._workspace_id}:import:{known.id}:{number}"

    def _note_rows(self, known: ImportRecord, numbers: Sequence[int]) -> dict[int, int]:
        """Which entry each row has made stands with it from here on: their numbers by the rows'."""
        some = {"file": known.id, "numbers": numbers}
        run(self._unit.session, _MADE, {**some, "own": self._key(known, "")})
        found: Sequence[Any] = run(self._unit.session, _MADE_BY, some).all()
        return {row[0]: row[1] for row in found}

    def _add_evidence(
        self, known: ImportRecord, staged: Sequence[StagedEntry], ids: Mapping[int, int]
    ) -> None:
        rows = [
            {
                **bearing(ids[one.number], known.member_id, borne),
                "workspace_id": self._workspace_id,
            }
            for one in staged
            for borne in one.evidence
        ]
        if rows:
            run(self._unit.session, _EVIDENCE.insert(), rows)

    def add_worth(
        self, known: ImportRecord, worth: Mapping[int, Sequence[AssessmentRecord]]
    ) -> None:
        """What staged entries are worth, by their numbers."""
        rows = [
            {
                **plain_assessment(one),
                "import_id": known.id,
                "workspace_id": self._workspace_id,
                "entry_id": entry_id,
            }
            for entry_id, found in worth.items()
            for one in found
        ]
        insert_many(self._unit.session, _WORTH, rows)

    def drop_worth(self, entry_ids: Sequence[int]) -> None:
        """Forget what these staged entries were worth."""
        query = delete(_WORTH).where(
            _WORTH.c.workspace_id == self._workspace_id, _WORTH.c.entry_id.in_(entry_ids)
        )
        run(self._session, query)

    def entries(self, known: ImportRecord, after: int, limit: int) -> tuple[EntryRecord, ...]:
        """Staged entries by number, from behind one on: as what they will be, logged ones."""
        query = (
            select(*_COLUMNS)
            .join(_ROW, _row.entry_id == _entry.id)
            .where(
                _row.import_id == known.id,
                _row.entry_id > after,
                _entry.workspace_id == self._workspace_id,
                _entry.member_id == known.member_id,
                _entry.status == UNSEEN,
            )
            .order_by(_row.entry_id)
            .limit(limit)
        )
        found: Sequence[Any] = run(self._session, query).all()
        return tuple(replace(EntryRecord(*row), status="logged") for row in found)

    def sums(self, known: ImportRecord, begins: date | None) -> StagedSums:
        """What they come to; `begins` is the first day of any cycle, if that is known."""
        mine = (_WORTH.c.workspace_id == self._workspace_id, _WORTH.c.import_id == known.id)
        counting = (
            select(func.count())
            .select_from(_ROW)
            .where(
                _row.workspace_id == self._workspace_id,
                _row.import_id == known.id,
                _row.entry_id.is_not(None),
            )
        )
        waiting = select(func.count(_WORTH.c.entry_id.distinct())).where(
            *mine, _WORTH.c.state == "waiting"
        )
        outside = (
            select(func.max(_WORTH.c.last_day).label("last"))
            .where(*mine)
            .group_by(_WORTH.c.entry_id)
            .having(func.max(case((_WORTH.c.state == "outside", 0), else_=1)) == 0)
            .subquery()
        )
        lying_outside = select(
            func.count(), func.count(case((outside.c.last < begins, 1)) if begins else null())
        ).select_from(outside)
        place = (_WORTH.c.enrolment_id, _WORTH.c.cycle, _WORTH.c.year)
        weighing = (
            select(*place, cast(func.sum(_WORTH.c.weight), BigInteger))
            .where(*mine, _WORTH.c.state == "counted", _WORTH.c.credits.is_not(None))
            .group_by(*place)
        )
        weights: dict[int, dict[tuple[int | None, int | None], int]] = {}
        found: Sequence[Any] = run(self._session, weighing).all()
        for enrolment_id, cycle, year, weight in found:
            weights.setdefault(enrolment_id, {})[cycle, year] = weight
        beyond: Any = run(self._session, lying_outside).one()
        return StagedSums(
            run(self._session, counting).scalar_one(),
            run(self._session, waiting).scalar_one(),
            beyond[0],
            beyond[1],
            weights,
        )

    def show(self, known: ImportRecord) -> int:
        """The last step: the staged entries are logged and their assessments count. In two
        statements however many they are; how many that is. What explains each assessment is nine
        tenths of it and adds to no sum: `forget_worth` brings it afterwards.
        """
        shown = self._become(known, "logged", _entry.status == UNSEEN)
        plain = [
            literal([], _ASSESSMENT.c.findings.type) if name == _EXPLAINS else _WORTH.c[name]
            for name in _MOVED
        ]
        moved = select(*plain).where(
            _WORTH.c.workspace_id == self._workspace_id, _WORTH.c.import_id == known.id
        )
        run(self._unit.session, _ASSESSMENT.insert().from_select(_MOVED, moved))
        self._unit.forget()
        return shown

    def _become(self, known: ImportRecord, status: str, which: Any) -> int:
        """Those of an import's entries are in a state from here on; how many."""
        self._unit.flush()
        return run(
            self._unit.session,
            update(_ENTRY)
            .where(
                _entry.workspace_id == self._workspace_id,
                _entry.member_id == known.member_id,
                _entry.id.in_(_made_by(known)),
                which,
            )
            .values(status=status),
        ).rowcount

    def changed_since(
        self, known: ImportRecord, since: datetime, limit: int
    ) -> tuple[tuple[int, str], ...]:
        """Entries of the import that their member has changed since: number and title."""
        query = (
            select(_entry.id, func.coalesce(_entry.title, ""))
            .where(
                _entry.workspace_id == self._workspace_id,
                _entry.member_id == known.member_id,
                _entry.id.in_(_made_by(known)),
                ~_untouched(since),
            )
            .order_by(_entry.id)
            .limit(limit)
        )
        found: Sequence[Any] = run(self._session, query).all()
        return tuple((row[0], row[1]) for row in found)

    def count_changed(self, known: ImportRecord, since: datetime) -> int:
        """How many there are of those."""
        query = select(func.count()).where(
            _entry.workspace_id == self._workspace_id,
            _entry.id.in_(_made_by(known)),
            ~_untouched(since),
        )
        count: int = run(self._session, query).scalar_one()
        return count

    def hide(self, known: ImportRecord, since: datetime) -> int:
        """Take the entries that are as they were imported out of the record; how many."""
        hidden = self._become(known, UNSEEN, _untouched(since))
        gone = select(_entry.id).where(_entry.id.in_(_made_by(known)), _entry.status == UNSEEN)
        query = delete(_ASSESSMENT).where(
            _ASSESSMENT.c.workspace_id == self._workspace_id,
            _ASSESSMENT.c.entry_id.in_(gone.scalar_subquery()),
        )
        run(self._unit.session, query)
        self._unit.forget()
        return hidden

    def remove(self, entry_ids: Sequence[int]) -> None:
        """Entries that nobody sees any more go, and the words of their revisions."""
        run(
            self._session,
            update(_REVISION)
            .where(
                _REVISION.c.workspace_id == self._workspace_id,
                _REVISION.c.entry_id.in_(entry_ids),
                _REVISION.c.kind != "erased",
            )
            .values(content=None),
        )
        query = delete(_ENTRY).where(
            _entry.workspace_id == self._workspace_id,
            _entry.id.in_(entry_ids),
            _entry.status == UNSEEN,
        )
        run(self._session, query)

    def forget_worth(self, known: ImportRecord, limit: int) -> int:
        """Remove what so many entries were worth when they were staged, once it explains what they
        are worth, unless that is another assessment by now; of how many.
        """
        query = (
            select(_WORTH.c.entry_id)
            .distinct()
            .where(_WORTH.c.workspace_id == self._workspace_id, _WORTH.c.import_id == known.id)
            .limit(limit)
        )
        some: Sequence[int] = run(self._session, query).scalars().all()
        if some:
            run(self._session, _EXPLAINED, {"some": some})
            self.drop_worth(some)
        return len(some)

    def unmake(self, known: ImportRecord, ids: Sequence[int]) -> None:
        """The rows that made these entries have made none."""
        query = update(_ROW).where(
            _row.workspace_id == self._workspace_id,
            _row.import_id == known.id,
            _row.entry_id.in_(ids),
        )
        run(self._session, query.values(entry_id=None))


def _made_by(known: ImportRecord) -> Any:
    return (
        select(_row.entry_id)
        .where(_row.import_id == known.id, _row.entry_id.is_not(None))
        .scalar_subquery()
    )


def _untouched(since: datetime) -> Any:
    """Whether an entry is as it was imported: of its first version, with no newer evidence, and
    with no revision but the one that says so. Evidence that was taken away has left one.
    """
    newer = (
        select(_EVIDENCE.c.id)
        .where(_EVIDENCE.c.entry_id == _entry.id, _EVIDENCE.c.added_at > since)
        .correlate(_ENTRY)
        .exists()
    )
    revised = (
        select(_REVISION.c.id)
        .where(_REVISION.c.entry_id == _entry.id, _REVISION.c.kind != "imported")
        .correlate(_ENTRY)
        .exists()
    )
    return and_(_entry.status == "logged", _entry.version == 1, ~newer, ~revised)
