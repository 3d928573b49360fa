"""An archive of another workplace is dropped on the bot: what its member reads and taps."""

import json
from typing import Any

from sandbox import Upload
from tests.archives import changed, packed
from tests.harness import ANA, Harness, Member, buttons, reads
from tests.services.importing.archive_driving import from_elsewhere


def archive(**parts: Any) -> Upload:
    """As somebody may have called it, of somebody of another name."""
    return Upload("my past.bin", packed(from_elsewhere("Helen Ward", **parts)))


async def taken(technician: Member, upload: Upload) -> None:
    await technician.write("", files=[upload])
    await technician.click("Take them")
    await technician.submit({"import_own": ["yes"], "import_words": ["yes"]})


async def test_it_is_shown_confirmed_counted_and_taken_back(
    harness: Harness, technician: Member
) -> None:
    await technician.write("", files=[archive()])
    shown = reads(technician.heard[-1])
    assert "It holds. 3 entries" in shown
    assert "3 entries" in shown
    assert "1 left out" in shown
    whose = "Helen Ward, Old Works, 21 Nov 2026: another name, identity not checked."
    assert whose in shown
    assert buttons(technician.heard[-1]) == ["Take them", "Show me", "Leave it"]
    assert "Your record: 2 entries" in await technician.command("list")
    await technician.click("Show me")
    assert "3 entries would be taken." in reads(technician.whispers()[-1])
    await technician.click("Left out", technician.whispers()[-1])
    assert "1 entry is not taken over." in reads(technician.whispers()[-1])
    shown_as = technician.heard[-1]
    await technician.write("I did these myself")
    assert "Tap *Take them*" in technician.last
    await technician.click("Take them", shown_as)
    assert "3 entries of the archive will be saved here" in reads(technician.modal)
    assert await technician.submit({"import_own": [], "import_words": ["yes"]})
    await technician.submit({"import_own": ["yes"], "import_words": ["yes"]})
    summary = reads(next(one for one in technician.heard if "not taken." in reads(one)))
    assert "3 entries" in summary
    assert "Settings, schemes and opening balances are not taken." in summary
    assert "Your record: 5 entries" in await technician.command("list")
    await technician.click("Details", technician.whispers()[-1])
    said = "from an archive of Helen Ward, Old Works of 2026-11-21, identity not checked"
    assert said in reads(technician.modal)
    await technician.write("", files=[archive()])
    assert "3 there already" in reads(technician.heard[-1])
    assert "Take them" not in buttons(technician.heard[-1])
    await technician.write("undo")  # though its entries wait, and are what a message may be about
    assert "Tap *Undo* below your file's figures" in technician.last
    await technician.click("Undo")
    assert "Undone: 3 entries out of your record." in technician.message("Undone").text
    assert "Your record: 2 entries" in await technician.command("list")
    for word in ("Helen", "Old Works", "my past", "Course one", "prove dead"):
        assert word not in harness.log


async def test_one_that_was_tampered_with_is_refused_with_its_reason(
    harness: Harness, technician: Member
) -> None:
    def more_hours(record: Any) -> None:
        record["entries"][0]["minutes"] = 4_800

    whole = packed(from_elsewhere())
    tampered = Upload("<my> past.zip", changed(whole, "record.json", more_hours))
    await technician.write("", files=[tampered])
    assert "I take nothing of" in technician.last
    assert "Entry 1 is not what revision 4, its last, says: minutes." in technician.last
    assert "&lt;my&gt;" in json.dumps(technician.heard[-1].blocks)
    assert await harness.query("SELECT id FROM imported_file") == []
    assert await harness.query("SELECT id FROM stored_file") == []


async def test_a_cycles_start_is_offered_where_it_is_not_known(
    harness: Harness, ana: Member
) -> None:
    await harness.enrolled(ANA, cycle_start=None, opening=None)
    start = {"pack": "imi-register", "category": "", "cycle_start": "2025-06-01"}
    await taken(ana, archive(enrolments=[start]))
    cycle = next(one for one in buttons(ana.heard[-1]) if "cycle from 1 Jun 2025" in one)
    await ana.click(cycle)
    [(known,)] = await harness.query("SELECT cycle_start FROM enrolment")
    assert str(known) == "2025-06-01"
    assert cycle not in buttons(ana.heard[-1])
