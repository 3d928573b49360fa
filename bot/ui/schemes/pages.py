"""How pages about a scheme look, and where members stand."""

from typing import Final

from bot.services.members import actions as members
from bot.services.schemes.pages import Standing
from bot.ui.kit.page_looks import MessageLook
from bot.ui.schemes.ended_cycle import ended_cycle
from bot.ui.schemes.status import status

PAGES: Final = (
    MessageLook(Standing, lambda page, _: status(page.standings), "Where you stand"),
    MessageLook(
        members.CycleNews,
        lambda page, _: ended_cycle(page.scheme, named=page.named, asks=page.asks),
        "Your last cycle",
    ),
)
