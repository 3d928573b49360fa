"""A correction: which facts of an entry are to be others, and their values."""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from bot.conversation.dates import read_dates
from bot.conversation.durations import read_duration
from bot.conversation.field import Span
from bot.conversation.parts import Correction, Part, Unclear
from bot.conversation.phrases.corrections import CORRECTIONS, CUES
from bot.conversation.phrases.language import LONGEST, Plain, Said
from bot.conversation.phrases.naming import title_words
from bot.conversation.problems import Problem
from bot.conversation.subject_shares import Breakdown
from bot.conversation.understanding import amounts, by_value
from bot.conversation.understanding.by_clock import by_the_clock
from bot.conversation.understanding.day_numbers import of_two_days
from bot.conversation.understanding.entries import by_words, names_none, target
from bot.conversation.understanding.message import LEARNING, Message
from bot.conversation.understanding.over_days import over_days
from bot.conversation.understanding.subject_corrections import of_subjects
from bot.conversation.understanding.titled import renamed
from bot.conversation.understanding.values import Values

_WAITS: Final = re.compile(
    "(?:(?:then|and|just|always|so|now|to) )*(?:wait|leave it|hold)(?: (?:for|about|at least|up "
    "to))? \ue000(?!.*\\b(?:not|no|sorry|actually)\\b)"
)
"""Time that one waits is no length of the entry."""

_TWO: Final = 2
_AND: Final = re.compile(r"(?:,\s+(?:and |but )?|\s+(?:and|but|&)\s+)", re.IGNORECASE)
_IS_NOT_SURE: Final = re.compile(r"\bor\b")


def corrections(message: Message, span: Span, plain: Plain) -> list[Part]:
    """The corrections that a span is, of the entry it is about; none where it is none.

    `plain` is the span as phrases see it.
    """
    return message.corrections(span, lambda: _corrections(message, span, plain))


def _corrections(message: Message, span: Span, plain: Plain) -> list[Part]:
    if _WAITS.match(plain.words):
        return []
    tells = message.states(span) and LEARNING.search(message.folded(span))
    if tells and not message.context.entries:
        return []  # "no, a course on brakes, 2 hours": nothing is there that it could change
    shared = _shared_words(message, span)
    if subjects := of_subjects(message, span, target(plain, message.context, shared)):
        return subjects
    if beside := _beside_shares(message, span):
        return beside
    if several := _of_several(message, span, plain):
        return several
    if _names_what_is_not_there(message, span, plain):
        return [message.part("unclear", span, Unclear("words"))]
    meant = target(plain, message.context, shared)
    if timed := by_the_clock(message, span, meant):
        return timed
    for told in (over_days, amounts.by_parts, of_two_days, renamed):
        if found := told(message, span, plain, meant):
            return found
    said = CORRECTIONS.said(plain)
    texts = list(said.texts.values()) if said is not None else []
    but_for = shared | {word for one in texts for word in message.plain(one).words.split()}
    meant = target(plain, message.context, but_for)
    if said is None:
        return by_value.loose(message, span, plain, meant) or _of_pieces(message, span, plain)
    content = Values(message, meant).of(said)
    if content is None:
        return by_value.loose(message, span, plain, meant)
    return [message.part("correction", span, content, entry=meant.id if meant else None)]


def _beside_shares(message: Message, span: Span) -> list[Part]:
    """Another fact, and how the time is shared out: "it was 3 hours, half cameras half radar"."""
    told = _shares_of_told(message, span)
    if len(told) != 1:
        return []
    head = message.trimmed((span[0], told[0].span[0]))
    piece = message.trimmed((told[0].span[0], span[1]))
    if head[0] >= head[1] or piece == message.trimmed(span):
        return []
    facts = corrections(message, head, message.plain(head))
    meant = target(message.plain(piece), message.context, _shared_words(message, piece))
    for one in facts:
        if meant is not None and isinstance(one.content, Correction) and one.content.minutes:
            meant = replace(meant, minutes=one.content.minutes)
    subjects = of_subjects(message, piece, meant)
    return [*facts, *subjects] if facts and subjects else []


