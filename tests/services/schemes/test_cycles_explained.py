"""`policy explain` names a cycle by one number, wherever it stands."""

from datetime import UTC, date, datetime

from bot.cli.policy_explaining import explained
from bot.services.members import settings
from tests.services.harness import ServiceHarness


def test_a_cycle_has_one_number_with_its_entries_and_its_sums(
    sqlite_harness: ServiceHarness,
) -> None:
    sqlite_harness.now = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
    with sqlite_harness.open() as ctx:
        settings.enrol(ctx, "imi-register")
        settings.set_cycle_start(ctx, "imi-register", date(2022, 6, 1))
        sqlite_harness.logged(ctx, on=date(2025, 7, 1))
    lines = explained(str(sqlite_harness.database.url), None, "UANA")
    assert "  cycle 2: 2025-06-01 to 2028-05-31 (followed)" in lines
    [entry] = [one for one in lines if one.startswith("  entry ")]
    assert "cycle 2, year 1" in entry
    assert any(one.startswith("  sum counted, cycle 2, year 1: ") for one in lines)
