"""Which entry what was told before belongs to, and which day was meant by another name for it."""

import re
from typing import Final

from bot.conversation.dates import read_dates
from bot.conversation.field import Span
from bot.conversation.parts import Correction, Part, Placed
from bot.conversation.phrases.language import Plain
from bot.conversation.problems import Problem
from bot.conversation.understanding.entries import named
from bot.conversation.understanding.message import Message
from bot.conversation.understanding.values import SHORT_DAYS

_IS_OF: Final = re.compile(
    r"(?:(?:no|sorry|oh|oops|wait|actually|but|hang on) )*(?:that|this|it|that (?:last )?(?:one|"
    r"bit|answer|message)|the last (?:one|bit|answer|message)|my (?:last )?(?:answer|message)|what "
    r"i (?:said|wrote|put)) ?(?:was|is|s|goes|belongs|should (?:be|go|have been|have gone)|were)? "
    r"?(?:meant |supposed to be |all |actually )*(?:for|to|with|under|on|in) "
    r"(?P<name>(?:the|that|my) [\w&/'+-]+(?: [\w&/'+-]+){0,4})"
    r"(?: not (?:the|that|my|this) [\w&/'+-]+(?: [\w&/'+-]+){0,3})?"
)
_KINDS: Final = frozenset(
    {"the", "that", "my", "one", "course", "webinar", "session", "talk", "entry", "draft", "first"}
    | {"second", "third", "last", "workshop", "training", "other", "1st", "2nd", "on", "of"}
)
_TWO: Final = 2
_AS_IN: Final = re.compile(
    r"(?P<day>[\w ]{2,12}?),? (?:as in|meaning|i mean|ie|i\.e\.?|that is) (?:on )?"
    r"(?P<meant>(?:the )?[\w ]{1,16})\W*"
)


def placed(message: Message, span: Span, seen: Plain) -> Part | None:
    """What was told last is of the entry that is named, where it can be one of several."""
    alive = [one for one in message.context.entries if one.status in ("draft", "planned", "logged")]
    found = _IS_OF.fullmatch(seen.words)
    if found is None or len(alive) < _TWO:
        return None
    meant = named(seen, message.context)
    if meant is None or meant not in alive:
        return None
    if not set(found["name"].split()) <= _KINDS | meant.names:
        return None
    return message.part("correction", span, Placed(), entry=meant.id)


def day_meant(message: Message, span: Span, _seen: Plain) -> Part | None:
    """A day by another name: "sat as in 21st"."""
    found = _AS_IN.fullmatch(message.folded(span))
    context = message.context
    known = context.entry(context.thread or context.about or context.last)
    if found is None or known is None:
        return None
    told, days = (
        read_dates(
            SHORT_DAYS.get(one, one), context.now, context.tz, planned=known.status == "planned"
        )
        for one in (found["day"].strip(), found["meant"].strip())
    )
    if isinstance(told, Problem) or isinstance(days, Problem):
        return None
    if told[0].weekday() != days[0].weekday():
        return None  # the one is no name of the other
    content = Correction("days", start=days[0], end=days[1])
    return message.part("correction", span, content, entry=known.id)
