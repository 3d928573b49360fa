"""That an entry went over several days says when it was, and not how long: "it was over 2 days, mon
and tues" keeps the 3 h that were told.
"""

import re
from typing import Final

from bot.conversation.dates import read_dates
from bot.conversation.field import Span
from bot.conversation.parts import Correction, KnownEntry, Part
from bot.conversation.phrases.language import Plain
from bot.conversation.problems import Problem
from bot.conversation.understanding.message import Message

_BESIDE: Final = (
    r"(?:no|nope|nah|sorry|actually|it|its|that|this|they|we|i|was|were|is|did|done|had|took|ran|"
    r"the|my|course|training|thing|one|of|for|but|so|though|really|tbh|ok|oh|wait|both|on|from|just)"
)
_OVER: Final = re.compile(
    f"(?:{_BESIDE} )*(?:spread |split |done |run |held )?(?:over|across|between) (?:the )?"
    "(?P<days>\ue000)(?P<when>(?: (?:actually|really|so|though|it was|was|on|the|tbh|sorry|both))*"
    "(?: \ue001(?: (?:and|to|till|until|then|through|plus) \ue001| \ue001)*)?)"
    "(?: (?:actually|really|though|tbh|sorry|mate|not one|not 1|i think))*"
)
_DAYS: Final = re.compile(r"(?:[2-9]|10|two|three|four|five|six|seven|eight|nine|ten|both) days")


def over_days(message: Message, span: Span, plain: Plain, meant: KnownEntry | None) -> list[Part]:
    """The days that an entry went over, where its length is known already; none where a span says
    anything else.
    """
    found = _OVER.fullmatch(plain.words)
    if found is None or meant is None or meant.minutes is None:
        return []
    place = found.start("days")
    said = message.words(plain.span(place, place + 1))
    if _DAYS.fullmatch(said.lower()) is None:
        return []
    content = _days(message, plain, meant, said)
    return [message.part("correction", span, content, entry=meant.id)]


def _days(message: Message, plain: Plain, meant: KnownEntry, said: str) -> Correction:
    """The days that are named; asked for where none are, or no more than one."""
    first, last = plain.words.find("\ue001"), plain.words.rfind("\ue001")
    if first >= 0:
        words, context = message.words(plain.span(first, last + 1)), message.context
        planned = meant.status == "planned"
        read = read_dates(words, context.now, context.tz, planned=planned)
        if isinstance(read, Problem):
            return Correction("days", problem=read)
        if read[0] != read[1]:
            return Correction("days", start=read[0], end=read[1])
    return Correction("days", problem=Problem("which_day", "start", said))
