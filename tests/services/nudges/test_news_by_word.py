"""News of a cycle that ended short, told in everyday words, put right and taken back."""

from storage.engine.database import Database
from tests.services.chat_harness import ChatHarness


def test_news_is_put_right_and_taken_back_in_words(database: Database) -> None:
    chat = ChatHarness(database, schemes=["imi-register"])
    chat.say({"wait": "P560D"})
    assert "Noted: still registered" in chat.say("still registered i think")
    assert "Noted: removed" in chat.say("they removed me")
    assert "Noted: still registered" in chat.say("no sorry, still registered")
    assert "Noted: removed" in chat.say("I was removed")
    assert "Any news?" in chat.say("no wait, I wasn't")
    assert "Write me a sentence about what you did" in chat.say("I got 12 more credits not logged")


def test_what_was_not_removed_drops_no_draft(database: Database) -> None:
    chat = ChatHarness(database, schemes=["imi-register"])
    chat.say("1h radar webinar yesterday", {"wait": "P3D"}, "no wait, I wasn't removed")
    assert [one["status"] for one in chat.entries] == ["draft"]
