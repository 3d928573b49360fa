"""Whom somebody means by a name."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.services.context import naming
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from tests.services.harness import ServiceHarness

PEOPLE = {"UTB": "Tom Baker", "UTR": "Tom Reed", "UDR": "Dana Reed", "UÖZ": "Özlem Kaya"}


@contextmanager
def met(harness: ServiceHarness, *gone: str) -> Iterator[MemberContext]:
    """An administrator's context where these people have been met; some of them have left."""
    with harness.open("UADMIN") as ctx:
        for slack_id, name in PEOPLE.items():
            ctx.work.members.meet(
                slack_id, ctx.now, name=name, kind="person", deactivated=slack_id in gone
            )
        ctx.work.members.meet("UBOT", ctx.now, name="Dana Bot", kind="bot")
        yield ctx


@pytest.mark.parametrize(
    ("words", "slack_id"),
    [
        ("Dana", "UDR"),
        ("dana reed", "UDR"),
        ("TOM  REED", "UTR"),
        ("özlem", "UÖZ"),
        ("ÖZLEM KAYA", "UÖZ"),
    ],
)
def test_a_full_name_and_a_first_name_that_one_bears_mean_them(
    harness: ServiceHarness, words: str, slack_id: str
) -> None:
    with met(harness) as ctx:
        assert naming.here(ctx, words).slack_id == slack_id


def test_a_first_name_that_two_bear_is_asked_about(harness: ServiceHarness) -> None:
    with met(harness) as ctx, pytest.raises(Refused, match="several_called") as refused:
        naming.here(ctx, "tom")
    assert refused.value.values["names"] == ["Tom Baker", "Tom Reed"]


@pytest.mark.parametrize("words", ["Reed", "To", "Tom B", "Zoe", "", "Dana Bot"])
def test_a_part_of_a_name_and_a_bot_mean_nobody(harness: ServiceHarness, words: str) -> None:
    with met(harness) as ctx, pytest.raises(Refused, match="nobody_here"):
        naming.here(ctx, words)


def test_somebody_who_has_left_is_found_no_more(harness: ServiceHarness) -> None:
    with met(harness, "UTB") as ctx:
        assert naming.here(ctx, "tom").slack_id == "UTR"


def test_a_manager_finds_nobody_outside_their_team(harness: ServiceHarness) -> None:
    with met(harness) as ctx:
        with pytest.raises(Refused, match="no_reports"):
            naming.in_team(ctx, "Dana")
        dana = ctx.work.members.by_slack("UDR")
        assert dana is not None
        ctx.work.teams.link(dana.id, ctx.member.id, "active", source="member", now=ctx.now)
        assert naming.in_team(ctx, "Dana") == "UDR"
        with pytest.raises(Refused, match="nobody_in_team"):
            naming.in_team(ctx, "Özlem")
