"""What an emoji in Slack's payload means, whatever else may be in it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.reactions import AGE_MOST, reaction
from bot.services.places.emoji import plain_name
from bot.services.places.reactions import LINE_MOST, React, TakeReactionOff, first_line

EVENT: dict[str, Any] = {
    "type": "reaction_added",
    "user": "U1",
    "reaction": "cpd",
    "item": {"type": "message", "channel": "C1", "ts": "100.000100"},
    "item_user": "U2",
    "event_ts": "160.5",
}

anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


def test_an_emoji_on_a_message_in_a_channel_is_a_reaction() -> None:
    assert reaction(EVENT, "Ev1") == React("cpd", "C1", "100.000100", age=60)
    removed = EVENT | {"type": "reaction_removed"}
    assert reaction(removed, "Ev1") == TakeReactionOff("cpd", "C1", "100.000100")


@pytest.mark.parametrize(
    "item",
    [
        {"type": "file", "file": "F1"},
        {"type": "message", "channel": "D1", "ts": "1.1"},
        {"type": "message", "channel": "", "ts": "1.1"},
        {"type": "message", "channel": "C1"},
        None,
        "message",
    ],
)
def test_elsewhere_an_emoji_means_nothing(item: Any) -> None:
    assert reaction(EVENT | {"item": item}, "Ev1") is None


@pytest.mark.parametrize("moment", [None, "", "x", "nan", "inf", "-inf", "1e400", "0", 7])
def test_an_age_that_cannot_be_told_is_none(moment: Any) -> None:
    assert reaction(EVENT | {"event_ts": moment}, "Ev1") == React("cpd", "C1", "100.000100")


def test_an_age_is_bounded() -> None:
    found = reaction(EVENT | {"event_ts": "1e300"}, "Ev1")
    assert isinstance(found, React)
    assert found.age == AGE_MOST


@given(st.dictionaries(st.sampled_from([*EVENT]), anything))
def test_whatever_stands_in_an_event_it_never_fails(changes: dict[str, Any]) -> None:
    found = reaction(EVENT | changes, "Ev1")
    assert found is None or 0 <= getattr(found, "age", 0) <= AGE_MOST


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("cpd", "cpd"),
        ("writing_hand::skin-tone-2", "writing_hand"),
        ("writing_hand::skin-tone-6", "writing_hand"),
        ("skin-tone-2", "skin-tone-2"),
        ("cpd::skin-tone-7", "cpd::skin-tone-7"),
    ],
)
def test_an_emoji_of_any_tone_is_the_same(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("2h course at Bosch\nWho is in?", "2h course at Bosch"),
        ("\n  \n<@U012> <@U013|ben>\n1h webinar, thanks to <@U014>", "1h webinar, thanks to"),
        ("", ""),
        ("x" * 1000, "x" * LINE_MOST),
    ],
)
def test_the_first_line_is_read_without_whom_it_mentions(words: str, line: str) -> None:
    assert first_line(words) == line
