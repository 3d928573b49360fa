"""Greetings and thanks are answered and not kept; anything that says more is kept."""

import pytest

from bot.conversation.small_talk import is_small_talk


@pytest.mark.parametrize(
    "text", ["hi", "Hello!", "thanks so much", "OK, great", "good morning mate"]
)
def test_a_greeting_or_thanks_is_small_talk(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    ["", "👍", "thanks for the Bosch course", "good course", "brakes", "ok " * 50, "hi\x00 2h"],
)
def test_whatever_says_more_or_nothing_is_not(text: str) -> None:
    assert not is_small_talk(text)
