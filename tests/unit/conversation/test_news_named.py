"""What a typed answer says followed from a cycle that ended short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.news_named import NewsNamed, denied, more_named, news_named
from tests.tables import for_each


@for_each(
    ("text", "answer"),
    [
        ("Nothing yet.", "nothing"),
        ("no", "nothing"),
        ("haven’t heard anything yet", "nothing"),
        ("still registered", "registered"),
        ("no, still registered", "registered"),
        ("I'm still registered", "registered"),
        ("still registered i think", "registered"),
        ("no sorry, still registered", "registered"),
        ("no wait still registered", "registered"),
        ("they removed me", "removed"),
        ("they kept me on", "registered"),
        ("it's sorted now", "registered"),
        ("Extended", "extended"),
        ("they extended it", "extended"),
        ("got an extension", "extended"),
        ("they've given me until june", "extended"),
        ("IMI extended my deadline by three months", "extended"),
        ("removed", "removed"),
        ("they took me off the register", "removed"),
        ("I was downgraded to Affiliate", "removed"),
        ("no longer registered", "removed"),
    ],
)
def test_what_followed_is_read_in_everyday_words(text: str, answer: str) -> None:
    found = news_named(text)
    assert found is not None
    assert found.answer == answer


@pytest.mark.parametrize(
    "text",
    [
        "I extended my warehouse by two bays",
        "removed the gearbox and cleaned it",
        "2 hours extended training on pumps",
        "nothing yet, but I went to a webinar for an hour",
        "nothing changed",
        "was it extended?",
        "not extended",
        "no extension",
        "they have not removed me",
        "",
    ],
)
def test_what_says_anything_else_is_none(text: str) -> None:
    assert news_named(text) is None


def test_only_what_names_register_or_deadline_is_plain_whatever_was_asked() -> None:
    assert news_named("I'm still registered") == NewsNamed("registered", plain=True)
    assert news_named("settled") == NewsNamed("registered", plain=False)


@given(st.text())
def test_any_text_is_read_without_failing(text: str) -> None:
    news_named(text)


@pytest.mark.parametrize(
    ("text", "taken_back"),
    [
        ("no wait, I wasn't", "any"),
        ("no wait, I wasn't removed", "removed"),
        ("they didn't extend it after all", "extended"),
        ("I wasn't", None),
        ("I wasn't removed from the ramp", None),
        ("no wait, I wasn't sure of the torque", None),
    ],
)
def test_an_answer_is_taken_back_by_saying_that_it_was_not_so(
    text: str, taken_back: str | None
) -> None:
    assert denied(text) == taken_back


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("I got 12 more credits not logged", True),
        ("I've still got some hours I haven't logged yet", True),
        ("the lads have not logged it", False),
        ("12 more credits", False),
    ],
)
def test_what_was_not_logged_yet_is_more_to_add(text: str, *, more: bool) -> None:
    assert more_named(text) == more
