"""Quiet that was asked for in words is taken back by an undo, and the turn before it is not."""

import pytest

from storage.engine.database import Database
from tests.services.chat_harness import ChatHarness

UNTIL = "SELECT paused_until FROM member"


@pytest.fixture
def chat(database: Database) -> ChatHarness:
    chat = ChatHarness(database)
    chat.say("2h EV course yesterday", {"tap": "Save"})
    return chat


@pytest.mark.parametrize("quiet", ["stop messaging me", "pause for two weeks", "/cpd pause 1 week"])
def test_quiet_is_taken_back_alone(chat: ChatHarness, quiet: str) -> None:
    before = chat.entries
    chat.say(quiet)
    assert chat.query(UNTIL) != [(None,)]
    assert chat.say("undo") == "Taken back: nudges are as they were."
    assert chat.query(UNTIL) == [(None,)]
    assert chat.entries == before
    assert chat.say("undo") == "Taken back: EV course, a draft again."


NEITHER = "SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM write_up)"


@pytest.mark.parametrize("quiet", ["stop messaging me", "pause for two weeks", "/cpd pause 1 week"])
def test_of_somebody_with_neither_entry_nor_plan_it_is_taken_back_as_well(
    database: Database, quiet: str
) -> None:
    chat = ChatHarness(database)
    chat.say(quiet)
    assert chat.query(NEITHER) == [(0,)]
    assert chat.query(UNTIL) != [(None,)]
    assert chat.say("undo") == "Taken back: nudges are as they were."
    assert chat.query(UNTIL) == [(None,)]
    assert chat.say("undo") == "There is nothing to take back."
    assert chat.query(UNTIL) == [(None,)]


def test_the_quiet_before_it_comes_back_and_nothing_waits_for_an_answer(database: Database) -> None:
    chat = ChatHarness(database)
    chat.say("pause for two weeks")
    paused = chat.query(UNTIL)
    chat.say("stop messaging me")
    assert chat.query(UNTIL) != paused
    assert "?" not in chat.say("thanks")
    chat.say("undo")
    assert chat.query(UNTIL) == paused


def test_what_was_done_after_it_is_taken_back_first(database: Database) -> None:
    chat = ChatHarness(database)
    chat.say("stop messaging me", {"wait": "PT5M"}, "2h EV course yesterday")
    stopped = chat.query(UNTIL)
    chat.say("undo")
    assert chat.entries[0]["status"] == "discarded"
    assert chat.query(UNTIL) == stopped
    chat.say("undo")
    assert chat.query(UNTIL) == [(None,)]


def test_its_end_is_taken_back_too(chat: ChatHarness) -> None:
    chat.say("pause for two weeks")
    paused = chat.query(UNTIL)
    chat.say("/cpd resume", "undo")
    assert chat.query(UNTIL) == paused


def test_an_end_of_no_quiet_is_no_turn(chat: ChatHarness) -> None:
    chat.say("/cpd resume")
    assert chat.say("undo") == "Taken back: EV course, a draft again."
