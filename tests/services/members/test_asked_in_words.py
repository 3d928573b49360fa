"""What is asked for or asked about in words, as its member reads it back: where it is told, with
the button for it, and of the scheme that the words name.
"""

import pytest

from storage.engine.database import Database
from tests.services.chat_harness import ChatHarness

EVERY = ["imi-register", "dvsa-mot", "cmi"]


@pytest.mark.parametrize(
    "words", ["my cycle began 1 march 2025 actually", "started my cycle in jan 2026"]
)
def test_when_a_cycle_began_is_set_behind_its_button(database: Database, words: str) -> None:
    chat = ChatHarness(database, schemes=["imi-register"])
    assert chat.say(words) == "When your cycle began is set here."
    assert "Cycle" in str(chat.form("Set cycle start"))


@pytest.mark.parametrize("words", ["change my settings", "leave techsafe"])
def test_what_is_set_in_settings_has_their_button(database: Database, words: str) -> None:
    chat = ChatHarness(database, schemes=["imi-register"])
    assert "/cpd settings has all of it" in chat.say(words)
    assert "IMI register" in chat.say({"tap": "Settings"})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("when does my MOT year end", "ends on 31 Mar 2027"),
        ("what counts for MOT?", "For DVSA MOT: any training"),
        ("what happens if i dont do my mot hours", "DVSA MOT"),
        ("when does my imi cycle end?", "30 Apr 2028"),
    ],
)
def test_of_a_scheme_that_is_named_that_alone_is_said(
    database: Database, words: str, said: str
) -> None:
    chat = ChatHarness(database, schemes=EVERY)
    answer = chat.say(words)
    assert said in answer
    assert "CMI" not in answer
    assert ("DVSA" in answer) != ("IMI" in answer)
