"""What a message says that an account shows, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.balance_named import BalanceNamed, all_or_none, balance_named


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("my IMI account says 41", BalanceNamed("41", None, "imi")),
        ("thats wrong my imi account says 41", BalanceNamed("41", None, "imi")),
        ("no the imi site says i have 33", BalanceNamed("33", None, "imi")),
        ("imi says ive 52 credits, 18 this year", BalanceNamed("52", "18", "imi")),
        ("IMI says 41.5, of which 12.25 this year", BalanceNamed("41.5", "12.25", "imi")),
        ("i already have 41 credits with imi", BalanceNamed("41", None, "imi")),
        ("I've got 22 credits already, 8 this year", BalanceNamed("22", "8")),
        ("i had 20 credits before i started here", BalanceNamed("20", None)),
        ("i start with 12 points from imi", BalanceNamed("12", None, "imi")),
        ("opening balance is 30", BalanceNamed("30", None)),
        ("whats on my imi account: 21 credits", BalanceNamed("21", None, "imi")),
        ("the imi website says 33 hours", BalanceNamed("33", None, "imi")),
        ("i have 41 credits with imi today", BalanceNamed("41", None, "imi")),
        ("i have 12 credits with the imi this year", BalanceNamed(None, "12", "imi")),
        ("12 of them this year", BalanceNamed(None, "12")),
        ("18 of those are this year's", BalanceNamed(None, "18")),
        ("this year 12", BalanceNamed(None, "12")),
    ],
)
def test_it_is_read(text: str, told: BalanceNamed) -> None:
    assert balance_named(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "does my imi account say 41?",
        "i got 3 credits from the bosch course",
        "it says 4 credits on the certificate",
        "the webinar gives 2 credits",
        "i did 12 courses this year",
        "i need 30 this year",
        "IMI says 30 a year",
        "imi says 90 credits in 3 years",
        "my record has 3 entries",
        "the page says 45 minutes",
        "2 hours at imi this year",
        "i had 2 hours with imi",
        "i have 2 credits waiting",
        "the website says 4 hours",
        "record says 3 hours",
        "page says 3",
        "the site has 3 hours",
        "i got 3 credits with imi today",
        "my imi account shows 41 but that is wrong",
        "my account 3 hours",
        "my account has 2 hours of abs",
        "my imi account does not show 41",
        "no, 12 this year",
        "",
    ],
)
def test_what_looks_like_it_is_none(text: str) -> None:
    assert balance_named(text) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("All", "all"),
        ("all of them", "all"),
        ("yes they all are", "all"),
        ("yes all of those are in it", "all"),
        ("none", "none"),
        ("none of those are in the 21", "none"),
        ("no", "none"),
        ("all of the course was on belts", None),
        ("not sure", None),
    ],
)
def test_all_or_none_of_them(text: str, answer: str | None) -> None:
    assert all_or_none(text) == answer


@given(st.text(max_size=200), st.integers(0, 9999))
def test_whatever_is_said_around_it_no_number_is_made_up(around: str, credits: int) -> None:
    text = f"{around} imi account says {credits} {around}"
    told = balance_named(text)
    if told is not None:
        assert all(one is None or one in text for one in (told.cycle, told.year))
