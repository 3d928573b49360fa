"""One sentence as a message: what is answered by the name of its sentence. Its words: `sentences`."""

from typing import Any

from bot.ui.blocks import Content, section
from bot.ui.sentences import sentence


def said(name: str, **values: Any) -> Content:
    """The sentence of this name, with its values."""
    words = sentence(name, **values)
    return Content(words, [section(words, f"said:{name}")])
