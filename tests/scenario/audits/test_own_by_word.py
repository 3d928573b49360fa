"""What a member asks of their own audit in words: by when, to hand in, to appeal."""

import pytest

from tests.harness import Harness, Member, buttons, reads
from tests.scenario.audits.test_round import drawn


async def test_of_a_round_by_when_and_handed_in(harness: Harness) -> None:
    ana, *_ = await drawn(harness)
    for said in ("when is my audit due", "when do I have to hand in?", "when is it due"):
        await ana.write(said)
        assert "Audit round 1: please hand in by" in ana.last
    await ana.write("1h EV webinar yesterday")
    for said in ("hand it in", "hand in my audit", "i want to hand in"):
        await ana.write(said)
        assert "Audit round 1: please hand in by" in ana.last
    assert await harness.query("SELECT status FROM entry ORDER BY id DESC LIMIT 1") == [("draft",)]
    await ana.click("Hand it in")
    assert await ana.submit({}) == {}
    await ana.write("hand in my audit")
    assert "You have handed in already" in ana.last
    await ana.write("when is my audit due")
    assert "You have handed in." in ana.last
    await ana.write("I want to appeal")
    assert "Round 1 is not decided yet" in ana.last


async def test_what_goes_to_a_body_is_never_handed_into_the_workplaces_round(
    harness: Harness,
) -> None:
    ana, *_ = await drawn(harness)
    for said in (
        "hand it in to IMI",
        "submit my record to imi",
        "hand in the IMI one",
        "upload it to IMI",
        "hand it in at CMI please",
    ):
        await ana.write(said)
        assert "I handed in nothing" in ana.last
        assert "own form" in ana.last
        assert "round 1 is your workplace's" in ana.last
    await ana.write("hand it in")
    assert "Audit round 1: please hand in by" in ana.last


@pytest.mark.parametrize("asked", [False, True])
async def test_of_a_bodys_audit(harness: Harness, complete: Member, *, asked: bool) -> None:
    ana = complete
    await ana.write("selected by IMI, they need it by 12 January")
    if asked:
        await ana.write("1h EV webinar yesterday")
    for said in ("when is my audit due", "by when do I have to hand it in", "audit deadline?"):
        await ana.write(said)
        assert "Audit by IMI, 1 Dec 2023 to 30 Nov 2026: by 12 Jan 2027, in 41 days" in ana.last
    for said in ("hand it in", "submit my record to IMI", "how do i hand in my audit?"):
        heard = len(ana.heard)
        await ana.write(said)
        assert "You send it to IMI yourself" in reads(ana.heard[heard])
        assert "Bring me the pack" in buttons(ana.heard[-1])
    await ana.write("IMI failed me")
    await ana.write("i want to appeal this")
    assert "IMI takes appeals by an online form" in ana.last
    words = await harness.query("SELECT evaluate FROM entry ORDER BY id DESC LIMIT 1")
    assert not asked or words == [(None,)]


@pytest.mark.parametrize("asked", [False, True])
async def test_of_none_the_rules_are_told(
    harness: Harness,
    complete: Member,
    *,
    asked: bool,
) -> None:
    ana = complete
    if asked:
        await ana.write("1h EV webinar yesterday")
    await ana.write("when is my audit due")
    assert "IMI audits: yearly, at random" in ana.last
    for said in ("appeal", "i want to appeal this"):
        await ana.write(said)
        assert "I know of no decision about an audit of yours" in reads(ana.heard[-2])
        assert "An appeal to IMI starts by an online form" in ana.last
    await ana.write("hand in my audit")
    assert "There is nothing to hand in" in ana.last
    words = await harness.query("SELECT evaluate FROM entry ORDER BY id DESC LIMIT 1")
    assert not asked or words == [(None,)]
