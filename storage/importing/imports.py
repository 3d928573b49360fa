"""Imports of a member: the file, its rows with what they were read as, and how far it has come.

Every unit that goes on with one is conditional on how far it had come: whoever was overtaken
changes nothing. What becomes of entries is `staging`'s.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, text, update

from storage.engine.id_lists import in_words
from storage.engine.statements import insert_many, insert_once, recordset, run
from storage.importing.records import ImportRecord, KnownActivity, RowReading, RowRecord
from storage.repository import Repository, defaults_of, given, table_of
from storage.row_types import columns_of
from storage.tables import Entry, ImportedFile, ImportedRow, ImportLayout
from storage.vocabulary import UNSEEN, ImportKind, ImportState, RowVerdict

_FILE = table_of(ImportedFile)
_ROW = table_of(ImportedRow)
_LAYOUT = table_of(ImportLayout)
_file, _row, _layout = _FILE.c, _ROW.c, _LAYOUT.c
_entry = table_of(Entry).c

OPEN: tuple[ImportState, ...] = ("arriving", "preview", "staging", "ready", "choosing")
"""States in which something is still to come of an import."""


_FILES = select(*columns_of(ImportRecord, _FILE)).where(_file.workspace_id == given("workspace"))
_GET = _FILES.where(
    _file.id == given("file", _file.id), _file.member_id == given("member", _file.member_id)
)
_BY_KEY = _FILES.where(_file.key == given("key"))
_OPEN = (
    _FILES.where(_file.member_id == given("member", _file.member_id), _file.state.in_(OPEN))
    .order_by(_file.id.desc())
    .limit(1)
)
_ROWS = select(*columns_of(RowRecord, _ROW)).where(
    _row.workspace_id == given("workspace"), _row.import_id == given("file", _row.import_id)
)
_FROM = (
    _ROWS.where(_row.number > given("after", _row.number))
    .order_by(_row.number)
    .limit(given("most", _row.number))
)
_OF_VERDICT = (
    _ROWS.where(_row.verdict == given("verdict"))
    .order_by(_row.number)
    .limit(given("most", _row.number))
    .offset(given("offset", _row.number))
)
_TAKEN = _FROM.where((_row.verdict == "taken") | _row.wanted)
_ONE = _ROWS.where(_row.number == given("number", _row.number))
_ALIKE = select(_row.likeness).where(
    _row.workspace_id == given("workspace"),
    _row.import_id == given("file", _row.import_id),
    _row.number < given("before", _row.number),
    _row.verdict == "taken",
    in_words(_row.likeness, "likenesses"),
)
_KNOWN = select(_entry.start_date, _entry.minutes, _entry.title).where(
    _entry.workspace_id == given("workspace"),
    _entry.member_id == given("member", _entry.member_id),
    _entry.status.in_(("logged", "draft", "planned")),
    _entry.start_date.in_(bindparam("days", expanding=True)),
    _entry.title.is_not(None),
)
_BESIDE = select(_entry.start_date, _entry.minutes, _entry.title).where(
    _entry.workspace_id == given("workspace"),
    _entry.member_id == given("member", _entry.member_id),
    _entry.status.in_(("logged", "draft", "planned", UNSEEN)),
    _entry.start_date.in_(bindparam("days", expanding=True)),
    _entry.title.is_not(None),
    func.coalesce(_entry.source_key, "").not_like(given("own", _entry.source_key)),
)
_READ = (
    update(_ROW)
    .where(
        _row.import_id == given("file", _row.import_id),
        _row.number == given("which", _row.number),
    )
    .values(
        reading=given("new_reading", _row.reading),
        verdict=given("new_verdict"),
        why=given("new_why"),
        likeness=given("new_likeness"),
    )
)
_READ_AT_ONCE = text(
    "UPDATE imported_row SET reading = new.reading, verdict = new.verdict, why = new.why,"
    " likeness = new.likeness"
    " FROM json_populate_recordset(CAST(NULL AS imported_row), CAST(:rows AS json)) AS new"
    " WHERE imported_row.import_id = :file AND imported_row.number = new.number"
)


class Imports(Repository):
    """The imports of one workspace. Nobody reaches another member's: calls name them."""

    def begin(
        self, member_id: int, key: str, kind: ImportKind, now: datetime, **about: Any
    ) -> ImportRecord:
        """A new import, or the one that this key has begun."""
        row = {**defaults_of(ImportedFile), **about, "member_id": member_id, "key": key}
        row |= {"kind": kind, "state": "arriving", "created_at": now}
        self._insert_once(ImportedFile, **row)
        return ImportRecord(*self._rows(_BY_KEY, key=key)[0])

    def begun_by(self, key: str) -> ImportRecord | None:
        """The import that this key has begun."""
        rows = self._rows(_BY_KEY, key=key)
        return ImportRecord(*rows[0]) if rows else None

    def get(self, import_id: int, member_id: int) -> ImportRecord | None:
        """One of the member's imports."""
        self._unit.flush()
        rows = self._rows(_GET, file=import_id, member=member_id)
        return ImportRecord(*rows[0]) if rows else None

    def open_one(self, member_id: int) -> ImportRecord | None:
        """The member's newest import of which something is still to come."""
        self._unit.flush()
        rows = self._rows(_OPEN, member=member_id)
        return ImportRecord(*rows[0]) if rows else None

    def ended_last(self, member_id: int) -> tuple[datetime, ImportState] | None:
        """When the table or archive was taken in, or undone, that was last; and which of both."""
        query = (
            select(_file.ended_at, _file.state)
            .where(
                _file.workspace_id == self._workspace_id,
                _file.member_id == member_id,
                _file.state.in_(("done", "undone")),
                _file.kind != "calendar",
                _file.ended_at.is_not(None),
            )
            .order_by(_file.ended_at.desc(), _file.id.desc())
            .limit(1)
        )
        found: Sequence[Any] | None = run(self._session, query).first()
        return None if found is None else (found[0], found[1])

    def change(
        self, known: ImportRecord, so_far: Mapping[str, Any] | None = None, /, **values: Any
    ) -> bool:
        """Change an import that is still in the state, and as far, as it was known to be; False
        where it is not. `so_far` names further columns with what they have to be.
        """
        self._unit.flush()
        query = update(_FILE).where(
            _file.workspace_id == self._workspace_id,
            _file.id == known.id,
            _file.state == known.state,
            *(_FILE.c[name] == value for name, value in (so_far or {}).items()),
        )
        return run(self._unit.session, query.values(**values)).rowcount == 1

    def keep_rows(
        self, known: ImportRecord, rows: Sequence[tuple[int, Sequence[Any]]], to: int
    ) -> bool:
        """Keep rows by number, unless others have kept them; the file has arrived so far."""
        if not self.change(known, {"arrived_to": known.arrived_to}, arrived_to=to):
            return False
        kept = [
            {
                **defaults_of(ImportedRow),
                "import_id": known.id,
                "workspace_id": self._workspace_id,
                "number": number,
                "cells": list(cells),
            }
            for number, cells in rows
        ]
        insert_many(self._unit.session, _ROW, kept)
        return True

    def rows(self, known: ImportRecord, after: int, limit: int) -> tuple[RowRecord, ...]:
        """Rows from behind a number on."""
        found = self._rows(_FROM, file=known.id, after=after, most=limit)
        return tuple(RowRecord(*row) for row in found)

    def taken_rows(self, known: ImportRecord, after: int, limit: int) -> tuple[RowRecord, ...]:
        """Those that become entries."""
        found = self._rows(_TAKEN, file=known.id, after=after, most=limit)
        return tuple(RowRecord(*row) for row in found)

    def row(self, known: ImportRecord, number: int) -> RowRecord | None:
        """One row."""
        self._unit.flush()
        found = self._rows(_ONE, file=known.id, number=number)
        return RowRecord(*found[0]) if found else None

    def want(self, known: ImportRecord, number: int) -> None:
        """Take a row by the member's own word."""
        query = update(_ROW).where(
            _row.workspace_id == self._workspace_id,
            _row.import_id == known.id,
            _row.number == number,
        )
        run(self._session, query.values(wanted=True))

    def want_none(self, known: ImportRecord) -> None:
        """What the member wanted is asked anew: the rows are read as something else."""
        query = update(_ROW).where(
            _row.workspace_id == self._workspace_id, _row.import_id == known.id, _row.wanted
        )
        run(self._session, query.values(wanted=False))

    def settle(
        self, known: ImportRecord, number: int, verdict: RowVerdict, entry_id: int | None
    ) -> None:
        """What became of a row by the member's own word, and which entry it made."""
        query = update(_ROW).where(
            _row.workspace_id == self._workspace_id,
            _row.import_id == known.id,
            _row.number == number,
        )
        run(self._session, query.values(verdict=verdict, entry_id=entry_id))

    def place_of(self, known: ImportRecord, verdict: RowVerdict, number: int) -> int:
        """How many rows of a verdict stand above one."""
        query = select(func.count()).where(
            _row.workspace_id == self._workspace_id,
            _row.import_id == known.id,
            _row.verdict == verdict,
            _row.number < number,
        )
        above: int = run(self._session, query).scalar_one()
        return above

    def choosing_by(self, entry_id: int, member_id: int) -> int | None:
        """The calendar that is gone through and made this entry."""
        query = (
            select(_file.id)
            .join(_ROW, _row.import_id == _file.id)
            .where(
                _file.workspace_id == self._workspace_id,
                _file.member_id == member_id,
                _file.state == "choosing",
                _row.entry_id == entry_id,
            )
        )
        found: int | None = run(self._session, query).scalar_one_or_none()
        return found

    def of_verdict(
        self, known: ImportRecord, verdict: RowVerdict, limit: int, offset: int
    ) -> tuple[RowRecord, ...]:
        """A page of the rows of which this was thought."""
        found = self._rows(_OF_VERDICT, file=known.id, verdict=verdict, most=limit, offset=offset)
        return tuple(RowRecord(*row) for row in found)

    def alike_before(
        self, known: ImportRecord, likenesses: Sequence[str], before: int
    ) -> frozenset[str]:
        """Which of these likenesses rows above have that are taken."""
        found = self._rows(_ALIKE, file=known.id, likenesses=likenesses, before=before)
        return frozenset(row[0] for row in found)

    def known_on(self, member_id: int, days: Sequence[date]) -> tuple[KnownActivity, ...]:
        """What stands in the member's record of these days."""
        if not days:
            return ()
        found = self._rows(_KNOWN, member=member_id, days=list(days))
        return tuple(KnownActivity(*row) for row in found)

    def beside(self, known: ImportRecord, days: Sequence[date]) -> tuple[KnownActivity, ...]:
        """What stands of these days in the record of an import's member, or is about to by another
        import; nothing that this one brings.
        """
        if not days:
            return ()
        own = f"{self._workspace_id}:import:{known.id}:%"
        found = self._rows(_BESIDE, member=known.member_id, days=list(days), own=own)
        return tuple(KnownActivity(*row) for row in found)

    def keep_readings(
        self,
        known: ImportRecord,
        readings: Sequence[RowReading],
        to: int,
        counts: Mapping[str, Any],
    ) -> bool:
        """Keep what rows were read as; False where others have gone on meanwhile."""
        so_far = {"read_to": known.read_to, "read_times": known.read_times}
        if not self.change(known, so_far, read_to=to, counts=dict(counts)):
            return False
        if not readings:
            return True
        if self._unit.dialect == "postgresql":  # see `insert_many`
            rows = [
                {
                    "number": one.number,
                    "reading": one.reading,
                    "verdict": one.verdict,
                    "why": one.why,
                    "likeness": one.likeness,
                }
                for one in readings
            ]
            run(self._unit.session, _READ_AT_ONCE, {"file": known.id, "rows": recordset(rows)})
            return True
        run(
            self._unit.session,
            _READ,
            [
                {
                    "file": known.id,
                    "which": one.number,
                    "new_reading": dict(one.reading),
                    "new_verdict": one.verdict,
                    "new_why": one.why,
                    "new_likeness": one.likeness,
                }
                for one in readings
            ],
        )
        return True

    def forget_words(self, known: ImportRecord, after: int, limit: int) -> int | None:
        """Empty the cells and readings of so many rows from behind a number on; the last one's,
        None where there are no more.
        """
        query = (
            update(_ROW)
            .where(
                _row.workspace_id == self._workspace_id,
                _row.import_id == known.id,
                _row.number > after,
                _row.number <= after + limit,
            )
            .values(cells=None, reading=None, likeness=None)
        )
        run(self._session, query)
        return after + limit if after + limit < known.arrived_to else None

    def forget_heading(self, known: ImportRecord) -> None:
        """Empty what the file's columns were called."""
        query = update(_FILE).where(_file.workspace_id == self._workspace_id, _file.id == known.id)
        run(self._session, query.values(heading=None))

    def forgotten(self, member_id: int) -> None:
        """Every import of the member goes, with its rows."""
        query = delete(_FILE).where(
            _file.workspace_id == self._workspace_id, _file.member_id == member_id
        )
        run(self._session, query)

    def layout_for(self, heading_hash: str) -> Mapping[str, int] | None:
        """The columns that were last chosen here for such a heading line."""
        query = select(_layout.columns).where(
            _layout.workspace_id == self._workspace_id, _layout.heading_hash == heading_hash
        )
        found: Mapping[str, int] | None = run(self._session, query).scalar_one_or_none()
        return found

    def remember_layout(self, heading_hash: str, columns: Mapping[str, int], now: datetime) -> None:
        """Columns were chosen for such a heading line."""
        making = insert_once(_LAYOUT, self._unit.dialect, "workspace_id", "heading_hash")
        row = {"workspace_id": self._workspace_id, "heading_hash": heading_hash}
        kept = {"columns": dict(columns), "changed_at": now}
        if run(self._session, making, {**row, **kept}).rowcount == 0:
            query = update(_LAYOUT).where(
                _layout.workspace_id == self._workspace_id,
                _layout.heading_hash == heading_hash,
            )
            run(self._session, query.values(**kept))

    def count_rows(self, known: ImportRecord) -> Mapping[str, int]:
        """How many rows there are of each verdict, and of those taken by the member's own word
        under "wanted".
        """
        query = (
            select(_row.verdict, _row.wanted, func.count())
            .where(_row.workspace_id == self._workspace_id, _row.import_id == known.id)
            .group_by(_row.verdict, _row.wanted)
        )
        counts: dict[str, int] = {}
        found: Sequence[Any] = run(self._session, query).all()
        for verdict, wanted, count in found:
            name = "wanted" if wanted else verdict or ""
            counts[name] = counts.get(name, 0) + count
        return counts
