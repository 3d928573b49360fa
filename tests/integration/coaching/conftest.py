"""Fixtures of the client's tests."""

from collections.abc import AsyncIterator

import pytest

from tests.integration.coaching.bad_server import BadServer, bad_server
from tests.integration.coaching.harness import Asker


@pytest.fixture
async def server() -> AsyncIterator[BadServer]:
    async with bad_server() as running:
        yield running


@pytest.fixture
async def asker(server: BadServer) -> AsyncIterator[Asker]:
    running = Asker(server.url)
    yield running
    await running.client.close()
