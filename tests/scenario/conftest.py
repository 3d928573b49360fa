"""What scenarios share: the whole product beside a Slack sandbox, on SQLite unless marked."""

from collections.abc import AsyncIterator

import pytest

from tests.world import ANA, Member, World, world_at


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A workplace that begins on the Saturday of the flagship conversation."""
    async with world_at(sqlite_url) as one:
        yield one


@pytest.fixture
def ana(world: World) -> Member:
    """Somebody new."""
    return world.member(ANA)
