"""Whom a command names, by Slack id, in the order of naming."""

import re
from typing import Final

_MENTION: Final = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def mentioned_in(text: str) -> tuple[str, ...]:
    """Everybody mentioned in a command that Slack escaped ("<@U123|name>"), each once."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))
