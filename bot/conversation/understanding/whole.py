"""What a message, or a clause of one, is as a whole: a choice, steering, a question …"""

import re
from collections.abc import Callable
from typing import Final

from bot.conversation import asking
from bot.conversation.field import Span
from bot.conversation.parts import (
    Account,
    Aside,
    Asked,
    Chosen,
    Kind,
    Part,
    Questioned,
    Referred,
    Steered,
    Unclear,
)
from bot.conversation.phrases.courtesy import COURTESIES, NO_LEARNING
from bot.conversation.phrases.language import Plain, Said, plain
from bot.conversation.phrases.others import NAMED_OTHER, NO_NAMES, NOT_OWN, REFERENCES
from bot.conversation.phrases.requests import ANGER, REQUESTS, STOPS, Request
from bot.conversation.phrases.steering import NAMED, STEERING
from bot.conversation.understanding.correcting import correction, stated_days, stated_minutes
from bot.conversation.understanding.entries import named
from bot.conversation.understanding.message import LEARNING, Message

_SHORT_OUTBURST: Final = 16
_BARE_NUMBER: Final = "\ue002"
_YES: Final = frozenset(
    {"yes", "yep", "yeah", "yup", "y", "aye", "sure", "ok", "okay", "please", "do", "correct"}
)
_NO: Final = frozenset({"no", "nope", "nah", "n"})
_THUMBS: Final = re.compile(r"^[\s]*(?:👍[🏻-🏿]?|👌[🏻-🏿]?|✅|:\+1:|:thumbsup:|:ok_hand:)+[\s]*$")
_THUMBS_DOWN: Final = re.compile(r"^[\s]*(?:👎[🏻-🏿]?|:-1:|:thumbsdown:)+[\s]*$")
_LENGTH_ASKED: Final = re.compile(
    "(?:(?:about|around|roughly|it was|was|maybe|just|approx|no|sorry|like|it took|took) )*"
    "[\ue000\ue002](?: (?:or so|in total|total|hours|mins|i think|ish))*"
)
_DAY_ASKED: Final = re.compile(
    "(?:(?:on|it was|was|i think|about|maybe|it is|its|sorry|no|from) )*\ue001(?: (?:i think))*"
)


def whole(message: Message, span: Span) -> Part | None:
    """What a message, or a clause of it, is as a whole; None where it is none of these."""
    seen = message.plain(span)
    for may_be in _IN_ORDER:
        part = may_be(message, span, seen)
        if part is not None:
            return part
    return None


def choice(message: Message, span: Span, seen: Plain) -> Part | None:
    """A button in sight by its words, yes or no, or a thumb."""
    words = message.words(span)
    if _THUMBS.match(words):
        return message.part("steering", span, Chosen("yes"))
    if _THUMBS_DOWN.match(words):
        return message.part("steering", span, Chosen("no"))
    context, said = message.context, seen.words
    for label in context.labels:
        if said == plain(label).words or said == f"{plain(label).words} please":
            kind: Kind = "steering"
            if label == "My answer":
                kind = "answer"
            elif label == "New entry":
                kind = "activity"
            return message.part(kind, span, Chosen(label))
    if {"Yes", "No"} & context.labels or not context.question:
        first = said.removesuffix(" please").removesuffix(" thanks")
        if first in _YES and (first not in ("ok", "okay", "sure") or "Yes" in context.labels):
            return message.part("steering", span, Chosen("yes"))
        if first in _NO:
            return message.part("steering", span, Chosen("no"))
    return None


def fact(message: Message, span: Span, seen: Plain) -> Part | None:
    """The answer to a question of fact: a length, a number, a day."""
    asked = message.context.question
    if asked not in ("minutes", "date"):
        return None
    form = _LENGTH_ASKED if asked == "minutes" else _DAY_ASKED
    if not seen.words or form.fullmatch(seen.words):
        return message.part("answer", span, Account(asked))
    return None


def steering(message: Message, span: Span, seen: Plain) -> Part | None:
    """What is to be done with an entry or its question."""
    said = STEERING.said(seen)
    if said is not None:
        return message.part("steering", span, Steered(said.means))
    of_named = NAMED.said(seen)
    meant = named(seen, message.context) if of_named else None
    if of_named is None or meant is None:
        return None
    return message.part("steering", span, Steered(of_named.means), entry=meant.id)


def stop(message: Message, span: Span, seen: Plain) -> Part | None:
    """No more messages, or anger at the bot."""
    said = STOPS.said(seen)
    if said is not None:
        return message.part("request", span, _asked(message, said))
    short = len(seen.words.split()) <= _SHORT_OUTBURST
    if short and ANGER.search(message.folded(span)) and not message.account_starts(span):
        return message.part("request", span, Asked("anger"))
    return None


def aside(message: Message, span: Span, seen: Plain) -> Part | None:
    """No learning, or somebody else's."""
    if NOT_OWN.said(seen) is not None or _is_of_somebody_named(message, span):
        return message.part("courtesy", span, Aside("not_own"))
    no_learning = NO_LEARNING.said(seen)
    if no_learning is not None and not message.account_starts(span):
        return message.part("courtesy", span, Aside(no_learning.means))
    return None


def _is_of_somebody_named(message: Message, span: Span) -> bool:
    found = NAMED_OTHER.match(message.words(span))
    if found is None or message.text.isupper():
        return False
    if any(word.lower() in NO_NAMES for word in found["name"].split()):
        return False
    return bool(LEARNING.search(message.folded(span))) and not LEARNING.search(
        found["name"].lower()
    )


def reference(message: Message, span: Span, seen: Plain) -> Part | None:
    """An activity that is told by another."""
    said = REFERENCES.said(seen)
    if said is None:
        return None
    start, end = stated_days(message, said)
    kind: Kind = "activity" if said.means == "same" else "unclear"
    content = Referred(said.means, stated_minutes(message, said), start, end)
    return message.part(kind, span, content)


def question(message: Message, span: Span, _seen: Plain) -> Part | None:
    """A question to the bot."""
    words = message.raw if span == message.all else message.words(span)
    asked = asking.asked(words, now=message.context.now, tz=message.context.tz)
    return None if asked is None else message.part("question", span, Questioned(asked))


def request(message: Message, span: Span, seen: Plain) -> Part | None:
    """Something for the bot to do."""
    said = REQUESTS.said(seen)
    return None if said is None else message.part("request", span, _asked(message, said))


def number(message: Message, span: Span, seen: Plain) -> Part | None:
    """A bare number that no open question asks for: it is asked about."""
    if seen.words == _BARE_NUMBER and message.context.question is not None:
        return message.part("unclear", span, Unclear("number"))
    return None


def courtesy(message: Message, span: Span, seen: Plain) -> Part | None:
    """What is said for company."""
    said = COURTESIES.said(seen)
    if said is not None:
        return message.part("courtesy", span, Aside(said.means))
    if not seen.words:  # an emoji and no more
        return message.part("courtesy", span, Aside("emoji"))
    return None


def _asked(message: Message, said: Said[Request]) -> Asked:
    words = " ".join(message.words(one) for one in said.texts.values())
    if not words:
        stated = [one for name in ("day", "length") for one in said.values.get(name, ())]
        words = " ".join(message.words(one) for one in stated)
    return Asked(said.means, words)


_IN_ORDER: Final[tuple[Callable[[Message, Span, Plain], Part | None], ...]] = (
    choice,
    fact,
    steering,
    stop,
    aside,
    reference,
    question,
    request,
    correction,
    number,
    courtesy,
)
"""What a whole message may be; the first that it is wins."""
