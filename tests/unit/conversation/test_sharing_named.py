"""What is said of sharing, and what only sounds like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.sharing_named import SharingNamed, mentioned, sharing_named


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("share my hv record with Ben", SharingNamed("share", "Ben", "hv")),
        ("share my log with <@U1>", SharingNamed("share", "U1")),
        (
            "share the webinar with Ben for a week",
            SharingNamed("share", "Ben", "webinar", noun=False, until="for a week"),
        ),
        ("dont share my log with Ben pls", SharingNamed("never", "Ben")),
        ("my boss needs my record", SharingNamed("wanted", "")),
        ("forward my log to my manager", SharingNamed("wanted", "")),
    ],
)
def test_it_is_read(said: str, meant: SharingNamed) -> None:
    assert sharing_named(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "shared a lift with Ben to the course",
        "I shared what I learnt with the team",
        "share the load with the other jack",
        "share my findings with the lads",
        "I learnt never to share my log in with anybody",
        "never share your password with anybody",
        "send me my record",
        "send my record to IMI",
        "export my record",
        "print my record for the audit",
        "share my record with <@U1>'s manager",
        "share my record with <@U1> and log 2h EV webinar yesterday",
    ],
)
def test_what_is_something_else_is_left_alone(said: str) -> None:
    assert sharing_named(said) is None


_SAID = "share my record with <@U1> ben of the brake never send to for a week and log entry"
_WORDS = st.sampled_from(_SAID.split())


@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_nobody_is_named_whom_it_does_not_name(said: str) -> None:
    found = sharing_named(said)
    assert found is None or not found.whom.startswith("U") or found.whom in mentioned(said)
