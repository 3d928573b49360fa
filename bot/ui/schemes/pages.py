"""How pages about a scheme look, and where members stand."""

from typing import Final

from bot.services.members import actions as members
from bot.services.schemes.pages import Qualities, Standing, WhatIfShown
from bot.ui.kit.page_looks import MessageLook
from bot.ui.schemes.ended_cycle import ended_cycle
from bot.ui.schemes.history import history
from bot.ui.schemes.qualities import qualities_page
from bot.ui.schemes.status import status
from bot.ui.schemes.what_if import what_if

PAGES: Final = (
    MessageLook(Standing, lambda page, _: status(page.standings, page.doubted), "Where you stand"),
    MessageLook(Qualities, lambda page, _: qualities_page(page.view), "Your own mirror"),
    MessageLook(WhatIfShown, lambda page, _: what_if(page.what_if), "What if"),
    MessageLook(
        members.CycleNews,
        lambda page, _: ended_cycle(page.scheme, named=page.named, asks=page.asks),
        "Your last cycle",
    ),
    MessageLook(members.EarlierCycles, lambda page, _: history(page.history), "Earlier cycles"),
)
