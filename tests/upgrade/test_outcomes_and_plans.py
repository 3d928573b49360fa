"""What release 0.4.0 was the first to keep means the same to the newest code: what became of cycles
that ended short, times to write something up, weekly reviews, long qualifications, refused blocks.
"""

from datetime import UTC, datetime, timedelta

from sandbox import Message
from tests.harness import Harness, Member, buttons, reads
from tests.upgrade.pilot import ANA, BEN, CAT, DAN, EVE, EVENING, IDA, LEE, MAX, of_the_fourth

pytestmark = of_the_fourth

THURSDAY = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
OF_CYCLE = "A word about your last CPD cycle."


def since(member: Member, text: str) -> list[Message]:
    """What a member has heard of this kind since the upgrade."""
    return [
        one for one in member.heard if one.text == text and float(one.ts) >= EVENING.timestamp()
    ]


async def test_an_answer_about_a_cycle_is_known_and_no_news_is_asked_about_in_a_month(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    ben, dan = pilot.member(BEN), pilot.member(DAN)
    known = (
        (ben, "40 of 90. On 2 Nov 2026 there was no news yet."),
        (dan, "20 of 90. You told me on 3 Nov 2026: removed."),
    )
    for member, answer in known:
        await member.command("status")
        await member.click("Your last cycle", member.whispers()[-1])
        assert f"cycle ended short: {answer}" in member.last_whisper
    assert "31 Oct 2026: 40 of 90, no news yet" in await pilot.member(MAX).command(name="/cpd-team")
    await pilot.move_to(THURSDAY + timedelta(days=1, hours=6))
    assert since(ben, OF_CYCLE) == []
    await pilot.move_to(datetime(2026, 12, 3, 15, 0, tzinfo=UTC))
    [again] = since(ben, OF_CYCLE)
    assert "On 2 Nov 2026 there was no news yet. Is there any now?" in reads(again)
    assert since(dan, OF_CYCLE) == []


async def test_a_cycle_that_its_member_was_told_of_can_be_answered_for_in_words_and_undone(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    ida = pilot.member(IDA)
    assert "Your cycle ended on 19 Nov 2026; I count 70 of 90" in await ida.command("status")
    await ida.click("Extended", ida.whispers()[-1])
    assert "Your cycle ended on 19 Nov 2026" not in await ida.command("status")
    await ida.write("undo")
    assert "Your cycle ended on 19 Nov 2026; I count 70 of 90" in await ida.command("status")


async def test_a_time_that_was_agreed_is_said_once_and_quotes_nothing_typed_privately(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    ana, lee = pilot.member(ANA), pilot.member(LEE)
    plan = "You asked me to come back to this today."
    await pilot.move_to(THURSDAY)
    [planned] = since(lee, plan)
    assert "You planned to write one up now: Thu 26 Nov, 9:00." in reads(planned)
    assert since(ana, plan) == []
    await pilot.move_to(THURSDAY + timedelta(hours=6))
    [private] = since(ana, plan)
    assert len(since(lee, plan)) == 1
    assert all("Zebra" not in reads(one) + one.text for one in ana.heard)
    await ana.click("Open", private)
    assert "Zebra charging fault on the blue van" in str(ana.modal.blocks)
    assert await pilot.query("SELECT state FROM write_up ORDER BY id") == [("asked",)] * 3


async def test_a_follow_up_that_was_agreed_comes_on_its_day(pilot: Harness) -> None:
    await pilot.quiet()
    ana = pilot.member(ANA)
    await pilot.move_to(THURSDAY + timedelta(hours=7))
    assert since(ana, "You asked me to come back to something today.") == []
    await pilot.move_to(THURSDAY + timedelta(days=1, hours=6))
    [asked] = since(ana, "You asked me to come back to something today.")
    assert "High voltage isolation course" in reads(asked)


async def test_a_weekly_review_goes_on_coming_once_a_week_to_those_who_asked(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    for days in range(12):
        await pilot.move_to(THURSDAY + timedelta(days=days, hours=6))
    reviews = {one.id: len(since(pilot.member(one), "Your CPD week.")) for one in (ANA, EVE, CAT)}
    assert reviews[ANA.id] == 0
    assert reviews[EVE.id] >= 1
    chosen = f"SELECT usual_hour, cadence, weekly_review FROM member WHERE slack_id = '{EVE.id}'"
    assert [tuple(map(str, one)) for one in await pilot.query(chosen)] in (
        [("600", "standard", "1")],
        [("600", "standard", "True")],
    )


async def test_long_qualifications_count_whole_by_their_parts_or_not_at_all_as_they_did(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    eve, max_ = pilot.member(EVE), pilot.member(MAX)
    assert "3,601 of 90 by my count" in await eve.command("status")
    assert since(eve, "Something about a long entry of yours.") == []  # told before
    assert "10 of 90 in your cycle" in await max_.command("status")
    await max_.command("list")
    shown = max_.last_whisper
    assert shown.count("worth not known") == 2
    await max_.write("undo")  # takes back the part, the last that Max saved
    assert "3,000 of 90" in await max_.command("status")


async def test_a_block_that_was_refused_is_left_out_for_a_month(pilot: Harness) -> None:
    await pilot.quiet()
    max_ = pilot.member(MAX)
    await max_.command(name="/cpd-team")
    assert "data_table" not in [one["type"] for one in max_.whispers()[-1].blocks]
    assert "Remind" in buttons(max_.whispers()[-1])
