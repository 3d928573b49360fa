"""Whom a command or a message mentions, as Slack writes it: "<@U123|name>"."""

import re
from typing import Final

_MENTION: Final = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def mentioned_in(text: str) -> tuple[str, ...]:
    """The Slack id of everybody mentioned, each once, in the order of naming."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))


def without_mentions(text: str) -> str:
    """What else it says, with single spaces."""
    return " ".join(_MENTION.sub(" ", text).split())
