"""Whom a command or a form names, by Slack id, in the order of naming."""

import re
from collections.abc import Mapping
from typing import Any

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def mentioned_in(text: str) -> tuple[str, ...]:
    """Everybody mentioned in a command that Slack escaped ("<@U123|name>"), each once."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))


def chosen_in(values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> tuple[str, ...]:
    """Everybody chosen in a form's user selects, each once."""
    chosen = (
        element.get("selected_user") for block in values.values() for element in block.values()
    )
    return tuple(dict.fromkeys(one for one in chosen if isinstance(one, str)))
