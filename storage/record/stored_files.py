"""Whose files' bytes are kept in the evidence store: a row for each member and hash.

The bytes themselves are `storage.evidence`'s; what is evidence of which entry is `entries`'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import delete, func, literal, select, text

from storage.engine.database import Database
from storage.engine.id_lists import in_ids, in_words
from storage.engine.prepared import prepared
from storage.engine.statements import inserting, run
from storage.repository import Repository, given, table_of
from storage.row_types import StoredFileRecord, columns_of
from storage.tables import EVIDENCE_IS_FILE, AuditFile, Entry, Evidence, Job, StoredFile
from storage.vocabulary import JOB_OPEN

ADDRESS: Final = "sha256:"
"""What the `url` of a file begins with, as evidence; its hash follows."""

_TABLE: Final = table_of(StoredFile)
_file: Final = _TABLE.c
_evidence_table: Final = table_of(Evidence)
_evidence: Final = _evidence_table.c
_entry: Final = table_of(Entry).c
_MINE: Final = (
    _file.workspace_id == given("workspace"),
    _file.member_id == given("member", _file.member_id),
)
_OF: Final = select(*columns_of(StoredFileRecord, _TABLE)).where(
    *_MINE, in_words(_file.sha256, "hashes")
)
_ALL: Final = select(*columns_of(StoredFileRecord, _TABLE)).where(*_MINE).order_by(_file.id)
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
_handed_in = table_of(AuditFile).c
_IS_HANDED_IN: Final = (
    select(literal(1))
    .where(_handed_in.member_id == _file.member_id, _handed_in.sha256 == _file.sha256)
    .exists()
)
"""An audit goes by it, whatever became of its entry since."""
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

_BORNE: Final = prepared(
    select(_file.sha256).where(*_MINE, in_words(_file.sha256, "hashes"), _IS_EVIDENCE)
)


def address_of(sha256: str) -> str:
    """What stands for a file as the `url` of evidence."""
    return f"{ADDRESS}{sha256}"


def hash_in(address: str) -> str:
    """The hash that such an address holds."""
    return address.removeprefix(ADDRESS)


_KNOWN: Final = select(_file.member_id, _file.sha256).where(
    _file.workspace_id == given("workspace"),
    in_ids(_file.member_id, "members"),
    in_words(_file.sha256, "hashes"),
)
_job: Final = table_of(Job).c
_BUSY: Final = select(_job.member_id).where(
    _job.workspace_id == given("workspace"),
    in_ids(_job.member_id, "members"),
    _job.state.in_(JOB_OPEN),
)
_OF_FILE: Final = ("name", "sha256", "size", "media_type", "facts")
_WITHOUT_NAME: Final = (
    select(_evidence.id, _file.member_id, *(_file[name] for name in _OF_FILE))
    .select_from(Evidence)
    .join(Entry, _entry.id == _evidence.entry_id)
    .join(
        StoredFile,
        (_file.member_id == _entry.member_id)
        & (literal(ADDRESS).concat(_file.sha256) == _evidence.url),
    )
    .where(text(f"evidence.{EVIDENCE_IS_FILE}"), _evidence.sha256.is_(None))
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

    def borne(self, member_id: int, hashes: Sequence[str]) -> frozenset[str]:
        """Those of these files that are evidence of an entry of the member's, whatever became of
        the entry.
        """
        self._unit.flush()
        return frozenset(row[0] for row in self._rows(_BORNE, member=member_id, hashes=hashes))

    def all_of(self, member_id: int) -> tuple[StoredFileRecord, ...]:
        """Every file that is kept of the member, the oldest first."""
        return tuple(StoredFileRecord(*row) for row in self._rows(_ALL, member=member_id))

    def need(self, member_id: int, hashes: Sequence[str], real: datetime) -> None:
        """They are still needed at this moment, or were until now: the sweep waits from here on."""
        if hashes:
            self._run(_TOUCH, member=member_id, hashes=hashes, real=real)

    def drop(self, member_id: int, before: datetime) -> None:
        """What was needed last before a moment, and is no entry's evidence, is kept no more."""
        self._unit.flush()
        run(
            self._unit.session,
            delete(StoredFile).where(
                _file.workspace_id == self._workspace_id,
                _file.member_id == member_id,
                *_unneeded(before),
            ),
        )

    def sums(self, member_id: int) -> Kept:
        """How many bytes are kept."""
        return Kept(*map(int, self._rows(_SUMS, member=member_id)[0]))


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


