"""What somebody says in few words of a body's account."""

import pytest

from bot.conversation.entered_named import EnteredNamed, entered_named


@pytest.mark.parametrize(
    ("said", "several"),
    [
        ("entered at imi", False),
        ("Entered at IMI!", False),
        ("done on imi", False),
        ("logged at my IMI account yesterday", False),
        ("i entered it at imi", False),
        ("on imi now", False),
        ("it's on CMI", False),
        ("i've put those on imi", True),
        ("they're on IMI", True),
        ("both on imi", True),
        ("put them in my imi account", True),
    ],
)
def test_it_is_said(said: str, several: bool) -> None:
    assert entered_named(said) == EnteredNamed(several)


@pytest.mark.parametrize(
    "said",
    [
        "entered",
        "they're all on IMI now",
        "I've put the webinar on IMI",
        "2h webinar at IMI yesterday",
        "done a course at IMI",
        "its on the IMI list of approved training",
    ],
)
def test_what_says_more_or_less_is_left_alone(said: str) -> None:
    assert entered_named(said) is None
