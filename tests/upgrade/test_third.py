"""What release 0.3.0 got wrong is told of after the upgrade, and nothing that it kept changes."""

from datetime import UTC, datetime, timedelta

from sandbox import Message
from tests.upgrade.pilot import ANA, BEN, DAN, EVE, MAX, of_the_third
from tests.world import Member, World, buttons, reads

THURSDAY = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
"""The first working day after the upgrade, in the afternoon."""


def asked(member: Member) -> list[Message]:
    return [one for one in member.heard if one.text == "A word about your last CPD cycle."]


@of_the_third
async def test_a_cycle_that_had_vanished_is_told_to_its_member_and_then_to_the_manager(
    pilot: World,
) -> None:
    ben, max_ = pilot.member(BEN), pilot.member(MAX)
    assert "31 Oct 2026" not in await max_.command(name="/cpd-team")
    await pilot.move_to(THURSDAY)
    [question] = asked(ben)
    assert "Your cycle ended on 31 Oct 2026; I count 40 of 90" in reads(question)
    assert "31 Oct 2026: 40 of 90, no news yet" in await max_.command(name="/cpd-team")
    await ben.click("Extended", question)
    assert "You told me on 26 Nov 2026: extended." in reads(asked(ben)[-1])
    assert "Nothing yet" not in buttons(asked(ben)[-1])
    await pilot.move_to(THURSDAY + timedelta(days=40))
    assert len(asked(ben)) == 1


@of_the_third
async def test_a_balance_that_was_declined_leaves_pace_unsaid(pilot: World) -> None:
    status = await pilot.member(DAN).command("status")
    assert "Logged here: 9 this year, 9 in the cycle." in status
    assert "behind" not in status


@of_the_third
async def test_what_was_counted_in_full_still_is(pilot: World) -> None:
    status = await pilot.member(EVE).command("status")
    assert "3,600 of 90 by my count" in status


@of_the_third
async def test_whoever_was_told_of_their_pace_is_not_told_at_once_again(pilot: World) -> None:
    ana = pilot.member(ANA)
    before = len(ana.heard)
    await pilot.move_to(THURSDAY)
    told = [one.text for one in ana.heard[before:]]
    assert "A word about your CPD pace." not in told
