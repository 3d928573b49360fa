"""What led to an activity, where it is said before the facts."""

import re
from typing import Final

from bot.conversation.field import Span
from bot.conversation.understanding.message import LEARNING, Message

_SO_DID: Final = re.compile(
    r"(?:[,.;]|\s-)?\s+(?:and )?(?:so|hence|thats why|that's why|which is why) "
    r"(?:(?:i|we|ive|i've|just|then|finally|was|ended up|decided to|thought i'?d|went and) )*"
    r"(?=(?:did|do|done|doing|watch\w*|went|go|had|have|read|reading|book\w*|took|take|taking|sat|"
    r"sit|attend\w*|sign\w*|enrol\w*|got|listen\w*|join\w*|complet\w*|spent|put|look\w*|asked|"
    r"start\w*|\d|half an?|an? (?:hour|half|course|webinar))\b)"
)
_FEWEST_WORDS: Final = 3

EXAMPLES: Final = (
    ("kept getting abs codes so watched a 1h webinar on it yesterday", "kept getting abs codes"),
    ("we had two come back, so I did 2 hours on BMS at Hella today", "we had two come back"),
    ("2h webinar on brakes yesterday so I did the van first", None),
    ("it was raining so went home", None),
)
"""Messages, and what led to the activity in them."""


def parted(message: Message, span: Span) -> tuple[Span | None, Span]:
    """What led to an activity, and the rest of a span, which states it; None where nothing did."""
    for found in _SO_DID.finditer(message.low, *span):
        cause = message.trimmed((span[0], found.start()))
        rest = message.trimmed((found.end(), span[1]))
        if len(message.words(cause).split()) < _FEWEST_WORDS or message.has_length(cause):
            return None, span
        if LEARNING.search(message.folded(cause)) or not message.has_length(rest):
            return None, span
        if message.read(rest).title.value is not None and message.read(rest).is_activity:
            return cause, rest
    return None, span
