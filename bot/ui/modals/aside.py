"""A modal that only says something, where no message can be shown."""

from bot.ui.blocks import View, modal, section
from bot.ui.ids import Callback


def aside(text: str, title: str = "CPD") -> View:
    """One sentence in a modal. `text` is mrkdwn, people's words in it escaped."""
    return modal(Callback.ASIDE, title, [section(text, "aside")], close="Close")
