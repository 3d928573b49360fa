"""What Home shows of the schemes: where the member stands."""

from typing import Final

from bot.services.context.home_parts import HomePart
from bot.services.schemes.standings import standings_of

STANDINGS: Final = HomePart("standings", standings_of)

HOME_PARTS: Final = (STANDINGS,)
