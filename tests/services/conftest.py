"""What the tests of services share: a workplace on either database."""

import pytest

from storage.database import Database
from tests.services.house import House


@pytest.fixture
def house(database: Database) -> House:
    """A workplace that nobody has been in yet."""
    return House(database)
