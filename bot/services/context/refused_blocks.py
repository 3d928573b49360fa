"""Which blocks Slack does not take in a workspace: remembered for a while, and then tried again.

Slack brings new types of blocks to workspaces one after another, and answers `invalid_blocks` in
those that do not have them yet:
https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block and `…/data-table-block`.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Final

from storage.engine.database import Database
from storage.unit_of_work import unit_of_work

BLOCKS_REFUSED: Final = "invalid_blocks"
"""What Slack answers to blocks that it does not take."""

REMEMBERED: Final = timedelta(days=30)


def still_refused(refused_at: Mapping[str, str], now: datetime) -> frozenset[str]:
    """The types of blocks that are not worth trying: Slack refused them within 30 days.

    `refused_at` is when it last did, by the type (ISO); both are real time.
    """
    return frozenset(
        kind for kind, at in refused_at.items() if now - datetime.fromisoformat(at) < REMEMBERED
    )


def remember_refused(
    database: Database, workspace_id: str, types: Collection[str], now: datetime
) -> None:
    """Note that Slack has refused these types of blocks in a workspace now (real time)."""
    with unit_of_work(database, workspace_id) as work:
        work.workspace.refuses_blocks(types, now)
        work.commit()
