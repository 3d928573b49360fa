"""A correction: which facts of an entry are to be others, and their values."""

import re
from datetime import date
from typing import Final

from bot.conversation.dates import read_dates
from bot.conversation.durations import read_duration
from bot.conversation.field import Span
from bot.conversation.parts import Part
from bot.conversation.phrases.corrections import (
    CORRECTIONS,
)
from bot.conversation.phrases.language import Plain, Said, T
from bot.conversation.problems import Problem
from bot.conversation.understanding import by_value
from bot.conversation.understanding.entries import target
from bot.conversation.understanding.message import Message
from bot.conversation.understanding.values import Values

_WAITS: Final = re.compile(
    "(?:(?:then|and|just|always|so|now|to) )*(?:wait|leave it|hold)(?: (?:for|about|at least|up "
    "to))? \ue000(?!.*\\b(?:not|no|sorry|actually)\\b)"
)
"""Time that one waits is no length of the entry."""

_IS_NOT_SURE: Final = re.compile(r"\bor\b")


def corrections(message: Message, span: Span, plain: Plain) -> list[Part]:
    """The corrections that a span is, of the entry it is about; none where it is none."""
    if _WAITS.match(plain.words):
        return []
    said = CORRECTIONS.said(plain)
    meant = target(plain, message.context)
    if said is None:
        return by_value.loose(message, span, plain, meant)
    content = Values(message, meant).of(said)
    if content is None:
        return by_value.loose(message, span, plain, meant)
    return [message.part("correction", span, content, entry=meant.id if meant else None)]


def likely(message: Message, span: Span) -> list[Part]:
    """The corrections that words are which can hardly be anything else; none without a value."""
    plain = message.plain(span)
    if _WAITS.match(plain.words) or _IS_NOT_SURE.search(plain.words):
        return []
    return by_value.likely(message, span, plain, target(plain, message.context))


def stated_minutes(message: Message, said: Said[T]) -> int | None:
    """The first length in what was said, in minutes."""
    spans = said.values.get("length", ())
    if not spans:
        return None
    read = read_duration(message.words(spans[0]), working_day=message.context.working_day)
    return read if isinstance(read, int) else None


def stated_days(message: Message, said: Said[T]) -> tuple[date | None, date | None]:
    """The first day, or stretch of days, in what was said."""
    spans = said.values.get("day", ())
    if not spans:
        return None, None
    found = read_dates(message.words(spans[0]), message.context.now, message.context.tz)
    return (None, None) if isinstance(found, Problem) else found
