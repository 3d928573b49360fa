"""Two activities whose facts are said first, and then their names in the same order: "2h on Wed and
3h on Thu last week, ABS and then ESP, at the college".
"""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import Activity, Part
from bot.conversation.understanding.message import Message

_OPENS: Final = re.compile(r"(?:(?:i|we|did|had|done|spent|was|also|and|just|got|put in) )*")
_BETWEEN: Final = re.compile(r"(?:,| (?:and|then|plus|&))+ (?:then )?")
_NAMES: Final = re.compile(
    r"(?:[,:;]| -| on| doing| -)+ (?P<first>[^,.;:]{2,40}?)(?:,? (?:and )?then |(?="
    r" .*\brespectively\b),? (?:and|&) )"
    r"(?P<second>[^,.;:]{2,40}?)(?:,? respectively)?(?P<rest>,? (?:at|with|by|from) [^.;:]{2,40}"
    r"|, [^.;:,]{2,40})?"
    r"[.! ]*"
)
"""Names that are joined by no more than "and" may be one: "VAG diagnostics and coding"."""

_OF_WEEK: Final = re.compile(r"\b(?:last|this|next) week\b")
_TOO_LIKE: Final = re.compile(r"\b(?:i|we|it|they|he|she|was|is|were|then|learnt|because|so|to)\b")
_OF_LIFE: Final = re.compile(
    r"(?:(?:the|a|to|back|some|my) )*(?:pub|home|lunch|dinner|tea|breakfast|bed|gym|shops?|work|"
    r"football|match|beers?|pints?|curry|chippy)"
)
"""What follows a course and is none."""

_PAIRS: Final = 2


def paired(message: Message, span: Span) -> list[Part]:
    """Both activities; nothing where a span is not told so."""
    lengths = [one for one in message.lengths if span[0] <= one[0] and one[1] <= span[1]]
    days = message.days_in(span)
    if len(lengths) != _PAIRS or len(days) not in (0, _PAIRS):
        return []
    pairs = _pairs(message, span, lengths, days)
    names = pairs and _NAMES.fullmatch(message.low, max(one[1] for one in pairs), span[1])
    if not names or any(_TOO_LIKE.search(names[one]) for one in ("first", "second")):
        return []
    if any(_OF_LIFE.fullmatch(names[one]) for one in ("first", "second")):
        return []
    rest = message.words(names.span("rest")) if names["rest"] else ""
    parts = []
    for name, pair in zip(("first", "second"), pairs, strict=True):
        called = message.trimmed(names.span(name))
        reading = message.read_words(
            f"{message.words(called)}, {_facts(message, pair, days)}{rest}"
        )
        if reading.title.value is None or reading.minutes.value is None:
            return []
        reading = replace(reading, text=message.words(called), intent="log")
        parts.append(message.part("activity", called, Activity(reading)))
    return parts


def _pairs(message: Message, span: Span, lengths: list[Span], days: list[Span]) -> list[Span]:
    """The stretches of the two lengths, each with its day, which open a span and stand together."""
    ends = [*zip(lengths, days, strict=True)] if days else [(one, one) for one in lengths]
    pairs = [(min(one[0], other[0]), max(one[1], other[1])) for one, other in ends]
    (begin, middle), (again, _) = pairs
    opens = _OPENS.fullmatch(message.low, span[0], begin)
    between = _BETWEEN.fullmatch(message.low, middle, again)
    return pairs if opens and between and _are_one(message, pairs, [*lengths, *days]) else []


def _are_one(message: Message, pairs: list[Span], values: list[Span]) -> bool:
    """Whether nothing stands between a length and its day."""
    for start, end in pairs:
        inside = sorted(one for one in values if start <= one[0] and one[1] <= end)
        if any(message.low[one[1] : other[0]].strip(" ,") for one, other in pairwise(inside)):
            return False
    return True


def _facts(message: Message, pair: Span, days: list[Span]) -> str:
    """The length and the day of one; a week that is named with the other's day holds for both."""
    said = message.words(pair)
    weeks = {found[0] for one in days if (found := _OF_WEEK.search(message.folded(one)))}
    if days and len(weeks) == 1 and _OF_WEEK.search(message.folded(pair)) is None:
        day = next(one for one in days if pair[0] <= one[0] and one[1] <= pair[1])
        named = message.words(day)
        return said.replace(named, f"{named} {weeks.pop()}")
    return said
