"""How answers to questions are rendered as messages."""

from typing import Final

from bot.services.desk import Desk
from bot.services.explaining import read_explained
from bot.services.questions import messages as kinds
from bot.services.standings import standings_of
from bot.ui.help import help_page
from bot.ui.message_renderers import MessageRenderer, Rendered, words_gone
from bot.ui.status import status
from bot.ui.told import told
from storage.outbox import OutboxItem


def _told(_desk: Desk, item: OutboxItem) -> Rendered:
    """What it told is not kept: it is rendered anew to lose its words alone."""
    return words_gone() if item.ts is not None else told(read_explained(item.values))


def _status(desk: Desk, _item: OutboxItem) -> Rendered:
    return status(standings_of(desk))


def _help(_desk: Desk, item: OutboxItem) -> Rendered:
    return help_page(lost=bool(item.values.get("lost")))


MESSAGES: Final = (
    MessageRenderer(kinds.TOLD, _told),
    MessageRenderer(kinds.STATUS, _status),
    MessageRenderer(kinds.HELP, _help),
)
