"""Questions by message: the action that answers each topic, where it is not told in two lines.

Each room declares the topics that have an action of their own, in a tuple `ASKED` of one of its
modules; any other is answered by `AskBot`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.conversation.asking import Asked, Topic
from bot.discovery import by_name, declared
from bot.services.dispatch.action import PACKAGE, Action


@dataclass(frozen=True, slots=True)
class TopicMeaning:
    """The action that a question about a topic means; `lost` where the topic only stands in, since
    nothing came near what was asked.
    """

    topic: Topic
    means: Callable[[Asked], Action]
    lost: Callable[[Asked], Action] | None = None


@cache
def topics(*packages: str) -> Mapping[str, TopicMeaning]:
    """Those of these packages' rooms by their topics, or of ours where none is given; read once.

    Raises DeclaredTwice.
    """
    found = declared("ASKED", TopicMeaning, *(packages or (PACKAGE,)))
    return by_name(found, lambda one: one.topic)
