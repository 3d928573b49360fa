"""A manager's team on Home."""

from typing import Final

from bot.figures import several
from bot.services.teams import actions as teams
from bot.services.teams.home_parts import MANAGES
from bot.ui.kit.blocks import Block, button, divider, section
from bot.ui.kit.formatting import bold
from bot.ui.kit.home_sections import HomeContext, HomeSection


def _team(home: HomeContext) -> list[Block]:
    manages = home.view[MANAGES]
    if not manages:
        return []
    words = f"{bold('Your team')}\n{several(manages, 'person', 'people')}"
    return [
        divider("home:team-line"),
        section(words, "home:team", button("Show my team", teams.ShowTeam())),
    ]


HOME_SECTIONS: Final = (HomeSection("team", 110, _team),)
