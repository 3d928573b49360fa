"""What does not fit together in an entry is asked about on Saved, once, and bars nothing."""

from collections.abc import Sequence

import pytest

from tests.harness import ANA, Harness, Member, buttons, reads


async def saved(member: Member, *said: str) -> None:
    for words in said:
        await member.write(words)
        await member.click("Save")


FULL_DAY = ("14h brake course yesterday", "12h battery course yesterday")
ASKED = "That is 26 h on Fri 20 Nov. Is that right?"


FOUND = {
    "the clock": (
        ["brake course yesterday from 9 to 11, 3 hours"],
        "",
        "You wrote 3 h, and times that leave 2 h. Is that right?",
    ),
    "the days": (
        ["30h brake course from Monday to Wednesday"],
        "sorry, it was yesterday",
        "That is 30 h in 1 day. Is that right?",
    ),
    "the sum of a day": (FULL_DAY, "", ASKED),
    "what is usual": (
        ["20h brake course from Monday to Tuesday"],
        "",
        "20 h is far above your usual: most take up to 2 h. Is that right?",
    ),
}


@pytest.mark.parametrize(("said", "correction", "asked"), FOUND.values(), ids=FOUND)
async def test_what_does_not_fit_is_asked_about_on_either_database(
    either_harness: Harness, said: Sequence[str], correction: str, asked: str
) -> None:
    await either_harness.enrolled(ANA)
    for days_ago in range(30, 38):
        await either_harness.logged(ANA, days_ago=days_ago, minutes=120)
    ana = either_harness.member(ANA)
    await saved(ana, *said)
    if correction:
        await ana.write(correction)
        await ana.click("Yes")
    assert asked in reads(ana.note)
    assert {"It is right", "Edit"} <= set(buttons(ana.note))
    await ana.click("It is right")
    assert asked not in reads(ana.note)


async def test_a_days_course_after_many_short_talks_is_ordinary(harness: Harness) -> None:
    await harness.enrolled(ANA)
    for days_ago in range(30, 40):
        await harness.logged(ANA, days_ago=days_ago, minutes=20)
    ana = harness.member(ANA)
    await saved(ana, "7h brake course yesterday")
    assert "far above" not in reads(ana.note)
    await saved(ana, "13h battery course last Monday")
    assert "13 h is far above your usual" in reads(ana.note)


async def test_more_than_a_day_has_is_saved_and_asked_about(
    harness: Harness, technician: Member
) -> None:
    await saved(technician, *FULL_DAY)
    assert ASKED in reads(technician.note)
    assert {"It is right", "Edit"} <= set(buttons(technician.note))
    rows = await harness.query("SELECT status FROM entry WHERE minutes IN (840, 720)")
    assert rows == [("logged",), ("logged",)]


async def test_it_is_right_settles_it_and_details_tell_it(technician: Member) -> None:
    await saved(technician, *FULL_DAY)
    await technician.click("It is right")
    assert "Is that right?" not in reads(technician.note)
    await technician.click("Details", technician.card)
    assert f"{ASKED} You said that it is." in reads(technician.modal)


async def test_pressed_twice_it_settles_what_was_read_alone(technician: Member) -> None:
    await saved(technician, *FULL_DAY, "13h brake course yesterday from 9 to 11")
    shown = technician.note
    read = reads(shown)
    assert read.count("Is that right?") == 1
    await technician.click("It is right", shown)
    after = reads(technician.note)
    assert after.count("Is that right?") == 1
    assert after != read, "another question stands there now"
    await technician.click("It is right", shown)  # as a double click that comes late
    assert reads(technician.note) == after
    assert technician.last_whisper.startswith("You have told me already")


async def test_a_change_that_makes_it_go_away_settles_it(technician: Member) -> None:
    await saved(technician, *FULL_DAY)
    await technician.click("Edit")
    await technician.submit({"duration": "2h"})
    assert "Is that right?" not in reads(technician.note)
    assert "Saved" in reads(technician.note)


async def test_hours_that_its_times_of_day_do_not_leave_are_asked_about(
    technician: Member,
) -> None:
    await saved(technician, "brake course yesterday from 9 to 11, 3 hours")
    assert "You wrote 3 h, and times that leave 2 h. Is that right?" in reads(technician.note)


async def test_what_fits_is_not_asked_about(technician: Member) -> None:
    await saved(technician, "2h brake course yesterday")
    assert "Is that right?" not in reads(technician.note)


async def test_what_is_right_is_not_asked_again_for_the_same_values(technician: Member) -> None:
    await saved(technician, *FULL_DAY)
    await technician.click("It is right")
    await technician.click("Edit")
    await technician.submit({"duration": "13h"})
    assert "That is 27 h on Fri 20 Nov. Is that right?" in reads(technician.note)
    await technician.click("Edit")
    await technician.submit({"duration": "12h"})
    assert "Is that right?" not in reads(technician.note)


async def corrected(member: Member) -> None:
    """A full day of two saved entries, of which one was made longer by word."""
    await saved(member, "14h brake course yesterday", "2h battery course yesterday")
    await member.write("sorry, it was 12 hours")
    await member.click("Yes")


async def test_a_correction_by_word_is_made_and_asked_about_in_the_same_reply(
    harness: Harness, technician: Member
) -> None:
    await corrected(technician)
    assert technician.last == f"12 h instead of 2 h.\n{ASKED}\n[It is right]\n[Edit]\n[Undo]"
    minutes = "SELECT minutes FROM entry ORDER BY id DESC LIMIT 1"
    assert await harness.query(minutes) == [(720,)]
    await technician.click("It is right")
    assert technician.last == "12 h instead of 2 h.\n[Undo]"


async def test_undo_takes_a_correction_back_and_what_was_asked_of_it(technician: Member) -> None:
    await corrected(technician)
    await technician.click("Undo")
    await technician.click("Details", technician.card)
    assert "Is that right?" not in reads(technician.modal)


async def test_a_correction_that_mends_what_was_asked_ends_the_question(
    technician: Member,
) -> None:
    await corrected(technician)
    await technician.write("sorry, it was 3 hours")
    await technician.click("Yes")
    assert technician.last == "3 h instead of 12 h.\n[Undo]"


async def test_a_day_that_is_corrected_by_word_is_checked_too(technician: Member) -> None:
    await saved(technician, "14h brake course yesterday", "12h battery course on Thursday")
    await technician.write("sorry, it was yesterday")
    await technician.click("Yes")
    assert ASKED in technician.last


async def test_a_message_that_was_edited_is_checked_as_well(technician: Member) -> None:
    await saved(technician, "14h brake course yesterday")
    message = await technician.write("2h battery course yesterday")
    await technician.click("Save")
    await technician.edit(message, "12h battery course yesterday")
    await technician.click("Yes")
    assert f"12 h instead of 2 h.\n{ASKED}" in technician.last
