"""Whom a command names: mentions that Slack has told of, and names as they were typed."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action
from bot.services.dispatch.command_parser import Behind, means


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("<@U1>", ("U1",)),
        ("<@U1|tom> to <@U2>", ("U1", "U2")),
        ("<@U1> <@U2>", ("U1", "U2")),
        ("<@U1> please", ("U1",)),
        ("Tom Baker", ("Tom Baker",)),
        ("@tom, please", ("tom",)),
        ("Tom Baker to <@U2>", ("Tom Baker", "U2")),
        ("tom TO dana reed", ("tom", "dana reed")),
        ("<@U9>", ("<@U9>",)),  # typed, and no mention of Slack's
        ("to", ()),
        ("", ()),
    ],
)
def test_people_are_named_in_their_order(text: str, whom: tuple[str, ...]) -> None:
    assert Behind(text, ("U1", "U2")).whom == whom


@given(st.text(), st.sampled_from(["/cpd", "/cpd-team"]))
def test_whatever_is_typed_is_a_command_or_refused_in_words(text: str, command: str) -> None:
    with suppress(Refused):
        assert isinstance(means(command, Behind(text)), Action)
