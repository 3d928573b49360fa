"""What blocks Slack refuses in a workspace is remembered for a while, there alone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.services.context.refused_blocks import REMEMBERED, remember_refused, still_refused
from storage.engine.database import Database
from tests.services.harness import TEAM, ServiceHarness

AT = datetime(2026, 11, 23, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("later", "refused"),
    [
        (timedelta(), {"data_table"}),
        (REMEMBERED - timedelta(seconds=1), {"data_table"}),
        (REMEMBERED, set()),
    ],
)
def test_a_block_that_was_refused_is_tried_again_after_a_month(
    later: timedelta, refused: set[str]
) -> None:
    assert still_refused({"data_table": AT.isoformat()}, AT + later) == refused


def test_every_desk_of_the_workspace_knows_of_it(
    harness: ServiceHarness, database: Database
) -> None:
    with harness.open() as ctx:
        assert ctx.refused_blocks == frozenset()
    remember_refused(database, TEAM, ["data_table"], harness.now)
    remember_refused(database, TEAM, ["data_visualization"], harness.now + timedelta(days=9))
    with harness.open("UBEN") as ctx:
        assert ctx.refused_blocks == {"data_table", "data_visualization"}
    harness.now += timedelta(days=35)
    with harness.open() as ctx:
        assert ctx.refused_blocks == {"data_visualization"}
