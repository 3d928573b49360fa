"""What a unit of work reads once and remembers: it must see what it has written since."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import IntegrityError

from storage.data_rights.member_data import Erased
from storage.engine.database import Database
from storage.row_types import ConversationRecord, EntryRecord
from storage.schemes.enrolments import LEFT_BY_MISTAKE
from storage.unit_of_work import UnitOfWork, unit_of_work
from tests.storage.builders import NOW, a_member

TODAY = date(2026, 11, 20)
PACKS = ("imi-register", "cmi")


@pytest.fixture
def member_id(database: Database) -> int:
    return a_member(database)


def test_enrolments_are_seen_as_they_were_changed(database: Database, member_id: int) -> None:
    with unit_of_work(database, "T1") as work:
        assert work.enrolments.of(member_id) == ()
        for pack in PACKS:
            work.enrolments.enrol(member_id, pack, "", TODAY)
        register, cmi = work.enrolments.of(member_id)
        assert (register.pack, cmi.pack) == PACKS
        work.enrolments.change(register, cycle_start=TODAY)
        assert [one.cycle_start for one in work.enrolments.of(member_id)] == [TODAY, None]
        work.enrolments.change(register, ended_on=TODAY)
        assert work.enrolments.of(member_id) == (cmi,)


def test_each_category_of_a_pack_is_an_enrolment_of_its_own(
    database: Database, member_id: int
) -> None:
    with unit_of_work(database, "T1") as work:
        made = [
            work.enrolments.enrol(member_id, "imi-techsafe", category, TODAY)
            for category in ("", "EV", "ADAS", "EV")
        ]
        assert [one.category for one in made] == ["", "EV", "ADAS", "EV"]
        assert made[3] == made[1]
        work.enrolments.change(made[1], ended_on=TODAY)
        assert work.enrolments.of(member_id) == (made[0], made[2])
        soon, late = TODAY + LEFT_BY_MISTAKE, TODAY + LEFT_BY_MISTAKE + timedelta(days=1)
        assert work.enrolments.enrol(member_id, "imi-techsafe", "EV", soon) == made[1]
        work.enrolments.change(made[1], ended_on=TODAY)
        again = work.enrolments.enrol(member_id, "imi-techsafe", "EV", late)
        spell = {"first": TODAY.isoformat(), "left": TODAY.isoformat()}
        assert again == replace(made[1], enrolled_on=late, earlier={"spells": [spell]})
        assert work.enrolments.of_many([member_id])[member_id] == work.enrolments.of(member_id)
        work.commit()


def test_an_enrolment_without_a_category_that_an_older_release_wrote_is_the_same(
    database: Database, member_id: int
) -> None:
    with unit_of_work(database, "T1") as work:
        made = work.enrolments.enrol(member_id, "cmi", "", TODAY)
        work.enrolments.change(made, category=None)
        assert work.enrolments.of(member_id) == (made,)
        assert work.enrolments.enrol(member_id, "cmi", "", TODAY) == made


def test_nobody_is_in_one_category_twice(database: Database, member_id: int) -> None:
    with unit_of_work(database, "T1") as work:
        made = work.enrolments.enrol(member_id, "imi-techsafe", "EV", TODAY)
        other = work.enrolments.enrol(member_id, "imi-techsafe", "ADAS", TODAY)
        with pytest.raises(IntegrityError):
            work.enrolments.change(other, category=made.category)


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
        work.entries.add_evidence(entry, "link", "https://example.org/1", NOW)
        [found] = work.entries.evidence([entry.id])[entry.id]
        assert found.url == "https://example.org/1"
        assert work.entries.conversation(entry.id, member_id).state == {}
        for state in ({"pending": "title"}, {"pending": "date"}):
            kept = ConversationRecord(entry.id, member_id, state, (), None)
            work.entries.keep_conversation(entry, kept)
            assert work.entries.conversation(entry.id, member_id) == kept
        changed = work.entries.change(entry, NOW, title="Isolation course")
        assert changed is not None
        assert changed == work.entries.get(entry.id, member_id)
        assert (changed.title, changed.version) == ("Isolation course", entry.version + 1)
        assert work.entries.change(entry, NOW, title="too late") is None


def test_an_entry_is_read_once_with_all_that_belongs_to_it_and_written_once(
    database: Database, member_id: int
) -> None:
    with unit_of_work(database, "T1") as work:
        entry = _entry(work, member_id)
        work.entries.add_evidence(entry, "link", "https://example.org/1", NOW)
        work.commit()
    with unit_of_work(database, "T1") as work, statements() as asked:
        found = work.entries.get(entry.id, member_id)
        assert found is not None
        assert work.entries.get(entry.id, member_id) == found
        assert len(work.entries.evidence([entry.id])[entry.id]) == 1
        kept = work.entries.conversation(entry.id, member_id)
        for title in ("Welding", "Brakes"):
            changed = work.entries.change(found, NOW, title=title)
            assert changed is not None
            found = changed
            work.entries.keep_conversation(found, replace(kept, state={"pending": title}))
        assert [statement.split()[0] for statement in asked] == ["SELECT"]
        work.commit()
    assert [statement.split()[:2] for statement in asked[1:]] == [
        ["UPDATE", "entry"],
        ["INSERT", "INTO"],  # the dialogue, which may not have begun
    ]
    with unit_of_work(database, "T1") as work:
        assert work.entries.get(entry.id, member_id) == found
        assert found.version == entry.version + 1
        assert work.entries.conversation(entry.id, member_id).state == {"pending": "Brakes"}


def test_what_was_changed_is_written_before_anything_that_could_depend_on_it_is_asked(
    database: Database, member_id: int
) -> None:
    with unit_of_work(database, "T1") as work:
        entry = _entry(work, member_id)
        changed = work.entries.change(entry, NOW, status="logged")
        assert work.entries.list(member_id, ["draft"]) == ()
        assert work.entries.list(member_id, ["logged"]) == (changed,)
        assert work.entries.count(member_id, ["logged"]) == 1


@contextmanager
def statements() -> Iterator[list[str]]:
    """What databases are asked meanwhile."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_nothing_is_remembered_of_what_was_erased(database: Database, member_id: int) -> None:
    with unit_of_work(database, "T1") as work:
        entry = _entry(work, member_id)
        work.entries.add_evidence(entry, "link", "https://example.org/1", NOW)
        work.enrolments.enrol(member_id, "cmi", "", TODAY)
        work.members.start_job(member_id, "technician", TODAY)
        work.entries.keep_conversation(
            entry, ConversationRecord(entry.id, member_id, {"pending": "title"}, (), None)
        )
        assert work.entries.evidence([entry.id])[entry.id]
        assert work.enrolments.of(member_id)
        assert work.members.job_roles(member_id)
        erased = Erased(work.member_data.last_entry(member_id), revision=0)
        assert work.member_data.erase_page(member_id, erased, 100, NOW, ["card"]) == 1
        work.member_data.reset_settings(member_id)
        assert work.entries.get(entry.id, member_id) is None
        assert work.entries.evidence([entry.id]) == {entry.id: ()}
        assert work.entries.conversation(entry.id, member_id).state == {}
        assert work.enrolments.of(member_id) == ()
        assert work.members.job_roles(member_id) == ()


def _entry(work: UnitOfWork, member_id: int) -> EntryRecord:
    entry = work.entries.add(member_id, "draft", NOW, source_key="Ev1", title="Isolation")
    assert entry is not None
    return entry
