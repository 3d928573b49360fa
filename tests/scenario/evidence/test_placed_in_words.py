""" "Which entry is it for?", answered in words."""

import pytest

from tests.harness import ANA, Harness, Member, buttons
from tests.scenario.evidence.test_dropped import evidence_of
from tests.scenario.evidence.test_in_a_hurry import drafts, photo


@pytest.fixture
async def asked(harness: Harness, technician: Member) -> Member:
    """She has logged two, and dropped a photo."""
    await harness.logged(ANA, "High voltage isolation course", days_ago=5)
    await harness.logged(ANA, "Battery webinar", days_ago=3)
    await technician.write("", files=[photo()])
    return technician


async def test_likely_entries_are_offered_newest_first_with_a_new_one_and_none(
    asked: Member,
) -> None:
    assert buttons(asked.heard[-1]) == [
        "Evidence for Battery webinar",
        "Evidence for High voltage isolation course",
        "A new entry",
        "Just keep it",
    ]


async def test_one_that_the_file_is_called_by_comes_first(
    harness: Harness, technician: Member
) -> None:
    await harness.logged(ANA, "High voltage isolation course", days_ago=5)
    await harness.logged(ANA, "Battery webinar", days_ago=3)
    await technician.write("", files=[photo("high-voltage-course.heic")])
    first = buttons(technician.heard[-1])[0]
    assert first == "Evidence for High voltage isolation course"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("the webinar", "Battery webinar"),
        ("HV course", "High voltage isolation course"),
        ("it's for the HV course please", "High voltage isolation course"),
        ("for the battery one", "Battery webinar"),
        ("the second one", "High voltage isolation course"),
        ("diagnostics", "Diagnostics diploma"),
    ],
)
async def test_an_entry_is_named(harness: Harness, asked: Member, words: str, title: str) -> None:
    await asked.write(words)
    assert await evidence_of(harness) == [(title, "IMG_1234.heic")]
    assert await drafts(harness) == []


@pytest.mark.parametrize("words", ["a new one", "new entry", "none of these, a new one"])
async def test_a_new_one(harness: Harness, asked: Member, words: str) -> None:
    await asked.write(words)
    assert len(await drafts(harness)) == 1


@pytest.mark.parametrize("words", ["neither", "keep it", "just keep it", "neither, just keep it"])
async def test_just_kept(harness: Harness, asked: Member, words: str) -> None:
    await asked.write(words)
    assert await evidence_of(harness) == []
    assert await drafts(harness) == []
    assert "I keep *IMG_1234.heic* until" in asked.last
    assert "IMG_1234" in await asked.command("files")
    await asked.write("thanks")
    await asked.write("the webinar")
    assert await evidence_of(harness) == []


async def test_what_is_kept_can_be_placed_or_forgotten_later(
    harness: Harness, asked: Member
) -> None:
    await asked.click("Just keep it")
    await asked.command("files")
    await asked.click("Evidence for Battery webinar", asked.whispers()[-1])
    assert await evidence_of(harness) == [("Battery webinar", "IMG_1234.heic")]
    assert "has its entry" in await asked.command("files")


async def test_just_kept_and_undone_is_asked_again(harness: Harness, asked: Member) -> None:
    await asked.click("Just keep it")
    await asked.write("undo")
    assert "Just keep it" in buttons(asked.heard[-1])
    assert (await asked.command("files")).count("IMG_1234") == 1
    await asked.write("forget it")
    assert "nobody's evidence" in asked.last
    await asked.write("undo")
    assert "Just keep it" in buttons(asked.heard[-1])


async def test_of_two_that_are_called_alike_it_is_asked_which(
    harness: Harness, asked: Member
) -> None:
    await harness.logged(ANA, "Battery safety webinar", days_ago=1)
    await asked.write("for the webinar")
    await asked.write("battery safety")
    assert len(await evidence_of(harness)) == 1


async def test_an_account_is_no_place(harness: Harness, asked: Member) -> None:
    await asked.write("2h brakes course yesterday")
    assert await evidence_of(harness) == []
    assert await drafts(harness) == ["Brakes course"]


async def test_what_is_kept_aside_is_listed_placed_and_undone_on_either_database(
    either_harness: Harness,
) -> None:
    ana = either_harness.member(ANA)
    await either_harness.enrolled(ANA)
    await either_harness.logged(ANA, "Battery webinar", days_ago=3)
    await ana.write("", files=[photo()])
    await ana.write("neither")
    assert "IMG_1234" in await ana.command("files")
    assert "Files wait for their entry" in str((await ana.open_home()).blocks)
    await ana.click("Evidence for Battery webinar", ana.whispers()[-1])
    assert await evidence_of(either_harness) == [("Battery webinar", "IMG_1234.heic")]
    await ana.write("undo")
    assert await evidence_of(either_harness) == []
    assert (await ana.command("files")).count("IMG_1234") == 1
