"""What the member shares, and what is shared with them, on Home."""

from typing import Final

from bot.services.sharing import actions as sharing
from bot.services.sharing.home_parts import SHARING
from bot.ui.kit.blocks import Block, actions, button
from bot.ui.kit.home_sections import Heading, HomeContext, HomeSection
from bot.ui.sharing.pages import share_row, shared_row

_SHOWN: Final = 5


def _sharing(home: HomeContext) -> list[Block]:
    shown = home.view[SHARING]
    blocks = [share_row(one, shown.today, "home") for one in shown.mine[:_SHOWN]]
    blocks += [shared_row(one, shown.today, "home") for one in shown.theirs[:_SHOWN]]
    if len(shown.mine) > _SHOWN or len(shown.theirs) > _SHOWN:
        blocks += actions("home:sharing", [button("All of it", sharing.ShowSharing())])
    return blocks


HOME_SECTIONS: Final = (
    HomeSection("sharing", 108, _sharing, Heading("Shared", "home:sharing-head")),
)
