"""What never stands in a title, however the member words it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.titles import TITLE_LIMIT, without_people


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Battery safety", "Battery safety"),
        ("fault on WVWZZZ1JZXW000001 john@x.com", "fault"),
        ("gearbox on AB12 CDE", "gearbox"),
        ("Mrs Smith's clutch", "clutch"),
        ("clutch, call 07700 900123", "clutch"),
        ("AB12 CDE", ""),
    ],
)
def test_a_title_names_no_car_and_nobody(typed: str, title: str) -> None:
    assert without_people(typed) == title


@given(st.text(max_size=200))
def test_a_title_is_short_whatever_was_typed(typed: str) -> None:
    assert len(without_people(typed)) <= TITLE_LIMIT
