"""Whose files' bytes are kept: sums for quotas, what nobody needs, and what a sweep may touch."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from storage.data_rights.member_data import Erased
from storage.engine.database import Database
from storage.record.stored_files import (
    Kept,
    address_of,
    forget,
    give_names,
    look_for,
    newest,
    totals,
    unneeded,
    without_name,
)
from storage.row_types import EntryRecord, EvidenceRecord, StoredFileRecord
from storage.unit_of_work import UnitOfWork, look, unit_of_work
from tests.storage.builders import NOW, SOON, a_member, execute, query

HASH, OTHER = "a" * 64, "b" * 64
LATE = NOW + timedelta(days=40)


@pytest.fixture
def member_id(database: Database) -> int:
    return a_member(database)


def a_file(
    member_id: int, sha256: str = HASH, size: int = 1000, **changes: Any
) -> StoredFileRecord:
    made = StoredFileRecord(
        member_id=member_id,
        sha256=sha256,
        size=size,
        media_type="application/pdf",
        name="certificate.pdf",
        facts={"title": {"value": "Isolation"}},
        stored_at=NOW,
        needed_at=NOW,
    )
    return replace(made, **changes)


def within(database: Database, do: Callable[[UnitOfWork], Any], workspace_id: str = "T1") -> Any:
    """Done and committed."""
    with unit_of_work(database, workspace_id) as work:
        done = do(work)
        work.commit()
    return done


def keep(database: Database, *files: StoredFileRecord, workspace_id: str = "T1") -> None:
    def unit(work: UnitOfWork) -> None:
        for file in files:
            work.stored_files.keep(file)

    within(database, unit, workspace_id)


def an_entry_with(database: Database, member_id: int, sha256: str = HASH) -> EntryRecord:
    """An entry of which a file is evidence."""

    def add(work: UnitOfWork) -> EntryRecord:
        entry = work.entries.add(member_id, "draft", NOW, source_key=None, title="Isolation")
        assert entry is not None
        borne = EvidenceRecord(
            entry.id, "file", address_of(sha256), NOW, "named here.pdf", sha256, 1000,
            "application/pdf", date(2027, 5, 3), {"title": {"value": "Isolation"}},
        )  # fmt: skip
        work.entries.bear(entry, borne)
        return entry

    made: EntryRecord = within(database, add)
    return made


def test_what_is_kept_is_known_by_its_hash(database: Database, member_id: int) -> None:
    keep(database, a_file(member_id))
    with look(database, "T1") as work:
        assert work.stored_files.of(member_id, [HASH, OTHER]) == {HASH: a_file(member_id)}
        assert work.stored_files.all_of(member_id) == (a_file(member_id),)


def test_kept_again_it_is_one_and_needed_anew_under_its_newest_name(
    database: Database, member_id: int
) -> None:
    keep(database, a_file(member_id))
    again = a_file(member_id, name="renamed.pdf", facts=None, stored_at=SOON, needed_at=SOON)
    keep(database, again)
    with look(database, "T1") as work:
        [kept] = work.stored_files.all_of(member_id)
    assert (kept.name, kept.stored_at, kept.needed_at) == ("renamed.pdf", NOW, SOON)
    assert kept.facts == {"title": {"value": "Isolation"}}, "what is known of it stays"


def test_sums_are_the_members_and_the_workspaces_and_cross_none(
    database: Database, member_id: int
) -> None:
    ben, elsewhere = a_member(database, slack_id="U2"), a_member(database, "T2")
    keep(database, a_file(member_id), a_file(member_id, OTHER, 50), a_file(ben, size=7))
    keep(database, a_file(elsewhere, size=400), workspace_id="T2")
    with look(database, "T1") as work:
        assert work.stored_files.sums(member_id) == Kept(1050, 1057)
        assert work.stored_files.sums(ben) == Kept(7, 1057)
    with look(database, "T2") as work:
        assert work.stored_files.sums(elsewhere) == Kept(400, 400)
        assert work.stored_files.sums(member_id) == Kept(0, 400)
        assert work.stored_files.of(member_id, [HASH]) == {}
    assert totals(database) == (4, 1457)
    assert newest(database, 2) == [("T2", elsewhere, HASH), ("T1", ben, HASH)]


def test_what_is_no_entrys_evidence_goes_once_it_is_old(database: Database, member_id: int) -> None:
    an_entry_with(database, member_id)
    keep(database, a_file(member_id), a_file(member_id, OTHER))
    [number] = unneeded(database, LATE, 0, 10)
    assert query(database, f"SELECT sha256 FROM stored_file WHERE id = {number}") == [(OTHER,)]
    assert unneeded(database, NOW, 0, 10) == [], "it is not old yet"
    assert unneeded(database, LATE, number, 10) == []
    assert forget(database, [number], LATE) == 1
    assert query(database, "SELECT sha256 FROM stored_file") == [(HASH,)]


def test_the_same_file_as_evidence_of_somebody_else_is_no_need_of_ones_own(
    database: Database, member_id: int
) -> None:
    ben = a_member(database, slack_id="U2")
    an_entry_with(database, ben)
    keep(database, a_file(member_id), a_file(ben))
    [number] = unneeded(database, LATE, 0, 10)
    assert query(database, f"SELECT member_id FROM stored_file WHERE id = {number}") == [
        (member_id,)
    ]


def test_what_was_needed_since_it_was_found_stays(database: Database, member_id: int) -> None:
    keep(database, a_file(member_id))
    [number] = unneeded(database, LATE, 0, 10)
    within(database, lambda work: work.stored_files.need(member_id, [HASH], LATE))
    assert forget(database, [number], LATE) == 0
    within(database, lambda work: work.stored_files.need(member_id, [HASH], NOW))
    an_entry_with(database, member_id)
    assert forget(database, [number], LATE) == 0
    assert query(database, "SELECT count(*) FROM stored_file") == [(1,)]


def test_nobody_elses_file_is_said_to_be_needed(database: Database, member_id: int) -> None:
    ben = a_member(database, slack_id="U2")
    keep(database, a_file(member_id), a_file(ben))
    within(database, lambda work: work.stored_files.need(ben, [HASH], LATE))
    with look(database, "T1") as work:
        assert work.stored_files.of(member_id, [HASH])[HASH].needed_at == NOW
        assert work.stored_files.of(ben, [HASH])[HASH].needed_at == LATE


def test_of_bytes_it_is_known_whose_rows_there_are_and_who_has_a_job(
    database: Database, member_id: int
) -> None:
    ben = a_member(database, slack_id="U2")
    keep(database, a_file(member_id))
    found = [(member_id, HASH), (member_id, OTHER), (ben, HASH)]
    known = look_for(database, "T1", found)
    assert known.kept == {(member_id, HASH)}
    assert not known.busy
    within(database, lambda work: work.jobs.ask(ben, "export", "export:1", NOW, {}))
    assert look_for(database, "T1", found).busy == {ben}
    assert look_for(database, "T2", found).kept == frozenset()


def test_what_an_older_release_took_from_evidence_is_filled_in(
    database: Database, member_id: int
) -> None:
    expiry = {"value": "2028-05-03", "page": 1, "line": 7}
    keep(database, a_file(member_id, facts={"expiry": expiry}))
    keep(database, a_file(member_id, OTHER, facts=None))
    entry = an_entry_with(database, member_id)
    other = an_entry_with(database, member_id, OTHER)
    execute(
        database,
        "UPDATE evidence SET name = NULL, sha256 = NULL, size = NULL, media_type = NULL,"
        " facts = NULL, runs_out = NULL, member_id = NULL",
    )
    page = without_name(database, 10)
    assert len(page) == 2
    give_names(database, page)
    with look(database, "T1") as work:
        [mended] = work.entries.evidence([entry.id])[entry.id]
        [without] = work.entries.evidence([other.id])[other.id]
    assert (mended.name, mended.sha256, mended.size) == ("certificate.pdf", HASH, 1000)
    assert mended.facts == {"expiry": expiry}
    assert mended.runs_out == date(2028, 5, 3), "as the certificate says"
    assert (without.facts, without.runs_out) == (None, None)
    assert query(database, "SELECT DISTINCT member_id FROM evidence") == [(member_id,)]
    assert without_name(database, 10) == []


def test_what_an_older_release_left_of_an_erased_record_is_dropped(
    database: Database, member_id: int
) -> None:
    ben = a_member(database, slack_id="U2")
    keep(database, a_file(member_id), a_file(ben), a_file(member_id, OTHER, needed_at=SOON))
    within(database, lambda work: work.stored_files.drop(member_id, SOON))
    assert query(database, "SELECT member_id, sha256 FROM stored_file ORDER BY id") == [
        (ben, HASH),
        (member_id, OTHER),
    ]


def test_an_erased_member_keeps_none_and_others_keep_theirs(
    database: Database, member_id: int
) -> None:
    ben = a_member(database, slack_id="U2")
    keep(database, a_file(member_id), a_file(ben))

    def erase(work: UnitOfWork) -> None:
        counted = work.member_data.counts(member_id, ("card",))
        assert (counted.evidence, counted.files) == (0, 1)
        work.member_data.erase_page(member_id, Erased(0, 0), 10, NOW, ("card",))
        work.member_data.reset_settings(member_id)

    within(database, erase)
    assert query(database, "SELECT member_id FROM stored_file") == [(ben,)]
