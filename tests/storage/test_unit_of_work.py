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
async def member_id(database: Database) -> int:
    return await a_member(database)


async def test_enrolments_are_seen_as_they_were_changed(database: Database, member_id: int) -> None:
    async with unit_of_work(database, "T1") as work:
        assert await work.enrolments.of(member_id) == ()
        for pack in PACKS:
            await work.enrolments.enrol(member_id, pack, TODAY)
        register, cmi = await work.enrolments.of(member_id)
        assert (register.pack, cmi.pack) == PACKS
        await work.enrolments.change(register, cycle_start=TODAY)
        assert [one.cycle_start for one in await work.enrolments.of(member_id)] == [TODAY, None]
        await work.enrolments.change(register, ended_on=TODAY)
        assert await work.enrolments.of(member_id) == (cmi,)


async def test_jobs_are_seen_as_they_began(database: Database, member_id: int) -> None:
    async with unit_of_work(database, "T1") as work:
        assert await work.members.job_roles(member_id) == ()
        for title in ("technician", "instructor"):
            await work.members.start_job(member_id, title, TODAY)
            [job] = await work.members.job_roles(member_id)
            assert job.title == title


async def test_an_entry_is_seen_as_it_was_changed_with_its_evidence_and_dialogue(
    database: Database, member_id: int
) -> None:
    async with unit_of_work(database, "T1") as work:
        entry = await _entry(work, member_id)
        assert await work.entries.evidence([entry.id]) == {entry.id: ()}
        await work.entries.add_evidence(entry.id, "link", "https://example.org/1", NOW)
        [found] = (await work.entries.evidence([entry.id]))[entry.id]
        assert found.url == "https://example.org/1"
        assert (await work.entries.conversation(entry.id, member_id)).state == {}
        for state in ({"pending": "title"}, {"pending": "date"}):
            kept = ConversationRecord(entry.id, member_id, state, (), None)
            await work.entries.keep_conversation(kept)
            assert await work.entries.conversation(entry.id, member_id) == kept
        changed = await work.entries.change(entry, NOW, title="Isolation course")
        assert changed is not None
        assert changed == await work.entries.get(entry.id, member_id)
        assert (changed.title, changed.version) == ("Isolation course", entry.version + 1)
        assert await work.entries.change(entry, NOW, title="too late") is None


async def test_nothing_is_remembered_of_what_was_erased(database: Database, member_id: int) -> None:
    async with unit_of_work(database, "T1") as work:
        entry = await _entry(work, member_id)
        await work.entries.add_evidence(entry.id, "link", "https://example.org/1", NOW)
        await work.enrolments.enrol(member_id, "cmi", TODAY)
        await work.members.start_job(member_id, "technician", TODAY)
        assert (await work.entries.evidence([entry.id]))[entry.id]
        assert await work.enrolments.of(member_id)
        assert await work.members.job_roles(member_id)
        await work.entries.erase(member_id)
        await work.whole_record.reset_settings(member_id)
        assert await work.entries.evidence([entry.id]) == {entry.id: ()}
        assert await work.enrolments.of(member_id) == ()
        assert await work.members.job_roles(member_id) == ()


async def _entry(work: UnitOfWork, member_id: int) -> EntryRecord:
    entry = await work.entries.add(member_id, "draft", NOW, source_key="Ev1", title="Isolation")
    assert entry is not None
    return entry
