"""What the words of a short message hint at, where no phrase is the whole of it."""

import re
from functools import cache
from typing import Final

from bot.conversation import asking
from bot.conversation.classifier import MASKS
from bot.conversation.field import Span
from bot.conversation.parts import Aside, Part, Questioned, Steered
from bot.conversation.phrases.elsewhere import ELSEWHERE, HOME
from bot.conversation.phrases.hints import ABOUT_WORK, HINTS, Hint, Means
from bot.conversation.phrases.language import Plain
from bot.conversation.understanding.asked import is_no_question, is_turned
from bot.conversation.understanding.classified import (
    can_be,
    requested,
    sounds_told,
    tells_of_activity,
)
from bot.conversation.understanding.message import LEARNING, Message

_STEERS: Final = frozenset({"later", "discard", "save", "skip"})
_TURNED: Final = re.compile(
    r"(?:what|how|why|when|where|who|is|are|do|does|can|could|will|would)\b"
)
_MOST_HINTED: Final = 18
_TRAVEL: Final = re.compile(r"\b(?:dr[oi]v\w+|travel\w*|traffic|on the road)\b")
_LOGGED: Final = re.compile(
    r"\b(?:log\w*|sav(?:e|ed)|entry|record\w*|message|credits?|webinar|course|cpd|recommend\w*|bin)\b"
)


@cache
def _patterns() -> tuple[tuple[Hint, re.Pattern[str]], ...]:
    """Made when they are first needed: they are many, and no process waits for them to start."""
    return tuple((hint, re.compile(hint.pattern)) for hint in HINTS)


def hinted(message: Message, span: Span, seen: Plain) -> Part | None:
    """What the words of a short message hint at, where no phrase is the whole of it."""
    low, said = message.folded(span), seen.words.translate(MASKS)
    count = len(said.split())
    if not 0 < count <= _MOST_HINTED:
        return None
    told = message.context.question is not None and ABOUT_WORK.search(low)
    if told or sounds_told(message, span):
        return None
    tells = bool(message.account_starts(span))
    learns = LEARNING.search(low) is not None
    pending = message.context.question is not None
    for hint, pattern in _patterns():
        fits = count <= hint.most and (hint.pending or not pending)
        if tells and (pending or hint.means not in ("missed", "away")):
            continue
        if hint.means in _STEERS and _TURNED.match(said):
            continue
        if not fits or (learns and not hint.of_learning) or not pattern.search(said):
            continue
        if hint.of_learning and learns and message.has_length(span) and not _TRAVEL.search(low):
            continue
        part = _of_hint(message, span, hint.means)
        return part if can_be(message, span, part.kind) else None
    return _open_question(message, span, seen) if not pending else None


def _of_hint(message: Message, span: Span, means: Means) -> Part:
    match means:
        case "thanks" | "greeting" | "talk" | "missed" | "away" | "not_own":
            return message.part("courtesy", span, Aside(means))
        case "later" | "discard" | "save" | "skip":
            return message.part("steering", span, Steered(means))
        case _:
            return requested(message, span, means)


def _open_question(message: Message, span: Span, seen: Plain) -> Part | None:
    """A question of I, you or this, put to the bot while nothing else is asked."""
    low = message.folded(span)
    elsewhere = ELSEWHERE.said(seen) is not None and not _LOGGED.search(low)
    of_another = elsewhere or ABOUT_WORK.search(low) or HOME.search(low)
    if of_another or not is_turned(seen) or is_no_question(low):
        return None
    if message.has_length(span) and LEARNING.search(low) and not low.rstrip().endswith("?"):
        return None
    if tells_of_activity(message, span):
        return None
    return message.part("question", span, Questioned(asking.Asked("help")))
