"""What does not fit together in an entry is asked about on Saved, once, and bars nothing."""

from tests.harness import Harness, Member, buttons, reads


async def saved(member: Member, *said: str) -> None:
    for words in said:
        await member.write(words)
        await member.click("Save")


FULL_DAY = ("14h brake course yesterday", "12h battery course yesterday")
ASKED = "That is 26 h on Fri 20 Nov. Is that right?"


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
