"""What people of a team share with their manager by their own word."""

from typing import Final

from bot.figures import day
from bot.services.sharing import actions as sharing
from bot.services.teams.team_view import TeamPage
from bot.ui.kit.blocks import Block, button, section
from bot.ui.kit.formatting import bold, person

_SHARED_MOST: Final = 10


def shared_with_you(page: TeamPage) -> list[Block]:
    """What people of the page have chosen to share with this manager, each opened by itself."""
    if not page.shared:
        return []
    blocks: list[Block] = [section(bold("Shared with you"), "team:shared")]
    for one in page.shared[:_SHARED_MOST]:
        what = "their record" if one.whole_record else "an entry"
        opened = button(
            "Open", sharing.OpenShared(one.share_id), spoken=f"Open what {one.name} shares"
        )
        words = f"{person(one.name)}: {what}, until {day(one.until)}"
        blocks.append(section(words, f"team:shared-{one.share_id}", opened))
    return blocks
