"""What a body's account shows, told in the conversation instead of in a form."""

from datetime import date

import pytest

from tests.harness import ANA, SENTENCE, Harness


@pytest.mark.parametrize("yes", ["yes", "Keep it"])
async def test_it_is_kept_once_its_member_has_agreed(harness: Harness, yes: str) -> None:
    await harness.enrolled(ANA)
    ana = harness.member(ANA)
    await ana.write("thats wrong my imi account says 41, 12 of them this year")
    assert "41 in your IMI account today, 12 of them this year" in ana.last
    assert await balance(harness) == (0, 0)
    if yes == "yes":
        await ana.write(yes)
    else:
        await ana.click(yes)
    assert "Noted: 41, 12 of them this year" in ana.last
    assert await balance(harness) == (4100, 1200)
    await ana.write("how many credits have i got")
    assert "12 of 30 this year, 41 of 90 in your cycle" in ana.last


async def test_how_much_is_this_years_may_be_said_next_or_afterwards(harness: Harness) -> None:
    await harness.enrolled(ANA)
    ana = harness.member(ANA)
    await ana.write("i already have 41 credits with imi")
    await ana.write("12 of them this year")
    assert await balance(harness) == (4100, 1200)
    await ana.write("imi says ive 43 credits")
    await ana.write("yes")
    assert await balance(harness) == (4300, None)
    await ana.write("13 this year")
    assert await balance(harness) == (4300, 1300)


async def test_the_form_has_what_was_said(harness: Harness) -> None:
    await harness.enrolled(ANA)
    ana = harness.member(ANA)
    await ana.write("my imi account shows 41.5")
    await ana.click("Enter credits")
    await ana.submit({"opening_year": "12"})
    assert await balance(harness) == (4150, 1200)
    await ana.write("yes")
    assert await balance(harness) == (4150, 1200), "what the form has settled asks no more"


async def test_no_leaves_it_as_it_was_and_nothing_becomes_an_entry(harness: Harness) -> None:
    await harness.enrolled(ANA)
    ana = harness.member(ANA)
    await ana.write("i already have 41 credits with imi")
    await ana.write("no")
    assert await balance(harness) == (0, 0)
    assert await harness.query("SELECT count(*) FROM entry") == [(0,)]


async def test_beside_a_draft_it_answers_no_question_of_it(harness: Harness) -> None:
    await harness.enrolled(ANA)
    ana = harness.member(ANA)
    await ana.write(SENTENCE)
    await ana.write("my imi account says 41")
    await ana.write("yes")
    assert await balance(harness) == (4100, None)
    assert await harness.query("SELECT status, evaluate FROM entry") == [("draft", None)]


async def test_more_of_this_year_than_of_the_cycle_is_refused(harness: Harness) -> None:
    await harness.enrolled(ANA)
    ana = harness.member(ANA)
    await ana.write("my imi account says 12, 41 of them this year")
    await ana.write("yes")
    assert "are part of the cycle’s" in ana.last
    assert await balance(harness) == (0, 0)


async def test_it_waits_for_the_cycles_start(harness: Harness) -> None:
    await harness.enrolled(ANA, cycle_start=None, opening=None)
    ana = harness.member(ANA)
    await ana.write("my imi account says 41")
    assert "When did your cycle begin?" in ana.last
    await ana.click("Set cycle start")
    await ana.submit({"cycle_start": date(2025, 6, 1).isoformat()})
    assert await balance(harness) == (None, None)


async def balance(harness: Harness) -> tuple[int | None, int | None]:
    """What is kept of it, in hundredths: of the cycle and of the year."""
    [kept] = await harness.query("SELECT opening_cycle, opening_year FROM enrolment")
    return kept[0], kept[1]
