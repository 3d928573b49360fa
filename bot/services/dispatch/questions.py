"""Questions to the bot: which topics are answered by which room, and an answer as plain values.

A room declares the topics that it answers in a tuple `ANSWERS` of one of its modules; what was
asked is found by `bot.conversation.asking`. A new question needs three things: rows with examples
in the tables there, which are one list because the first row that fits wins; an `Answer` in its
room; and its sentences, which are `bot.ui.questions`'s.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from bot.conversation.asking import Asked, Topic
from bot.discovery import by_name, declared
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import PACKAGE

OfferName = Literal[
    "standing",
    "list",
    "set_date",
    "cycle_news",
    "opening",
    "scheme",
    "settings",
    "help",
    "team",
    "add",
    "lacking",
    "entry",
    "coach",
]
"""What an answer may offer as a button."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, or two, by its name. `source` is where the rule stands, as its pack says."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A button, with the pack or the entry that it opens."""

    name: OfferName
    about: str | int | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """The answer to a question: one line or two, and what it offers. Values are plain JSON: days
    in ISO form, credits in hundredths.
    """

    lines: tuple[Line, ...]
    offers: tuple[Offer, ...] = ()

    def queued(self) -> Mapping[str, Any]:
        """The plain values that it is queued with."""
        return {
            "lines": [[line.name, dict(line.values), line.source] for line in self.lines],
            "offers": [[offer.name, offer.about] for offer in self.offers],
        }


def explained(name: str, /, *offers: Offer, source: str = "", **values: Any) -> Explained:
    """An answer of one line."""
    return Explained((Line(name, values, source),), offers)


def read_explained(values: Mapping[str, Any]) -> Explained:
    """The answer that was queued."""
    return Explained(
        tuple(Line(name, given, source) for name, given, source in values["lines"]),
        tuple(Offer(name, about) for name, about in values["offers"]),
    )


Answering = Callable[[MemberContext, Asked], Explained]
"""Answers a question; it reads whatever it needs, such as the member's schemes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers the questions about a topic, as its room declares it in a tuple `ANSWERS`."""

    topic: Topic
    answering: Answering


def always(name: str, *offers: OfferName) -> Answering:
    """An answer that is the same for everybody."""

    def answer(_context: MemberContext, _asked: Asked) -> Explained:
        return explained(name, *(Offer(one) for one in offers))

    return answer


def explain(ctx: MemberContext, asked: Asked) -> Explained:
    """The answer, true as of now: one line or two, and the buttons that help on.

    What is looked up of other people leaves a line in their access logs. Nothing else changes.
    Raises KeyError for a topic that no room answers.
    """
    return answers(*ctx.rooms)[asked.topic].answering(ctx, asked)


@cache
def answers(*packages: str) -> Mapping[Topic, Answer]:
    """The answers of these packages' rooms by topic, or of ours where none is given; read once.

    Raises DeclaredTwice.
    """
    return by_name(declared("ANSWERS", Answer, *(packages or (PACKAGE,))), lambda one: one.topic)
