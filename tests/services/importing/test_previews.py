"""What a preview says of a file: which columns are used, what counts and why the rest does not."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.services.importing import actions as importing
from bot.services.importing import taking
from bot.services.importing.arrivals import READ
from bot.services.importing.previews import ImportView, view_of
from bot.services.members import settings
from bot.services.record import actions as record
from bot.ui.importing.notices import reading
from bot.ui.importing.notices import taking as taken
from bot.ui.record.entry_list import entry_list
from tests.services.harness import ServiceHarness
from tests.services.importing.driving import LEARNT, arrive, found, rows_file, take, work_off

HEADING = ["When", "Course attended", "Who ran it", "Hrs", "Notes / what I learned", "Cert link",
           "Cost <&>", "Job role", "How will you use it in your job?"]  # fmt: skip
NO_USE = "Bleed the caliper from the far wheel first, since air stays there"
ROWS: list[list[Any]] = [
    ["14/10/2026", "Braking", "Bosch", "2", NO_USE, "https://e.org/1", "£30", "Technician", ""],
    ["13/10/2026", "Steering", "IMI", "1", LEARNT, "none", "£40", "Technician", ""],
    ["12/10/2026", "ADAS", "IMI", "1", NO_USE, "https://e.org/2", "", "MOT tester",
     "Each time a screen is replaced in our workshop"],
    ["11/10/2026", "Tyres", "IMI", "", NO_USE, "", "", "", ""],
    ["10/10/2026", "Coolant", "IMI", "1", "", "", "", "", ""],
    ["14/03/2019", "Clutches", "Bosch", "8", LEARNT, "", "", "", ""],
    ["Total", "", "", "42", "", "", "£70", "", ""],
]  # fmt: skip


@pytest.fixture
def shown(office: ServiceHarness, tmp_path: Path) -> int:
    number = arrive(office, rows_file(tmp_path, [HEADING, *ROWS]))
    work_off(office)
    return number


def view(office: ServiceHarness, number: int, kind: str = READ) -> ImportView:
    with office.open() as ctx:
        job = ctx.work.jobs.of_member(ctx.member.id, kind)[-1]
        seen = view_of(ctx, job)
    assert seen is not None
    assert seen.import_id == number
    return seen


def test_columns_of_somebodys_own_names_are_used_and_the_rest_is_named(
    office: ServiceHarness, shown: int
) -> None:
    columns = found(office, shown).layout["columns"]
    assert columns == {
        "date": 0, "title": 1, "provider": 2, "length": 3, "evaluate": 4, "link": 5, "role": 7,
        "plan": 8,
    }  # fmt: skip
    message = reading(view(office, shown))
    blocks = json.dumps(message.blocks)
    assert "Not used: Cost &lt;&amp;&gt;" in blocks
    assert "Cost" not in message.text, "no notification holds a word of the file's"


def test_a_column_in_which_nothing_stands_is_not_named(
    office: ServiceHarness, tmp_path: Path
) -> None:
    rows = [[*HEADING, "Signed off by"], *([*row, ""] for row in ROWS)]
    number = arrive(office, rows_file(tmp_path, rows))
    work_off(office)
    assert view(office, number).unused == ("Cost <&>",)


def test_the_form_shows_what_stands_in_each_column(office: ServiceHarness, shown: int) -> None:
    with office.open() as ctx:
        form = importing.AskForColumns(shown).do(ctx)
    by_name = {one.name: one.samples for one in form.shown}
    assert by_name["Who ran it"] == ("Bosch", "IMI")
    assert by_name["When"] == ("14/10/2026", "13/10/2026", "12/10/2026")


def test_it_is_said_what_counts_what_lies_before_the_cycle_and_what_the_rest_waits_for(
    office: ServiceHarness, shown: int
) -> None:
    seen = view(office, shown)
    assert (seen.taken, seen.before, seen.waiting, seen.totals) == (6, 1, 3, 1)
    assert dict(seen.waits_for) == {"helps": 1, "words": 1, "minutes": 1}
    two = reading(view(office, shown)).text
    assert "6 entries: 2 count, 2 credits; 1 before your cycle; 3 wait" in two
    assert "1 total left out" in two


def test_a_heading_that_asks_how_it_helps_is_answered_by_what_stands_below(
    office: ServiceHarness, shown: int
) -> None:
    take(office, shown)
    work_off(office)
    with office.open() as ctx:
        logged = {
            one.title: one for one in ctx.work.entries.list(ctx.member.id, ["logged"], limit=20)
        }
        worth = ctx.work.assessments.of_entries([one.id for one in logged.values()])
    states = {title: worth[one.id][0].state for title, one in logged.items()}
    assert states["ADAS"] == "counted", "its plan answers where it is used"
    assert states["Braking"] == "waiting", "what was learnt says nothing of the job"
    assert "Job role: MOT tester" in (logged["ADAS"].source_text or "")
    assert states["Clutches"] == "outside"


def test_done_the_same_split_is_said_and_the_list_tells_what_each_waits_for(
    office: ServiceHarness, shown: int
) -> None:
    take(office, shown)
    work_off(office)
    seen = view(office, shown, taking.TAKE)
    assert (seen.taken, seen.before, seen.outside, seen.waiting) == (6, 1, 0, 3)
    assert "1 before your cycle" in taken(seen).text
    with office.open() as ctx:
        page = record.ShowEntries(0, None, "waiting").do(ctx)
    listed = json.dumps(
        entry_list(page.entries, year=None, page=0, count=page.count, only="waiting").blocks
    )
    assert "Waits for one line: how it helps in your job." in listed
    assert "Waits for its duration" in listed


def test_credits_of_earlier_years_are_told_apart(office: ServiceHarness, tmp_path: Path) -> None:
    with office.open() as ctx:
        settings.set_cycle_start(ctx, "generic-30-90", date(2024, 6, 1))
    rows = [
        ["Date", "Course title", "Hours", "What did you learn?"],
        ["14/10/2026", "Braking", "2", LEARNT],
        ["14/10/2025", "Steering", "3", LEARNT],
    ]
    number = arrive(office, rows_file(tmp_path, rows))
    work_off(office)
    assert "2 entries, 5 credits (3 in earlier years)." in reading(view(office, number)).text
    take(office, number)
    work_off(office)
    done = taken(view(office, number, taking.TAKE)).text
    assert "2 entries, 5 credits (3 in earlier years)." in done
