"""A log of 200 rows from its file to totals and back, as its member sees it in Slack."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.delivery.import_jobs import Intake
from bot.services.importing.arrivals import FileFacts
from tests.harness import ANA, SATURDAY, Harness, Member, buttons, reads
from tests.services.importing.driving import HEADING, LEARNT, log_of, rows_file


async def dropped(harness: Harness, path: Path, key: str = "file:1") -> None:
    """What the job about files does once a reader has written a table's rows."""
    team = harness.sandbox.workspace.team.id
    with harness.open(ANA) as ctx:
        whose = ctx.member.id
    await Intake(harness.contexts).table(team, whose, FileFacts(key, "log <&>.xlsx"), path)
    await harness.quiet()


def log(count: int) -> list[list[Any]]:
    """The last of the days of a log lies before what the technician has logged."""
    return log_of(count, first=SATURDAY.date() - timedelta(days=1))


async def test_two_hundred_rows_to_totals_back_and_again(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    rows = [*log(200), ["Total", "", "", "200", "", ""], ["soon", "Course", "", "1", "", ""]]
    await dropped(harness, rows_file(tmp_path, rows))
    assert "200 entries" in technician.last
    assert "1 needs a look" in technician.last
    assert buttons(technician.heard[-1])[:2] == ["Take them", "Show me"]
    await technician.click("Take them")
    assert "Whose learning is it?" in reads(technician.modal)
    await technician.submit({"import_own": ["yes"], "import_words": ["yes"]})
    assert "200 entries, 200 credits (27 in earlier years)." in technician.last
    assert buttons(technician.heard[-1]) == ["Undo"]
    listed = await technician.command("list")
    assert "Your record: 202 entries" in listed
    assert len([one for one in technician.heard if "Course number" in reads(one)]) == 0
    await technician.click("Undo")
    assert "Undone: 200 entries out of your record." in technician.message("Undone").text
    assert "Your record: 2 entries" in await technician.command("list")
    await dropped(harness, rows_file(tmp_path, log(200)), "file:2")
    assert "200 entries" in technician.last
    await technician.click("Take them")
    await technician.submit({"import_own": ["yes"], "import_words": ["yes"]})
    await dropped(harness, rows_file(tmp_path, log(200)), "file:3")
    assert "200 there already" in technician.last
    assert "Take them" not in buttons(technician.heard[-1])


async def test_without_its_first_half_the_form_says_why(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await dropped(harness, rows_file(tmp_path, log(3)))
    await technician.click("Take them")
    errors = await technician.submit({"import_own": [], "import_words": ["yes"]})
    assert errors
    assert "Your record: 2 entries" in await technician.command("list")


async def test_words_of_a_file_are_escaped_and_never_logged(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    rows = [
        [*HEADING],
        ["", "<!channel> *bold* &amp;", "<https://x.example|here>", "1", LEARNT, "private word"],
        ["20/11/2026", "<@U0BEN00000> braking", "", "1", LEARNT, "private word"],
    ]
    await dropped(harness, rows_file(tmp_path, rows))
    await technician.click("Show me")
    shown = json.dumps(technician.whispers()[-1].blocks)
    assert "&lt;!channel&gt;" in shown
    assert "<!channel>" not in shown
    await technician.click("Take them")
    await technician.submit({"import_own": ["yes"], "import_words": ["yes"]})
    for word in ("channel", "private word", "prove dead", "log <"):
        assert word not in harness.log


async def test_columns_are_changed_in_a_form(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    rows = [["One", "Two", "Three"], ["Braking", "2 h", "14/03/2026"]]
    await dropped(harness, rows_file(tmp_path, rows))
    await technician.click("Columns")
    assert "Which column of your file is what?" in reads(technician.modal)
    await technician.submit({"title": "0", "date": "2", "length": "1"})
    assert "1 entry" in technician.last
    assert "I have read it again below" in reads(technician.heard[-2])


async def test_details_tell_the_file_and_the_row(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    await dropped(harness, rows_file(tmp_path, log(1)))
    await technician.click("Take them")
    await technician.submit({"import_own": ["yes"], "import_words": ["yes"]})
    await technician.command("list")
    await technician.click("Details", technician.whispers()[-1])
    assert "imported from log &lt;&amp;&gt;.xlsx, row 2" in reads(technician.modal)
