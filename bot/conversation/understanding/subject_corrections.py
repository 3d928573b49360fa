"""What an entry's subjects were, told of one that is there: "an hour of it was radar", "it was all
cameras", "not radar, software".
"""

import re
from typing import Final

from bot.conversation.asking.words import word_set
from bot.conversation.field import Span
from bot.conversation.parts import Correction, KnownEntry, Part, SubjectsTold
from bot.conversation.shares_named import only_names, only_shares
from bot.conversation.subject_shares import Breakdown, Share
from bot.conversation.text import folded
from bot.conversation.understanding.message import Message
from bot.conversation.understanding.shares import shares_in

_ABOUT: Final = word_set(
    "no nope nah actually sorry oops wait well ok okay yes yeah but so also too please pls plz "
    "mate ta thanks thank you put make made call count log say said should be have been has is "
    "isn't isnt wasn't wasnt not change set split share divide under against towards instead "
    "rather than i meant mean we did really it's its that's thats there was were add include "
    "wrong right got would like can could want minus without drop remove take off out"
)
"""Words of which such a message is made, beside subjects and amounts."""

_CORRECTS: Final = re.compile(
    r"\b(?:was|were|wasn't|wasnt|is|isn't|isnt|it's|its|actually|no|nope|not|should|make|made|put|"
    r"call|count|log|split|share|divide|change|set|meant|instead|add|also|too|remove|drop|sorry|"
    r"there was)\b"
)
_NAMES_ALONE: Final = re.compile(
    r"\b(?:(?:it|that|this) (?:was|is|should (?:be|have been|say))|it's|its|that's|thats|was|"
    r"make it|should (?:be|have been|say)|"
    r"put (?:it )?(?:under|down as|to|against)|count (?:it )?(?:as|under|towards|to)|"
    r"log (?:it )?(?:as|under)|change (?:it|the subject) to|set (?:it|the subject) to|subjects? "
    r"(?:is|are|was|were|should be)|i meant|add|include|also)\b"
)
"""Before names without any amount: bare ones may be an answer."""

_ADDS: Final = re.compile(r"\b(?:add|also|too|as well|include|plus)\b")
_DENIES: Final = re.compile(
    r"\b(?:not|wasn't|wasnt|isn't|isnt|no|instead of|rather than|remove|drop|without|minus|take off"
    r"|take out)\b[\w\s,'/&]*?\Z"
)
_OPENS_CORRECTION: Final = re.compile(
    r"\W*(?:(?:no|nope|nah)\b\W*)+(?=\d|(?:it|that|half|all|an?|the|just|only|make|sorry)\b)"
)
_ENDS_DENIAL: Final = re.compile(
    r"[.;:,]|\bbut\b|\bit was\b|\bit's\b|\bits\b|\bthat was\b|\bonly\b|\bjust\b"
)
_WRONG: Final = re.compile(r"\s*(?:was|is|'s)? ?(?:wrong|not right|out)\b")


def of_subjects(message: Message, span: Span, meant: KnownEntry | None) -> list[Part]:
    """The correction of an entry's subjects that a span is; none where it is none."""
    frameworks = message.context.subjects
    if meant is None or not frameworks or meant.status in ("discarded", "withdrawn"):
        return []
    if _is_of_what_is_told_here(message, span):
        return []
    words = message.words(span)
    told = _shared_out(message, span, meant) or _named(words, message)
    if told is None:
        return []
    return [message.part("correction", span, Correction("subjects", told=told), entry=meant.id)]


def _shared_out(message: Message, span: Span, meant: KnownEntry) -> SubjectsTold | None:
    """ "An hour of it was radar", "half radar half cameras"."""
    words, low = message.words(span), message.folded(span)
    found = only_shares(words, message.context.subjects, message.context.working_day, _ABOUT)
    if found is None:
        return None
    opens = _OPENS_CORRECTION.match(low)  # "no all of it group B" denies nothing that it names
    said = low[0 if opens is None else opens.end() : found.span[1]]
    if _DENIES.search(said.rpartition(" ")[0]):
        return None
    corrects = found.of_a_whole or _CORRECTS.search(low) is not None
    if not corrects and not _is_all_of(found, meant):
        return None
    return SubjectsTold(found.shares)


def _is_all_of(found: Breakdown, meant: KnownEntry) -> bool:
    """Whether lengths of several subjects come to just what an open entry took."""
    several = len(found.names) > 1 and meant.status in ("draft", "planned")
    return several and meant.minutes is not None and found.stated == meant.minutes


def _is_of_what_is_told_here(message: Message, span: Span) -> bool:
    """Whether it is of an activity that the message itself tells of before."""
    if message.trimmed(span) == message.trimmed(message.all):
        return False
    head = message.trimmed((0, span[0]))
    if head[0] >= head[1]:
        return False
    shared = shares_in(message, (0, span[1])) is not None
    return shared and message.read(head).title.value is not None


def _named(words: str, message: Message) -> SubjectsTold | None:
    """ "It was radar", "not radar, software", "radar too"."""
    low = folded(words)
    found = only_names(words, message.context.subjects, _ABOUT)
    if not found:
        return None
    kept: list[str] = []
    dropped: list[str] = []
    for start, end, name in found:
        denied = _is_denied(low[:start]) or _WRONG.match(low, end) is not None
        (dropped if denied else kept).append(name)
    if not dropped and _NAMES_ALONE.search(low) is None and not _ADDS.search(low):
        return None
    shares = tuple(Share((name,), None) for name in kept)
    adds = not dropped and _ADDS.search(low) is not None
    return SubjectsTold(shares, tuple(dropped), adds=adds)


def _is_denied(before: str) -> bool:
    """Whether what follows these words is what it was not: "it wasn't radar"."""
    found = _DENIES.search(before)
    return found is not None and _ENDS_DENIAL.search(found[0]) is None
