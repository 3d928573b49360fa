"""How pages about members' own settings look, help, and what is said in one sentence."""

from typing import Final

from bot.services.dispatch.pages import Say
from bot.services.members import actions as members
from bot.services.members.help import Help
from bot.ui.kit.blocks import Content
from bot.ui.kit.page_looks import MessageLook
from bot.ui.kit.said import said
from bot.ui.members.help import help_page, more_help
from bot.ui.members.settings import settings


def _help(page: Help, _bot: str) -> Content:
    if page.more:
        return more_help(administrator=page.administrator, coach=page.coach)
    return help_page(page.standings)


PAGES: Final = (
    MessageLook(Say, lambda page, _: said(page.sentence, **page.values)),
    MessageLook(members.Settings, lambda page, _: settings(page.view), "Settings"),
    MessageLook(Help, _help, "Help"),
)
