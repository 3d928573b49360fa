"""How pages about a team look."""

from typing import Final

from bot.services.teams import actions as teams
from bot.ui.kit.page_looks import MessageLook
from bot.ui.teams.team_view import reminded, team

PAGES: Final = (
    MessageLook(
        teams.TeamShown, lambda page, _: team(page.page).without(page.refused), "Your team"
    ),
    MessageLook(teams.Reminded, lambda page, _: reminded(page.name)),
)
