"""What if: asked in words or beside an entry's details, answered as a standing, and not kept."""

from collections.abc import AsyncIterator

import pytest

from tests.harness import ANA, BEN, SENTENCE, Harness, Member, harness_at, reads

MARK = "A what-if, not kept."


async def test_more_hours_are_supposed_in_words(technician: Member) -> None:
    await technician.write("what if I do 6 more hours of ADAS?")
    said = reads(technician.heard[-1])
    assert "With 6 h more of adas*, IMI register: 12 of 30 this year" in said
    assert MARK in said


async def test_more_credits_are_supposed_in_words(technician: Member) -> None:
    await technician.write("where would I be with 10 more credits?")
    said = reads(technician.heard[-1])
    assert "With 10 credits more*, IMI register: 16 of 30 this year" in said
    assert "41 of 90 in your cycle" in said


async def test_an_entry_is_left_out_in_words_and_stays_where_it_is(
    harness: Harness, technician: Member
) -> None:
    before = await harness.query("SELECT id, status, version FROM entry ORDER BY id")
    await technician.write("what if I leave this one out?")
    said = reads(technician.heard[-1])
    assert "*Without " in said
    assert MARK in said
    await technician.command("status")
    assert "6 of 30 this year" in technician.last_whisper
    assert await harness.query("SELECT id, status, version FROM entry ORDER BY id") == before


async def test_details_have_it_as_a_button(technician: Member) -> None:
    await technician.command("list")
    await technician.click("Details", technician.whispers()[-1])
    await technician.click("Without this one", technician.modal)
    said = reads(technician.modal)
    assert "*Without " in said
    assert MARK in said


async def test_somebody_in_no_scheme_with_a_number_is_told_so(harness: Harness) -> None:
    await harness.enrolled(BEN, "cmi", cycle_start=None)
    ben = harness.member(BEN)
    await ben.write("what if I do 6 more hours?")
    assert "none of your schemes would stand otherwise" in reads(ben.heard[-1])
    await ben.write("what if I leave this one out?")
    assert "There is no saved entry to leave out." in ben.last


@pytest.fixture
async def on_postgresql(postgres_url: str) -> AsyncIterator[Harness]:
    async with harness_at(postgres_url) as one:
        yield one


async def test_the_same_on_postgresql(on_postgresql: Harness) -> None:
    harness = on_postgresql
    await harness.enrolled(ANA)
    await harness.logged(ANA)
    ana = harness.member(ANA)
    await ana.write("what if I do another 90 minutes?")
    assert "With 1 h 30 min more*, IMI register: 3.5 of 30 this year" in reads(ana.heard[-1])
    await ana.write("where would I be without this one?")
    assert "*Without Brake overhaul*, IMI register: 0 of 30 this year" in reads(ana.heard[-1])
    await ana.write(SENTENCE)
    assert "Brake overhaul" not in ana.last
