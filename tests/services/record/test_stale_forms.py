"""Forms that are sent after the conversation went on take back nothing that was said since."""

from collections.abc import Callable
from typing import Any

import pytest

from storage.engine.database import Database
from tests.services.talking import Talking

COURSE = "2h EV course yesterday"
ANSWER = "I learnt to prove dead, helps on every EV job"


@pytest.fixture
def talking(database: Database) -> Talking:
    talking = Talking(database)
    talking.say(COURSE)
    return talking


def _opened(talking: Talking, label: str) -> Callable[..., None]:
    """The form behind a label; what sends it."""
    view = talking.form(label)

    def send(**fields: Any) -> None:
        talking.send(view, **fields)

    return send


def test_an_edit_changes_what_was_touched_in_it_and_nothing_that_was_said_since(
    talking: Talking,
) -> None:
    send = _opened(talking, "Edit")
    talking.say(ANSWER, "no, 3 hours", "change the date to last Friday", "at Snap-on")
    before = talking.entries[0]
    send(title="EV course two")
    assert talking.entries[0] == {**before, "title": "EV course two"}


def test_what_is_touched_in_an_edit_holds_whatever_was_said_since(talking: Talking) -> None:
    send = _opened(talking, "Edit")
    talking.say("no, 3 hours")
    send(minutes="4 h", date="2026-11-16")
    [entry] = talking.entries
    assert (entry["minutes"], entry["start"], entry["end"]) == (240, "2026-11-16", "2026-11-16")


def test_an_account_typed_into_an_empty_field_stands_beside_what_was_answered_since(
    talking: Talking,
) -> None:
    send = _opened(talking, "Edit")
    talking.say(ANSWER)
    send(evaluate="I log the value")
    assert talking.entries[0]["evaluate"] == f"{ANSWER}\nI log the value"


def test_an_edit_can_still_empty_and_replace_what_it_shows(talking: Talking) -> None:
    talking.say(ANSWER)
    send = _opened(talking, "Edit")
    send(evaluate="I log the value")
    assert talking.entries[0]["evaluate"] == "I log the value"
    send = _opened(talking, "Edit")
    send(evaluate=None, minutes=None)
    assert (talking.entries[0]["evaluate"], talking.entries[0]["minutes"]) == (None, None)


def test_a_private_answer_stands_beside_what_was_answered_since(talking: Talking) -> None:
    send = _opened(talking, "Answer privately")
    talking.say(ANSWER)
    for _ in range(2):  # the second is the same form again
        send(answer="I log the value")
        assert talking.entries[0]["evaluate"] == f"{ANSWER}\nI log the value"