def _shares_of_told(message: Message, span: Span) -> list[Breakdown]:
    """Where a span shares out over subjects what was told before."""
    return [
        one
        for one in message.breakdowns
        if (one.of_a_whole or len(one.names) > 1)
        and all(span[0] <= start and end <= span[1] for start, end in one.named)
    ]


def _shared_words(message: Message, span: Span) -> frozenset[str]:
    """Words by which a span shares out over subjects what was told before: they name no entry."""
    told = _shares_of_told(message, span)
    return frozenset(word for one in told for word in title_words(message.words(one.span)))


def _of_pieces(message: Message, span: Span, plain: Plain) -> list[Part]:
    """Corrections of several facts, each a piece: "4 hours, Hella not Bosch"."""
    if not message.context.entries or len(plain.words) > LONGEST:
        return []
    parts: list[Part] = []
    start = span[0]
    for found in [*_AND.finditer(message.text, *span), None]:
        if found is not None and "," not in found[0] and message.is_within_value(found.start()):
            continue
        piece = message.trimmed((start, found.start() if found else span[1]))
        start = found.end() if found else span[1]
        if piece == message.trimmed(span) or piece[0] >= piece[1]:
            return []
        one = corrections(message, piece, message.plain(piece))
        if not one:
            return []
        parts += one
    facts = {part.content.what for part in parts if isinstance(part.content, Correction)}
    told = CUES.intersection(plain.words.split()) or facts - {"minutes", "days"}
    return parts if told and len(facts) == len(parts) > 1 else []


def _of_several(message: Message, span: Span, plain: Plain) -> list[Part]:
    """Corrections of several entries, each named: "webinar 30 min and the course 1 hour"."""
    context = message.context
    if len(context.entries) < _TWO or len(plain.words) > LONGEST:
        return []
    parts: list[Part] = []
    start = span[0]
    for found in [*_AND.finditer(message.text, *span), None]:
        piece = message.trimmed((start, found.start() if found else span[1]))
        start = found.end() if found else span[1]
        seen = message.plain(piece)
        if not message.states(piece) or (meant := by_words(seen, context)) is None:
            return []
        if not (found_there := by_value.of_entry(message, piece, seen, meant)):
            return []
        parts += found_there
    return parts if len({part.entry for part in parts}) > 1 else []


def likely(message: Message, span: Span) -> list[Part]:
    """The corrections that words are which can hardly be anything else; none without a value."""
    plain = message.plain(span)
    if _WAITS.match(plain.words) or _IS_NOT_SURE.search(plain.words):
        return []
    if _names_what_is_not_there(message, span, plain):
        return [message.part("unclear", span, Unclear("words"))]
    meant = target(plain, message.context, _shared_words(message, span))
    return amounts.by_parts(message, span, plain, meant) or by_value.likely(
        message, span, plain, meant
    )


def _names_what_is_not_there(message: Message, span: Span, plain: Plain) -> bool:
    """Whether a value is stated of something that is named, and is none of the entries."""
    said = bool(message.context.entries) and len(plain.words) <= LONGEST and message.states(span)
    return said and names_none(plain, message.context)


def stated_minutes(message: Message, said: Said[object]) -> int | None:
    """The first length in what was said, in minutes."""
    spans = said.values.get("length", ())
    if not spans:
        return None
    read = read_duration(message.words(spans[0]), working_day=message.context.working_day)
    return read if isinstance(read, int) else None


def stated_days(message: Message, said: Said[object]) -> tuple[date | None, date | None]:
    """The first day, or stretch of days, in what was said; one that cannot have been is to come."""
    spans = said.values.get("day", ())
    if not spans:
        return None, None
    words, context = message.words(spans[0]), message.context
    found = read_dates(words, context.now, context.tz)
    if isinstance(found, Problem):
        found = read_dates(words, context.now, context.tz, planned=True)
    return (None, None) if isinstance(found, Problem) else found
