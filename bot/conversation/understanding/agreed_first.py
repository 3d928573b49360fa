"""A yes to what was just offered, and in the same breath something else: "yes but stop asking me
twice".
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import Chosen, Part
from bot.conversation.understanding.message import Message

_AGREES: Final = re.compile(
    r"(?P<yes>(?:yes|yeah|yep|yup|yea|aye)(?: (?:please|pls|thanks|ta|mate|sir|do|that's right|"
    r"thats right))*)(?:(?: ?[,.!;-])+ *(?:(?:and|but|then|also|oh) +)*| +(?:and|but|then|also) +)"
)
_BESIDE: Final = frozenset({"steering", "request", "question", "courtesy"})
"""What is told beside a yes. A correction there tells the same as what was agreed to, or that it
was no yes: it is left to the whole message.
"""


def agreed_first(
    message: Message, parts_of_rest: Callable[[Message, Span], list[Part]]
) -> list[Part]:
    """The yes, and what is said behind it, understood by itself; nothing where no yes or no is
    asked for, or something else than a thing to do or to answer stands behind it.
    """
    found = _AGREES.match(message.low) if {"Yes", "No"} <= message.context.labels else None
    if found is None:
        return []
    rest = message.trimmed((found.end(), len(message.text)))
    if rest[0] >= rest[1]:
        return []
    context = replace(message.context, labels=frozenset())
    behind = parts_of_rest(Message(message.raw, context), rest)
    if not behind or any(part.kind not in _BESIDE for part in behind):
        return []
    return [message.part("steering", found.span("yes"), Chosen("yes")), *behind]
