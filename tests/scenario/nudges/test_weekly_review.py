"""The weekly review: asked for, once a week at the usual hour, with a chart where there is one."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sandbox.model import Message
from tests.harness import ANA, MAX, MONDAY, Harness, Member, harness_at, reads

CHART, TABLE = "data_visualization", "data_table"
LONDON = ZoneInfo("Europe/London")


def reviews(member: Member) -> list[str]:
    return [reads(one) for one in member.heard if one.text == "Your CPD week."]


def newest(member: Member) -> Message:
    return next(one for one in reversed(member.heard) if one.text == "Your CPD week.")


def types(member: Member) -> list[str]:
    return [block["type"] for block in newest(member).blocks]


async def afternoon(harness: Harness, day: datetime) -> None:
    """Until everybody's usual hour of a day has come."""
    await harness.move_to(day.astimezone(LONDON).replace(hour=14, minute=45))


async def afternoons(harness: Harness, weeks_on: int = 0) -> None:
    """A week's working days on which one hears: a nudge's day is none for a review."""
    for number in range(4):
        await afternoon(harness, MONDAY + timedelta(weeks=weeks_on, days=number))


@pytest.fixture(params=["http", "socket"])
async def either(database_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    async with harness_at(database_url, mode=request.param) as one:
        yield one


async def with_review(harness: Harness) -> Member:
    await harness.enrolled(ANA)
    ana = harness.member(ANA)
    await ana.write("send me a weekly review")
    return ana


async def test_nobody_gets_one_who_did_not_ask(harness: Harness, technician: Member) -> None:
    for week in range(2):
        await afternoons(harness, week)
    assert reviews(technician) == []


async def test_it_tells_of_the_week_before_with_one_next_step(harness: Harness) -> None:
    ana = await with_review(harness)
    assert ana.last.startswith("A weekly review comes from next week on")
    await ana.write("2h high voltage isolation course at Bosch yesterday")
    await ana.write("proving dead before touching the pack, I do EV battery swaps now")
    await ana.click("Save")
    await afternoons(harness)
    assert len(reviews(ana)) == 1
    assert types(ana) == ["section", CHART, "section", "actions", "context"]
    said = reviews(ana)[-1]
    assert said.startswith("*Your week, 16–22 Nov*\n1 entry, 2 credits: *High voltage")
    assert "2 of 30 this year" in said
    assert "This year, So far: 2\nCycle, So far: 2" in said
    assert "This year, Aim: 30\nCycle, Aim: 90" in said


async def test_it_comes_once_a_week_and_not_on_the_day_of_a_nudge(harness: Harness) -> None:
    ana = await with_review(harness)
    await harness.logged(ANA, days_ago=3)
    days = [MONDAY + timedelta(days=number) for number in range(14)]
    came = []
    for day in days:
        before, heard = len(reviews(ana)), len(ana.heard)
        await afternoon(harness, day)
        if len(reviews(ana)) > before:
            came.append(day.date())
            assert len(ana.heard) - heard == 1, "a nudge came on the same day"
    assert [day.isocalendar().week for day in came] == [48, 49]
    assert all(day.weekday() < 4 for day in came)


async def test_the_button_on_it_ends_it(harness: Harness) -> None:
    ana = await with_review(harness)
    await harness.logged(ANA, days_ago=3)
    await afternoons(harness)
    await ana.click("Stop the weekly review", newest(ana))
    assert ana.last_whisper.startswith("No more weekly reviews.")
    await afternoons(harness, 1)
    assert len(reviews(ana)) == 1


async def test_it_is_turned_on_where_nudges_are_set(harness: Harness, technician: Member) -> None:
    await technician.command("settings")
    await technician.press(technician.whispers()[-1], "nudges")
    await technician.submit({"weekly_review": "on"})
    assert "A weekly review." in await technician.command("settings")
    await afternoons(harness)
    assert len(reviews(technician)) == 1


async def test_a_pause_stops_it_too(harness: Harness) -> None:
    ana = await with_review(harness)
    await harness.logged(ANA, days_ago=3)
    await ana.write("stop messaging me")
    await afternoons(harness)
    assert reviews(ana) == []


async def test_after_four_weeks_in_which_nothing_was_done_it_rests_until_something_is_saved(
    harness: Harness,
) -> None:
    ana = await with_review(harness)
    await harness.logged(ANA, days_ago=3)
    for week in range(7):
        await afternoons(harness, week)
    told = reviews(ana)
    assert 3 <= len(told) <= 4
    assert all("Nothing was saved." in one for one in told[1:])
    await ana.write("2h EV webinar today, learnt to log the insulation test for every EV job")
    await ana.click("Save")
    await afternoons(harness, 8)
    assert len(reviews(ana)) == len(told) + 1


async def test_where_slack_has_no_charts_yet_it_goes_without_and_that_is_remembered(
    either: Harness,
) -> None:
    harness, faults = either, either.sandbox.faults
    faults.blocks_refused = frozenset({CHART})
    harness.expect_refusal("invalid_blocks")
    ana = await with_review(harness)
    await harness.logged(ANA, days_ago=3)
    await afternoons(harness)
    assert len(reviews(ana)) == 1
    assert CHART not in types(ana)
    assert "this year" in reads(newest(ana))
    assert refusals(harness) == 1
    await afternoons(harness, 1)
    assert len(reviews(ana)) == 2
    assert refusals(harness) == 1, "it was tried again though Slack had refused it a week ago"


async def test_where_slack_has_no_tables_yet_a_team_is_two_lines_a_person(either: Harness) -> None:
    harness, faults = either, either.sandbox.faults
    faults.blocks_refused = frozenset({TABLE})
    harness.expect_refusal("invalid_blocks")
    await harness.enrolled(ANA)
    ana, manager = harness.member(ANA), harness.member(MAX)
    await ana.command("settings")
    await ana.press(ana.whispers()[-1], "manager")
    await ana.submit({"manager": MAX.id})
    await manager.click("Accept")
    for _ in range(2):
        page = await manager.command(name="/cpd-team")
        assert "*Ana* · " in page
        assert "Name Ana" not in page
    assert refusals(harness) == 1
    faults.blocks_refused = frozenset()
    assert "*Ana* · " in await manager.command(name="/cpd-team")


async def test_what_slack_refuses_in_the_plain_form_too_says_nothing_of_its_blocks(
    harness: Harness,
) -> None:
    ana = await with_review(harness)
    await harness.logged(ANA, days_ago=3)
    harness.expect_refusal("invalid_blocks")
    harness.expect_error("a message cannot be sent")
    refused = harness.sandbox.faults.error("chat.postMessage", "invalid_blocks", times=None)
    await afternoons(harness)
    refused.stop()
    assert reviews(ana) == []
    assert await harness.query("SELECT refused_blocks FROM workspace") == [("{}",)]


def refusals(harness: Harness) -> int:
    """How often Slack refused what the bot sent."""
    return sum("invalid_blocks" in one for one in harness.refusals)
