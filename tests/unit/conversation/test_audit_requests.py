"""What is asked for about audits, and what only sounds like it."""

import pytest

from bot.conversation.audit_requests import PackAsked, asks_for_round, pack_asked


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("audit pack", ""),
        ("give me my audit pack", ""),
        ("Can I have the audit pack, please?", ""),
        ("download my audit pack", ""),
        ("IMI audit pack", "imi"),
        ("bring me the audit pack for CMI", "cmi"),
    ],
)
def test_a_pack_is_asked_for(said: str, body: str) -> None:
    assert pack_asked(said) == PackAsked(body)


@pytest.mark.parametrize(
    "said",
    [
        "audit pack sent",
        "made an audit pack for the workshop, 2h",
        "export my record",
        "I learnt what an audit pack is",
        "give me my pack",
    ],
)
def test_what_is_no_pack_is_left_alone(said: str) -> None:
    assert pack_asked(said) is None


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("i want to start an audit round", True),
        ("How do I set up a new audit round?", True),
        ("let's run a round of audits", True),
        ("start an audit round for my team", True),
        ("I want to start an audit", False),
        ("did an audit round of the workshop, 2h", False),
        ("the audit round was hard", False),
    ],
)
def test_a_round_is_wanted(said: str, *, is_one: bool) -> None:
    assert asks_for_round(said) == is_one
