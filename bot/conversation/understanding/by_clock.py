"""From when to when it was, without the break: "9 til 4 with 45 min lunch" is 6 h 15."""

import re
from typing import Final

from bot.conversation.asking.words import word_set
from bot.conversation.clock_ranges import clock_ranges
from bot.conversation.durations import find_lengths, find_minutes
from bot.conversation.field import Span
from bot.conversation.length_words import A_BREAK
from bot.conversation.parts import Correction, KnownEntry, Part
from bot.conversation.text import without
from bot.conversation.understanding.message import Message

_BESIDE: Final = word_set(
    "no nope nah sorry actually it its it's was is were that that's thats this means meant being "
    "the a an my our we i had have with minus less without including incl inc and but so from for "
    "of off in out lunch dinner tea coffee break breaks hour day days all ok wait oh time times "
    "ran finished started course training really only just think tbh there so taken take = , . ; :"
)
_WORD: Final = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_DAY: Final = re.compile(r"(?:all|full|whole|the full|the whole|a full|a whole) day")


def by_the_clock(message: Message, span: Span, meant: KnownEntry | None) -> list[Part]:
    """The correction of a length that is told by the clock and by its break; none where anything
    else is said. "All day" is said of the entry whose length is a day's.
    """
    low = without(message.low, message.days)[slice(*span)]
    lengths = find_lengths(low, message.context.working_day)
    clocks = list(clock_ranges(low, of_a_day=True))
    if len(clocks) != 1 or not any(A_BREAK.match(low, one.span[1]) for one in lengths):
        return []
    rest = without(low, [clocks[0].span, *(one.span for one in lengths)])
    if not _BESIDE.issuperset(_WORD.findall(rest)):
        return []
    told = [one for one in lengths if not A_BREAK.match(low, one.span[1])]
    if any(_DAY.fullmatch(low[slice(*one.span)]) is None for one in told):
        return []
    entry = _all_day(message, meant) if told else meant
    read = find_minutes(low, message.words(span), working_day=message.context.working_day)
    if entry is None or read.minutes.value is None or read.minutes.span != clocks[0].span:
        return []
    content = Correction("minutes", minutes=read.minutes.value)
    return [message.part("correction", span, content, entry=entry.id)]


def _all_day(message: Message, meant: KnownEntry | None) -> KnownEntry | None:
    """The one open entry that took a working day; else the one that is meant."""
    day = message.context.working_day
    open_ones = [one for one in message.context.entries if one.status in ("draft", "planned")]
    long_ones = [one for one in open_ones if one.minutes == day]
    return long_ones[0] if len(long_ones) == 1 else meant
