"""What the tests of services share: a workplace on either database."""

from collections.abc import Iterator

import pytest

from storage.engine.database import Database
from tests.services.house import House


@pytest.fixture
def house(database: Database) -> House:
    """A workplace that nobody has been in yet."""
    return House(database)


@pytest.fixture
def sqlite_house(sqlite_url: str) -> Iterator[House]:
    """The same on SQLite alone, for rules that are not the database's."""
    database = Database(sqlite_url)
    yield House(database)
    database.close()
