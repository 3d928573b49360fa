"""What a message, or a clause of one, is as a whole: everything that it may be, in order."""

from collections.abc import Callable
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import Correction, Part
from bot.conversation.phrases.language import Plain
from bot.conversation.understanding.asides import aside, courtesy
from bot.conversation.understanding.asked import (
    number,
    plainly_asked,
    question,
    reference,
    stop,
    told_to,
    value,
)
from bot.conversation.understanding.choosing import (
    choice,
    empty_answer,
    fact,
    happened,
    steering,
)
from bot.conversation.understanding.classified import sounds_asked_of_the_bot, sounds_told
from bot.conversation.understanding.correcting import corrections
from bot.conversation.understanding.dropping import asks_to_drop
from bot.conversation.understanding.hinting import hinted
from bot.conversation.understanding.message import Message
from bot.conversation.understanding.moving import moved
from bot.conversation.understanding.next_ones import next_one
from bot.conversation.understanding.ordinals import of_nth
from bot.conversation.understanding.placing import day_meant, placed
from bot.conversation.understanding.run_by import by_itself


def _empty_answer(message: Message, span: Span, seen: Plain) -> Part | None:
    """An answer that says nothing, unless it is said in anger."""
    part = empty_answer(message, span, seen)
    if part is not None and (message.links or sounds_asked_of_the_bot(message, span)):
        return None
    hint = hinted(message, span, seen) if part is not None else None
    return hint if hint is not None and hint.kind == "request" else part


_SURELY: Final = 0.75
_MayBe = Callable[[Message, Span, Plain], Part | None]

_BEFORE_CORRECTIONS: Final[tuple[_MayBe, ...]] = (
    happened,
    moved,
    choice,
    by_itself,
    placed,
    day_meant,
    fact,
    plainly_asked,
    asks_to_drop,
    of_nth,
    steering,
    stop,
    _empty_answer,
    told_to,
    aside,
    next_one,
    reference,
    value,
)
"""What a whole message may be; the first that it is wins."""

_AFTER_CORRECTIONS: Final[tuple[_MayBe, ...]] = (question, number, courtesy, hinted)


def _is_told(message: Message, span: Span, found: list[Part]) -> bool:
    """Whether what would be a title is plainly an answer: "call it dead only after proving"."""
    what = {one.content.what for one in found if isinstance(one.content, Correction)}
    return what == {"title"} and sounds_told(message, span, _SURELY)


def whole(message: Message, span: Span) -> list[Part]:
    """What a message, or a clause of it, is as a whole; nothing where it is none of these."""
    seen = message.plain(span)
    for may_be in _BEFORE_CORRECTIONS:
        part = may_be(message, span, seen)
        if part is not None:
            return [part]
    if (found := corrections(message, span, seen)) and not _is_told(message, span, found):
        return found
    for may_be in _AFTER_CORRECTIONS:
        part = may_be(message, span, seen)
        if part is not None:
            return [part]
    return []
