"""Whose logs are imported."""

from datetime import date

import pytest

from bot.services.members import settings
from tests.services.harness import ServiceHarness


@pytest.fixture
def office(harness: ServiceHarness) -> ServiceHarness:
    """Ana is in a scheme with credits."""
    return _in_a_scheme(harness)


@pytest.fixture
def sqlite_office(sqlite_harness: ServiceHarness) -> ServiceHarness:
    """The same on SQLite alone."""
    return _in_a_scheme(sqlite_harness)


def _in_a_scheme(harness: ServiceHarness) -> ServiceHarness:
    with harness.open() as ctx:
        settings.enrol(ctx, "generic-30-90")
        settings.set_cycle_start(ctx, "generic-30-90", date(2026, 1, 1))
        settings.decline_opening(ctx, "generic-30-90")
        settings.set_job(ctx, "vehicle technician", date(2015, 1, 1))
    return harness
