"""What the coach said, as a message and in a window: a difference in which nothing is live."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.coaching.suggestion import difference, suggestion, suggestion_modal, what_was_sent
from storage.vocabulary import COACH_STATES
from tests.unit.ui.builders import suggestion as one_of
from tests.unit.ui.reading import texts, words_on_buttons


def test_a_wording_is_shown_as_what_goes_and_what_comes() -> None:
    before, after = "i now prove dead befor touching it", "I now prove dead before touching it"
    assert difference(before, after) == "~i~ *I* now prove dead ~befor~ *before* touching it"


def test_a_word_that_gets_a_full_stop_is_not_shown_as_gone() -> None:
    assert difference("i chek every job", "I check every job.") == "~i chek~ *I check* every *job.*"


@given(st.text(max_size=80), st.text(max_size=80))
def test_nothing_in_a_difference_is_live(before: str, after: str) -> None:
    shown = difference(before, after)
    assert re.sub(r"&(?:lt|gt|amp);", "", shown).find("<") == -1
    for mark in "*~_`":
        assert mark not in re.sub(r"[~*]([^~*]*)[~*]", r"\1", shown)


@pytest.mark.parametrize("state", COACH_STATES)
def test_its_notification_holds_no_word_of_anybodys(state: str) -> None:
    shown = suggestion(one_of(state=state))
    assert "dead" not in shown.text
    assert "pack" not in shown.text


def test_only_what_is_offered_can_be_taken() -> None:
    taking = {
        state: "Take" in words_on_buttons(suggestion(one_of(state=state)).blocks)
        for state in COACH_STATES
    }
    assert [state for state, can in taking.items() if can] == ["offered"]


def test_where_slack_does_not_take_the_thumbs_the_rest_is_shown_without_them() -> None:
    shown = suggestion(one_of())
    assert shown.plain is not None
    assert {block["type"] for block in shown.blocks} - {block["type"] for block in shown.plain} == {
        "context_actions"
    }


def test_a_window_has_no_thumbs_which_stand_in_messages_alone() -> None:
    kinds = {block["type"] for block in suggestion_modal(one_of())["blocks"]}
    assert "context_actions" not in kinds


@pytest.mark.parametrize("state", COACH_STATES)
@pytest.mark.parametrize("kind", ["missing", "wording"])
def test_for_a_window_no_message_holds_a_word_of_anybodys(kind: str, state: str) -> None:
    one = one_of(kind=kind, state=state)
    shown = suggestion(one, in_modal=True)
    assert not {"dead", "pack", "touching"} & set(repr(shown).replace(".", " ").split())
    assert ("Look" in words_on_buttons(shown.blocks)) == (state == "offered")


def test_what_was_sent_is_shown_whole_and_what_is_ones_own_first() -> None:
    system = "Ask one question.\n\n" * 400 + "End."
    user = '{"text": "' + "proved dead. " * 600 + '"}'
    shown = texts(what_was_sent(one_of(sent=f"{system}\n\n{user}"), "127.0.0.1")["blocks"])
    own = shown.index("After these instructions, which are the same for everybody:")
    assert "".join(shown[1:own]) == user
    assert "".join(shown[own + 1 :]) == system
