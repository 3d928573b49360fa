"""Forms that are sent after the conversation went on take back nothing that was said since."""

from collections.abc import Callable
from typing import Any

import pytest

from storage.engine.database import Database
from tests.services.chat_harness import ChatHarness

COURSE = "2h EV course yesterday"
ANSWER = "I learnt to prove dead, helps on every EV job"


@pytest.fixture
def chat(database: Database) -> ChatHarness:
    chat = ChatHarness(database)
    chat.say(COURSE)
    return chat


def _opened(chat: ChatHarness, label: str) -> Callable[..., None]:
    """The form behind a label; what sends it."""
    view = chat.form(label)

    def send(**fields: Any) -> None:
        chat.send(view, **fields)

    return send


def test_an_edit_changes_what_was_touched_in_it_and_nothing_that_was_said_since(
    chat: ChatHarness,
) -> None:
    send = _opened(chat, "Edit")
    chat.say(ANSWER, "no, 3 hours", "change the date to last Friday", "at Snap-on")
    before = chat.entries[0]
    send(title="EV course two")
    assert chat.entries[0] == {**before, "title": "EV course two"}


def test_what_is_touched_in_an_edit_holds_whatever_was_said_since(chat: ChatHarness) -> None:
    send = _opened(chat, "Edit")
    chat.say("no, 3 hours")
    send(minutes="4 h", date="2026-11-16")
    [entry] = chat.entries
    assert (entry["minutes"], entry["start"], entry["end"]) == (240, "2026-11-16", "2026-11-16")


def test_an_account_typed_into_an_empty_field_stands_beside_what_was_answered_since(
    chat: ChatHarness,
) -> None:
    send = _opened(chat, "Edit")
    chat.say(ANSWER)
    send(evaluate="I log the value")
    assert chat.entries[0]["evaluate"] == f"{ANSWER}\nI log the value"


def test_an_edit_can_still_empty_and_replace_what_it_shows(chat: ChatHarness) -> None:
    chat.say(ANSWER)
    send = _opened(chat, "Edit")
    send(evaluate="I log the value")
    assert chat.entries[0]["evaluate"] == "I log the value"
    send = _opened(chat, "Edit")
    send(evaluate=None, minutes=None)
    assert (chat.entries[0]["evaluate"], chat.entries[0]["minutes"]) == (None, None)


def test_a_private_answer_stands_beside_what_was_answered_since(chat: ChatHarness) -> None:
    send = _opened(chat, "Answer privately")
    chat.say(ANSWER)
    for _ in range(2):  # the second is the same form again
        send(answer="I log the value")
        assert chat.entries[0]["evaluate"] == f"{ANSWER}\nI log the value"
