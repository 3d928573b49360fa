"""What scenarios share: the whole product beside a Slack sandbox, on SQLite unless it says both."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from tests.harness import ANA, Harness, Member, harness_at
from tests.shared import made_once


@pytest.fixture
async def harness(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[Harness]:
    """A workplace that begins on the Saturday of the flagship conversation."""
    if "technician" in request.fixturenames:
        file = make_url(sqlite_url).database or ""
        shutil.copyfile(request.getfixturevalue("with_technician"), file)
    async with harness_at(sqlite_url) as one:
        yield one


@pytest.fixture
async def either_harness(database_url: str) -> AsyncIterator[Harness]:
    """The same, once on either database."""
    async with harness_at(database_url) as one:
        yield one


@pytest.fixture
def ana(harness: Harness) -> Member:
    """Somebody new."""
    return harness.member(ANA)


@pytest.fixture
def technician(ana: Member) -> Member:
    """Ana as in the flagship conversation: 6 credits this year, 31 in the cycle."""
    return ana


@pytest.fixture(scope="session")
def with_technician(migrated_sqlite: Path, shared_folder: Path) -> Path:
    """A database in which she has been for a while, to be copied."""

    def write(file: Path) -> None:
        shutil.copyfile(migrated_sqlite, file)

        async def settle_in() -> None:
            async with harness_at(f"sqlite:///{file}") as harness:
                await harness.enrolled(ANA)
                await harness.logged(
                    ANA, "Diagnostics diploma", days_ago=300, minutes=25 * 60, over_days=5
                )
                await harness.logged(ANA, "Air conditioning refresher", days_ago=60, minutes=6 * 60)

        with ThreadPoolExecutor(1) as beside:  # a test's event loop runs here already
            beside.submit(asyncio.run, settle_in()).result()
        # The copies begin at the same moment again, before whatever was planned for later here.
        with closing(sqlite3.connect(file)) as plain, plain:
            plain.execute("DELETE FROM lease")

    return made_once(shared_folder / "technician.db", write)
