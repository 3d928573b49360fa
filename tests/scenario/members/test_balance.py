"""What a body's account shows, told in the conversation instead of in a form."""

import json
from datetime import date, timedelta

import pytest

from tests.harness import ANA, SENTENCE, Harness


@pytest.mark.parametrize("yes", ["yes", "Keep it"])
async def test_it_is_kept_once_its_member_has_agreed(harness: Harness, yes: str) -> None:
    await harness.enrolled(ANA)
    ana = harness.member(ANA)
    await ana.write("thats wrong my imi account says 41, 12 of them this year")
    assert "Your IMI account shows 41, 12 of them this year" in ana.last
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


async def test_the_years_part_is_said_next_while_a_draft_asks_something(harness: Harness) -> None:
    await harness.enrolled(ANA)
    ana = harness.member(ANA)
    await ana.write(SENTENCE)
    await ana.write("my imi account says 41")
    await ana.write("yes")
    await ana.write("12 of them this year")
    assert await balance(harness) == (4100, 1200)
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


@pytest.mark.parametrize("words", ["no, 12 this year", "not 12 this year", "no thats not right"])
async def test_a_no_keeps_nothing(harness: Harness, words: str) -> None:
    await harness.enrolled(ANA)
    ana = harness.member(ANA)
    await ana.write("my imi account says 41")
    await ana.write(words)
    assert await balance(harness) == (0, 0)


async def test_undo_puts_back_what_stood_there_and_no_draft_goes(harness: Harness) -> None:
    await harness.enrolled(ANA, opening=(30, 6))
    ana = harness.member(ANA)
    await ana.write(SENTENCE)
    harness.pass_by(timedelta(minutes=1))
    await ana.write("my imi account says 21, 3 of them this year")
    await ana.write("yes")
    assert await balance(harness) == (2100, 300)
    await ana.write("undo")
    assert "put back as it was" in ana.last
    assert await balance(harness) == (3000, 600)
    assert await harness.query("SELECT status FROM entry") == [("draft",)]


@pytest.mark.parametrize(
    ("answer", "stands"),
    [
        ("All", "12 of 30 this year, 41 of 90"),
        ("all of them are in it", "12 of 30 this year, 41 of 90"),
        ("None", "16 of 30 this year, 45 of 90"),
        ("none of those are in the 41", "16 of 30 this year, 45 of 90"),
    ],
)
async def test_entries_of_before_are_asked_about_together(
    harness: Harness, answer: str, stands: str
) -> None:
    await harness.enrolled(ANA)
    await harness.logged(ANA)
    await harness.logged(ANA)
    ana = harness.member(ANA)
    await ana.write("my imi account says 41, 12 of them this year")
    await ana.write("yes")
    assert "2 entries are of before that. Are they in the 41?" in ana.last
    if answer in ("All", "None"):
        await ana.click(answer)
    else:
        await ana.write(answer)
    told = f"{ana.last} {ana.whispers()[-1].text if ana.whispers() else ''}"
    assert "of the 2 is in it" in told or "all 2 are in it" in told
    await ana.write("how many credits have i got")
    assert stands in ana.last
    await ana.write("undo")
    assert {words for _, words in await said_of_entries(harness)} == {"{}"}
    assert await balance(harness) == (4100, 1200)
    await ana.write("undo")
    assert await balance(harness) == (0, 0)


async def said_of_entries(harness: Harness) -> list[tuple[int, str]]:
    """By entry, whether it is in a balance, as it is kept."""
    kept = await harness.query("SELECT id, in_opening FROM entry")
    return [
        (number, json.dumps(json.loads(said) if isinstance(said, str) else said))
        for number, said in kept
    ]


async def balance(harness: Harness) -> tuple[int | None, int | None]:
    """What is kept of it, in hundredths: of the cycle and of the year."""
    [kept] = await harness.query("SELECT opening_cycle, opening_year FROM enrolment")
    return kept[0], kept[1]
