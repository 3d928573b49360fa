"""What a unit of work reads once and remembers: it must see what it has written since."""

from datetime import date

import pytest

from storage.database import Database
from storage.records import ConversationRecord, EntryRecord
from storage.unit_of_work import UnitOfWork, unit_of_work
from tests.storage.rows import NOW, a_member

TODAY = date(2026, 11, 20)
PACKS = ("imi-register", "cmi")


@pytest.fixture
def member_id(database: Database) -> int:
    return a_member(database)


def test_enrolments_are_seen_as_they_were_changed(database: Database, member_id: int) -> None:
    with unit_of_work(database, "T1") as work:
        assert work.enrolments.of(member_id) == ()
        for pack in PACKS:
            work.enrolments.enrol(member_id, pack, TODAY)
        register, cmi = work.enrolments.of(member_id)
        assert (register.pack, cmi.pack) == PACKS
        work.enrolments.change(register, cycle_start=TODAY)
        assert [one.cycle_start for one in work.enrolments.of(member_id)] == [TODAY, None]
        work.enrolments.change(register, ended_on=TODAY)
        assert work.enrolments.of(member_id) == (cmi,)


def test_jobs_are_seen_as_they_began(database: Database, member_id: int) -> None:
    with unit_of_work(database, "T1") as work:
        assert work.members.job_roles(member_id) == ()
        for title in ("technician", "instructor"):
            work.members.start_job(member_id, title, TODAY)
            [job] = work.members.job_roles(member_id)
            assert job.title == title


def test_an_entry_is_seen_as_it_was_changed_with_its_evidence_and_dialogue(
    database: Database, member_id: int
) -> None:
    with unit_of_work(database, "T1") as work:
        entry = _entry(work, member_id)
        assert work.entries.evidence([entry.id]) == {entry.id: ()}
        work.entries.add_evidence(entry.id, "link", "https://example.org/1", NOW)
        [found] = work.entries.evidence([entry.id])[entry.id]
        assert found.url == "https://example.org/1"
        assert work.entries.conversation(entry.id, member_id).state == {}
        for state in ({"pending": "title"}, {"pending": "date"}):
            kept = ConversationRecord(entry.id, member_id, state, (), None)
            work.entries.keep_conversation(kept)
            assert work.entries.conversation(entry.id, member_id) == kept
        changed = work.entries.change(entry, NOW, title="Isolation course")
        assert changed is not None
        assert changed == work.entries.get(entry.id, member_id)
        assert (changed.title, changed.version) == ("Isolation course", entry.version + 1)
        assert work.entries.change(entry, NOW, title="too late") is None


def test_nothing_is_remembered_of_what_was_erased(database: Database, member_id: int) -> None:
    with unit_of_work(database, "T1") as work:
        entry = _entry(work, member_id)
        work.entries.add_evidence(entry.id, "link", "https://example.org/1", NOW)
        work.enrolments.enrol(member_id, "cmi", TODAY)
        work.members.start_job(member_id, "technician", TODAY)
        assert work.entries.evidence([entry.id])[entry.id]
        assert work.enrolments.of(member_id)
        assert work.members.job_roles(member_id)
        work.entries.erase(member_id)
        work.whole_record.reset_settings(member_id)
        assert work.entries.evidence([entry.id]) == {entry.id: ()}
        assert work.enrolments.of(member_id) == ()
        assert work.members.job_roles(member_id) == ()


def _entry(work: UnitOfWork, member_id: int) -> EntryRecord:
    entry = work.entries.add(member_id, "draft", NOW, source_key="Ev1", title="Isolation")
    assert entry is not None
    return entry
