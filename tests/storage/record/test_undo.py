"""The journal of what can be taken back: how entries were before each turn that changed them."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from storage.data_rights.member_data import Erased
from storage.engine.database import Database
from storage.record.undo import Step, forget_page
from storage.row_types import ConversationRecord, EntryRecord, EvidenceRecord
from storage.tables import UndoStep
from storage.unit_of_work import UnitOfWork, look, unit_of_work
from tests.storage.builders import NOW, SOON, a_member, execute, query

LATER = SOON + timedelta(minutes=1)


@pytest.fixture
def member_id(database: Database) -> int:
    return a_member(database)


@contextmanager
def turn(
    database: Database,
    name: str,
    *,
    at: datetime = SOON,
    silent: bool = False,
    workspace_id: str = "T1",
) -> Iterator[UnitOfWork]:
    """A unit whose changes are taken back together; `at` is when it was."""
    with unit_of_work(database, workspace_id) as work:
        work.undo.begin(name, at)
        if silent:
            work.undo.be_silent()
        yield work
        work.commit()


def last_turn(database: Database, member_id: int, workspace_id: str = "T1") -> tuple[Step, ...]:
    with look(database, workspace_id) as work:
        return work.undo.last_turn(member_id)


def add(work: UnitOfWork, member_id: int, source_key: str = "Ev1") -> EntryRecord:
    entry = work.entries.add(
        member_id,
        "draft",
        NOW,
        source_key=source_key,
        title="Isolation – “Prüfung” 🔌",
        start_date=date(2026, 11, 19),
        end_date=date(2026, 11, 20),
        minutes=120,
        private_stages=["reflect"],
        provenance={"title": "said"},
        in_opening={"imi-register": False},
    )
    assert entry is not None
    return entry


@pytest.fixture
def entry(database: Database, member_id: int) -> EntryRecord:
    """An entry with a dialogue and evidence, whose making nobody can take back."""
    with turn(database, "before", silent=True) as work:
        made = add(work, member_id, "Ev0")
        work.entries.add_evidence(made, "link", "https://example.org/1", NOW)
        kept = ConversationRecord(
            made.id, member_id, {"pending": "title"}, ({"key": "k", "text": "words"},), NOW
        )
        work.entries.keep_conversation(made, kept)
    return made


def change(work: UnitOfWork, entry: EntryRecord, title: str, at: datetime = SOON) -> EntryRecord:
    now = work.entries.get(entry.id, entry.member_id)
    assert now is not None
    changed = work.entries.change(now, at, title=title)
    assert changed is not None
    return changed


def test_a_step_is_of_its_turns_moment_also_where_the_entry_itself_does_not_change(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    with turn(database, "event:1", at=LATER) as work:
        work.entries.add_evidence(entry, "link", "https://example.org/2", LATER)
    [step] = last_turn(database, member_id)
    assert step.at == LATER


def test_an_entry_is_remembered_exactly_as_it_was(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    with look(database, "T1") as work:
        before = work.entries.get(entry.id, member_id)
        dialogue = work.entries.conversation(entry.id, member_id)
        evidence = work.entries.evidence([entry.id])[entry.id]
    assert before == entry
    assert evidence == (EvidenceRecord(entry.id, "link", "https://example.org/1", NOW),)
    with turn(database, "event:1") as work:
        change(work, entry, "Welding")
    [step] = last_turn(database, member_id)
    assert (step.entry_id, step.at) == (entry.id, SOON)
    assert step.before is not None
    assert step.before.entry == entry
    assert step.before.dialogue == dialogue
    assert step.before.evidence == evidence


def test_what_changes_several_times_in_a_turn_is_remembered_as_before_the_first(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    with turn(database, "event:1") as work:
        change(work, entry, "Welding")
        work.write()
        changed = change(work, entry, "Brakes", LATER)
        work.entries.add_evidence(changed, "link", "https://example.org/2", LATER)
    [step] = last_turn(database, member_id)
    assert step.before is not None
    assert (step.before.entry.title, len(step.before.evidence)) == (entry.title, 1)
    assert query(database, "SELECT count(*) FROM undo_step") == [(1,)]


def test_everything_that_a_turn_changed_is_found_together_the_newest_first(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    with turn(database, "event:1") as work:
        made = add(work, member_id)
        change(work, entry, "Welding")
    steps = last_turn(database, member_id)
    assert [step.entry_id for step in steps] == [entry.id, made.id]
    assert steps[0].id > steps[1].id
    assert steps[1].before is None  # the turn made it


def test_what_a_turn_made_and_changed_is_remembered_as_made_by_it(
    database: Database, member_id: int
) -> None:
    with turn(database, "event:1") as work:
        made = add(work, member_id)
        change(work, made, "Welding")
        work.entries.add_evidence(made, "link", "https://example.org/1", NOW)
    [step] = last_turn(database, member_id)
    assert (step.entry_id, step.before) == (made.id, None)


def _evidence(work: UnitOfWork, entry: EntryRecord) -> None:
    work.entries.add_evidence(entry, "link", "https://example.org/2", SOON)


def _dialogue(work: UnitOfWork, entry: EntryRecord) -> None:
    kept = work.entries.conversation(entry.id, entry.member_id)
    work.entries.keep_conversation(entry, replace(kept, state={"pending": None}))


@pytest.mark.parametrize("changing", [_evidence, _dialogue])
def test_what_belongs_to_an_entry_is_part_of_how_it_was(
    database: Database,
    member_id: int,
    entry: EntryRecord,
    changing: Callable[[UnitOfWork, EntryRecord], None],
) -> None:
    with turn(database, "event:1") as work:
        changing(work, entry)
        change(work, entry, "Welding")
    [step] = last_turn(database, member_id)
    assert step.before is not None
    assert step.before.entry == entry
    assert step.before.dialogue.state == {"pending": "title"}
    assert [one.url for one in step.before.evidence] == ["https://example.org/1"]


def _known_evidence(work: UnitOfWork, entry: EntryRecord) -> None:
    work.entries.add_evidence(entry, "link", "https://example.org/1", SOON)


def _held_words(work: UnitOfWork, entry: EntryRecord) -> None:
    """Words that are asked about are no step of the dialogue's."""
    kept = work.entries.conversation(entry.id, entry.member_id)
    work.entries.keep_conversation(entry, replace(kept, held=({"key": "other"},)))


