"""How pages about the record as a whole look."""

from typing import Final

from bot.services.data_rights import actions as data_rights
from bot.ui.kit.page_looks import MessageLook
from bot.ui.kit.said import said

PAGES: Final = (
    MessageLook(
        data_rights.ExportAsked, lambda _, bot: said("export_under_way", bot=bot), "Your export"
    ),
    MessageLook(
        data_rights.DocumentAsked,
        lambda _, bot: said("document_under_way", bot=bot),
        "Your document",
    ),
)
