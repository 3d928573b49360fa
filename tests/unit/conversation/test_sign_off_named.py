"""Whom somebody wants to sign an entry off, and what only sounds like it."""

import pytest

from bot.conversation.sign_off_named import SignOffNamed, sign_off_named


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("ask Helen to sign off the EV course", SignOffNamed("Helen", "EV course")),
        ("get helen to sign off my last entry", SignOffNamed("helen", last=True)),
        ("can Ben sign off the EV webinar?", SignOffNamed("Ben", "EV webinar")),
        ("Ben should sign off the webinar", SignOffNamed("Ben", "webinar")),
        (
            "ask <@U0BEN00000> for a sign-off of the HV course",
            SignOffNamed("U0BEN00000", "HV course"),
        ),
        ("get <@U0BEN00000|ben> to sign it off", SignOffNamed("U0BEN00000")),
        (
            "request a sign-off from Ben Okafor for the webinar",
            SignOffNamed("Ben Okafor", "webinar"),
        ),
        ("have the webinar signed off by Ben", SignOffNamed("Ben", "webinar")),
    ],
)
def test_it_is_asked_for(said: str, named: SignOffNamed) -> None:
    assert sign_off_named(said) == named


@pytest.mark.parametrize(
    "said",
    [
        "i signed off the job",
        "ask the customer to sign the job card",
        "we confirm the torque first",
        "always get the foreman to sign off the brake test before the road test, it saves time",
        "i can sign off the job",
    ],
)
def test_what_only_sounds_like_it_is_left_alone(said: str) -> None:
    assert sign_off_named(said) is None
