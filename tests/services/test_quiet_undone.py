"""Quiet that was asked for in words is taken back by an undo, and the turn before it is not."""

import pytest

from storage.database import Database
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


def test_its_end_is_taken_back_too(talking: Talking) -> None:
    talking.say("pause for two weeks")
    paused = talking.query(UNTIL)
    talking.say("/cpd resume", "undo")
    assert talking.query(UNTIL) == paused


def test_an_end_of_no_quiet_is_no_turn(talking: Talking) -> None:
    talking.say("/cpd resume")
    assert talking.say("undo") == "Taken back: EV course, a draft again."
