"""How pages about members' own settings look, and what is said in one sentence."""

from typing import Final

from bot.services.dispatch.pages import Say
from bot.services.members import actions as members
from bot.ui.kit.page_looks import MessageLook
from bot.ui.kit.said import said
from bot.ui.members.settings import settings

PAGES: Final = (
    MessageLook(Say, lambda page, _: said(page.sentence, **page.values)),
    MessageLook(members.Settings, lambda page, _: settings(page.view), "Settings"),
)
