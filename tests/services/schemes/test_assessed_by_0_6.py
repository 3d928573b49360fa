"""What a process of 0.6.0 writes beside a newer one is assessed anew, so that totals and
Details say the same: that release knows neither a border in a scheme of hours, nor one at
the start that was recorded, nor the cycles before that.
"""

from datetime import date
from typing import Final

import pytest
from sqlalchemy import text

from bot.services.members import settings
from bot.services.schemes.assessment import worth_of
from bot.services.schemes.standings import standings_of
from tests.services.harness import ServiceHarness

VERSIONS_OF_0_6: Final = {
    "dvsa-mot": "dvsa-mot@2026.1",
    "imi-register": "imi-register@2026.2",
    "generic-30-90": "generic-30-90@2026.2",
}


@pytest.mark.parametrize("pack", ["dvsa-mot", "imi-register", "generic-30-90"])
def test_an_entry_over_a_border_that_0_6_did_not_know_is_assessed_anew(
    sqlite_harness: ServiceHarness, pack: str
) -> None:
    harness, began = sqlite_harness, date(2026, 4, 1)
    with harness.open() as ctx:
        settings.enrol(ctx, pack)
        if pack != "dvsa-mot":
            settings.set_cycle_start(ctx, pack, began)
        entry = harness.logged(ctx, on=date(2026, 3, 31), until=began, minutes=240)
    with harness.database.transaction() as session:
        session.connection().execute(text("DELETE FROM assessment WHERE part > 0"))
        session.connection().execute(
            text(
                "UPDATE assessment SET state = 'counted', minutes = 240, weight = :weight, "
                "cycle = :cycle, year = 1, pack_version = :version"
            ),
            {
                "weight": 240 * (60 if pack == "dvsa-mot" else 100),
                "cycle": 0 if pack != "dvsa-mot" else 2026 - 1,
                "version": VERSIONS_OF_0_6[pack],
            },
        )
        session.commit()
    assert harness.reassess() == 1
    with harness.open() as ctx:
        [worth] = worth_of(ctx, [entry])[entry.id]
        kept = ctx.work.assessments.of_entries([entry.id])[entry.id]
        assert [one.minutes for one in kept] == [one.minutes for one in worth.assessment.parts]
        assert [one.minutes for one in kept] == [120, 120]
        assert standings_of(ctx)[0].standing.waiting_count == 0
