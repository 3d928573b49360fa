"""How answers to questions look, and help."""

from typing import Final

from bot.services.dispatch.pages import Help, Standing, Told
from bot.ui.kit.blocks import Content
from bot.ui.kit.page_looks import MessageLook
from bot.ui.members.help import help_page, more_help
from bot.ui.questions.answers import told
from bot.ui.schemes.status import status


def _help(page: Help, _bot: str) -> Content:
    if page.more:
        return more_help(administrator=page.administrator)
    return help_page(page.standings)


PAGES: Final = (
    MessageLook(Standing, lambda page, _: status(page.standings), "Where you stand"),
    MessageLook(Help, _help, "Help"),
    MessageLook(Told, lambda page, _: told(page.answer)),
)
