"""Numbers as people type them: "3,600" is three thousand six hundred, wherever it is typed."""

import pytest

from tests.harness import Harness, Member, reads

STUDY = "foundation degree from 1 June 2025 to 20 November 2026"


async def brought_in(member: Member, cycle: str, year: str = "0") -> dict[str, str]:
    """What the form about the scheme's own account objects to."""
    await member.command("settings")
    await member.click("Enter credits", member.whispers()[-1])
    return dict(await member.submit({"opening_cycle": cycle, "opening_year": year}))


async def opening(harness: Harness) -> tuple[int, int]:
    """What is kept of it, in hundredths of a credit."""
    [(cycle, year)] = await harness.query("SELECT opening_cycle, opening_year FROM enrolment")
    return cycle, year


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [
        ("3,600", 360_000),
        ("3 600", 360_000),
        ("3,600.5", 360_050),
        ("3600", 360_000),
        ("3,6", 360),
        ("31.50", 3150),
        ("10,000", 1_000_000),
    ],
)
async def test_credits_that_are_brought_in(
    harness: Harness, technician: Member, typed: str, hundredths: int
) -> None:
    assert await brought_in(technician, typed) == {}
    assert await opening(harness) == (hundredths, 0)


@pytest.mark.parametrize("typed", ["10,000.01", "10,001", "999,999,999"])
async def test_the_most_that_can_be_brought_in_is_said_in_the_unit_it_is_typed_in(
    technician: Member, typed: str
) -> None:
    assert await brought_in(technician, typed) == {
        "opening_cycle": "That is more than I can keep. The most is 10,000."
    }


@pytest.mark.parametrize("typed", ["3.600", "3,60,0", "a lot", "1,0000", "-5", "1e3"])
async def test_what_may_be_two_numbers_is_asked_for_again(technician: Member, typed: str) -> None:
    assert await brought_in(technician, typed) == {
        "opening_cycle": "Give it as a number, such as 31 or 31.5."
    }


async def test_a_year_above_its_cycle_is_compared_in_one_unit(technician: Member) -> None:
    errors = await brought_in(technician, "3,500", "3,600")
    assert list(errors.values()) == [
        "This year’s 3,600 are part of the cycle’s, and those are 3,500."
    ]
    assert await brought_in(technician, "3,600", "3,500") == {}
    assert "3,600 of 90" in await technician.command("status")


@pytest.mark.parametrize("typed", ["3,600 minutes", "3600 min", "3,600"])
async def test_minutes_in_an_answer(technician: Member, typed: str) -> None:
    await technician.write(f"A {STUDY}")
    await technician.write(typed)
    assert "60 h" in reads(technician.card)


async def test_minutes_in_a_sentence(technician: Member) -> None:
    await technician.write(f"3,600 minutes of a {STUDY}")
    assert "60 h" in reads(technician.card)


async def test_minutes_in_a_form(technician: Member) -> None:
    await technician.write(f"2h {STUDY}")
    await technician.click("Edit")
    assert await technician.submit({"duration": "3,600 min"}) == {}
    assert "60 h" in reads(technician.card)
    await technician.click("Edit", technician.card)
    assert technician.modal.state["duration"]["duration"]["value"] == "60 h"


async def test_more_minutes_than_the_days_hold_are_told_as_typed(technician: Member) -> None:
    await technician.write("High voltage isolation course at Bosch yesterday")
    await technician.write("3,600 minutes")
    assert "3,600 minutes" in technician.last
    await technician.write("1,200 minutes")
    assert "20 h" in reads(technician.card)
