"""What members stumbled over once a file was shown: held up, taken back, and nudged about."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.services.context.refused import Refused
from bot.services.importing import actions as importing
from bot.services.importing import taking, undoing
from bot.services.importing.calendars import without_word
from bot.services.importing.previews import view_of
from bot.services.nudges.due_nudges import all_about, nudge_facts, packs_of, workspace_rules
from bot.services.record import evidence
from bot.services.record.entry_changes import content_changed, find, update_fields
from bot.ui.importing import notices
from storage.queues.jobs import Jobs
from tests.services.harness import TEAM, ServiceHarness
from tests.services.importing.driving import (
    HEADING,
    LEARNT,
    Killed,
    arrive,
    ended,
    found,
    imported,
    lease_runs_out,
    log_of,
    member_id,
    rows_file,
    take,
    work_off,
)
from tests.services.importing.test_tables import ask, chain_is_sound, logged

LINKED = ["Date", "Course title", "Hours", "What did you learn?", "Link"]


def held_up(office: ServiceHarness, folder: Path) -> int:
    """A log of which a part is staged, and whose job was given up."""
    number = arrive(office, rows_file(folder, log_of(120)))
    work_off(office)
    take(office, number)
    with pytest.raises(Killed):
        work_off(office, dies_after=1)
    lease_runs_out(office)
    queue = Jobs(office.database)
    [job] = queue.claim(office.now, 1, timedelta(minutes=1))
    with office.database.transaction() as session:
        queue.set_aside(session, job, "ValueError", office.now)
        session.commit()
    ended(office, job)
    return number


def said_of(office: ServiceHarness, which: int) -> Any:
    """What the message says of one of the jobs that take a file in."""
    with office.open() as ctx:
        job = ctx.work.jobs.of_member(ctx.member.id, taking.TAKE)[which]
        view = view_of(ctx, job)
    assert view is not None
    return notices.taking(view)


def test_held_up_it_is_told_and_goes_on_where_it_was(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = held_up(office, tmp_path)
    assert ("say", {"sentence": "import_not_taken"}) in office.said()
    assert "Try again" in str(said_of(office, -1).blocks)
    with office.open() as ctx:
        importing.TryAgain(number).do(ctx)
    with office.open() as ctx, pytest.raises(Refused):
        importing.TryAgain(number).do(ctx)
    assert "see below" in said_of(office, 0).text
    work_off(office)
    assert found(office, number).state == "done"
    assert len(logged(office)) == 120
    assert chain_is_sound(office)


def test_held_up_it_can_be_left_and_given_anew(office: ServiceHarness, tmp_path: Path) -> None:
    number = held_up(office, tmp_path)
    with office.open("UBEN") as ctx, pytest.raises(Refused):
        importing.GiveUp(number).do(ctx)
    with office.open() as ctx:
        importing.GiveUp(number).do(ctx)
    with office.open() as ctx, pytest.raises(Refused):
        importing.TryAgain(number).do(ctx)
    assert "nothing of your file is in your record" in said_of(office, -1).text
    work_off(office)
    assert ask(office, "SELECT count(*) FROM entry") == [(0,)]
    assert ask(office, "SELECT count(*) FROM imported_worth") == [(0,)]
    assert chain_is_sound(office)
    imported(office, tmp_path, log_of(3), key="file:2")
    assert len(logged(office)) == 3


def test_under_way_it_can_be_neither_tried_again_nor_left(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(3)))
    work_off(office)
    take(office, number)
    for one in (importing.TryAgain(number), importing.GiveUp(number)):
        with office.open() as ctx, pytest.raises(Refused):
            one.do(ctx)


def test_held_up_and_left_alone_it_goes_after_a_while(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = held_up(office, tmp_path)
    office.now += undoing.PREVIEW_KEPT + timedelta(days=1)
    for one in undoing.forgotten_previews(office.contexts, office.now, 10):
        undoing.forget_preview(office.contexts, *one)
    work_off(office)
    assert found(office, number).state == "undone"
    assert ask(office, "SELECT count(*) FROM entry") == [(0,)]


def test_an_entry_whose_link_was_taken_away_stays_when_the_file_is_undone(
    office: ServiceHarness, tmp_path: Path
) -> None:
    rows = [LINKED, *(
        [f"{day}/10/2026", f"Course {day}", "1", LEARNT, f"https://e.org/{day}"]
        for day in (12, 13, 14)
    )]  # fmt: skip
    number = imported(office, tmp_path, rows)
    office.now += timedelta(days=1)
    touched = next(one for one in logged(office) if one.title == "Course 13")
    with office.open() as ctx:
        evidence.set_all(ctx, find(ctx, touched.id), ())
        content_changed(ctx, find(ctx, touched.id), "edited")
    with office.open() as ctx:
        undone = undoing.undo(ctx, number)
    assert (undone.gone, undone.stayed) == (2, ((touched.id, "Course 13"),))


def test_titles_hold_no_plate_phone_mail_or_customer(
    office: ServiceHarness, tmp_path: Path
) -> None:
    rows = [
        HEADING,
        ["20/10/2026", "Battery swap on AB12 CDE", "Bosch", "2", LEARNT, ""],
        ["19/10/2026", "Toolbox talk, ring 07700 900123", "Bosch", "2", LEARNT, ""],
        ["18/10/2026", "Brakes for Mrs Patel", "Bosch", "2", LEARNT, ""],
        ["17/10/2026", "Webinar dave@example.com", "Bosch", "2", LEARNT, ""],
        ["16/10/2026", "Level 3 EV at 400 V", "Bosch", "2", LEARNT, "spoke to Mrs Jones"],
        ["15/10/2026", "AB12 CDE", "Bosch", "2", LEARNT, ""],
    ]
    number = arrive(office, rows_file(tmp_path, rows))
    work_off(office)
    counts = found(office, number).counts
    assert (counts["taken"], counts["doubtful"]) == (5, 1)
    assert counts["naming"] == 5
    take(office, number)
    work_off(office)
    titles = {one.title or "" for one in logged(office)}
    assert "Level 3 EV at 400 V" in titles
    for told in ("AB12", "07700", "Patel", "dave@", "example.com"):
        assert not any(told in title for title in titles)
    whole = {one.source_text for one in logged(office)}
    assert "Battery swap on AB12 CDE" in whole, "the file's own words stand with the entry"
    again = arrive(office, rows_file(tmp_path, rows), key="file:2")
    work_off(office)
    assert found(office, again).counts["there"] == 5


def test_an_old_log_brings_one_entry_at_a_time_into_what_is_nudged_about(
    office: ServiceHarness, tmp_path: Path
) -> None:
    rows = [HEADING, *([*row[:4], "", ""] for row in log_of(60)[1:])]
    imported(office, tmp_path, rows)
    assert ask(office, "SELECT count(*) FROM follow_up") == [(0,)]
    newest = max(logged(office), key=lambda one: one.start_date or date.min)
    office.now += timedelta(days=2)
    assert len(logged(office)) == 60
    assert waiting_facts(office) == [newest.id]
    with office.open() as ctx:
        changed = update_fields(ctx, find(ctx, newest.id), "edited", title="Another name")
        content_changed(ctx, changed, "edited")
    found_now = waiting_facts(office)
    assert len(found_now) == 2, "one that was changed is asked about by itself"
    assert newest.id in found_now


def waiting_facts(office: ServiceHarness) -> list[int]:
    """The entries that nudges may be about since they wait."""
    with office.database.snapshot() as session:
        rules = workspace_rules(office.contexts, session, TEAM)
        members, about = all_about(session, [member_id(office)], packs_of([rules]), office.now)
        facts = nudge_facts(members[0], about, rules, office.now)
    return [one.entry_id for one in facts.waiting]


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("CPD: ADAS webinar", "ADAS webinar"),
        ("[CPD] ADAS", "ADAS"),
        ("(cpd) - ADAS", "ADAS"),
        ("CPD - ADAS", "ADAS"),
        ("#CPD ADAS", "ADAS"),
        ("ADAS (CPD)", "ADAS"),
        ("ADAS - CPD", "ADAS"),
        ("CPD braking", "CPD braking"),
        ("CPD-approved course", "CPD-approved course"),
        ("Toolbox CPD talk", "Toolbox CPD talk"),
        ("CPD", "CPD"),
        ("[CPD]", "[CPD]"),
    ],
)
def test_a_word_that_only_marks_an_event_is_no_part_of_its_title(title: str, left: str) -> None:
    assert without_word(title, "cpd") == left
