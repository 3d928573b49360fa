"""Files on Home that have no entry yet: how many, and until when they are kept."""

from typing import Final

from bot.figures import day
from bot.services.evidence import actions as evidence
from bot.services.record.home_parts import ENTRIES
from bot.ui.kit.blocks import Block, button, section
from bot.ui.kit.home_sections import HomeContext, HomeSection


def _unplaced(home: HomeContext) -> list[Block]:
    """One line, so that none goes unsaid."""
    view = home.view[ENTRIES]
    if not view.unplaced or view.unplaced_until is None:
        return []
    words = "Files wait for their entry. The first are kept until"
    look = button("Look", evidence.ShowUnplaced())
    return [section(f"{words} {day(view.unplaced_until)}: `/cpd files`", "home:files", look)]


HOME_SECTIONS: Final = (HomeSection("files", 75, _unplaced),)
