"""Messages that are edited in Slack: asked about, and read again only for what each made."""

import pytest

from storage.engine.database import Database
from tests.services.chat_harness import ChatHarness

BOTH = "2h EV course yesterday and 1h hybrid webinar today"
ACCOUNT = "1h EV webinar yesterday, learnt to log the insulation test, helps on every EV job I do"
READ_AGAIN = "You edited that. Read it again?"


@pytest.fixture
def chat(database: Database) -> ChatHarness:
    return ChatHarness(database)


def _facts(chat: ChatHarness) -> list[tuple[object, ...]]:
    return [(one["title"], one["minutes"], one["start"]) for one in chat.entries]


def test_of_a_message_that_made_several_only_the_part_that_was_edited_is_read_again(
    chat: ChatHarness,
) -> None:
    chat.say(BOTH)
    assert chat.edit(BOTH.replace("hybrid", "battery")) == READ_AGAIN
    chat.say("yes")
    assert _facts(chat) == [
        ("EV course", 120, "2026-11-17"),
        ("Battery webinar", 60, "2026-11-18"),
    ]


def test_the_same_words_again_are_not_spoken_of(chat: ChatHarness) -> None:
    chat.say(BOTH)
    assert chat.edit(BOTH) == ""


def test_what_a_message_said_of_another_entry_is_not_read_into_what_it_made(
    chat: ChatHarness,
) -> None:
    said = "no, 3 hours. I learnt to prove dead first, on my EV jobs. Also 1h battery webinar today"
    chat.say("2h EV course yesterday", said)
    before = _facts(chat)
    assert chat.edit(said.replace("first", "at once")) == ""
    assert chat.edit(said.replace("battery", "hybrid")) == READ_AGAIN
    chat.say({"tap": "Yes"})
    assert _facts(chat) == [before[0], ("Hybrid webinar", 60, "2026-11-18")]


def test_new_words_that_tell_no_length_or_day_leave_them_as_they_are(chat: ChatHarness) -> None:
    chat.say("2h EV course yesterday")
    chat.edit("EV isolation course")
    chat.say("yes")
    assert _facts(chat) == [("EV isolation course", 120, "2026-11-17")]


def test_yesterday_is_the_day_before_it_was_written(chat: ChatHarness) -> None:
    chat.say("2h EV cuorse yesterday", {"wait": "P2D"})
    chat.edit("2h EV course yesterday")
    chat.say("yes")
    assert _facts(chat) == [("EV course", 120, "2026-11-17")]


def test_the_account_that_came_with_the_facts_is_read_again_until_more_was_said(
    chat: ChatHarness,
) -> None:
    chat.say(ACCOUNT)
    chat.edit(ACCOUNT.replace("test", "value"))
    chat.say("yes")
    [kept] = [one["evaluate"] for one in chat.entries]
    assert kept == ACCOUNT.partition(", ")[2].replace("test", "value")
    chat.say({"submit": {"evaluate": "I log the value"}, "of": "Edit"})
    assert chat.edit(ACCOUNT) == ""


def test_words_that_tell_of_nothing_it_made_are_not_spoken_of(chat: ChatHarness) -> None:
    chat.say("2h EV course yesterday")
    assert [chat.edit(words) for words in ("", "thanks", "call me")] == ["", "", ""]
    assert _facts(chat) == [("EV course", 120, "2026-11-17")]


def test_a_new_sentence_in_it_makes_nothing_and_takes_nothing_away(chat: ChatHarness) -> None:
    chat.say(BOTH)
    chat.edit(f"3h welding podcast on Monday, {BOTH}")
    assert _facts(chat) == [
        ("EV course", 120, "2026-11-17"),
        ("Hybrid webinar", 60, "2026-11-18"),
    ]


def test_an_undo_takes_all_of_it_back(chat: ChatHarness) -> None:
    chat.say(BOTH)
    before = _facts(chat)
    chat.edit("3h EV seminar on Monday and 2h battery webinar today https://x.example/a")
    chat.say("yes")
    assert chat.entries[0]["evidence"] == ["https://x.example/a"]
    chat.say("undo")
    assert _facts(chat) == before
    assert [one["evidence"] for one in chat.entries] == [[], []]


def test_an_edit_again_closes_the_question_about_the_one_before(chat: ChatHarness) -> None:
    chat.say("2h EV course yesterday")
    chat.edit("3h EV course yesterday")
    chat.edit("4h EV course yesterday")
    assert chat.buttons.count("Yes") == 1
    chat.say("yes")
    assert _facts(chat) == [("EV course", 240, "2026-11-17")]


def test_of_a_saved_entry_it_is_a_correction(chat: ChatHarness) -> None:
    chat.say(BOTH, {"tap": "Save", "entry": 1}, {"tap": "Save", "entry": 2})
    said = chat.edit("3h EV course yesterday and 1h hybrid webinar today")
    assert said == "It is saved with 2 h. Make it 3 h?"
    chat.say({"tap": "No"})
    assert _facts(chat)[0] == ("EV course", 120, "2026-11-17")
    chat.edit("3h EV seminar yesterday and 1h hybrid webinar today")
    chat.say("yes")
    assert _facts(chat) == [
        ("EV seminar", 180, "2026-11-17"),
        ("Hybrid webinar", 60, "2026-11-18"),
    ]


def test_a_newer_question_about_a_correction_closes_the_older(chat: ChatHarness) -> None:
    chat.say("2h EV course yesterday", {"tap": "Save"}, "no, 3 hours", "no, 4 hours")
    assert chat.buttons.count("Yes") == 1
    chat.say("yes", "yes")
    assert _facts(chat) == [("EV course", 240, "2026-11-17")]


def test_what_was_taken_back_is_said_no_more_and_cannot_be_taken_back_again(
    chat: ChatHarness,
) -> None:
    chat.say("2h EV course yesterday", "no, 3 hours")
    assert ("3 h instead of 2 h." in chat.shown, "Undo" in chat.buttons) == (True, True)
    chat.say("undo")
    assert ("3 h instead of 2 h." in chat.shown, "Undo" in chat.buttons) == (False, False)


def test_two_corrections_in_one_message_are_two_questions(chat: ChatHarness) -> None:
    chat.say("2h EV course yesterday", {"tap": "Save"}, "it was 3 hours and on Monday")
    chat.say("yes", "yes")
    assert _facts(chat) == [("EV course", 180, "2026-11-16")]


@pytest.mark.parametrize("declines", ["no", {"tap": "No"}])
def test_an_undo_after_a_correction_was_declined_takes_back_nothing_before_it(
    chat: ChatHarness, declines: object
) -> None:
    chat.say("2h EV course yesterday", {"tap": "Save"}, "no, 3 hours")
    before = chat.entries
    said = chat.say(declines, "undo")
    assert said == "That had changed nothing. Another undo takes back what came before it."
    assert chat.entries == before
    assert chat.say("undo") == "Taken back: EV course, a draft again."


def test_an_undo_after_words_were_forgotten_takes_back_nothing_before_it(
    chat: ChatHarness,
) -> None:
    chat.say("2h EV course yesterday", "xyzzy plugh")
    before = chat.entries
    chat.say({"tap": "Forget it"}, "undo")
    assert chat.entries == before
