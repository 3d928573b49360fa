"""What was done, and in the same sentence whether it counts: "2 h on brakes, does that count"."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.conversation import asking
from bot.conversation.field import Span
from bot.conversation.parts import Activity, Part, Questioned
from bot.conversation.understanding.message import Message

_ASKS: Final = re.compile(
    r"(?P<gap>[,.;]? +(?:- )?(?:(?:and|but|so) )?)(?P<asks>(?:does|do|will|would|can|could|dose|is|"
    r"are) (?:(?:that|it|this|they|these|those|i) )(?:(?:even|still|all|also) )?(?:count(?: it)?"
    r"|be "
    r"counted|"
    r"ok|okay|allowed|cpd|any good|valid|log (?:that|it|this)|claim (?:that|it|for that|for it)"
    r"|put "
    r"(?:that|it) (?:in|down)|get (?:any |some )?(?:credits?|points|cpd|anything) (?:for|from|off) "
    r"(?:that|it|this))(?: (?:as|for|towards?|to|under) [\w ]{2,30}| too| as well| at all)?)"
    r"[?!. ]*$"
)


def asked_behind(message: Message, parts_of: Callable[[Message, Span], list[Part]]) -> list[Part]:
    """The activities, and the question behind them; nothing where a message is not told so."""
    found = _ASKS.search(message.low)
    if found is None:
        return []
    head = message.trimmed((0, found.start()))
    if head[0] >= head[1] or not message.has_length(head):
        return []
    told = parts_of(message, head)
    if not told or not all(isinstance(part.content, Activity) for part in told):
        return []
    asks = found.span("asks")
    now, tz = message.context.now, message.context.tz
    about = asking.asked(f"{message.words(asks)}?", now=now, tz=tz)
    about = replace(about, words="") if about else asking.Asked("counts")
    return [*told, message.part("question", asks, Questioned(about))]
