"""What the tests of sources share: a workplace at work, with a source that knows one member."""

from datetime import timedelta

import pytest

from tests.services.harness import ServiceHarness
from tests.services.sources.harness import SourceHarness


@pytest.fixture
def moodle(harness: ServiceHarness) -> SourceHarness:
    """On a Monday at 15:00 in London, on either database."""
    harness.now += timedelta(days=2, hours=5)
    return SourceHarness(harness)
