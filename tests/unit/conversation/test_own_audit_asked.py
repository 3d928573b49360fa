"""What is asked of an audit of one's own, and what only sounds like it."""

import pytest

from bot.conversation.own_audit_asked import own_audit_asked


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("hand it in", "hand_in"),
        ("hand in my audit", "hand_in"),
        ("Hand my audit in, please", "hand_in"),
        ("i'm ready to hand it in", "hand_in"),
        ("how do I hand it in?", "hand_in"),
        ("submit my record to IMI", "hand_in"),
        ("i want to appeal this", "appeal"),
        ("appeal", "appeal"),
        ("I'd like to appeal the decision", "appeal"),
        ("can I appeal against imi", "appeal"),
        ("i don't agree with the audit decision", "appeal"),
        ("when is my audit due", "due"),
        ("when do i have to hand in", "due"),
        ("what's the deadline for my audit?", "due"),
        ("how many days have i got left to hand in", "due"),
        ("when does imi want it", "due"),
        ("audit deadline?", "due"),
    ],
)
def test_it_is_asked(said: str, what: str) -> None:
    found = own_audit_asked(said)
    assert found is not None
    assert (found.what, found.bare) == (what, False)


@pytest.mark.parametrize(
    "said", ["submit it", "send it", "when is it due", "by when must i send it"]
)
def test_what_may_be_about_something_else_is_known_as_that(said: str) -> None:
    found = own_audit_asked(said)
    assert found is not None
    assert found.bare


@pytest.mark.parametrize(
    "said",
    [
        "hand in the loan car keys",
        "hand in hand with the apprentice",
        "submit the invoice",
        "when is the course",
        "when is the MOT due",
        "i handed it in",
        "send my record to Ben",
        "appeal to customers with clean bays",
        "i agree with the audit decision",
        "2h audit of tyre pressures yesterday",
        "put in a new seal",
    ],
)
def test_what_only_sounds_like_it_is_left_alone(said: str) -> None:
    assert own_audit_asked(said) is None
