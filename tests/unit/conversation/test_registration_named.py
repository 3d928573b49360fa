"""What a message tells of a registration, and what only looks like it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.registration_named import RegistrationNamed, registration_named

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "IMI removed me from the register on 3 March",
            RegistrationNamed("removed", date(2026, 3, 3)),
        ),
        (
            "I was taken off the register yesterday",
            RegistrationNamed("removed", date(2026, 11, 20)),
        ),
        ("I'm no longer registered", RegistrationNamed("removed")),
        ("They've struck me off the IMI register.", RegistrationNamed("removed")),
        ("I've been downgraded to Affiliate", RegistrationNamed("removed")),
        ("I'm back on the register", RegistrationNamed("restored")),
        (
            "I am back on the register since 1 November",
            RegistrationNamed("restored", date(2026, 11, 1)),
        ),
        ("IMI reinstated my registration", RegistrationNamed("restored")),
        (
            "they extended my cycle to 30 June",
            RegistrationNamed("extended", None, date(2027, 6, 30)),
        ),
        (
            "IMI has extended my registration until 31/12/2026",
            RegistrationNamed("extended", None, date(2026, 12, 31)),
        ),
        (
            "My TechSafe recognition was removed on 3 March",
            RegistrationNamed("removed", date(2026, 3, 3), None, recognition=True),
        ),
        (
            "I'm back on the register since last week",
            RegistrationNamed("restored", date(2026, 11, 9)),
        ),
        (
            "I've been off the register since this month",
            RegistrationNamed("removed", date(2026, 11, 1)),
        ),
        (
            "IMI removed me from the register on 3 March 2027",
            RegistrationNamed("removed", date(2027, 3, 3)),
        ),
        ("IMI removed me on 3 March", RegistrationNamed("removed", date(2026, 3, 3))),
    ],
)
def test_what_is_told_is_read_with_its_day(text: str, told: RegistrationNamed) -> None:
    assert registration_named(text, NOW) == told


@pytest.mark.parametrize(
    "text",
    [
        "was I removed from the register?",
        "I removed the register from the van",
        "I removed the register",
        "they have not removed me from the register",
        "removed the battery cover and found the fault in the register",
        "IMI removed me from the register, so I learnt to log the same day",
        "they extended it",
        "they removed me from the group",
        "they extended the shift to 30 June",
        "removed",
        "I'm back on the tools",
        "IMI removed me from the register on 31 February",
        "IMI removed me from the register on 3 March or 4 April",
        "2h webinar on the register",
        "",
    ],
)
def test_what_is_anything_else_tells_nothing(text: str) -> None:
    assert registration_named(text, NOW) is None


@given(st.text(max_size=300))
def test_it_answers_for_any_text(text: str) -> None:
    registration_named(text, NOW)
