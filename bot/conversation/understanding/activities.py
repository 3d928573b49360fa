"""The activities that a span tells of, told apart, each with what is said of it besides."""

import re
from dataclasses import replace
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import Activity, Part
from bot.conversation.reading import Reading
from bot.conversation.text import READ_LIMIT
from bot.conversation.understanding.message import LEARNING, SHORTEST_FACTS, Message

_NEXT_ACTIVITY: Final = re.compile(
    r"(?:[,;]\s*(?:and |then |also |plus )?|\s+(?:and|then|plus|also|&|\+)\s+(?:then |also )?|"
    r"\.\s+|\n+)",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(r"(?:,|\s)+(?:and|so|but|which|where|it|that|i|we|also|really)$")
_SHORTEST_NEXT: Final = 8


def activities(message: Message, span: Span) -> list[Part]:
    """The activities of a span; none where what it begins with is none."""
    found: list[tuple[Span, Activity]] = []
    day: Reading | None = None
    for piece in _split(message, span):
        facts, accounts = _parted(message, piece)
        reading = message.read(facts)
        if not reading.is_activity:
            if not found:
                return []
            (start, _), last = found[-1]
            told = (*last.accounts, message.trimmed(piece))
            found[-1] = (start, piece[1]), Activity(last.reading, told)
            continue
        if day is not None and reading.start.value is None and not reading.start.is_partial:
            reading = replace(reading, start=day.start, end=day.end)
        if reading.start.value is not None:
            day = reading
        if not found:
            reading = replace(reading, links=message.links)
        found.append((piece, Activity(reading, accounts)))
    return [message.part("activity", piece, activity) for piece, activity in found]


def stands_alone(message: Message, span: Span) -> bool:
    """Whether a span tells of an activity without the rest of the message: a kind and a length
    or a day, and a title.
    """
    if not LEARNING.search(message.folded(span)) or message.opens_with_account(span):
        return False
    return message.states(span) and message.read(span).title.value is not None


def _split(message: Message, span: Span) -> list[Span]:
    """Where one activity ends and the next begins: both have a kind and a length or a day."""
    pieces: list[Span] = []
    start = span[0]
    for found in _NEXT_ACTIVITY.finditer(message.text, span[0], min(span[1], READ_LIMIT)):
        left, right = (start, found.start()), (found.end(), span[1])
        if stands_alone(message, left) and stands_alone(message, _up_to_next(message, right)):
            pieces.append(message.trimmed(left))
            start = found.end()
    pieces.append(message.trimmed((start, span[1])))
    return pieces


def _up_to_next(message: Message, span: Span) -> Span:
    """The first clause of a span: up to where the next might begin, but not to nothing."""
    for found in _NEXT_ACTIVITY.finditer(message.text, span[0], min(span[1], READ_LIMIT)):
        if found.start() - span[0] > _SHORTEST_NEXT:
            return span[0], found.start()
    return span


def _parted(message: Message, span: Span) -> tuple[Span, tuple[Span, ...]]:
    """The clauses with the facts, and those with an account behind them."""
    for at in message.account_starts(span):
        head = _without_joint(message, message.trimmed((span[0], at)))
        if head[1] - head[0] < SHORTEST_FACTS:
            continue
        reading = message.read(head)
        if reading.title.value is not None and (
            reading.minutes.span or reading.start.span or reading.type.value
        ):
            return head, (message.trimmed((at, span[1])),)
    return span, ()


def _without_joint(message: Message, span: Span) -> Span:
    """A clause without the "and" or "so" that led over to the next."""
    joint = _JOINT.search(message.folded(span))
    return message.trimmed((span[0], span[0] + joint.start())) if joint else span
