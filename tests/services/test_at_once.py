"""What two people do at the same moment: nobody waits for a line in a log, and one of them wins."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.services import admin, team_links
from bot.services.refused import Refused
from bot.services.team import team_page
from storage.database import Database
from tests.patience import PATIENCE
from tests.services.house import House, named

NOBODY: frozenset[str] = frozenset()


@pytest.fixture
async def on_postgres(postgres_url: str) -> AsyncIterator[House]:
    """A workplace where two can write at once; SQLite has one writer at a time."""
    database = Database(postgres_url)
    yield House(database)
    await database.close()


async def _names(house: House, member: str, manager: str) -> str:
    try:
        async with house.desk(member) as desk:
            await team_links.name_manager(desk, named(manager))
    except Refused as refused:
        return refused.sentence
    return "named"


async def test_two_people_who_name_each_other_at_once_do_not_both_succeed(house: House) -> None:
    for slack_id in ("UANA", "UBEN"):
        async with house.desk(slack_id):
            pass
    outcomes = await asyncio.gather(_names(house, "UANA", "UBEN"), _names(house, "UBEN", "UANA"))
    assert sorted(outcomes) == ["each_others_manager", "named"]
    assert await house.query("SELECT count(*) FROM team_link") == [(1,)]


async def _takes(house: House, taker: str, other: str) -> str:
    try:
        async with house.desk(taker) as desk:
            await admin.take_administrator(desk, NOBODY, other)
    except Refused as refused:
        return refused.sentence
    return "taken"


async def test_two_administrators_who_take_each_others_role_at_once_leave_one(
    house: House,
) -> None:
    async with house.desk("UADMIN") as desk:
        for slack_id in ("UANA", "UBEN"):
            await admin.give_administrator(desk, house.admins, named(slack_id))
    outcomes = await asyncio.gather(_takes(house, "UANA", "UBEN"), _takes(house, "UBEN", "UANA"))
    assert "taken" in outcomes
    assert await house.query("SELECT count(*) FROM role") == [(1,)]


async def test_a_manager_can_look_while_somebody_of_the_team_is_writing(
    on_postgres: House,
) -> None:
    house = on_postgres
    await _names(house, "UANA", "UMAX")
    async with house.desk("UMAX") as desk:
        await team_links.answer(desk, accepted=True)
    async with house.desk("UANA") as ana, asyncio.timeout(PATIENCE):
        await ana.change_member(cadence="standard")
        async with house.desk("UMAX") as max_:
            assert [row.slack_id for row in (await team_page(max_)).rows] == ["UANA"]
    assert await house.query("SELECT count(*) FROM access_log") == [(1,)]
