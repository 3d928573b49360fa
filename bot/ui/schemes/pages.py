"""How pages about a scheme look."""

from typing import Final

from bot.services.members import actions as members
from bot.ui.kit.page_looks import MessageLook
from bot.ui.schemes.ended_cycle import ended_cycle

PAGES: Final = (
    MessageLook(
        members.CycleNews,
        lambda page, _: ended_cycle(page.scheme, named=page.named, asks=page.asks),
        "Your last cycle",
    ),
)
