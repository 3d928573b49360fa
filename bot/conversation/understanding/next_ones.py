"""The next one that is planned, told by the one before: "put down my next one for 10 December"."""

import re
from dataclasses import replace
from typing import Final

from bot.conversation.dates import read_dates
from bot.conversation.field import Span
from bot.conversation.parts import Activity, Part, Referred, Unclear
from bot.conversation.phrases.language import Plain
from bot.conversation.problems import Problem
from bot.conversation.understanding.message import Message

_NEXT: Final = r"(?:(?:the|my|our|a) )?next (?:one|course|session|class|training|module|evening)"
_PUT: Final = (
    r"(?:(?:and|also|then|please|pls|can you|oh|just|so|but) )*"
    r"(?:(?:put|add|log|plan|book|stick|note|pencil) (?:me )?(?:down |in )?(?:for )?)?"
)
_ON_A_DAY: Final = re.compile(
    f"{_PUT}{_NEXT}(?: (?:is|will be|as|down|for|on|be|to))* \ue001(?: (?:please|pls|thanks|too))*"
)
_IS: Final = re.compile(
    rf"{_PUT}{_NEXT},? (?:is|will be|is going to be|='s) (?!on (?:the|my|your|this|that)\b)"
    r"(?:on |about |the |a )?(?P<what>(?!(?:due|on|in|at|to|going|not|worn|when|where|"
    r"what|if|that|this|just|for)\b)\S.*)"
)
_OF_A_JOB: Final = re.compile(r"\b(?:so|then|because|cos|before|after|when|do it|and do)\b")
_OF_A_CAR: Final = re.compile(r"(?:(?:the|my|our|a) )?next module\b")
"""What is fitted to a car, too."""


def next_one(message: Message, span: Span, seen: Plain) -> Part | None:
    """A plan of the next one: like the last, or what it is said to be."""
    if _ON_A_DAY.fullmatch(seen.words):
        known = bool(message.context.entries)
        return _like_the_last(message, span) if known else _of_nothing(message, span)
    found = _IS.fullmatch(message.folded(span).rstrip(" .!"))
    if found is None or not message.days_in(span) or _OF_A_JOB.search(found["what"]):
        return None
    if message.context.question is not None and _OF_A_CAR.match(message.folded(span)):
        return None
    start = span[0] + found.start("what")
    reading = message.read_words(f"going to {message.words((start, span[1]))}")
    if reading.title.value is None or (
        not reading.start.is_partial and reading.start.value is None
    ):
        return None
    if reading.start.value is not None and reading.start.value < message.today:
        return None
    reading = replace(reading, text=message.words(span), intent="plan")
    return message.part("activity", span, Activity(reading))


def _of_nothing(message: Message, span: Span) -> Part:
    """There is no last one that it could be like."""
    return message.part("unclear", span, Unclear("words"))


def _like_the_last(message: Message, span: Span) -> Part | None:
    context = message.context
    days = message.words(message.days_in(span)[0])
    found = read_dates(days, context.now, context.tz, planned=True)
    if isinstance(found, Problem) or found[0] < message.today:
        return None
    return message.part("activity", span, Referred("same", None, *found))
