"""Quiet that was asked for in words is taken back by an undo, and the turn before it is not."""

import pytest

from storage.engine.database import Database
from tests.services.talking import Talking

UNTIL = "SELECT paused_until FROM member"


@pytest.fixture
def talking(database: Database) -> Talking:
    talking = Talking(database)
    talking.say("2h EV course yesterday", {"tap": "Save"})
    return talking


@pytest.mark.parametrize("quiet", ["stop messaging me", "pause for two weeks", "/cpd pause 1 week"])
def test_quiet_is_taken_back_alone(talking: Talking, quiet: str) -> None:
    before = talking.entries
    talking.say(quiet)
    assert talking.query(UNTIL) != [(None,)]
    assert talking.say("undo") == "Taken back: nudges are as they were."
    assert talking.query(UNTIL) == [(None,)]
    assert talking.entries == before
    assert talking.say("undo") == "Taken back: EV course, a draft again."


NEITHER = "SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM write_up)"


@pytest.mark.parametrize("quiet", ["stop messaging me", "pause for two weeks", "/cpd pause 1 week"])
def test_of_somebody_with_neither_entry_nor_plan_it_is_taken_back_as_well(
    database: Database, quiet: str
) -> None:
    talking = Talking(database)
    talking.say(quiet)
    assert talking.query(NEITHER) == [(0,)]
    assert talking.query(UNTIL) != [(None,)]
    assert talking.say("undo") == "Taken back: nudges are as they were."
    assert talking.query(UNTIL) == [(None,)]
    assert talking.say("undo") == "There is nothing to take back."
    assert talking.query(UNTIL) == [(None,)]


def test_the_quiet_before_it_comes_back_and_nothing_waits_for_an_answer(database: Database) -> None:
    talking = Talking(database)
    talking.say("pause for two weeks")
    paused = talking.query(UNTIL)
    talking.say("stop messaging me")
    assert talking.query(UNTIL) != paused
    assert "?" not in talking.say("thanks")
    talking.say("undo")
    assert talking.query(UNTIL) == paused


def test_what_was_done_after_it_is_taken_back_first(database: Database) -> None:
    talking = Talking(database)
    talking.say("stop messaging me", {"wait": "PT5M"}, "2h EV course yesterday")
    stopped = talking.query(UNTIL)
    talking.say("undo")
    assert talking.entries[0]["status"] == "discarded"
    assert talking.query(UNTIL) == stopped
    talking.say("undo")
    assert talking.query(UNTIL) == [(None,)]


def test_its_end_is_taken_back_too(talking: Talking) -> None:
    talking.say("pause for two weeks")
    paused = talking.query(UNTIL)
    talking.say("/cpd resume", "undo")
    assert talking.query(UNTIL) == paused


def test_an_end_of_no_quiet_is_no_turn(talking: Talking) -> None:
    talking.say("/cpd resume")
    assert talking.say("undo") == "Taken back: EV course, a draft again."
