"""How pages about members' own settings look, and what is said in one sentence."""

from typing import Final

from bot.services.dispatch import members
from bot.services.dispatch.pages import Say
from bot.ui.page_looks import MessageLook
from bot.ui.said import said
from bot.ui.settings import settings

PAGES: Final = (
    MessageLook(Say, lambda page, _: said(page.sentence, **page.values)),
    MessageLook(members.Settings, lambda page, _: settings(page.view), "Settings"),
)
