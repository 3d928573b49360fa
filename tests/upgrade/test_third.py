"""What release 0.3.0 got wrong is told of after the upgrade, and nothing that it kept changes."""

from datetime import UTC, datetime, timedelta

from sandbox import Message
from tests.harness import Harness, Member, buttons, reads
from tests.upgrade.pilot import ANA, BEN, DAN, EVE, MAX, of_the_third

THURSDAY = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
"""The first working day after the upgrade, in the afternoon."""


def asked(member: Member) -> list[Message]:
    return [one for one in member.heard if one.text == "A word about your last CPD cycle."]


@of_the_third
async def test_a_cycle_that_had_vanished_is_told_to_its_member_and_then_to_the_manager(
    pilot: Harness,
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
async def test_a_balance_that_was_declined_leaves_pace_unsaid(pilot: Harness) -> None:
    status = await pilot.member(DAN).command("status")
    assert "Logged here: 9 this year, 9 in the cycle." in status
    assert "behind" not in status


@of_the_third
async def test_what_was_counted_in_full_still_is(pilot: Harness) -> None:
    status = await pilot.member(EVE).command("status")
    assert "3,600 of 90 by my count" in status


@of_the_third
async def test_whoever_was_told_of_their_pace_is_not_told_at_once_again(pilot: Harness) -> None:
    ana = pilot.member(ANA)
    before = len(ana.heard)
    await pilot.move_to(THURSDAY)
    told = [one.text for one in ana.heard[before:]]
    assert "A word about your CPD pace." not in told


@of_the_third
async def test_whoever_has_it_is_told_once_and_may_log_its_part(pilot: Harness) -> None:
    eve = pilot.member(EVE)
    for _ in range(2):
        await eve.command("status")
    told = [one for one in eve.heard if one.text == "Something about a long entry of yours."]
    assert len(told) == 1
    assert "its 3,600 credits stay until you change its dates or length, or log its parts" in reads(
        told[0]
    )
    await eve.click("Log its parts", told[0])
    assert "HNC in vehicle engineering, part" in reads(eve.card)
    assert "1–14 Jun 2025" in reads(eve.card)


@of_the_third
async def test_changed_by_its_member_it_is_counted_by_the_rules_as_they_are(pilot: Harness) -> None:
    eve = pilot.member(EVE)
    await eve.write("the HNC was 3000 hours")
    await eve.write("yes")
    assert "0 of 90" in await eve.command("status")
    await eve.write("undo")
    assert "3,600 of 90 by my count" in await eve.command("status")
