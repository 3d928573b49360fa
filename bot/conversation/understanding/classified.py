"""What a short message is by the classifier, where no phrase is the whole of it."""

import re
from functools import cache
from importlib.resources import files
from typing import Final, cast

from bot.conversation import asking
from bot.conversation.classifier import Model, features, from_json
from bot.conversation.field import Span
from bot.conversation.parts import Aside, Asked, Part, Questioned, Steered
from bot.conversation.phrases.requests import Request
from bot.conversation.phrases.steering import Steer
from bot.conversation.understanding.correcting import likely
from bot.conversation.understanding.message import Message

MOST_WORDS: Final = 18
"""Longer messages are not classified: they are accounts or activities."""

_LIKELY: Final = 0.4
_SURE: Final = 0.75
"""How likely a kind must be where the member tells something besides, or states facts."""

_PERHAPS: Final = 0.1
_DOUBT: Final = 0.3
"""Words that are as likely as that an account are not taken for anything else."""

_VERY_LIKELY: Final = 0.8

_ASKS: Final = re.compile(
    r"\W*(?:(?:so|and|but|hey|hi|ok) )*(?:what|whats|how|hows|when|whens|where|who|why|which|can|"
    r"could|should|would|is|are|does|do|am|will|may|has)\b"
)
_REFERS: Final = re.compile(r"(?:it|that|this) (?:was|is|took)\b|took (?:me|us)\b")
_OF_A_RECORD: Final = re.compile(
    r"\b(?:counts?|counted|saved?|gone? (?:in|through|thru)|logged|registered?|recorded|accepted|"
    r"expired?|worth|credits?)\W*$"
)
"""What is asked of a record: "did my 2h course save"."""

_FEWEST: Final = 2
"""One word by itself says too little."""

_NONE_OF_THESE: Final = frozenset({"account", "empty", "activity", "noise"})


def kinds(message: Message, span: Span) -> dict[str, float] | None:
    """How likely each kind is; None for what is too long to be classified, or has no words."""
    seen = message.plain(span).words
    if not 0 < len(seen.split()) <= MOST_WORDS:
        return None
    return _models()["kinds"].probabilities(features_of(message, span))


def classified(message: Message, span: Span, *, told: bool) -> list[Part]:
    """What a message is if it is plainly no account and no activity; nothing where that is not
    plain. `told`: facts of an activity can be read in it.
    """
    found = kinds(message, span)
    if found is None or len(message.plain(span).words.split()) < _FEWEST:
        return []
    kind = max(found, key=lambda one: found[one])
    tells = (told and found["activity"] > _PERHAPS) or (
        bool(message.account_starts(span)) and found["account"] > _PERHAPS
    )
    if kind in _NONE_OF_THESE or found[kind] < (_SURE if tells else _LIKELY):
        return []
    if message.context.question is not None and found["account"] > _DOUBT:
        return []
    if kind == "correction" and not message.context.entries:
        return []
    return _parts(message, span, kind)


def tells_of_activity(message: Message, span: Span, least: float = _LIKELY) -> bool:
    """Whether words that open like a question tell of an activity: "did my first aid, took 6h"."""
    low = message.folded(span).rstrip()
    if low.endswith("?") or _ASKS.match(low) or _REFERS.match(low) or _OF_A_RECORD.search(low):
        return False
    if not message.has_length(span) or message.read(span).title.value is None:
        return False
    found = kinds(message, span)
    if found is None:
        return least <= _LIKELY
    return found["activity"] >= least


def is_likely_account(message: Message, span: Span) -> bool:
    """Whether words are very likely an account, or one that says nothing."""
    found = kinds(message, span)
    return found is not None and found["account"] + found["empty"] >= _VERY_LIKELY


def may_be_account(message: Message, span: Span, least: float) -> bool:
    """Whether words are as likely as that an account, or one that says nothing; what is not
    classified is.
    """
    found = kinds(message, span)
    return found is None or found["account"] + found["empty"] >= least


def _parts(message: Message, span: Span, kind: str) -> list[Part]:
    if kind == "correction":
        return likely(message, span)
    if kind == "question":
        context, words = message.context, message.words(span)
        asked = asking.nearest(words, now=context.now, tz=context.tz) or asking.Asked("help")
        return [message.part("question", span, Questioned(asked))]
    means = _means(message, span, kind)
    match kind:
        case _ if means is None:
            return []
        case "steering":
            return [message.part("steering", span, Steered(cast("Steer", means)))]
        case "request":
            days = [one for one in message.days if span[0] <= one[0] and one[1] <= span[1]]
            words = " ".join(message.words(one) for one in days)
            return [message.part("request", span, Asked(cast("Request", means), words))]
        case _:
            return [message.part("courtesy", span, Aside(means))]


def _means(message: Message, span: Span, kind: str) -> str | None:
    """Which of its kind it is; None where that is not plain. A courtesy is then talk."""
    model = _models().get(kind)
    if model is None:
        return None
    found = model.probabilities(features_of(message, span))
    best = max(found, key=lambda one: found[one])
    if found[best] >= _LIKELY:
        return best
    return "talk" if kind == "courtesy" else None


def features_of(message: Message, span: Span) -> dict[str, float]:
    """What the classifier goes by in a span of a message."""
    asks = ["QUESTION"] if message.words(span).rstrip().endswith("?") else []
    return features(message.plain(span).words, [*asks, *(["LINK"] if message.links else [])])


@cache
def _models() -> dict[str, Model]:
    return from_json((files("bot.conversation.classifier") / "weights.json").read_text("utf-8"))
