"""What a message tells of a body's word on an entry, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.acceptance_named import AcceptanceNamed, acceptance_named


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("IMI did not accept it", AcceptanceNamed("imi", accepted=False)),
        (
            "imi didn't accept the webinar",
            AcceptanceNamed("imi", accepted=False, what="the webinar"),
        ),
        ("IMI won't count that one", AcceptanceNamed("imi", accepted=False)),
        (
            "imi rejected my EV batteries course because it wasn't relevant",
            AcceptanceNamed("imi", accepted=False, what="my ev batteries course"),
        ),
        (
            "my radar course was rejected by TechSafe",
            AcceptanceNamed("techsafe", accepted=False, what="my radar course"),
        ),
        ("IMI accepts it again", AcceptanceNamed("imi", accepted=True)),
        (
            "IMI accepted the webinar after all",
            AcceptanceNamed("imi", accepted=True, what="the webinar"),
        ),
    ],
)
def test_what_is_told_is_read_with_its_entry(text: str, told: AcceptanceNamed) -> None:
    assert acceptance_named(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "did IMI not accept it?",
        "IMI accepts podcasts",
        "the customer did not accept it",
        "2h webinar on what IMI did not accept, yesterday",
        "learnt that IMI rejected it",
        "IMI did not accept it, so I learnt to log the same day",
        "",
    ],
)
def test_what_is_anything_else_tells_nothing(text: str) -> None:
    assert acceptance_named(text) is None


@given(st.text(max_size=300))
def test_it_answers_for_any_text(text: str) -> None:
    acceptance_named(text)
