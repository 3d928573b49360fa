"""What somebody in a hurry writes beside the script, and what must not come of it."""

from datetime import timedelta

import pytest

from tests.harness import SATURDAY, SENTENCE, Harness, Member, reads

PLANNED = "I plan to go to the toolbox talk next Tuesday"


async def states(harness: Harness) -> list[str]:
    """State of every entry that was begun in the conversation, in order."""
    rows = await harness.query("SELECT status FROM entry WHERE source_text IS NOT NULL ORDER BY id")
    return [row[0] for row in rows]


# A question discards nothing


@pytest.mark.parametrize("words", ["can I delete everything?", "could i wipe all of it"])
async def test_whether_everything_can_go_is_answered_and_nothing_goes(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(PLANNED)
    await technician.write(words)
    assert technician.last.startswith("`/cpd erase` removes every word of yours")
    assert await states(harness) == ["planned"]


async def test_whether_an_entry_can_go_offers_that_and_does_not_do_it(
    harness: Harness, technician: Member
) -> None:
    await technician.write(PLANNED)
    await technician.write("can I delete the toolbox talk?")
    assert technician.last.startswith("Shall I discard *Toolbox talk*?")
    assert await states(harness) == ["planned"]
    await technician.click("Discard", technician.heard[-1])
    assert await states(harness) == ["discarded"]


@pytest.mark.parametrize("words", ["scrap that?", "can I bin it", "delete both of them?"])
async def test_no_way_to_ask_drops_a_draft(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(SENTENCE)
    await technician.write(words)
    assert await states(harness) == ["draft"]


# What nothing came near to


async def test_a_question_that_was_not_understood_says_so(technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write("what is the meaning of life?")
    assert technician.last.startswith("I did not understand that. *Write me a sentence*")


@pytest.mark.parametrize("words", ["help", "what can you do?", "how do I log something?"])
async def test_help_that_was_asked_for_is_help(technician: Member, words: str) -> None:
    await technician.write(words)
    assert technician.last.startswith("*Write me a sentence*")


# "Forget it"


@pytest.mark.parametrize("words", ["forget it", "oh just forget it", "forget it, not worth it"])
async def test_forget_it_skips_the_question_and_says_so(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(SENTENCE)
    await technician.write(words)
    assert technician.last.startswith("Skipped.")
    assert await states(harness) == ["draft"]
    rows = await harness.query("SELECT evaluate FROM entry WHERE source_text IS NOT NULL")
    assert [row[0] for row in rows] == [None]


@pytest.mark.parametrize("words", ["forget it", "forget it then", "ok, just forget it"])
async def test_forget_it_settles_what_is_asked_as_its_button_does(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(SENTENCE)
    await technician.write("I learnt the torque order again from the 1 h refresher on Thursday")
    assert "[Forget it]" in technician.last
    await technician.write(words)
    assert reads(technician.message("Thank you.")) == "Thank you."
    await technician.write("I now prove it dead first and it helps on every EV job")
    assert "Ready to save." in reads(technician.card)


# "The first one"

THREE = "2h brake course yesterday, 1h ADAS webinar on Monday and 30 min toolbox talk on Tuesday"


async def told(harness: Harness) -> list[tuple[str, str, str | None]]:
    """Title, state and answer of every entry that was begun, in order."""
    rows = await harness.query(
        "SELECT title, status, evaluate FROM entry WHERE source_text IS NOT NULL ORDER BY id"
    )
    return [(row[0], row[1], row[2]) for row in rows]


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("the first one is done, save it", ["logged", "draft", "draft"]),
        ("save the second one", ["draft", "logged", "draft"]),
        ("save the first one and scrap the third", ["logged", "draft", "discarded"]),
        ("leave the first, save the second", ["draft", "logged", "draft"]),
        ("the second one is ready", ["draft", "draft", "draft"]),
        ("the fourth one is done, save it", ["draft", "draft", "draft"]),
    ],
)
async def test_an_ordinal_names_one_of_those_just_made_and_is_no_answer(
    harness: Harness, technician: Member, words: str, after: list[str]
) -> None:
    await technician.write(THREE)
    await technician.write(words)
    assert [(state, answer) for _, state, answer in await told(harness)] == [
        (state, None) for state in after
    ]


async def test_where_an_ordinal_names_nothing_it_is_asked_which(technician: Member) -> None:
    await technician.write(THREE)
    await technician.write("the fourth one is done, save it")
    assert technician.last == "Which one? Name it, or tap the button on its card."


async def test_an_ordinal_names_the_entry_that_is_corrected(
    harness: Harness, technician: Member
) -> None:
    await technician.write(THREE)
    await technician.write("the third one was 45 min")
    rows = await harness.query(
        "SELECT minutes FROM entry WHERE source_text IS NOT NULL ORDER BY id"
    )
    assert [row[0] for row in rows] == [120, 60, 45]


# A correction that names nothing

CLUTCH = "2h clutch course yesterday"
BRAKES = "1h brake webinar on Monday"


async def lengths(harness: Harness) -> list[int]:
    """Minutes of every entry that was begun, in order."""
    rows = await harness.query(
        "SELECT minutes FROM entry WHERE source_text IS NOT NULL ORDER BY id"
    )
    return [row[0] for row in rows]


async def test_a_correction_without_a_name_is_of_what_was_saved_last(
    harness: Harness, technician: Member
) -> None:
    await technician.write(f"{CLUTCH} and {BRAKES}")
    await technician.write("save the first one")
    await technician.write("actually it was 3 hours")
    assert technician.last.startswith("It is saved with 2 h. Make it 3 h?")
    await technician.click("Yes")
    assert await lengths(harness) == [180, 60]


async def test_a_correction_without_a_name_is_of_what_was_changed_last(
    harness: Harness, technician: Member
) -> None:
    await technician.write(f"{CLUTCH} and {BRAKES}")
    await harness.move_to(SATURDAY + timedelta(minutes=1))
    await technician.write("the brake webinar was 2 hours")
    await technician.write("no, 3 hours")
    assert await lengths(harness) == [120, 180]


async def test_a_correction_by_name_says_the_name_where_another_is_in_sight(
    technician: Member,
) -> None:
    await technician.write(f"{CLUTCH} and {BRAKES}")
    await technician.write("the brake webinar was 2 hours")
    assert technician.last.startswith("*Brake webinar*: 2 h instead of 1 h.")
    assert technician.heard[-1].text == "2 h instead of 1 h."


async def test_a_correction_of_what_is_in_sight_needs_no_name(technician: Member) -> None:
    await technician.write(CLUTCH)
    await technician.write("actually it was 3 hours")
    assert technician.last.startswith("3 h instead of 2 h.")


# Others, and being away


@pytest.mark.parametrize(
    "words", ["log 2h first aid for Priya yesterday", "add 3h hybrid course for Danny on Monday"]
)
async def test_what_a_colleague_did_is_no_draft_of_ones_own(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(words)
    assert technician.last.startswith("Only they can log what they did.")
    assert await states(harness) == []


async def test_a_maker_that_is_named_is_nobody(harness: Harness, technician: Member) -> None:
    await technician.write("log 2h course for Toyota yesterday")
    assert await states(harness) == ["draft"]


async def test_nobody_is_sorry_for_a_holiday_and_its_last_day_is_offered(
    harness: Harness, technician: Member
) -> None:
    await technician.write("I'm on holiday until april")
    assert technician.last == "All right. Shall I pause until Thu 1 Apr?\n[Pause]"
    await technician.click("Pause", technician.heard[-1])
    rows = await harness.query("SELECT paused_until FROM member WHERE paused_until IS NOT NULL")
    assert [str(row[0]) for row in rows] == ["2027-04-01"]


async def test_one_is_sorry_for_whoever_is_ill(technician: Member) -> None:
    await technician.write("been off sick all week")
    assert technician.last.startswith("Sorry to hear that. Shall I pause nudges?")


# "Shall I save it?", and "stop"


@pytest.mark.parametrize("words", ["yes", "done", "ok", "yes please"])
async def test_yes_saves_where_it_was_asked_whether_to_save(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(SENTENCE)
    await technician.write("👍")
    assert technician.last == "Shall I save it?\n[Save]"
    await technician.write(words)
    assert await states(harness) == ["logged"]


async def test_a_thumb_never_saves_however_often(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write("👍")
    await technician.write("👍")
    assert await states(harness) == ["draft"]


@pytest.mark.parametrize("words", ["stop", "stop asking me about drafts"])
async def test_stop_while_something_is_asked_skips_that_and_offers_quiet(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(SENTENCE)
    await technician.write(words)
    assert technician.last == "Shall I stop nudging you, too?\n[Stop nudging me]"
    assert "What did you learn" not in reads(technician.card)
    await technician.click("Stop nudging me", technician.heard[-1])
    assert technician.last == "I have stopped nudging you.\n[Start again]"


async def test_stop_messaging_stops_at_once(technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write("stop messaging me")
    assert technician.last == "I have stopped nudging you.\n[Start again]"


# "All of them" names what it would drop


@pytest.mark.parametrize(
    "words",
    [
        "remove all of them",
        "remove them all",
        "get rid of all of them",
        "scrap the lot",
        "bin both",
    ],
)
async def test_all_of_them_discards_nothing_that_was_not_named(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write("1h EV webinar yesterday")
    await technician.write("3h brake course at Bosch on Monday")
    await technician.write("list my entries")
    await technician.write(words)
    assert await states(harness) == ["draft", "draft"]
    assert technician.last == (
        "Open, and not saved: EV webinar and Brake course. Discard?\n[Both]\n[Leave them]"
    )
    await technician.write(words)  # said again, it is the answer
    assert await states(harness) == ["discarded", "discarded"]
    await technician.write("undo")
    assert await states(harness) == ["draft", "draft"]


async def test_all_of_them_can_be_left_and_of_one_it_is_asked_too(
    harness: Harness, technician: Member
) -> None:
    await technician.write("1h EV webinar yesterday")
    await technician.write("remove them all")
    assert technician.last.endswith("Discard?\n[Discard it]\n[Leave it]")
    await technician.click("Leave it")
    assert await states(harness) == ["draft"]
    await technician.write("remove them all")
    await technician.write("save it")  # meanwhile it is open no more
    await technician.click("Discard it")
    assert await states(harness) == ["logged"]


async def test_where_nothing_is_open_it_is_said_how_what_is_saved_goes(
    harness: Harness, technician: Member
) -> None:
    before = await harness.query("SELECT id, status FROM entry ORDER BY id")
    await technician.write("remove all of them")
    assert technician.last.startswith("Nothing is open to discard.")
    assert "*Withdraw*" in technician.last
    assert await harness.query("SELECT id, status FROM entry ORDER BY id") == before
