"""One sentence as a message, by its name. The words stand in `sentences`."""

from typing import Any

from bot.ui.kit.blocks import Content, section
from bot.ui.kit.sentences import sentence


def said(name: str, /, **values: Any) -> Content:
    """The sentence of this name, with its values."""
    words = sentence(name, **values)
    return Content(words, [section(words, f"said:{name}")])
