"""Typed answers to the first questions: the whole message is one, or it is none."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.first_answers import (
    credits_named,
    first_day_named,
    names_learning,
    says_not_yet,
    says_skip,
    schemes_named,
)
from tests.tables import for_each

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
KNOWN = {
    "imi-register": ("IMI register", "IMI"),
    "imi-techsafe": ("IMI TechSafe", "TechSafe"),
    "cmi": ("CMI", "Chartered Management Institute"),
}


@for_each(
    ("text", "packs"),
    [
        ("IMI", ("imi-register",)),
        ("imi.", ("imi-register",)),
        ("I'm in the IMI register", ("imi-register",)),
        ("IMI TechSafe", ("imi-techsafe",)),
        ("both IMI and CMI please", ("imi-register", "cmi")),
        ("CMI, IMI techsafe & IMI", ("imi-register", "imi-techsafe", "cmi")),
        ("Chartered Management Institute", ("cmi",)),
        ("2h IMI course yesterday", ()),
        ("the IMI webinar was good", ()),
        ("what is IMI?", ()),
        ("RICS", ()),
        ("", ()),
        ("CMIs", ()),
    ],
)
def test_schemes_are_named_by_a_message_that_says_nothing_else(
    text: str, packs: tuple[str, ...]
) -> None:
    assert schemes_named(text, KNOWN) == packs


@for_each(
    ("text", "day"),
    [
        ("1 June 2025", date(2025, 6, 1)),
        ("1st of june 2025", date(2025, 6, 1)),
        ("01/06/2025", date(2025, 6, 1)),
        ("2025-06-01", date(2025, 6, 1)),
        ("it began on 1 June 2025.", date(2025, 6, 1)),
        ("June 2025", date(2025, 6, 1)),
        ("since Sept 2025", date(2025, 9, 1)),
        ("1 January 2028", date(2028, 1, 1)),
        ("1/6/25", date(2025, 6, 1)),
        ("not yet", None),
        ("2h high voltage isolation course at Bosch yesterday", None),
        ("2 h on 1 June 2025", None),
        ("yesterday", None),
        ("soon", None),
        ("25", None),
        ("", None),
    ],
)
def test_a_first_day_is_named_in_figures(text: str, day: date | None) -> None:
    assert first_day_named(text, NOW, LONDON) == day


@pytest.mark.parametrize("text", ["Not yet", "I don’t know", "dunno", "No idea!", "not sure"])
def test_not_knowing_is_said_in_many_ways(text: str) -> None:
    assert says_not_yet(text)
    assert not says_skip(text)


@pytest.mark.parametrize("text", ["Skip", "skip it", "Later.", "none", "no one", "No thanks"])
def test_leaving_a_question_is_said_in_many_ways(text: str) -> None:
    assert says_skip(text)
    assert not says_not_yet(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("25", ("25",)),
        ("25 credits", ("25",)),
        ("25, 6 this year", ("25", "6")),
        ("31.5 and 6 of those this year", ("31.5", "6")),
        ("none yet", ("0",)),
        ("25 h", ()),
        ("1, 2, 3", ()),
        ("2h course yesterday", ()),
        ("", ()),
    ],
)
def test_credits_are_one_or_two_numbers(text: str, numbers: tuple[str, ...]) -> None:
    assert credits_named(text) == numbers


@given(st.text())
def test_whatever_is_typed_is_read_without_failing(text: str) -> None:
    assert set(schemes_named(text, KNOWN)) <= set(KNOWN)
    first_day_named(text, NOW, LONDON)
    assert len(credits_named(text)) <= 2
    assert not (says_not_yet(text) and says_skip(text))


@pytest.mark.parametrize(
    ("text", "learnt"),
    [
        ("toolbox talk", True),
        ("First aid.", True),
        ("Talk on axle stands", True),
        ("conference", True),
        ("Vehicle technician", False),
        ("Training manager", False),
        ("First aider", False),
        ("Head of training", False),
        ("", False),
    ],
)
def test_what_is_learnt_is_told_from_a_job(text: str, learnt: bool) -> None:
    assert names_learning(text) is learnt
