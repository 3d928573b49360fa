"""Entries that are named by their place: "the first one is done, save it", "scrap the second"."""

import re
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import Aside, Part, Steered
from bot.conversation.phrases.language import Plain
from bot.conversation.phrases.steering import Steer
from bot.conversation.understanding.classified import sounds_told
from bot.conversation.understanding.entries import NTH, nth
from bot.conversation.understanding.message import Message

_ONE: Final = rf"(?:the |that )?(?P<nth>{NTH})(?: (?:ones?|entry|draft|card|of (?:them|those)))?"
_BEFORE: Final = (
    r"(?:(?:please|pls|just|can you|could you|and|then|also|now|ok|okay|yes|yeah|right|so) )*"
)
_AFTER: Final = r"(?: (?:please|pls|now|too|as well|then|thanks|ta|cheers|mate|first))*"
_SAVE: Final = r"(?:save|log|keep|submit|file|bank)"
_DROP: Final = r"(?:discard|delete|scrap|bin|drop|remove|cancel|get rid of|ditch|trash)"
_TO_DO: Final = re.compile(
    rf"{_BEFORE}(?:(?P<save>{_SAVE})|(?P<discard>{_DROP})|(?P<skip>skip)) {_ONE}{_AFTER}"
)
_IS_DONE: Final = re.compile(
    rf"{_BEFORE}{_ONE}(?: (?:is|was|looks|thats|seems))?(?: (?:all|now|just))* (?:done|ready|"
    rf"finished|fine|good|ok|okay|right|correct|complete|grand|sorted|perfect)"
    rf"(?: (?:to (?:me|go|save)|now|already|as is|as it is))*"
    rf"(?P<save> {_BEFORE}{_SAVE}(?: (?:it|that|this)(?: one)?)?{_AFTER})?"
)


_IS_LEFT: Final = re.compile(
    rf"{_BEFORE}(?:leave|hold|park) {_ONE}(?: (?:as it is|as is|alone|open|there|out|be|for (?:now|"
    rf"later)))?{_AFTER}"
)
"""Nothing is to be done with it."""


def of_nth(message: Message, span: Span, seen: Plain) -> Part | None:
    """What is to be done with an entry by its place; where it cannot be told, it is asked which."""
    left = _IS_LEFT.fullmatch(seen.words)
    if left is not None and nth(left["nth"], message.context) is not None:
        return message.part("steering", span, Aside("agreed"))
    found = _TO_DO.fullmatch(seen.words)
    word: Steer = "save"
    if found is not None:
        word = "discard" if found["discard"] else "skip" if found["skip"] else "save"
    elif (found := _IS_DONE.fullmatch(seen.words)) is not None:
        word = "save" if found["save"] else "enough"
    else:
        return None
    meant = nth(found["nth"], message.context)
    if meant is not None:
        return message.part("steering", span, Steered(word), entry=meant.id)
    if word != "save" and sounds_told(message, span):
        return None
    return message.part("unclear", span, Aside("which"))
