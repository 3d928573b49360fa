"""A sentence as a message: by its name, or in plain words."""

from typing import Any

from bot.ui.kit.blocks import Block, Content, context, section
from bot.ui.kit.sentences import sentence


def said(name: str, /, **values: Any) -> Content:
    """The sentence of this name, with its values."""
    words = sentence(name, **values)
    return Content(words, [section(words, f"said:{name}")])


def plainly(words: str, block_id: str) -> Content:
    """These words and nothing else."""
    return Content(words, [section(words, block_id)])


def with_small(words: str, small: str, block_id: str) -> Content:
    """These words, and others in small print below them."""
    blocks: list[Block] = [section(words, block_id), context(small, f"{block_id}-small")]
    return Content(words, blocks)
