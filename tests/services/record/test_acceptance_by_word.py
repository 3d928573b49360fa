"""What a body did not accept, told in words: of the entry that is meant, in its own form."""

import pytest

from storage.engine.database import Database
from tests.services.chat_harness import ChatHarness

TOLD = "learnt proving dead before touching the pack, it helps on my battery swaps"


@pytest.fixture
def chat(database: Database) -> ChatHarness:
    """Somebody in the IMI register who has saved two entries."""
    chat = ChatHarness(database, schemes=["imi-register"])
    chat.say(f"2h EV batteries course yesterday, {TOLD}", {"tap": "Save"})
    chat.say("1h radar webinar on Monday, learnt to aim the target, it helps", {"tap": "Save"})
    return chat


def test_it_is_told_of_the_entry_that_is_named_and_taken_back(chat: ChatHarness) -> None:
    said = chat.say("imi rejected my EV batteries course because it wasn't relevant")
    assert "When was EV batteries course not accepted, and why?" in said
    form = chat.form("It was not accepted")
    chat.send(form, disallowed_on="2026-11-18", disallowed_for="relevant")
    assert [one["state"]["imi-register"] for one in chat.entries] == ["outside", "counted"]
    assert "Shall EV batteries course count again" in chat.say("IMI accepts it again")
    chat.say({"tap": "It is accepted again"})
    assert [one["state"]["imi-register"] for one in chat.entries] == ["counted", "counted"]
    assert len(chat.entries) == 2


def test_it_alone_is_the_entry_that_was_saved_last(chat: ChatHarness) -> None:
    assert "When was Radar webinar not accepted" in chat.say("IMI did not accept it")


def test_what_names_no_entry_is_asked_about(chat: ChatHarness) -> None:
    assert "Of which entry?" in chat.say("IMI did not accept my welding ticket")
    assert "no entry that was not accepted" in chat.say("IMI accepts it again")