@dataclass(frozen=True, slots=True)
class Looked:
    """Of some bytes in the store, what the database says: whose rows there are, and which of the
    members have a job that is still open, and may be about to add one.
    """

    kept: frozenset[tuple[int, str]]
    busy: frozenset[int]


def look_for(database: Database, workspace_id: str, found: Sequence[tuple[int, str]]) -> Looked:
    """What is known of bytes, each by their member and hash; a page of them at a time."""
    members, hashes = [one for one, _ in found], [one for _, one in found]
    values = {"workspace": workspace_id, "members": members, "hashes": hashes}
    with database.snapshot() as session:
        kept: Sequence[Any] = run(session, _KNOWN, values).all()
        busy = run(session, _BUSY, values).scalars()
        return Looked(frozenset((row[0], row[1]) for row in kept), frozenset(busy))


def unneeded(database: Database, before: datetime, after: int, limit: int) -> list[int]:
    """The numbers of a page of files, from behind a number on, that are no entry's evidence and
    were needed last before a moment; in all workspaces.
    """
    with database.snapshot() as session:
        page = (
            select(_file.id)
            .where(*_unneeded(before), _file.id > after)
            .order_by(_file.id)
            .limit(limit)
        )
        return list(run(session, page).scalars())


def forget(database: Database, ids: Sequence[int], before: datetime) -> int:
    """Deletes those of these files that are still as `unneeded` says; how many."""
    with database.transaction() as session:
        gone = delete(StoredFile).where(_file.id.in_(ids), *_unneeded(before))
        count = run(session, gone).rowcount
        session.commit()
    return count


def without_name(database: Database, limit: int) -> list[tuple[Any, ...]]:
    """A page of evidence from which a release that knows no files has taken, while both ran, what
    it is called and what its bytes are: its number, whose it is, and what is known of the file.
    """
    with database.snapshot() as session:
        return [tuple(row) for row in run(session, _WITHOUT_NAME.limit(limit)).all()]


def give_names(database: Database, page: Sequence[tuple[Any, ...]]) -> None:
    """Fills in what `without_name` found. A file runs out when its certificate says; what its
    member had said instead is gone.
    """
    with database.transaction() as session:
        for number, member_id, *columns in page:
            known = dict(zip(_OF_FILE, columns, strict=True))
            known |= {"member_id": member_id, "runs_out": _last_day(known["facts"])}
            mended = _evidence_table.update().where(_evidence.id == number)
            run(session, mended.values(**known))
        session.commit()


def _last_day(facts: Mapping[str, Any] | None) -> date | None:
    """The last day on which a certificate holds, in its facts as they are kept."""
    expiry = (facts or {}).get("expiry")
    return None if expiry is None else date.fromisoformat(expiry["value"])


def newest(database: Database, limit: int) -> list[tuple[str, int, str]]:
    """Of the files that were stored last, so many: workspace, member and hash."""
    with database.snapshot() as session:
        latest = select(_file.workspace_id, _file.member_id, _file.sha256)
        newest_first = latest.order_by(_file.id.desc()).limit(limit)
        rows: Sequence[Any] = run(session, newest_first).all()
        return [(row[0], row[1], row[2]) for row in rows]


def totals(database: Database) -> tuple[int, int]:
    """How many files are kept in all, and how many bytes they have."""
    with database.snapshot() as session:
        counted = select(func.count(), func.coalesce(func.sum(_file.size), 0))
        found: Sequence[Any] = run(session, counted.select_from(_TABLE)).one()
        return int(found[0]), int(found[1])


def _unneeded(before: datetime) -> tuple[Any, ...]:
    return (_file.needed_at < before, ~_IS_EVIDENCE, ~_IS_HANDED_IN)
