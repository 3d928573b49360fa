"""Planned activities: remembered on their day, at a working moment, asked about once."""

from datetime import timedelta

import pytest

from tests.harness import ANSWER, MONDAY, Harness, Member, buttons, reads

TUESDAY = MONDAY + timedelta(days=1, hours=1, minutes=30)
"""In the last hour at work, when it may have happened."""


async def statuses(harness: Harness) -> list[str]:
    rows = await harness.query("SELECT status FROM entry WHERE source_text IS NOT NULL ORDER BY id")
    return [status for (status,) in rows]


@pytest.fixture
async def planner(technician: Member) -> Member:
    """Somebody who has something planned for Tuesday."""
    await technician.write("First aid refresher next Tuesday, 3h with St John Ambulance")
    return technician


async def test_a_sentence_about_the_future_becomes_a_planned_activity(
    harness: Harness, planner: Member
) -> None:
    assert await statuses(harness) == ["planned"]
    assert planner.card.text == "A planned activity. I will ask you on the day."
    assert "Tue 24 Nov · 3 h" in reads(planner.card)


async def test_it_is_asked_about_on_its_day_and_not_before(
    harness: Harness, planner: Member
) -> None:
    before = len(planner.heard)
    await harness.move_to(MONDAY)
    assert all("planned something" not in one.text for one in planner.heard[before:])
    await harness.move_to(TUESDAY)
    asked = [one for one in planner.heard if one.text.startswith("You planned something")]
    assert len(asked) == 1
    assert {"Did it", "New date", "Drop it"} <= set(buttons(asked[0]))


async def test_not_at_night(harness: Harness, planner: Member) -> None:
    await harness.move_to(TUESDAY - timedelta(hours=11))
    assert all("planned something" not in one.text for one in planner.heard)


async def test_did_it_makes_a_draft_to_be_saved(harness: Harness, planner: Member) -> None:
    await harness.move_to(TUESDAY)
    await planner.click("Did it", planner.message("You planned this"))
    assert await statuses(harness) == ["draft"]
    await planner.write(ANSWER)
    await planner.click("Save")
    assert await statuses(harness) == ["logged"]
    asked = [one for one in planner.heard if one.text.startswith("You planned something")]
    assert all("Did it" not in buttons(one) for one in asked)


async def test_new_date_moves_it_and_asks_again_then(harness: Harness, planner: Member) -> None:
    await harness.move_to(TUESDAY)
    await planner.click("New date", planner.message("You planned this"))
    assert await planner.submit({"from_date": "2026-11-20"}) != {}
    assert await planner.submit({"from_date": "2026-11-26"}) == {}
    assert await statuses(harness) == ["planned"]
    await harness.move_to(TUESDAY + timedelta(days=1))
    asked = len([one for one in planner.heard if one.text.startswith("You planned something")])
    await harness.move_to(TUESDAY + timedelta(days=2))
    later = len([one for one in planner.heard if one.text.startswith("You planned something")])
    assert (asked, later) == (1, 2)


async def test_drop_it_discards_it_for_good(harness: Harness, planner: Member) -> None:
    await harness.move_to(TUESDAY)
    await planner.click("Drop it", planner.message("You planned this"))
    assert await statuses(harness) == ["discarded"]
    before = len(planner.heard)
    await harness.move_to(TUESDAY + timedelta(days=1))
    assert all("planned something" not in one.text for one in planner.heard[before:])


async def test_several_of_one_day_are_asked_about_together(
    harness: Harness, planner: Member
) -> None:
    await planner.command("plan Tyre safety webinar on 24 Nov, 1h")
    await harness.move_to(TUESDAY)
    asked = [one for one in planner.heard if one.text.startswith("You planned something")]
    assert len(asked) == 1
    assert "First aid refresher" in reads(asked[0])
    assert "Tyre safety webinar" in reads(asked[0])


async def test_a_plan_cannot_be_saved_before_it_was_done(harness: Harness, planner: Member) -> None:
    await planner.write("save")
    assert planner.last == "It is still a plan. Tap “Did it” once you have done it."
    assert await statuses(harness) == ["planned"]


async def test_what_was_planned_counts_for_nothing(planner: Member) -> None:
    assert "6 of 30 this year" in await planner.command("status")


@pytest.mark.parametrize("words", ["yes", "did it", "yeah did it", "went well thanks", "all done"])
async def test_it_is_told_in_words_that_it_happened(
    harness: Harness, planner: Member, words: str
) -> None:
    await harness.move_to(TUESDAY)
    await planner.write(words)
    assert await statuses(harness) == ["draft"]
    assert "What did you learn" in reads(planner.card)
    await planner.write("undo")
    assert await statuses(harness) == ["planned"]


async def test_how_long_it_took_and_what_came_of_it_are_told_with_it(
    harness: Harness, planner: Member
) -> None:
    await harness.move_to(TUESDAY)
    await planner.write(
        "yep did it, 2 hours, learnt the ratio is 30 to 2, I am first aider on lates"
    )
    assert await harness.query(
        "SELECT status, minutes, evaluate FROM entry WHERE source_text IS NOT NULL"
    ) == [("draft", 120, "learnt the ratio is 30 to 2, I am first aider on lates")]


@pytest.mark.parametrize("words", ["no", "not yet", "it got cancelled", "couldn't make it"])
async def test_what_did_not_happen_was_moved_or_is_off(
    harness: Harness, planner: Member, words: str
) -> None:
    await harness.move_to(TUESDAY)
    await planner.write(words)
    assert planner.last == "All right. Was it moved, or is it off?\n[New date]\n[Drop it]"
    assert await statuses(harness) == ["planned"]
    await planner.click("Drop it", planner.message("Was it moved"))
    assert await statuses(harness) == ["discarded"]


async def test_it_is_moved_in_words(harness: Harness, planner: Member) -> None:
    await harness.move_to(TUESDAY)
    await planner.write("no it's moved to Friday")
    assert "Fri 27 Nov instead of Tue 24 Nov." in planner.last
    assert await statuses(harness) == ["planned"]


async def test_of_several_that_were_due_the_words_are_of_none_until_it_is_said_which(
    harness: Harness, planner: Member
) -> None:
    await planner.write("Tyre safety webinar on 24 Nov, 1h")
    await harness.move_to(TUESDAY)
    await planner.write("yes")
    assert planner.last == "Which one? Tap “Did it” beside it, or name it."
    assert await statuses(harness) == ["planned", "planned"]
    await planner.write("did the webinar")
    assert await statuses(harness) == ["planned", "draft"]


async def test_something_else_that_was_done_is_not_what_was_planned(
    harness: Harness, planner: Member
) -> None:
    await harness.move_to(TUESDAY)
    await planner.write("2h webinar on batteries yesterday")
    assert await statuses(harness) == ["planned", "draft"]
