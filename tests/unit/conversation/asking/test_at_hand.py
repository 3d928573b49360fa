"""Every example of what is asked of the things at hand is read as its topic, what looks alike is
none, and nothing of the workshop is.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.asking import Asked, asked, plainly_asked
from bot.conversation.asking.at_hand import AT_HAND
from tests.tables import for_each

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


@for_each(
    ("topic", "words", "text"),
    [(row.topic, row.words, text) for row in AT_HAND for text in row.examples],
)
def test_an_example_is_of_its_row(topic: str, words: str, text: str) -> None:
    found = plainly_asked(text)
    assert found is not None
    assert found.topic == topic
    assert found.words.startswith(words)
    assert asked(text, now=NOW, tz=LONDON) == found


@for_each(("topic", "text"), [(row.topic, text) for row in AT_HAND for text in row.not_])
def test_what_looks_alike_is_not_of_it(topic: str, text: str) -> None:
    found = plainly_asked(text)
    assert found is None or found.topic != topic


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dont count it for techsafe", "not techsafe"),
        ("what would cmi say about this", "cmi"),
        ("has helen signed it yet", "helen"),
        ("is it signed off yet", ""),
        ("why do you need to know where i use it", "where"),
        ("why do you ask how long it took", "howlong"),
    ],
)
def test_what_is_meant_of_it_is_read(text: str, words: str) -> None:
    found = plainly_asked(text)
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize(
    "text",
    [
        "is that enough clearance on the pads",
        "it is finished with a torque of 90",
        "what did you put for a seal",
        "how do i know its not been drained",
        "share that load with the other jack",
        "what happens after the fuse blows",
        "who reads the plate on a trade sale",
        "i did loads of them with the old tool",
        "that is too low",
        "that is right",
        "i did more",
        "<@U123> is that enough",
    ],
)
def test_the_words_of_the_trade_ask_nothing(text: str) -> None:
    assert plainly_asked(text) is None


def test_a_question_of_the_bot_stays_what_it_was() -> None:
    assert asked("does this count", now=NOW, tz=LONDON) == Asked("worth", words="this")
