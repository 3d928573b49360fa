"""A modal that only says something, where no message can be shown."""

from bot.ui.blocks import Content, View, modal, section
from bot.ui.ids import Callback


def aside(content: Content, title: str = "CPD") -> View:
    """What a message says, over what is there: neither Home nor a modal has room for messages."""
    blocks = list(content.blocks) or [section(content.text, "aside")]
    return modal(Callback.ASIDE, title, blocks, close="Close")
