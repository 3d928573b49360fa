"""Old logs off the script: given again, taken twice, undone twice, typed at instead of tapped."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.harness import SATURDAY, Harness, Member, buttons, reads
from tests.scenario.evidence.test_in_a_hurry import photo
from tests.scenario.importing.test_old_log import dropped, log
from tests.services.importing.driving import HEADING, LEARNT, rows_file

BOTH = {"import_own": ["yes"], "import_words": ["yes"]}


KEPT_WORDS = "SELECT reflect, plan, act, evaluate FROM entry ORDER BY id"


async def taken(
    harness: Harness, member: Member, folder: Path, rows: list[list[Any]], key: str = "file:1"
) -> None:
    await dropped(harness, rows_file(folder, rows), key)
    await member.click("Take them")
    await member.submit(BOTH)


async def in_record(member: Member) -> str:
    listed = await member.command("list")
    return listed.partition("\n")[0]


async def test_a_corrected_file_with_ten_rows_more_brings_those_ten(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await taken(harness, technician, tmp_path, log(20))
    await dropped(harness, rows_file(tmp_path, log(30)), "file:2")
    assert "10 entries" in technician.last
    assert "20 there already" in technician.last
    await technician.click("Take them")
    await technician.submit(BOTH)
    assert "Your record: 32 entries" in await in_record(technician)


async def test_confirmed_twice_it_is_taken_once(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await dropped(harness, rows_file(tmp_path, log(3)))
    preview = technician.heard[-1]
    await technician.click("Take them", preview)
    first = technician.modal
    await technician.submit(BOTH)
    assert "Take them" not in buttons(technician.heard[-1])
    assert first is not None
    assert "Your record: 5 entries" in await in_record(technician)


async def test_undone_twice_and_after_an_edit(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await taken(harness, technician, tmp_path, log(3))
    summary = technician.heard[-1]
    undo = next(
        one
        for block in summary.blocks
        for one in block.get("elements", ())
        if one.get("text", {}).get("text") == "Undo"
    )
    await technician.click("Undo", summary)
    assert "Your record: 2 entries" in await in_record(technician)
    await technician.press(summary, undo["action_id"])
    assert "settled already" in technician.last_whisper
    assert "Your record: 2 entries" in await in_record(technician)


@pytest.mark.parametrize("words", ["take them", "Yes please", "import it all"])
async def test_typed_instead_of_tapped_it_says_where_to_tap(
    harness: Harness, technician: Member, tmp_path: Path, words: str
) -> None:
    await dropped(harness, rows_file(tmp_path, log(3)))
    await technician.write(words)
    assert "Take them" in technician.last
    assert "two things first" in technician.last
    assert "Your record: 2 entries" in await in_record(technician)


@pytest.mark.parametrize("words", ["no", "leave it", "don't import them"])
async def test_typed_it_is_left(
    harness: Harness, technician: Member, tmp_path: Path, words: str
) -> None:
    await dropped(harness, rows_file(tmp_path, log(3)))
    await technician.write(words)
    assert technician.last.startswith("Left: nothing of your file is in your record.")
    assert "Drop it here again" in technician.last
    assert all("Take them" not in buttons(one) for one in technician.heard)


async def test_left_by_word_and_dropped_again_it_is_read_as_it_was_set(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    rows = [["One", "Two", "Three"], ["Braking", "x", "14/03/2026"]]
    await dropped(harness, rows_file(tmp_path, rows))
    await technician.click("Columns")
    await technician.submit({"title": "1", "date": "2"})
    await technician.write("cancel")
    await dropped(harness, rows_file(tmp_path, rows), "file:2")
    await technician.click("Show me")
    assert "*x*" in reads(technician.whispers()[-1])


@pytest.mark.parametrize("words", ["show me", "Show me the rows please", "show them"])
async def test_typed_it_shows_the_rows_that_need_a_look(
    harness: Harness, technician: Member, tmp_path: Path, words: str
) -> None:
    rows = [*log(3), ["soon", "<!channel> Braking", "Bosch", "1", LEARNT, ""]]
    await dropped(harness, rows_file(tmp_path, rows))
    await technician.write(words)
    shown = technician.heard[-1]
    assert "1 row needs a look" in reads(shown)
    assert "&lt;!channel&gt; Braking" in str(shown.blocks)
    assert "Braking" not in shown.text
    assert "Braking" not in harness.log


async def test_undo_typed_after_an_import_was_undone_reaches_no_turn_before_it(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await taken(harness, technician, tmp_path, log(3))
    await technician.click("Undo", technician.heard[-1])
    await technician.write("undo")
    assert "Drop it here again to have it back." in technician.last
    assert "Your record: 2 entries" in await in_record(technician)


@pytest.mark.parametrize(
    "words",
    [
        "undo the spreadsheet",
        "no, remove the 23 rows you took from my file",
        "remove the 3 rows",
        "Take the spreadsheet back out",
        "delete everything you imported from my log",
        "get rid of the imported rows please",
        "cancel that import",
    ],
)
async def test_a_file_that_is_named_is_undone_where_its_button_is_whatever_else_is_asked(
    harness: Harness, technician: Member, tmp_path: Path, words: str
) -> None:
    await taken(harness, technician, tmp_path, log(3))
    await technician.write("2h brake course at Bosch yesterday")
    await harness.move_to(SATURDAY + timedelta(hours=3))
    before = await harness.query(KEPT_WORDS)
    await technician.write(words)
    assert "Tap *Undo* below your file's figures" in technician.last
    assert await harness.query(KEPT_WORDS) == before


@pytest.mark.parametrize(
    "words",
    [
        "I log my readings in a spreadsheet and check them against the import car's",
        "remove the rows of seats before you get at the battery",
        "delete the fault codes before the test and take the rows of pins out one by one",
        "always undo the earth first",
    ],
)
async def test_what_was_learnt_of_rows_and_sheets_is_an_answer(
    harness: Harness, technician: Member, tmp_path: Path, words: str
) -> None:
    await taken(harness, technician, tmp_path, log(3))
    await technician.write("2h brake course at Bosch yesterday")
    await technician.write(words)
    kept = await harness.query(KEPT_WORDS)
    assert any(words in str(one) for one in kept)


async def test_a_file_that_is_undone_already_or_was_never_taken_is_said_so(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await dropped(harness, rows_file(tmp_path, log(3)))
    await technician.write("undo the spreadsheet")
    assert "Nothing of your file is in your record yet" in technician.last
    await technician.click("Take them")
    await technician.submit(BOTH)
    await technician.click("Undo", technician.heard[-1])
    await technician.write("undo the spreadsheet")
    assert "Drop it here again to have it back." in technician.last


UNDATED = ["25 Jan", "A course without a year", "Bosch", "1", LEARNT, ""]


@pytest.mark.parametrize(
    "words",
    [
        "the ones without a year are all 2026",
        "they're all 2026",
        "the dates with no year are from this year",
        "all the rows without a year should be 2026",
        "use 2026 for the missing years",
    ],
)
async def test_the_year_of_a_file_s_days_is_no_account_of_what_was_asked_about(
    harness: Harness, technician: Member, tmp_path: Path, words: str
) -> None:
    await technician.write("2h brake course at Bosch yesterday")
    await dropped(harness, rows_file(tmp_path, [*log(3), UNDATED]))
    before = await harness.query(KEPT_WORDS)
    await technician.write(words)
    assert "Write it behind those days" in technician.last
    assert await harness.query(KEPT_WORDS) == before
    await technician.click("Show me")
    assert "its day has no year" in reads(technician.whispers()[-1])


@pytest.mark.parametrize(
    "words", ["all of the 2026 cars have two isolators", "brakes on those need doing every year"]
)
async def test_what_was_learnt_of_years_is_an_answer_while_a_file_waits(
    harness: Harness, technician: Member, tmp_path: Path, words: str
) -> None:
    await technician.write("2h brake course at Bosch yesterday")
    await dropped(harness, rows_file(tmp_path, [*log(3), UNDATED]))
    await technician.write(words)
    assert any(words in str(one) for one in await harness.query(KEPT_WORDS))


async def test_words_that_are_too_few_wait_for_a_longer_sentence(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    day = SATURDAY.date() - timedelta(days=30)
    rows = [
        HEADING,
        [f"{day:%d/%m/%Y}", "Air bags", "Bosch", "1", "changed our checklist", ""],
        [f"{day:%d/%m/%Y}", "Tyres", "Bosch", "1", "", ""],
    ]
    await dropped(harness, rows_file(tmp_path, rows))
    assert "for a longer sentence" in technician.last
    assert "for a sentence" in technician.last


async def test_a_column_that_is_told_in_words(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await dropped(harness, rows_file(tmp_path, log(3)))
    await technician.write("the second column is the date")
    assert "Columns" in technician.last


async def test_undo_that_is_typed_right_after_reaches_no_turn_before_it(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await taken(harness, technician, tmp_path, log(3))
    await technician.write("undo")
    assert "it takes all of it back" in technician.last
    assert "Your record: 5 entries" in await in_record(technician)


async def test_undo_typed_later_reaches_no_file_that_was_kept_before_it(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await technician.write("", files=[photo()])
    await technician.click("Just keep it")
    await harness.move_to(SATURDAY + timedelta(hours=1))
    await taken(harness, technician, tmp_path, log(3))
    await harness.move_to(SATURDAY + timedelta(hours=2))
    await technician.write("undo")
    assert "it takes all of it back" in technician.last
    assert "Just keep it" not in buttons(technician.heard[-1])
    assert "Your record: 5 entries" in await in_record(technician)


async def test_undo_typed_later_takes_back_what_was_done_after_an_import(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await taken(harness, technician, tmp_path, log(3))
    await harness.move_to(SATURDAY + timedelta(hours=1))
    await technician.write("", files=[photo()])
    await technician.click("Just keep it")
    await technician.write("undo")
    assert "Just keep it" in buttons(technician.heard[-1])


async def test_a_sentence_in_between_is_an_entry_and_the_file_waits(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await dropped(harness, rows_file(tmp_path, log(3)))
    preview = technician.heard[-1]
    await technician.write("2h brake course at Bosch yesterday")
    assert "rake course" in reads(technician.heard[-1])
    await technician.click("Take them", preview)
    await technician.submit(BOTH)
    assert any("3 entries" in reads(one) for one in technician.heard)


async def test_two_files_at_once_are_two_previews(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await dropped(harness, rows_file(tmp_path, log(3)))
    other = [HEADING, ["01/02/2026", "Something else", "IMI", "2", LEARNT, ""]]
    await dropped(harness, rows_file(tmp_path, other, "other.jsonl"), "file:2")
    first, second = technician.heard[-2:]
    assert "3 entries" in reads(first)
    assert "1 entry" in reads(second)
    for one in (second, first):
        await technician.click("Take them", one)
        await technician.submit(BOTH)
    assert "Your record: 6 entries" in await in_record(technician)


async def test_only_doubtful_rows_offer_nothing_to_take(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    rows = [HEADING, *(["", f"Course {at}", "Bosch", "1", LEARNT, ""] for at in range(3))]
    await dropped(harness, rows_file(tmp_path, rows))
    assert "I found nothing to take." in technician.last
    assert "Take them" not in buttons(technician.heard[-1])
    await technician.click("Show me")
    assert "it has no day" in reads(technician.whispers()[-1])
    await technician.write("take them")
    assert "two things first" not in technician.last


async def test_titles_above_a_total_below_and_hours_named_cpd(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    day = SATURDAY.date() - timedelta(days=30)
    rows: list[list[Any]] = [
        ["My CPD record 2026", None, None],
        ["Ana Ortiz", None, None],
        [None, None, None],
        ["Date", "Activity", "CPD"],
        *([f"{day - timedelta(days=at):%d/%m/%Y}", f"Course {at}", "1.5"] for at in range(4)),
        [None, "Total", "6"],
    ]
    await dropped(harness, rows_file(tmp_path, rows))
    assert "4 entries" in technician.last
    assert "left out" in technician.last
    await technician.click("Show me")
    assert "1 h 30" in reads(technician.whispers()[-1])


async def test_dates_in_two_orders_leave_those_that_cannot_be_to_be_looked_at(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    rows = [
        HEADING,
        ["25/02/2026", "British", "Bosch", "1", LEARNT, ""],
        ["02/26/2026", "American", "Bosch", "1", LEARNT, ""],
    ]
    await dropped(harness, rows_file(tmp_path, rows))
    assert "1 entry" in technician.last
    assert "1 needs a look" in technician.last


async def test_rows_that_seem_to_name_somebody_are_warned_of(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    rows = log(3)
    rows[2] = [*rows[2][:4], f"{LEARNT}. Mrs Patel was pleased", ""]
    await dropped(harness, rows_file(tmp_path, rows))
    assert "Row 3 seems to name somebody." in technician.last
    assert "Patel" not in technician.last
    assert "Patel" not in harness.log
    await technician.click("Show me")
    assert "seems to name somebody" in reads(technician.whispers()[-1])


async def test_the_same_file_twice_on_the_table_is_taken_once(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await dropped(harness, rows_file(tmp_path, log(3)))
    first = technician.heard[-1]
    await dropped(harness, rows_file(tmp_path, log(3)), "file:2")
    second = technician.heard[-1]
    await technician.click("Take them", first)
    await technician.submit(BOTH)
    await technician.click("Take them", second)
    await technician.submit(BOTH)
    assert "Your record: 5 entries" in await in_record(technician)
    assert "0 entries" in technician.last


@pytest.mark.parametrize(
    "words",
    [
        "2h course on steering columns at Bosch yesterday",
        "read about steering column locks for 30 minutes today",
    ],
)
async def test_what_was_learnt_about_columns_is_an_entry_while_a_file_waits(
    harness: Harness, technician: Member, tmp_path: Path, words: str
) -> None:
    await dropped(harness, rows_file(tmp_path, log(3)))
    await technician.write(words)
    assert "teering column" in reads(technician.heard[-1])
    assert "Save" in buttons(technician.heard[-1])


@pytest.mark.parametrize("words", ["the date column is wrong", "hours is the third column"])
async def test_what_is_said_of_the_columns_of_a_file_is_no_entry(
    harness: Harness, technician: Member, tmp_path: Path, words: str
) -> None:
    await dropped(harness, rows_file(tmp_path, log(3)))
    await technician.write(words)
    assert "Columns" in technician.last
