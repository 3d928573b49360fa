"""An old log becomes entries: shown first, taken at once, undone as a whole, on either database."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.archive import chain
from bot.delivery.import_jobs import Intake
from bot.services.context.refused import Refused
from bot.services.data_rights import erasure
from bot.services.dispatch.pages import Mistaken
from bot.services.importing import actions as importing
from bot.services.importing import taking, undoing
from bot.services.importing.arrivals import FileFacts
from bot.services.members import settings
from bot.services.record import entries as record_entries
from bot.services.record.entry_changes import content_changed, find, update_fields
from bot.services.schemes.standings import standings_of
from storage.row_types import EntryRecord
from tests.services.harness import TEAM, ServiceHarness
from tests.services.importing.driving import (
    HEADING,
    LEARNT,
    Killed,
    arrive,
    found,
    imported,
    lease_runs_out,
    log_of,
    rows_file,
    take,
    work_off,
)


def logged(office: ServiceHarness, who: str = "UANA") -> tuple[EntryRecord, ...]:
    with office.open(who) as ctx:
        return ctx.work.entries.list(ctx.member.id, ["logged"], limit=20_000)


def assessed(office: ServiceHarness) -> dict[str, int]:
    return dict(ask(office, "SELECT state, count(*) FROM assessment GROUP BY state"))


def ask(office: ServiceHarness, statement: str) -> list[Any]:
    with office.database.snapshot() as session:
        return [tuple(row) for row in session.connection().execute(text(statement)).all()]


def chain_is_sound(office: ServiceHarness) -> bool:
    with office.open() as ctx:
        revisions = ctx.work.member_data.revisions(ctx.member.id, 0, 100_000)
        return chain.verify(revisions, ctx.member.chain_head) is None


def test_nothing_counts_before_it_is_confirmed(office: ServiceHarness, tmp_path: Path) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(12)))
    work_off(office)
    known = found(office, number)
    assert (known.state, known.counts["taken"]) == ("preview", 12)
    assert logged(office) == ()
    assert assessed(office) == {}


def test_confirmed_it_counts_as_a_whole_and_its_provenance_is_kept(
    office: ServiceHarness, tmp_path: Path
) -> None:
    imported(office, tmp_path, log_of(12))
    entries = logged(office)
    assert len(entries) == 12
    assert {one.minutes for one in entries} == {60}
    assert assessed(office) == {"counted": 12}
    newest = entries[0]
    assert newest.evaluate == LEARNT
    assert newest.source_text == "Good"
    assert newest.provenance["file"] == "my log.xlsx"
    assert newest.provenance["row"] == "2"
    with office.open() as ctx:
        [standing] = standings_of(ctx)
    assert standing is not None
    assert chain_is_sound(office)


def test_without_the_first_half_nothing_is_taken(office: ServiceHarness, tmp_path: Path) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(3)))
    work_off(office)
    with pytest.raises(Mistaken):
        take(office, number, own=False)
    work_off(office)
    assert logged(office) == ()
    assert found(office, number).state == "preview"


def test_without_the_second_half_words_fill_no_stage_and_stand_as_notes(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(3)))
    work_off(office)
    take(office, number, words=False)
    work_off(office)
    [one, *_] = logged(office)
    assert (one.reflect, one.plan, one.act, one.evaluate) == (None, None, None, None)
    assert one.source_text == f"Good\nWhat did you learn?: {LEARNT}"
    assert assessed(office) == {"waiting": 3}


def test_rows_wait_count_or_are_left_out_by_the_same_tests(
    office: ServiceHarness, tmp_path: Path
) -> None:
    rows = [
        HEADING,
        ["20/11/2026", "With an account", "Bosch", "2", LEARNT, ""],
        ["19/11/2026", "Without one", "Bosch", "2", "", ""],
        ["18/11/2019", "Long before the cycle", "Bosch", "2", LEARNT, ""],
        ["", "Without a day", "Bosch", "2", LEARNT, ""],
        ["Total", "", "", "6", "", ""],
    ]
    number = arrive(office, rows_file(tmp_path, rows))
    work_off(office)
    counts = found(office, number).counts
    assert (counts["taken"], counts["doubtful"], counts["skipped"]) == (3, 1, 1)
    take(office, number)
    work_off(office)
    titles = {one.id: one.title for one in logged(office)}
    with office.open() as ctx:
        kept = ctx.work.assessments.of_entries([*titles])
    states = {titles[one]: kept[one][0].state for one in kept}
    assert states["With an account"] == "counted"
    assert states["Without one"] == "waiting"


def test_what_is_in_the_record_is_not_taken_again(office: ServiceHarness, tmp_path: Path) -> None:
    imported(office, tmp_path, log_of(12))
    again = arrive(office, rows_file(tmp_path, log_of(13)), key="file:2")
    work_off(office)
    counts = found(office, again).counts
    assert (counts["there"], counts["taken"]) == (12, 1)


def test_a_row_that_says_the_same_as_one_above_is_doubted_and_can_be_taken(
    office: ServiceHarness, tmp_path: Path
) -> None:
    rows = [*log_of(2), log_of(2)[1]]
    number = arrive(office, rows_file(tmp_path, rows))
    work_off(office)
    assert found(office, number).counts["doubtful"] == 1
    with office.open() as ctx:
        shown = importing.ShowImportRows(number).do(ctx)
        [row] = shown.rows
        assert (row.number, row.read.why) == (4, "twice")
        importing.TakeRow(number, 4).do(ctx)
        importing.TakeRow(number, 4).do(ctx)
    assert found(office, number).counts["wanted"] == 1
    take(office, number)
    work_off(office)
    assert len(logged(office)) == 3


def test_other_columns_are_chosen_and_remembered_for_the_same_heading(
    office: ServiceHarness, tmp_path: Path
) -> None:
    heading = ["One", "Two", "Three"]
    rows = [heading, ["Braking", "x", "14/03/2025"], ["ADAS", "y", "15/03/2025"]]
    number = arrive(office, rows_file(tmp_path, rows))
    work_off(office)
    with office.open() as ctx:
        form = importing.AskForColumns(number).do(ctx)
        with pytest.raises(Mistaken):
            importing.SetColumns(number, {"title": 1}).do(ctx)
        with pytest.raises(Mistaken):
            importing.SetColumns(number, {"title": 2, "date": 2}).do(ctx)
        importing.SetColumns(number, {"title": 1, "date": 2}).do(ctx)
    work_off(office)
    assert found(office, number).counts["taken"] == 2
    with office.open("UBEN"):
        pass
    theirs = arrive(office, rows_file(tmp_path, rows), key="file:2", who="UBEN")
    assert found(office, theirs, "UBEN").layout["columns"] == {"title": 1, "date": 2}
    assert [one.name for one in form.shown] == ["One", "Two", "Three"]


def test_whether_day_or_month_comes_first_is_said_by_the_whole_column(
    office: ServiceHarness, tmp_path: Path
) -> None:
    rows: list[list[Any]] = [HEADING]
    rows += [["01/02/2025", f"Course {at}", "", "1", "", ""] for at in range(600)]
    rows.append(["02/25/2025", "Course in February", "", "1", "", ""])
    number = arrive(office, rows_file(tmp_path, rows))
    work_off(office)
    layout = found(office, number).layout
    assert (layout["order"], layout["order_told"]) == ("month", True)


def test_undone_it_is_out_of_the_record_and_of_every_total(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = imported(office, tmp_path, log_of(12))
    office.now += timedelta(days=5)
    with office.open() as ctx:
        undone = undoing.undo(ctx, number)
    assert (undone.gone, undone.stay) == (12, 0)
    assert logged(office) == ()
    assert assessed(office) == {}
    work_off(office)
    assert ask(office, "SELECT count(*) FROM entry") == [(0,)]
    assert ask(office, "SELECT count(*) FROM entry_revision WHERE content LIKE '%Course%'") == [
        (0,)
    ]
    assert chain_is_sound(office)
    with office.open() as ctx, pytest.raises(Refused):
        undoing.undo(ctx, number)


def test_what_was_changed_since_stays_and_is_named(office: ServiceHarness, tmp_path: Path) -> None:
    number = imported(office, tmp_path, log_of(5))
    office.now += timedelta(days=2)
    [edited, evidenced, withdrawn, *_] = logged(office)
    with office.open() as ctx:
        changed = update_fields(ctx, find(ctx, edited.id), "edited", title="Another name")
        content_changed(ctx, changed, "edited")
        proof = find(ctx, evidenced.id)
        ctx.work.entries.add_evidence(proof, "link", "https://example.org/p", ctx.now)
        record_entries.withdraw(ctx, find(ctx, withdrawn.id))
    with office.open() as ctx:
        undone = undoing.undo(ctx, number)
    assert (undone.gone, undone.stay) == (2, 3)
    assert "Another name" in {title for _, title in undone.stayed}
    work_off(office)
    assert {one.id for one in logged(office)} == {edited.id, evidenced.id}
    assert office.entry(withdrawn.id).status == "withdrawn"
    assert chain_is_sound(office)


def test_after_undoing_the_same_file_is_taken_anew(office: ServiceHarness, tmp_path: Path) -> None:
    number = imported(office, tmp_path, log_of(4))
    with office.open() as ctx:
        undoing.undo(ctx, number)
    work_off(office)
    again = arrive(office, rows_file(tmp_path, log_of(4)), key="file:2")
    work_off(office)
    assert found(office, again).counts["taken"] == 4


def test_words_go_once_it_is_done_or_left(office: ServiceHarness, tmp_path: Path) -> None:
    imported(office, tmp_path, log_of(4))
    left = arrive(office, rows_file(tmp_path, log_of(9)), key="file:2")
    work_off(office)
    with office.open() as ctx:
        undoing.leave(ctx, left)
    work_off(office)
    kept = ask(
        office,
        "SELECT count(*) FROM imported_row WHERE cells IS NOT NULL OR reading IS NOT NULL",
    )
    assert kept == [(0,)]
    assert ask(office, "SELECT count(*) FROM imported_file WHERE heading IS NOT NULL") == [(0,)]
    assert ask(office, "SELECT count(*) FROM imported_worth") == [(0,)]
    assert len(logged(office)) == 4


def test_a_table_that_was_shown_and_left_is_dropped_after_a_while(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(4)))
    work_off(office)
    assert undoing.forgotten_previews(office.contexts, office.now, 10) == []
    office.now += undoing.PREVIEW_KEPT + timedelta(days=1)
    [one] = undoing.forgotten_previews(office.contexts, office.now, 10)
    undoing.forget_preview(office.contexts, *one)
    assert found(office, number).state == "discarded"


def test_somebody_else_sees_and_does_nothing_with_it(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(4)))
    work_off(office)
    for one in (
        importing.ShowImportRows(number, "taken"),
        importing.AskForColumns(number),
        importing.AskToTake(number),
        importing.Take(number, own=True, words=True),
        importing.LeaveImport(number),
        importing.TakeRow(number, 2),
        importing.SetColumns(number, {"title": 1, "date": 0}),
    ):
        with office.open("UBEN") as ctx, pytest.raises(Refused):
            one.do(ctx)
    take(office, number)
    work_off(office)
    with office.open("UBEN") as ctx, pytest.raises(Refused):
        importing.UndoImport(number).do(ctx)
    assert logged(office, "UBEN") == ()
    assert len(logged(office)) == 4


@pytest.mark.parametrize("chunks", [0, 1, 2, 3])
def test_killed_while_it_is_taken_nothing_is_lost_and_nothing_doubled(
    office: ServiceHarness, tmp_path: Path, chunks: int
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(170)))
    work_off(office)
    take(office, number)
    with pytest.raises(Killed):
        work_off(office, dies_after=chunks)
    assert logged(office) == ()
    assert assessed(office) == {}
    lease_runs_out(office)
    work_off(office)
    assert len(logged(office)) == 170
    assert assessed(office) == {"counted": 170}
    assert ask(office, "SELECT count(*) FROM entry") == [(170,)]
    assert chain_is_sound(office)


@pytest.mark.parametrize("pages", [0, 1])
def test_killed_while_it_is_read_it_is_read_on(
    office: ServiceHarness, tmp_path: Path, pages: int
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(170)))
    with pytest.raises(Killed):
        work_off(office, dies_after=pages)
    lease_runs_out(office)
    work_off(office)
    assert found(office, number).counts["taken"] == 170


def test_the_same_chunk_kept_twice_makes_its_entries_once(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(60)))
    work_off(office)
    take(office, number)
    chunk = taking.next_chunk(office.contexts, TEAM, found(office, number))
    assert chunk is not None
    assert taking.keep_chunk(office.contexts, TEAM, chunk)
    assert not taking.keep_chunk(office.contexts, TEAM, chunk)
    assert ask(office, "SELECT count(*) FROM entry") == [(taking.CHUNK,)]


def test_the_end_of_its_job_told_twice_shows_it_once(
    office: ServiceHarness, tmp_path: Path
) -> None:
    imported(office, tmp_path, log_of(4))
    with office.open() as ctx:
        [job] = ctx.work.jobs.of_member(ctx.member.id, taking.TAKE)
        before = ctx.member.chain_length
        taking.ended(ctx, job)
        assert ctx.member.chain_length == before
    assert len(logged(office)) == 4


def test_arriving_twice_it_is_there_once(office: ServiceHarness, tmp_path: Path) -> None:
    path = rows_file(tmp_path, log_of(300))
    number = arrive(office, path)
    assert arrive(office, path) == number
    assert ask(office, "SELECT count(*) FROM imported_row") == [(301,)]


def test_rules_or_facts_that_change_meanwhile_are_those_it_counts_by(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(120)))
    work_off(office)
    take(office, number)
    with pytest.raises(Killed):
        work_off(office, dies_after=1)
    with office.open() as ctx:
        settings.enrol(ctx, "cmi")
    lease_runs_out(office)
    work_off(office)
    by_scheme = ask(office, "SELECT enrolment_id, count(*) FROM assessment GROUP BY enrolment_id")
    assert sorted(count for _, count in by_scheme) == [120, 120]


def test_rules_that_change_before_the_last_step_are_looked_at_there(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(60)))
    work_off(office)
    take(office, number)
    known = found(office, number)
    while (chunk := taking.next_chunk(office.contexts, TEAM, known)) is not None:
        taking.keep_chunk(office.contexts, TEAM, chunk)
        known = found(office, number)
    assert taking.all_staged(office.contexts, TEAM, known)
    with office.open() as ctx:
        settings.enrol(ctx, "cmi")
        [job] = ctx.work.jobs.of_member(ctx.member.id, taking.TAKE)
    with office.open() as ctx:
        taking.ended(ctx, replace(job, state="done"))
    assert found(office, number).state == "staging"
    assert logged(office) == ()
    work_off(office)
    assert found(office, number).state == "done"
    assert assessed(office)["counted"] >= 60
    assert len(ask(office, "SELECT entry_id FROM assessment")) == 120


def test_erasing_the_record_ends_an_import_that_is_under_way(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(170)))
    work_off(office)
    take(office, number)
    with pytest.raises(Killed):
        work_off(office, dies_after=1)
    chunk = taking.next_chunk(office.contexts, TEAM, found(office, number))
    assert chunk is not None
    with office.open() as ctx:
        erasure.erase(ctx, erasure.CONFIRMATION)
    assert not taking.keep_chunk(office.contexts, TEAM, chunk)
    assert ask(office, "SELECT count(*) FROM entry") == [(0,)]
    assert ask(office, "SELECT count(*) FROM imported_row") == [(0,)]


def test_entries_that_are_not_shown_yet_are_nowhere(office: ServiceHarness, tmp_path: Path) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(60)))
    work_off(office)
    take(office, number)
    with pytest.raises(Killed):
        work_off(office, dies_after=0)
    [(hidden, *_), *_] = ask(office, "SELECT id FROM entry ORDER BY id")
    with office.open() as ctx:
        who = ctx.member.id
        assert ctx.work.entries.get(hidden, who) is None
        assert ctx.work.entries.recent(who, 12) == ()
        assert ctx.work.entries.counts(who) == {}
        assert ctx.work.member_data.entries(who, 0, 10) == ()


def test_a_line_that_is_no_row_is_an_empty_one(office: ServiceHarness, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    lines = [{"sheet": "x"}, HEADING, *log_of(1)[1:]]
    text_of_it = "\n".join(json.dumps(one) for one in lines)
    path.write_text(f"{text_of_it}\nnot json\n[[[[\n7\n", encoding="utf-8")
    number = arrive(office, path)
    work_off(office)
    assert found(office, number).counts["taken"] == 1


def test_a_table_without_rows_takes_nothing(office: ServiceHarness, tmp_path: Path) -> None:
    number = arrive(office, rows_file(tmp_path, []))
    work_off(office)
    with pytest.raises(Refused):
        take(office, number)


def test_a_member_who_is_gone_gets_no_import(office: ServiceHarness, tmp_path: Path) -> None:
    path = rows_file(tmp_path, log_of(1))
    intake = Intake(office.contexts)
    assert asyncio.run(intake.table(TEAM, 10**6, FileFacts("file:9"), path)) is None


def test_an_ended_job_of_somebody_else_shows_nothing(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(2)))
    work_off(office)
    take(office, number)
    with office.open() as ctx:
        [job] = ctx.work.jobs.of_member(ctx.member.id, taking.TAKE)
    with office.open("UBEN") as ctx:
        taking.ended(ctx, replace(job, state="done"))
    assert logged(office) == ()
