"""What the newest code makes of what the release kept, looked at without Slack."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.services.desk import Actor, Desk, Origin
from bot.services.standings import standings_of
from bot.ui.status import status
from tests.unit.ui.reading import texts, words_on_buttons
from tests.world import World


@contextmanager
def desk_of(world: World, slack_id: str) -> Iterator[Desk]:
    """A member's desk; what is not committed there is forgotten."""
    actor = Actor(world.sandbox.workspace.team.id, slack_id)
    with world.office.desk(actor, Origin(f"looking:{slack_id}")) as desk:
        yield desk


def stands(world: World, slack_id: str) -> str:
    """All that `/cpd status` shows a member."""
    with desk_of(world, slack_id) as desk:
        blocks = status(standings_of(desk)).blocks
    return "\n".join([*texts(blocks), *(f"[{each}]" for each in words_on_buttons(blocks))])
