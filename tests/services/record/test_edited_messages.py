"""Messages that are edited in Slack: asked about, and read again only for what each made."""

import pytest

from storage.engine.database import Database
from tests.services.talking import Talking

BOTH = "2h EV course yesterday and 1h hybrid webinar today"
ACCOUNT = "1h EV webinar yesterday, learnt to log the insulation test, helps on every EV job I do"
READ_AGAIN = "You edited that. Read it again?"


@pytest.fixture
def talking(database: Database) -> Talking:
    return Talking(database)


def _facts(talking: Talking) -> list[tuple[object, ...]]:
    return [(one["title"], one["minutes"], one["start"]) for one in talking.entries]


def test_of_a_message_that_made_several_only_the_part_that_was_edited_is_read_again(
    talking: Talking,
) -> None:
    talking.say(BOTH)
    assert talking.edit(BOTH.replace("hybrid", "battery")) == READ_AGAIN
    talking.say("yes")
    assert _facts(talking) == [
        ("EV course", 120, "2026-11-17"),
        ("Battery webinar", 60, "2026-11-18"),
    ]


def test_the_same_words_again_are_not_spoken_of(talking: Talking) -> None:
    talking.say(BOTH)
    assert talking.edit(BOTH) == ""


def test_what_a_message_said_of_another_entry_is_not_read_into_what_it_made(
    talking: Talking,
) -> None:
    said = "no, 3 hours. I learnt to prove dead first, on my EV jobs. Also 1h battery webinar today"
    talking.say("2h EV course yesterday", said)
    before = _facts(talking)
    assert talking.edit(said.replace("first", "at once")) == ""
    assert talking.edit(said.replace("battery", "hybrid")) == READ_AGAIN
    talking.say({"tap": "Yes"})
    assert _facts(talking) == [before[0], ("Hybrid webinar", 60, "2026-11-18")]


def test_new_words_that_tell_no_length_or_day_leave_them_as_they_are(talking: Talking) -> None:
    talking.say("2h EV course yesterday")
    talking.edit("EV isolation course")
    talking.say("yes")
    assert _facts(talking) == [("EV isolation course", 120, "2026-11-17")]


def test_yesterday_is_the_day_before_it_was_written(talking: Talking) -> None:
    talking.say("2h EV cuorse yesterday", {"wait": "P2D"})
    talking.edit("2h EV course yesterday")
    talking.say("yes")
    assert _facts(talking) == [("EV course", 120, "2026-11-17")]


def test_the_account_that_came_with_the_facts_is_read_again_until_more_was_said(
    talking: Talking,
) -> None:
    talking.say(ACCOUNT)
    talking.edit(ACCOUNT.replace("test", "value"))
    talking.say("yes")
    [kept] = [one["evaluate"] for one in talking.entries]
    assert kept == ACCOUNT.partition(", ")[2].replace("test", "value")
    talking.say({"submit": {"evaluate": "I log the value"}, "of": "Edit"})
    assert talking.edit(ACCOUNT) == ""


def test_words_that_tell_of_nothing_it_made_are_not_spoken_of(talking: Talking) -> None:
    talking.say("2h EV course yesterday")
    assert [talking.edit(words) for words in ("", "thanks", "call me")] == ["", "", ""]
    assert _facts(talking) == [("EV course", 120, "2026-11-17")]


def test_a_new_sentence_in_it_makes_nothing_and_takes_nothing_away(talking: Talking) -> None:
    talking.say(BOTH)
    talking.edit(f"3h welding podcast on Monday, {BOTH}")
    assert _facts(talking) == [
        ("EV course", 120, "2026-11-17"),
        ("Hybrid webinar", 60, "2026-11-18"),
    ]


def test_an_undo_takes_all_of_it_back(talking: Talking) -> None:
    talking.say(BOTH)
    before = _facts(talking)
    talking.edit("3h EV seminar on Monday and 2h battery webinar today https://x.example/a")
    talking.say("yes")
    assert talking.entries[0]["evidence"] == ["https://x.example/a"]
    talking.say("undo")
    assert _facts(talking) == before
    assert [one["evidence"] for one in talking.entries] == [[], []]


def test_an_edit_again_closes_the_question_about_the_one_before(talking: Talking) -> None:
    talking.say("2h EV course yesterday")
    talking.edit("3h EV course yesterday")
    talking.edit("4h EV course yesterday")
    assert talking.buttons.count("Yes") == 1
    talking.say("yes")
    assert _facts(talking) == [("EV course", 240, "2026-11-17")]


def test_of_a_saved_entry_it_is_a_correction(talking: Talking) -> None:
    talking.say(BOTH, {"tap": "Save", "entry": 1}, {"tap": "Save", "entry": 2})
    said = talking.edit("3h EV course yesterday and 1h hybrid webinar today")
    assert said == "It is saved with 2 h. Make it 3 h?"
    talking.say({"tap": "No"})
    assert _facts(talking)[0] == ("EV course", 120, "2026-11-17")
    talking.edit("3h EV seminar yesterday and 1h hybrid webinar today")
    talking.say("yes")
    assert _facts(talking) == [
        ("EV seminar", 180, "2026-11-17"),
        ("Hybrid webinar", 60, "2026-11-18"),
    ]


def test_a_newer_question_about_a_correction_closes_the_older(talking: Talking) -> None:
    talking.say("2h EV course yesterday", {"tap": "Save"}, "no, 3 hours", "no, 4 hours")
    assert talking.buttons.count("Yes") == 1
    talking.say("yes", "yes")
    assert _facts(talking) == [("EV course", 240, "2026-11-17")]


def test_what_was_taken_back_is_said_no_more_and_cannot_be_taken_back_again(
    talking: Talking,
) -> None:
    talking.say("2h EV course yesterday", "no, 3 hours")
    assert ("3 h instead of 2 h." in talking.shown, "Undo" in talking.buttons) == (True, True)
    talking.say("undo")
    assert ("3 h instead of 2 h." in talking.shown, "Undo" in talking.buttons) == (False, False)


def test_two_corrections_in_one_message_are_two_questions(talking: Talking) -> None:
    talking.say("2h EV course yesterday", {"tap": "Save"}, "it was 3 hours and on Monday")
    talking.say("yes", "yes")
    assert _facts(talking) == [("EV course", 180, "2026-11-16")]


@pytest.mark.parametrize("declines", ["no", {"tap": "No"}])
def test_an_undo_after_a_correction_was_declined_takes_back_nothing_before_it(
    talking: Talking, declines: object
) -> None:
    talking.say("2h EV course yesterday", {"tap": "Save"}, "no, 3 hours")
    before = talking.entries
    said = talking.say(declines, "undo")
    assert said == "That had changed nothing. Another undo takes back what came before it."
    assert talking.entries == before
    assert talking.say("undo") == "Taken back: EV course, a draft again."


def test_an_undo_after_words_were_forgotten_takes_back_nothing_before_it(
    talking: Talking,
) -> None:
    talking.say("2h EV course yesterday", "xyzzy plugh")
    before = talking.entries
    talking.say({"tap": "Forget it"}, "undo")
    assert talking.entries == before
