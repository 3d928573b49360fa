"""What we tell ourselves in a member's lane: the action that each of our own events means.

Each room declares its own in a tuple `EVENTS`; what Slack's events mean is `bot.handlers`'.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.discovery import by_name, declared
from bot.services.dispatch.action import PACKAGE, Action


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """An event of ours: its type, which begins with "cpdbot.", and what its body means."""

    type: str
    means: Callable[[Mapping[str, Any]], Action]


@cache
def own_events(*packages: str) -> Mapping[str, OwnEvent]:
    """Those of these packages' rooms by their types, or ours where none is given; read once.

    Raises DeclaredTwice.
    """
    found = declared("EVENTS", OwnEvent, *(packages or (PACKAGE,)))
    return by_name(found, lambda one: one.type)
