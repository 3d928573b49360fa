"""A save, and in the same breath something else: "save. and next one is blending in march"."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import Part, Steered, Unclear
from bot.conversation.understanding.message import Message

_SAVES: Final = re.compile(
    r"(?:(?:ok|okay|right|yes|yeah|yep|cool|great|grand|good|fine|please|lovely|just|thats it|"
    r"that's it|perfect|nice|now|then|so)[,. ]+)*"
    r"(?P<save>(?:save|log)(?P<it> (?:it|that|this|that one|this one))?(?: (?:as is|now|please|pls|"
    r"for now|thanks|mate))*)"
    r"(?P<mark> ?[.!;,\n]+ *| *(?= (?:and|n|nd|then|but|also)\b| [-&+] )) *"
    r"(?:(?:[-&+]|and|n|nd|then|also|but|oh) +)*",
)
_NO_MORE_ASKED: Final = re.compile(
    r"(?:please |just )?(?:(?:stop|quit) (?:asking|questioning|the questions|with the questions)"
    r"|(?:ask me )?no more questions|enough (?:questions|asking)|don'?t ask)\b"
    r"(?!.*\b(?:again|ever|messag\w*|nudg\w*|remind\w*)\b).{0,40}"
)
"""No more questions about what is saved; nudges are another thing."""

_UNSAYS: Final = re.compile(
    r"(?:(?:no|nope|wait|actually|oh|sorry|hang on|hold on|not yet|not now|dont|don't|do not|undo|"
    r"cancel|never ?mind|scrap|stop|delete|discard|bin)[ ,.!]*)+"
    r"(?:save|(?:save )?(?:it|that|this)|yet|now|please)?\W*"
)
"""What takes the save back in the same breath: "save it, don't"."""

_APART: Final = frozenset(".!;\n")
_BESIDE: Final = frozenset(
    {"steering", "request", "question", "courtesy", "activity", "correction"}
)
"""What may be told in one breath with a save, and can be none of an account."""

_NO_MORE: Final = frozenset({"enough", "skip", "save"})
"""What a save brings about by itself."""


def saved_first(
    message: Message, parts_of_rest: Callable[[Message, Span], list[Part]]
) -> list[Part]:
    """The save, and what is said behind it, understood by itself; nothing where a message does not
    begin with one, or is an account: "save and you get a dry joint".
    """
    found = _SAVES.match(message.low)
    if found is None or not message.context.entries:
        return []
    rest = message.trimmed((found.end(), len(message.text)))
    if rest[0] >= rest[1]:
        return []
    apart = bool(_APART.intersection(found["mark"]))
    if found["save"].startswith("log") and not (found["it"] and apart):
        return []  # "log it, and then clear it": of fault codes
    if _UNSAYS.fullmatch(message.folded(rest)):
        return [message.part("unclear", message.all, Unclear("words"))]
    save = message.part("steering", found.span("save"), Steered("save"))
    if _NO_MORE_ASKED.fullmatch(message.folded(rest)):
        return [save]
    context = replace(message.context, question=None, thread=None, labels=frozenset())
    parts = parts_of_rest(Message(message.raw, context), rest)
    if any(part.kind not in _BESIDE for part in parts) and not (apart and not found["it"]):
        return []
    behind = [one for one in parts if not _goes_without_saying(one)]
    if not apart:
        behind = [one for one in behind if one.kind != "courtesy"]  # "save it and thank you"
    return [save, *behind]


def _goes_without_saying(part: Part) -> bool:
    return isinstance(part.content, Steered) and part.content.word in _NO_MORE
