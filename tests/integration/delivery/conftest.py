"""Fixtures of delivery's tests."""

import io
import logging
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest
import structlog

from bot import logs
from sandbox.server import Sandbox
from storage.engine.database import Database
from tests.compiled import wait_for_no_disk
from tests.integration.delivery.harness import DeliveryHarness, MovedClock
from tests.running import ANA, BEN


@pytest.fixture
def clock() -> MovedClock:
    """Real time, for us and for Slack."""
    return MovedClock()


@pytest.fixture
async def sandbox(clock: MovedClock) -> AsyncIterator[Sandbox]:
    async with Sandbox(users=[ANA, BEN], real_time=lambda: clock().timestamp()) as running:
        yield running


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    """For what does not depend on the database."""
    database = Database(sqlite_url)
    wait_for_no_disk(database)
    yield database
    database.close()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def harness(
    sandbox: Sandbox, sqlite: Database, http: aiohttp.ClientSession, clock: MovedClock
) -> DeliveryHarness:
    return DeliveryHarness(sandbox, sqlite, http, clock)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the process would have logged, at its most talkative."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    written = io.StringIO()
    logs.configure("debug", written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
