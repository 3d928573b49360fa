"""How pages about a scheme look."""

from typing import Final

from bot.services.dispatch import members
from bot.ui.ended_cycle import ended_cycle
from bot.ui.page_looks import MessageLook

PAGES: Final = (
    MessageLook(
        members.CycleNews,
        lambda page, _: ended_cycle(page.scheme, named=page.named, asks=page.asks),
        "Your last cycle",
    ),
)
