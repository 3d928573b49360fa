"""How pages about the record as a whole look."""

from typing import Final

from bot.services.dispatch import data_rights
from bot.ui.page_looks import MessageLook
from bot.ui.said import said

PAGES: Final = (
    MessageLook(
        data_rights.ExportAsked, lambda _, bot: said("export_under_way", bot=bot), "Your export"
    ),
)
