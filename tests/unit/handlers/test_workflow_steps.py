"""What a workflow's step may be given, and what a workflow is told of the rest."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.payloads import OF_THE_RUN, author_in, lane_of, without_token
from bot.services.places.steps import TITLE_MOST, Given, NotGiven, given_in

TODAY = date(2026, 11, 23)
INPUTS: dict[str, Any] = {"person": "U0ANA", "title": "Brakes"}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@pytest.mark.parametrize(
    ("inputs", "found"),
    [
        ({}, Given("U0ANA", "Brakes")),
        ({"minutes": 90}, Given("U0ANA", "Brakes", minutes=90)),
        ({"minutes": "90"}, Given("U0ANA", "Brakes", minutes=90)),
        ({"hours": 1.5}, Given("U0ANA", "Brakes", minutes=90)),
        ({"hours": "1,25"}, Given("U0ANA", "Brakes", minutes=75)),
        ({"date": "2026-11-20"}, Given("U0ANA", "Brakes", date(2026, 11, 20))),
        ({"date": "", "minutes": "", "link": "", "provider": " "}, Given("U0ANA", "Brakes")),
        ({"title": " Two \n lines "}, Given("U0ANA", "Two lines")),
        ({"title": "x" * 900}, Given("U0ANA", "x" * TITLE_MOST)),
        ({"link": "https://a.example/7"}, Given("U0ANA", "Brakes", link="https://a.example/7")),
    ],
)
def test_what_a_step_is_given_is_read(inputs: dict[str, Any], found: Given) -> None:
    assert given_in(INPUTS | inputs, TODAY) == found


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"person": "ben"}, "“Person” has to be somebody in this workspace."),
        ({"person": None}, "“Person” has to be somebody in this workspace."),
        ({"title": "…"}, "“Title” has to say what was done."),
        ({"date": "20/11/2026"}, "“Date” has to be a day such as 2026-11-18."),
        ({"date": "2026-02-30"}, "“Date” has to be a day such as 2026-11-18."),
        ({"date": "2126-02-01"}, "“Date” has to be a day such as 2026-11-18."),
        ({"date": 1764000000}, "“Date” has to be a day such as 2026-11-18."),
        ({"minutes": 90, "hours": 1}, "Give “Minutes” or “Hours”, not both."),
        ({"minutes": 0}, "“Minutes” or “Hours” has to be above 0, and within a year."),
        ({"hours": 9999}, "“Minutes” or “Hours” has to be above 0, and within a year."),
        ({"hours": "two"}, "“Minutes” and “Hours” have to be numbers."),
        ({"hours": True}, "“Minutes” and “Hours” have to be numbers."),
        ({"hours": float("nan")}, "“Minutes” and “Hours” have to be numbers."),
        ({"link": "javascript:x"}, "“Link” has to be an address that begins with https://."),
        ({"link": "https://a.example/|<!here>"}, "“Link” has to be an address that begins"),
        ({"link": ["https://a.example"]}, "“Link” has to be an address that begins with https://."),
    ],
)
def test_what_cannot_be_taken_is_told_in_one_sentence(inputs: dict[str, Any], said: str) -> None:
    with pytest.raises(NotGiven, match=said[:40]):
        given_in(INPUTS | inputs, TODAY)


@given(
    st.dictionaries(
        st.sampled_from(["person", "title", "date", "minutes", "hours", "link"]), anything
    )
)
def test_whatever_a_step_is_given_it_is_taken_or_refused(inputs: dict[str, Any]) -> None:
    found: Given | None = None
    with suppress(NotGiven):
        found = given_in(INPUTS | inputs, TODAY)
    assert found is None or found.minutes is None or found.minutes > 0


def test_a_run_has_a_lane_of_its_own_in_which_nobody_is_named() -> None:
    event = {"type": "function_executed", "function_execution_id": "Fx1", "user": "U1"}
    assert lane_of("T1", event) == "T1::Fx1"
    assert author_in("T1::Fx1") == ""
    assert author_in("T1:U1") == "U1"
    assert lane_of("T1", {"type": "message", "user": "U1"}) == "T1:U1"


def test_its_token_is_taken_out_and_nothing_else() -> None:
    event = {"type": "function_executed", OF_THE_RUN: "xwfp-1", "inputs": {"title": "Brakes"}}
    body = {"event_id": "Ev1", "event": event}
    assert without_token(body) == {
        "event_id": "Ev1",
        "event": {"type": "function_executed", "inputs": {"title": "Brakes"}},
    }
    assert body["event"] is event
    plain = {"event": {"type": "message"}}
    assert without_token(plain) is plain
