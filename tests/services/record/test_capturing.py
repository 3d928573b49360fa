"""A sentence behind a command or in a form is taken apart as one in the conversation is."""

import pytest

from bot.services.record.actions import LogSentence
from storage.engine.database import Database
from tests.services.chat_harness import ChatHarness

ACCOUNT = "learnt to prove dead, helps on every EV job"
PLAN = "I will check the bracket on Friday"
SENTENCE = f"2h EV course yesterday, {ACCOUNT}, {PLAN}"


@pytest.fixture
def chat(database: Database) -> ChatHarness:
    return ChatHarness(database, now="2026-11-18T16:30:00+00:00")


def test_behind_a_command_account_and_plan_stand_where_they_belong(chat: ChatHarness) -> None:
    chat.say(f"/cpd log {SENTENCE}")
    [entry] = chat.entries
    assert (entry["title"], entry["minutes"], entry["start"]) == ("EV course", 120, "2026-11-17")
    assert (entry["evaluate"], entry["plan"]) == (ACCOUNT, PLAN)
    chat.say("yes")
    assert PLAN in chat.say({"wait": "P2D"})


def test_several_behind_a_command_are_several_drafts(chat: ChatHarness) -> None:
    chat.say("/cpd log 2h EV course yesterday and 1h hybrid webinar today")
    assert [one["title"] for one in chat.entries] == ["EV course", "Hybrid webinar"]


def test_what_is_typed_into_the_form_is_quoted_nowhere(chat: ChatHarness) -> None:
    chat.do(LogSentence(SENTENCE, None, "3 h"))
    chat.say("yes", {"wait": "P2D"})
    [entry] = chat.entries
    assert (entry["minutes"], entry["evaluate"], entry["plan"]) == (180, ACCOUNT, PLAN)
    assert "You asked me to come back to this today." in chat.shown
    assert not any(words in chat.shown for words in ("bracket", "prove dead"))


def test_what_cannot_be_read_behind_a_command_is_kept_all_the_same(chat: ChatHarness) -> None:
    chat.say("/cpd log EV stuff")
    assert chat.query("SELECT status, source_text FROM entry") == [("draft", "EV stuff")]


def test_a_title_that_is_typed_names_no_car_and_nobody(chat: ChatHarness) -> None:
    chat.say("2h EV course yesterday", "call it fault on WVWZZZ1JZXW000001 john@x.com")
    assert chat.entries[0]["title"] == "Fault"


@pytest.mark.parametrize("label", ["Add it", "Edit", "add evidence"])
def test_the_name_of_a_button_on_a_saved_entry_is_that_button_and_no_entry(
    chat: ChatHarness, label: str
) -> None:
    chat.say("2h EV course yesterday", {"tap": "Save"})
    assert "button" in chat.say(label)
    assert len(chat.entries) == 1


def test_withdraw_and_restore_can_be_typed(chat: ChatHarness) -> None:
    chat.say("2h EV course yesterday", {"tap": "Save"}, "withdraw")
    assert chat.entries[0]["status"] == "withdrawn"
    chat.say("restore")
    assert chat.entries[0]["status"] == "logged"
