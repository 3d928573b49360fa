"""What is asked about before it is kept: by reference, after the question, and a link alone."""

from datetime import timedelta

import pytest

from tests.harness import SATURDAY, SENTENCE, Harness, Member, buttons, reads

LATE = "you have to prove it dead before you touch anything orange"
LINK = "https://example.com/certificate.pdf"


async def _entries(harness: Harness) -> list[tuple[str, int | None, str | None]]:
    rows = await harness.query("SELECT status, minutes, evaluate FROM entry ORDER BY id")
    return [(row[0], row[1], row[2]) for row in rows]


async def _links(harness: Harness) -> list[tuple[int, str]]:
    rows = await harness.query("SELECT entry_id, url FROM evidence ORDER BY id")
    return [(row[0], row[1]) for row in rows]


@pytest.mark.parametrize("typed", [False, True])
async def test_an_account_that_comes_too_late_is_asked_about_by_name(
    harness: Harness, technician: Member, typed: bool
) -> None:
    await technician.write(SENTENCE)
    await harness.move_to(SATURDAY + timedelta(days=4))
    await technician.write(LATE)
    assert technician.last.splitlines()[0] == "For *High voltage isolation course*, or a new entry?"
    if typed:
        await technician.write("high voltage isolation course")
    else:
        await technician.click("High voltage isolation course")
    assert [answer for *_, answer in await _entries(harness)][-1] == LATE


async def test_as_above_but_is_another_or_that_one_put_right(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    before = len(await _entries(harness))
    await technician.write("as above but 3 hours")
    assert buttons(technician.heard[-1]) == ["Change it to 3 h", "Another entry, 3 h"]
    await technician.click("Another entry, 3 h")
    assert [minutes for _, minutes, _ in await _entries(harness)][before - 1 :] == [120, 180]
    await technician.write("as above but 4 hours")
    await technician.click("Change it to 4 h")
    assert [minutes for _, minutes, _ in await _entries(harness)][before - 1 :] == [120, 240]


async def test_a_link_alone_is_evidence_or_something_read(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Save")
    [*_, (saved,)] = await harness.query("SELECT id FROM entry ORDER BY id")
    await technician.write(LINK)
    await technician.click("Evidence for High voltage isolation course")
    assert await _links(harness) == [(saved, LINK)]
    await technician.write(f"{LINK}?page=2")
    await technician.click("Something I read or watched")
    assert (saved + 1, f"{LINK}?page=2") in await _links(harness)
    assert "What was it, in a few words?" in reads(technician.card)
