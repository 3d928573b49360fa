"""How pages about a team look."""

from typing import Final

from bot.services.dispatch import teams
from bot.ui.page_looks import MessageLook
from bot.ui.team import reminded, team

PAGES: Final = (
    MessageLook(
        teams.TeamShown, lambda page, _: team(page.page).without(page.refused), "Your team"
    ),
    MessageLook(teams.Reminded, lambda page, _: reminded(page.name)),
)
