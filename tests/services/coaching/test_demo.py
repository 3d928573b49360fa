"""The demo's coach: members may turn it on from the first start, and nobody has it on."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cli.demo.cast import SAM, TOM, cast
from bot.cli.demo.seed import allow_the_coach, seed
from bot.services.coaching import availability
from bot.services.context.coach_endpoint import CoachEndpoint
from tests.services.harness import TEAM, ServiceHarness


@pytest.fixture
def started(harness: ServiceHarness) -> ServiceHarness:
    """The demo's workspace after its first start."""
    endpoint = CoachEndpoint("127.0.0.1:1", "canned-demo")
    harness.contexts = replace(harness.contexts, coach=endpoint)
    seed(harness.contexts, TEAM, cast(date(2026, 11, 21)))
    allow_the_coach(harness.contexts, TEAM)
    return harness


def test_members_may_turn_it_on_and_nobody_has(started: ServiceHarness) -> None:
    with started.open(TOM) as ctx:
        assert ctx.coach_allowed
        assert not ctx.coach_on
    assert started.query("SELECT DISTINCT coach FROM member") == [("never",)]


def test_what_its_administrator_says_stands_after_the_next_start(started: ServiceHarness) -> None:
    with started.open(SAM) as ctx:
        availability.allow(ctx, allowed=False)
    allow_the_coach(started.contexts, TEAM)
    with started.open(TOM) as ctx:
        assert not ctx.coach_allowed


def test_a_demo_without_that_administrator_goes_on_without_it(harness: ServiceHarness) -> None:
    allow_the_coach(harness.contexts, TEAM)
    with harness.open(TOM) as ctx:
        assert not ctx.coach_allowed