@pytest.mark.parametrize("changing", [_known_evidence, _held_words])
def test_what_changes_nothing_that_can_be_taken_back_is_no_turn(
    database: Database,
    member_id: int,
    entry: EntryRecord,
    changing: Callable[[UnitOfWork, EntryRecord], None],
) -> None:
    with turn(database, "event:1") as work:
        changing(work, entry)
    assert last_turn(database, member_id) == ()


def test_turns_are_taken_back_one_after_the_other(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    for number, title in enumerate(("Welding", "Brakes")):
        with turn(database, f"event:{number}") as work:
            change(work, entry, title)
    titles: list[str | None] = []
    while steps := last_turn(database, member_id):
        with turn(database, "undo", silent=True) as work:
            [step] = work.undo.last_turn(member_id)
            assert step.before is not None
            titles.append(step.before.entry.title)
            work.undo.drop(steps)
    assert titles == ["Welding", entry.title]


def test_a_unit_that_takes_back_is_no_turn_itself(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    with turn(database, "event:1") as work:
        change(work, entry, "Welding")
    [step] = last_turn(database, member_id)
    with turn(database, "event:2", silent=True) as work:
        change(work, entry, "Isolation")
        work.undo.drop((step,))
    assert last_turn(database, member_id) == ()


def test_a_unit_without_a_turn_leaves_nothing_to_take_back(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    with unit_of_work(database, "T1") as work:
        change(work, entry, "Welding")
        work.commit()
    assert last_turn(database, member_id) == ()


def test_what_was_not_committed_cannot_be_taken_back(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    with unit_of_work(database, "T1") as work:
        work.undo.begin("event:1", NOW)
        change(work, entry, "Welding")
        work.write()
    assert last_turn(database, member_id) == ()


def test_nobody_takes_back_another_members_turn_or_another_workspaces(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    other = a_member(database, slack_id="U2")
    with turn(database, "event:1") as work:
        change(work, entry, "Welding")
    with turn(database, "event:2") as work:
        theirs = add(work, other, "Ev2")
    assert [step.entry_id for step in last_turn(database, member_id)] == [entry.id]
    assert [step.entry_id for step in last_turn(database, other)] == [theirs.id]
    assert last_turn(database, member_id, "T2") == ()


def test_two_members_turns_of_one_name_are_two(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    other = a_member(database, slack_id="U2")
    with turn(database, "sweep") as work:
        change(work, entry, "Welding")
        add(work, other, "Ev2")
    assert [step.entry_id for step in last_turn(database, member_id)] == [entry.id]


def test_a_step_goes_with_its_entry(database: Database, member_id: int, entry: EntryRecord) -> None:
    with turn(database, "event:1") as work:
        change(work, entry, "Welding")
    with unit_of_work(database, "T1") as work:
        up_to = Erased(work.member_data.last_entry(member_id), 0)
        work.member_data.erase_page(member_id, up_to, 100, NOW, ["card"])
        work.commit()
    assert query(database, "SELECT count(*) FROM undo_step") == [(0,)]


def test_a_step_from_a_release_with_more_columns_is_read_without_them(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    with turn(database, "event:1") as work:
        change(work, entry, "Welding")
    put_in = {
        "sqlite": "json_set(before, '$.entry.of_the_next_release', 7)",
        "postgresql": "jsonb_set(before, '{entry,of_the_next_release}', '7')",
    }
    execute(database, f"UPDATE undo_step SET before = {put_in[database.dialect]}")
    [step] = last_turn(database, member_id)
    assert step.before is not None
    assert step.before.entry == entry


def test_a_step_from_a_release_with_fewer_columns_is_read_with_their_defaults(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    with turn(database, "event:1") as work:
        change(work, entry, "Welding")
    taken_out = {
        "sqlite": "json_remove(before, '$.entry.in_opening', '$.entry.private_stages',"
        " '$.entry.minutes')",
        "postgresql": "before #- '{entry,in_opening}' #- '{entry,private_stages}'"
        " #- '{entry,minutes}'",
    }
    execute(database, f"UPDATE undo_step SET before = {taken_out[database.dialect]}")
    [step] = last_turn(database, member_id)
    assert step.before is not None
    assert (entry.minutes, entry.private_stages) == (120, ("reflect",))
    assert step.before.entry == replace(entry, in_opening={}, private_stages=(), minutes=None)


def test_old_steps_are_forgotten_page_by_page(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    for number in range(5):
        at = NOW + timedelta(days=number)
        with turn(database, f"event:{number}", at=at) as work:
            change(work, entry, f"Title {number}", at)

    def forget() -> int:
        with database.transaction() as session:
            gone = forget_page(session, NOW + timedelta(days=3), 2)
            session.commit()
        return gone

    assert [forget() for _ in range(3)] == [2, 1, 0]
    [step] = last_turn(database, member_id)
    assert step.before is not None
    assert step.before.entry.title == "Title 3"
    assert query(database, "SELECT count(*) FROM undo_step") == [(2,)]


CERTIFICATE = EvidenceRecord(
    entry_id=0,
    kind="file",
    url=f"sha256:{'ab' * 32}",
    added_at=NOW,
    name="Zertifikat – “Prüfung”.pdf",
    sha256="ab" * 32,
    size=1_400_000,
    media_type="application/pdf",
    runs_out=date(2027, 5, 3),
    facts={"title": {"value": "Isolation", "place": {"page": 1, "line": 2}}},
)


def test_a_file_is_remembered_with_all_that_is_known_of_it(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    with turn(database, "event:1") as work:
        assert work.entries.bear(entry, CERTIFICATE)
        assert not work.entries.bear(entry, CERTIFICATE)
    with look(database, "T1") as work:
        link, file = work.entries.evidence([entry.id])[entry.id]
    assert file == replace(CERTIFICATE, entry_id=entry.id)
    with turn(database, "event:2") as work:
        work.entries.set_evidence(entry, [link])
    [step] = last_turn(database, member_id)
    assert step.before is not None
    assert step.before.evidence == (link, file)
    with turn(database, "event:3", silent=True) as work:
        work.entries.set_evidence(entry, step.before.evidence)
    with look(database, "T1") as work:
        assert work.entries.evidence([entry.id])[entry.id] == (link, file)


def test_a_release_that_knows_no_files_can_read_what_was_remembered(
    database: Database, entry: EntryRecord
) -> None:
    with turn(database, "event:1") as work:
        work.entries.bear(entry, CERTIFICATE)
    with turn(database, "event:2") as work:
        change(work, entry, "Welding")
    [(before,)] = query(database, "SELECT before FROM undo_step ORDER BY id DESC LIMIT 1")
    kept = json.loads(before) if isinstance(before, str) else before
    assert [kind for kind, _url, _at in kept["evidence"]] == ["link", "file"]


def test_a_file_that_such_a_release_remembered_keeps_its_address(
    database: Database, member_id: int, entry: EntryRecord
) -> None:
    with turn(database, "event:1") as work:
        work.entries.bear(entry, CERTIFICATE)
    with turn(database, "event:2") as work:
        change(work, entry, "Welding")
    [(number, before)] = query(
        database, "SELECT id, before FROM undo_step ORDER BY id DESC LIMIT 1"
    )
    kept = json.loads(before) if isinstance(before, str) else dict(before)
    del kept["files"]
    with database.transaction() as session:
        session.connection().execute(
            update(UndoStep).where(col(UndoStep.id) == number).values(before=kept)
        )
        session.commit()
    [step] = last_turn(database, member_id)
    assert step.before is not None
    [_, file] = step.before.evidence
    assert (file.kind, file.url, file.name) == ("file", CERTIFICATE.url, None)
