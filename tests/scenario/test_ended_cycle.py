"""A cycle that ended short: its member reads it first, then the manager; news is kept."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from sandbox import Message
from tests.world import ANA, MAX, Member, World, buttons, reads, world_at

ENDED = "Your cycle ended on 31 May 2028; I count 6 of 90"
DAY_AFTER = datetime(2028, 6, 1, 9, 0, tzinfo=UTC)


def asked(member: Member) -> list[Message]:
    """Every question about it that a member has had."""
    return [one for one in member.heard if one.text == "A word about your last CPD cycle."]


@pytest.fixture(params=["sqlite_url", "postgres_url"])
async def short(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """Somebody whose cycle ends on Wednesday with 6 of 90, and whose manager is Max."""
    url = request.getfixturevalue(request.param)
    async with world_at(url, now=datetime(2028, 5, 29, 9, 0, tzinfo=UTC)) as world:
        await world.enrolled(ANA)
        await world.logged(ANA, days_ago=40, minutes=6 * 60)
        ana, manager = world.member(ANA), world.member(MAX)
        await ana.command("settings")
        await ana.press(ana.whispers()[-1], "manager")
        await ana.submit({"manager": MAX.id})
        await manager.click("Accept")
        yield world


async def listed(world: World) -> str:
    answer: str = await world.member(MAX).command(name="/cpd-team")
    return next(line for line in answer.splitlines() if line.startswith("Name Ana"))


async def test_the_member_is_told_first_and_then_the_manager_reads_of_it(short: World) -> None:
    ana = short.member(ANA)
    early = datetime(2028, 6, 1, 5, 0, tzinfo=UTC)
    await short.move_to(early)
    assert asked(ana) == []
    assert "ended short" not in await listed(short)
    await short.move_to(DAY_AFTER)
    [question] = asked(ana)
    assert ENDED in reads(question)
    assert buttons(question)[:5] == [
        "Nothing yet",
        "Still registered",
        "Extended",
        "Removed",
        "More to add",
    ]
    assert "cycle ended short on 31 May 2028: 6 of 90, no news yet" in await listed(short)


async def test_an_answer_is_kept_with_its_day_and_ends_the_asking(short: World) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.click("Still registered", asked(ana)[-1])
    assert "You told me on 1 Jun 2028: still registered." in reads(asked(ana)[-1])
    assert "early days" in await listed(short)
    for weeks in (4, 5, 9):
        await short.move_to(DAY_AFTER + timedelta(weeks=weeks))
    assert len(asked(ana)) == 1


async def test_while_there_is_no_news_it_is_asked_again_in_a_month(short: World) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.click("Nothing yet", asked(ana)[-1])
    await short.move_to(DAY_AFTER + timedelta(days=28))
    assert len(asked(ana)) == 1
    await short.move_to(DAY_AFTER + timedelta(days=32))
    assert len(asked(ana)) == 1
    await short.move_to(DAY_AFTER + timedelta(days=32, hours=5))  # the usual hour has come
    assert len(asked(ana)) == 2
    assert "no news yet" in await listed(short)


async def test_an_answer_given_by_mistake_is_taken_back(short: World) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.click("Removed", asked(ana)[-1])
    assert "removed, they say" in await listed(short)
    await ana.click("That was wrong", asked(ana)[-1])
    assert "Any news?" in reads(asked(ana)[-1])
    assert "no news yet" in await listed(short)


async def test_what_is_added_late_closes_it(short: World) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await short.logged(ANA, days_ago=20, minutes=84 * 60, over_days=14)
    assert "ended" not in await listed(short)
    await short.move_to(DAY_AFTER + timedelta(days=40))
    assert len(asked(ana)) == 1


async def test_whoever_reads_it_in_their_standing_was_told(short: World) -> None:
    ana = short.member(ANA)
    await short.move_to(datetime(2028, 6, 1, 5, 0, tzinfo=UTC))
    assert ENDED in await ana.command("status")
    assert "cycle ended short" in await listed(short)
