"""The kinds of messages that administrators' doing brings about, without their words."""

from typing import Final

from bot.services.admin import document_news
from bot.services.context.message_kinds import MessageKind

DOCUMENT: Final = MessageKind(document_news.KIND, keeps=("pack", "load", "categories"))

KINDS: Final = (DOCUMENT,)
