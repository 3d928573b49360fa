"""How answers to questions look."""

from typing import Final

from bot.services.dispatch.pages import Told
from bot.ui.kit.page_looks import MessageLook
from bot.ui.questions.answers import told

PAGES: Final = (MessageLook(Told, lambda page, _: told(page.answer)),)
