"""A file that is moved, or taken away, takes what it told with it; an undo puts all of it back."""

from sandbox import Upload
from tests.drawn import pdf
from tests.harness import ANA, ANSWER, SENTENCE, Harness, Member, buttons, reads
from tests.scenario.evidence.test_dropped import cert, evidence_of
from tests.scenario.evidence.test_in_a_hurry import photo


async def facts(harness: Harness) -> list[tuple[object, ...]]:
    """Of the open drafts: what a certificate may fill in."""
    rows = await harness.query(
        "SELECT title, start_date, minutes, provider FROM entry WHERE status = 'draft' ORDER BY id"
    )
    return [tuple(None if one is None else str(one) for one in row) for row in rows]


async def test_facts_of_a_moved_certificate_go_with_it_and_an_undo_restores_both(
    harness: Harness, technician: Member
) -> None:
    await harness.logged(ANA, "Abrasive wheels", days_ago=3)
    await technician.write("high voltage isolation course", files=[cert()])
    [before] = await facts(harness)
    assert before[1:] == ("2026-11-20", "120", "Bosch Training")
    await technician.write("no, for the abrasive wheels")
    assert await evidence_of(harness) == [("Abrasive wheels", "cert.pdf")]
    [after] = await facts(harness)
    assert after == (before[0], None, None, None)
    said = next(reads(one) for one in reversed(technician.heard) if "cert.pdf" in reads(one))
    assert "went its date, length and provider" in said
    await technician.write("undo")
    assert await facts(harness) == [before]
    assert [name for _, name in await evidence_of(harness)] == ["cert.pdf"]
    assert "Abrasive wheels" not in str(await evidence_of(harness))
    assert "has its entry" in await technician.command("files")


async def test_what_the_member_said_stays_when_a_certificate_moves(
    harness: Harness, technician: Member
) -> None:
    await harness.logged(ANA, "Abrasive wheels", days_ago=3)
    await technician.write("high voltage isolation course on Friday", files=[cert()])
    await technician.write("it was 3 hours")
    await technician.write("no, for the abrasive wheels")
    [(_, day, minutes, provider)] = await facts(harness)
    assert (day, minutes, provider) == ("2026-11-20", "180", None)


async def test_what_was_confirmed_stays(harness: Harness, technician: Member) -> None:
    await harness.logged(ANA, "Abrasive wheels", days_ago=3)
    await technician.write(SENTENCE, files=[cert(hours="3 hours")])
    await technician.write(ANSWER)
    await technician.click("Use its length")
    await technician.write("no, for the abrasive wheels")
    [(_, _, minutes, _)] = await facts(harness)
    assert minutes == "180"


async def test_not_mine_takes_the_facts_with_it(harness: Harness, technician: Member) -> None:
    await technician.write("high voltage isolation course", files=[cert(person="Samira Carter")])
    await technician.write(ANSWER)
    await technician.click("Not mine")
    assert await evidence_of(harness) == []
    [(title, *rest)] = await facts(harness)
    assert title is not None
    assert rest == [None, None, None]
    said = "\n".join(reads(one) for one in technician.heard)
    assert "*cert.pdf* is taken away, and what came from it: date, length and provider." in said
    await technician.write("undo")
    [(_, *rest)] = await facts(harness)
    assert rest == ["2026-11-20", "120", "Bosch Training"]
    assert len(await evidence_of(harness)) == 1


async def test_not_mine_undone_is_asked_again(harness: Harness, technician: Member) -> None:
    await technician.write("", files=[cert(person="Samira Carter")])
    await technician.click("Not mine")
    await technician.write("undo")
    assert "Is it yours?" in technician.last
    assert buttons(technician.heard[-1]) == ["It is mine", "Not mine"]
    await technician.write("it is mine")
    assert len(await evidence_of(harness)) == 1
    assert await harness.query("SELECT count(*) FROM entry WHERE status = 'draft'") == [(1,)]


async def test_facts_of_another_certificate_stay(harness: Harness, technician: Member) -> None:
    await harness.logged(ANA, "Abrasive wheels", days_ago=3)
    await technician.write("high voltage isolation course", files=[cert("first.pdf")])
    second = cert("second.pdf", person="Ana Moreira")
    await technician.write("", thread=technician.card, files=[second])
    await technician.write("no, for the abrasive wheels")
    assert ("Abrasive wheels", "second.pdf") in await evidence_of(harness)
    [(_, *rest)] = await facts(harness)
    assert rest == ["2026-11-20", "120", "Bosch Training"]


async def test_a_placed_file_undone_is_asked_about_again(
    harness: Harness, technician: Member
) -> None:
    await technician.write("", files=[photo()])
    [label, *_] = buttons(technician.heard[-1])
    await technician.click(label)
    assert len(await evidence_of(harness)) == 1
    await technician.click("Undo")
    assert await evidence_of(harness) == []
    assert "IMG_1234" in await technician.command("files")
    assert label in buttons(technician.heard[-1])


async def test_evidence_undone_is_kept_without_an_entry(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE, files=[cert()])
    await technician.click("Undo")
    assert await evidence_of(harness) == []
    listed = await technician.command("files")
    assert "cert.pdf" in listed
    heard = len(technician.heard)
    await technician.click("A new entry", technician.whispers()[-1])
    assert "cert.pdf" in str(await evidence_of(harness))
    assert len(technician.heard) > heard


async def test_several_to_choose_from_moves_and_does_not_copy(
    harness: Harness, technician: Member
) -> None:
    await harness.logged(ANA, "Abrasive wheels", days_ago=3)
    await harness.logged(ANA, "Battery safety", days_ago=4)
    await technician.write(SENTENCE, files=[cert()])
    await technician.write("no, for the other one")
    await technician.click("Evidence for Abrasive wheels")
    assert await evidence_of(harness) == [("Abrasive wheels", "cert.pdf")]


async def test_a_name_is_cut_escaped_and_in_no_notification(
    harness: Harness, technician: Member
) -> None:
    name = "<!channel> *Zebedee* " + "long " * 30 + ".pdf"
    locked = Upload(name, pdf(["Certificate"], password="secret"))
    await technician.write("", files=[locked])
    asked = technician.heard[-1]
    assert "Zebedee" in str(asked.blocks)
    assert "<!channel>" not in str(asked.blocks)
    assert "Zebedee" not in asked.text
    assert "long " * 12 not in str(asked.blocks)
    await technician.write("forget it")
    assert "Zebedee" in str(technician.heard[-1].blocks)
    assert "Zebedee" not in technician.heard[-1].text
    assert "Zebedee" not in harness.log
