"""What the tests of services share: a workplace on either database."""

from collections.abc import Iterator

import pytest

from storage.engine.database import Database
from tests.compiled import wait_for_no_disk
from tests.services.harness import ServiceHarness


@pytest.fixture
def harness(database: Database) -> ServiceHarness:
    """A workplace that nobody has been in yet."""
    return ServiceHarness(database)


@pytest.fixture
def sqlite_harness(sqlite_url: str) -> Iterator[ServiceHarness]:
    """The same on SQLite alone, for rules that are not the database's."""
    database = Database(sqlite_url)
    wait_for_no_disk(database)
    yield ServiceHarness(database)
    database.close()
