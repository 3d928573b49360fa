"""What scenarios share: the whole product beside a Slack sandbox, on SQLite unless it says both."""

from collections.abc import AsyncIterator

import pytest

from tests.world import ANA, Member, World, world_at


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A workplace that begins on the Saturday of the flagship conversation."""
    async with world_at(sqlite_url) as one:
        yield one


@pytest.fixture
async def either_world(database_url: str) -> AsyncIterator[World]:
    """The same, once on either database."""
    async with world_at(database_url) as one:
        yield one


@pytest.fixture
def ana(world: World) -> Member:
    """Somebody new."""
    return world.member(ANA)


@pytest.fixture
async def technician(world: World, ana: Member) -> Member:
    """Ana as in the flagship conversation: 6 credits this year, 31 in the cycle."""
    await world.enrolled(ANA)
    await world.logged(ANA, "Diagnostics diploma", days_ago=300, minutes=25 * 60, over_days=5)
    await world.logged(ANA, "Air conditioning refresher", days_ago=60, minutes=6 * 60)
    return ana
