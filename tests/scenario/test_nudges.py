"""Nudges by DM: when they come, why they say they came, what their buttons open, Snooze."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from sandbox import Message, User
from tests.world import (
    ANA,
    ANSWER,
    BEN,
    GIL,
    MONDAY,
    SATURDAY,
    SENTENCE,
    Member,
    World,
    buttons,
    deactivated,
    reads,
    world_at,
)

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def nudges(member: Member) -> list[Message]:
    """Every nudge that a member has had, planned activities apart."""
    return [
        one
        for one in member.heard
        if any(str(block["block_id"]).startswith("nudge:") for block in one.blocks)
    ]


@pytest.fixture(params=["sqlite_url", "postgres_url"])
async def near_the_end(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """Somebody 14 days before the end of their cycle and short, at 10:00 on a Monday."""
    url = request.getfixturevalue(request.param)
    async with world_at(url, now=datetime(2028, 5, 15, 9, 0, tzinfo=UTC)) as world:
        await world.enrolled(ANA)
        await world.logged(ANA, days_ago=40, minutes=6 * 60)
        yield world


async def test_fourteen_days_before_the_cycle_ends_there_is_exactly_one(
    near_the_end: World,
) -> None:
    ana = near_the_end.member(ANA)
    moment = near_the_end.sandbox.calendar.now()
    for hours in (1, 2, 3):
        await near_the_end.move_to(moment + timedelta(hours=hours))
    [nudge] = nudges(ana)
    assert nudge.text == "Your CPD cycle ends soon, and something is still to go."
    assert "Your IMI cycle ends on 31 May 2028, in 16 days" in reads(nudge)
    assert "84 credits to go to the minimum of 90" in reads(nudge)
    assert "Why now:" in reads(nudge)
    assert "Log something" in buttons(nudge)


async def test_a_cycle_end_that_is_caught_up_is_spoken_of_no_more(near_the_end: World) -> None:
    ana = near_the_end.member(ANA)
    await near_the_end.logged(ANA, days_ago=20, minutes=84 * 60, over_days=14)
    await near_the_end.move_to(datetime(2028, 5, 25, 9, 0, tzinfo=UTC))
    assert nudges(ana) == []


async def test_behind_says_so_once_in_working_hours(world: World, technician: Member) -> None:
    assert nudges(technician) == []
    await world.move_to(MONDAY - timedelta(hours=2))
    assert nudges(technician) == []
    await world.move_to(MONDAY)
    [nudge] = nudges(technician)
    assert nudge.text == "A word about your CPD pace."
    assert "about 8 behind its pace" in reads(nudge)
    assert "You are behind the recommended pace." in reads(nudge)
    await world.move_to(MONDAY + timedelta(hours=3))
    assert len(nudges(technician)) == 1


async def test_one_in_seven_days_however_many_causes_there_are(
    world: World, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("skip")
    await technician.write("1h air con refresher at Hella on Thursday")
    for days in range(5):
        await world.move_to(MONDAY + days * DAY)
        await technician.person.open_home()
    assert len(nudges(technician)) == 1
    await world.move_to(MONDAY + WEEK + timedelta(hours=1))
    assert len(nudges(technician)) == 2


async def test_unanswered_it_comes_again_after_four_and_eight_weeks_and_then_there_is_quiet(
    world: World, technician: Member
) -> None:
    heard = []
    for weeks in range(22):
        await world.move_to(MONDAY + weeks * WEEK + weeks * timedelta(minutes=2))
        heard.append(len(nudges(technician)))
    assert heard == [1] * 4 + [2] * 8 + [3] * 10
    assert {one.text for one in nudges(technician)} == {"A word about your CPD pace."}
    await technician.person.open_home()
    await world.quiet()
    assert "gone quiet about your pace" in reads(technician.home)
    await technician.click("Ask me again", technician.home)
    assert "gone quiet" not in reads(technician.home)
    await world.move_to(MONDAY + 22 * WEEK)
    assert len(nudges(technician)) == 4


async def test_nudges_come_at_the_hour_that_the_member_chooses(
    world: World, technician: Member
) -> None:
    await world.move_to(MONDAY - timedelta(hours=5))
    assert nudges(technician) == []
    await technician.press(await technician.open_home(), "nudges")
    await technician.submit({"cadence": "light", "usual_hour": "540"})
    assert "Between 9:00 and 10:00" in await technician.command("settings")
    await world.move_to(MONDAY - timedelta(hours=4, minutes=55))
    assert len(nudges(technician)) == 1


async def test_an_old_draft_is_named_and_can_be_saved_from_the_nudge(
    world: World, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await world.move_to(MONDAY)
    [nudge] = nudges(technician)
    assert nudge.text == "A draft is still open."
    assert "High voltage isolation course" in reads(nudge)
    await technician.click("Save", nudge)
    assert "Saved · " in reads(technician.card)


async def test_a_waiting_entry_is_named_and_its_button_opens_the_missing_line(
    world: World, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Save")
    await world.move_to(MONDAY)
    [nudge] = nudges(technician)
    assert nudge.text == "A saved entry waits for one line of yours."
    await technician.click("Add it", nudge)
    assert "What did you learn, and where will you use it" in reads(technician.modal)
    await technician.submit({"words": ANSWER})
    assert "8 of 30 this year" in await technician.command("status")


@pytest.mark.parametrize(("choice", "span"), [("A week", WEEK), ("A month", timedelta(days=30))])
async def test_snooze_delays_once_and_leaves_the_cadence(
    world: World, technician: Member, choice: str, span: timedelta
) -> None:
    await world.move_to(MONDAY)
    await technician.click(choice, nudges(technician)[0])
    assert "How often I nudge" in technician.last_whisper
    await world.move_to(MONDAY + span - DAY)
    assert len(nudges(technician)) == 1
    await world.move_to(MONDAY + span + timedelta(minutes=30))
    assert len(nudges(technician)) == 2
    [(cadence,)] = await world.query(f"SELECT cadence FROM member WHERE slack_id = '{ANA.id}'")
    assert cadence == "light"


async def test_paused_there_is_silence_and_afterwards_there_is_not(
    world: World, technician: Member
) -> None:
    await technician.command("pause 2 weeks")
    await world.move_to(MONDAY + WEEK)
    assert nudges(technician) == []
    await world.move_to(MONDAY + 2 * WEEK)
    assert len(nudges(technician)) == 1


async def test_caught_up_before_it_was_sent_it_is_taken_back(
    world: World, technician: Member
) -> None:
    held = world.sandbox.faults.hold("conversations.open")
    world.sandbox.calendar.move_to(MONDAY)
    await world.runtime.tick_now()
    await held.reached()
    await world.logged(ANA, days_ago=1, minutes=7 * 60)
    await world.logged(ANA, days_ago=4, minutes=7 * 60)
    world.sandbox.faults.rate_limited("conversations.open", retry_after=0)
    held.drop()
    await world.quiet()
    assert nudges(technician) == []


async def test_a_cmi_member_hears_no_word_of_credits(world: World, ana: Member) -> None:
    await world.enrolled(ANA, "cmi", cycle_start=None, job="manager")
    await world.logged(ANA, days_ago=200)
    await world.move_to(MONDAY)
    await world.move_to(MONDAY + timedelta(days=91))
    assert nudges(ana) != []
    assert all("credit" not in reads(one).casefold() for one in nudges(ana))
    assert "not a rule of CMI" in reads(nudges(ana)[0])


async def test_the_cycle_start_is_asked_for_after_a_week(world: World, ana: Member) -> None:
    await world.enrolled(ANA, cycle_start=None)
    await world.move_to(MONDAY)
    assert nudges(ana) == []
    await world.move_to(MONDAY + WEEK)
    [nudge] = nudges(ana)
    assert nudge.text == "When did your CPD cycle begin?"
    await ana.click("Set date", nudge)
    await ana.submit({"cycle_start": "2025-06-01"})
    assert "of 90 in your cycle" in await ana.command("status")


async def test_no_pace_is_spoken_of_before_the_balance_is_told_or_declined(
    world: World, ana: Member
) -> None:
    await world.enrolled(ANA)
    with world.desk(ANA) as desk:
        [enrolment] = desk.work.enrolments.of(desk.member.id)
        desk.work.enrolments.change(enrolment, opening_on=None, opening_declined=False)
    await world.move_to(MONDAY)
    assert nudges(ana) == []


@pytest.mark.parametrize("somebody", [GIL, deactivated(BEN)], ids=["a guest", "deactivated"])
async def test_nobody_is_nudged_who_cannot_be(world: World, somebody: User) -> None:
    member = world.join(somebody)
    await world.enrolled(somebody, cycle_start=date(2024, 6, 1))
    await world.move_to(MONDAY)
    await world.move_to(MONDAY + WEEK)
    assert member.heard == []


async def test_a_guest_with_an_entry_is_nudged_like_anybody(world: World) -> None:
    gil = world.member(GIL)
    await world.enrolled(GIL, cycle_start=date(2024, 6, 1))
    await world.logged(GIL, days_ago=100)
    await world.move_to(MONDAY)
    assert len(nudges(gil)) == 1


async def test_whoever_is_deactivated_in_slack_is_left_alone_from_then_on(
    world: World, technician: Member
) -> None:
    world.sandbox.change_user(ANA.id, deleted=True)
    await world.quiet()
    await world.move_to(MONDAY)
    assert nudges(technician) == []


async def test_only_the_cycles_end_where_that_is_wished(world: World, technician: Member) -> None:
    with world.desk(ANA) as desk:
        desk.change_member(cadence="cycle_end")
    await world.move_to(MONDAY)
    assert nudges(technician) == []


async def test_nobody_is_nudged_on_a_public_holiday(world: World, technician: Member) -> None:
    with world.desk(ANA) as desk:
        desk.change_member(country="GB-ENG")
    await technician.command("pause until 25 Dec")
    await world.move_to(datetime(2026, 12, 25, 10, tzinfo=UTC))
    await world.move_to(datetime(2026, 12, 28, 15, tzinfo=UTC))  # Boxing Day, in lieu
    assert nudges(technician) == []
    await world.move_to(datetime(2026, 12, 29, 15, tzinfo=UTC))
    assert len(nudges(technician)) == 1


async def test_no_fallback_text_holds_a_title(world: World, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write("skip")
    await world.move_to(SATURDAY + timedelta(days=2))
    assert all("isolation" not in one.text for one in nudges(technician))
