"""What waits for an administrator to be matched, on their Home."""

from typing import Final

from bot.services.sources.home_parts import WAITING
from bot.ui.kit.blocks import Block, context, section
from bot.ui.kit.home_sections import HomeContext, HomeSection
from bot.ui.sources.pages import match_button, waiting_line

_SHOWN: Final = 3


def _waiting(home: HomeContext) -> list[Block]:
    rows = home.view[WAITING]
    blocks = [
        section(waiting_line(one), f"home:source-{place}", match_button(one))
        for place, one in enumerate(rows[:_SHOWN])
    ]
    if len(rows) > _SHOWN:
        more = len(rows) - _SHOWN
        blocks.append(context(f"and {more} more: `/cpd admin sources`", "home:source-more"))
    return blocks


HOME_SECTIONS: Final = (HomeSection("sources", 115, _waiting),)
