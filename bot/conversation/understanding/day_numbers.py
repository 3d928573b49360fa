"""A day of the month that somebody is not sure of: "was it 12 or 13, I think 13"."""

import re
from datetime import date
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import Correction, KnownEntry, Part
from bot.conversation.phrases.language import Plain
from bot.conversation.understanding.message import Message

_ONE: Final = "(?:the )?[\ue001\ue002]"
_TWO_OF_THEM: Final = re.compile(
    r"(?:(?:hang|hold|on|wait|oh|hmm|er|um|no|sorry|actually|was|it|were|is|not|sure|if|whether|"
    r"it|that|this|dont|know|cant|remember|either|might|have|been|be|could|maybe|ok) )*"
    f"(?P<one>{_ONE}) or (?P<other>{_ONE}) (?:(?:i|think|reckon|pretty|fairly|sure|it|was|its|so"
    f"|no|"
    r"probably|must|be|have|been|definitely|yeah|yes|say|go|with|put|make|id|guess|actually|ok|the|"
    r"deffo|on) )+"
    f"(?P<said>{_ONE})(?: (?:i|think|actually|please|pls|then|yeah))*"
)
_FIGURES: Final = re.compile(r"\d{1,2}")
_LAST_DAY: Final = 31


def of_two_days(message: Message, span: Span, plain: Plain, meant: KnownEntry | None) -> list[Part]:
    """The day that is settled on, of two of which one stands in the entry; none where it is none
    of them.
    """
    found = _TWO_OF_THEM.fullmatch(plain.words)
    if found is None or meant is None or meant.start is None or meant.start != meant.end:
        return []
    numbers = [_number(message, plain, found.end(one) - 1) for one in ("one", "other", "said")]
    if None in numbers or numbers[2] not in numbers[:2] or meant.start.day not in numbers[:2]:
        return []
    try:
        day = meant.start.replace(day=numbers[2] or 0)
    except ValueError:
        return []
    if not _may_be(day, message.today, meant):
        return []
    content = Correction("days", start=day, end=day)
    return [message.part("correction", span, content, entry=meant.id)]


def _number(message: Message, plain: Plain, place: int) -> int | None:
    """The day of the month at a place, in figures and nothing else."""
    figures = _FIGURES.findall(message.words(plain.span(place, place + 1)))
    return int(figures[0]) if len(figures) == 1 and 0 < int(figures[0]) <= _LAST_DAY else None


def _may_be(day: date, today: date, meant: KnownEntry) -> bool:
    """Whether an entry can be of a day: what was done was not done tomorrow."""
    return day <= today or meant.status == "planned"
