"""Several things in one message: what stands at its ends is cut off at clauses."""

import re
from collections.abc import Iterator
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import Asked, Part, Steered
from bot.conversation.phrases.language import LONGEST
from bot.conversation.understanding.correcting import correction
from bot.conversation.understanding.message import SENTENCE_ENDS, Message
from bot.conversation.understanding.remains import remains
from bot.conversation.understanding.whole import courtesy, request, steering, stop, whole

_CLAUSE_ENDS: Final = re.compile(
    r"(?:,\s+(?:and |oh |also |but |so )?|\s+(?:and|oh|also|but|btw|ps)\s+)", re.IGNORECASE
)
_EXPLICIT: Final = re.compile(
    r"^(?:no|nope)\b|\b(?:actually|no wait|wait|sorry|correction|i meant|i mean|make it|change|"
    r"call it|not|should|it was|oops|my mistake|scratch that|rename|wrong)\b"
)
_OPENERS: Final = frozenset({"ok", "okay", "right", "alright", "fine", "yeah", "yes", "so"})
_STEERS_AT_THE_END: Final = frozenset({"save", "discard", "discard_all", "undo"})
_SHORT_STEERING: Final = 6
_SHORT_COURTESY: Final = 4


def parts_of(message: Message) -> list[Part]:
    """The parts of a message, in the order of its text."""
    if not message.text:
        return [message.part("request", message.all, Asked("evidence"))] if message.links else []
    found = whole(message, message.all)
    return [found] if found is not None else _cut(message)


def _cut(message: Message) -> list[Part]:
    """Corrections and the like at either end are cut off; what is left is an account, an
    activity, or not clear.
    """
    start, end = message.all
    before: list[Part] = []
    after: list[Part] = []
    while (found := _first_clause(message, (start, end))) is not None:
        before.append(found[0])
        start = found[1]
    while (last := _last_clause(message, (start, end))) is not None:
        after.insert(0, last[0])
        end = last[1]
    rest = message.trimmed((start, end))
    return [*before, *_middle(message, rest, cut=bool(before or after)), *after]


def _middle(message: Message, span: Span, *, cut: bool) -> list[Part]:
    """What is left of a message; once something was `cut` off, it may be one whole thing."""
    if span[0] >= span[1]:
        return []
    found = whole(message, span) if cut else None
    return [found] if found is not None else remains(message, span)


def _ends(message: Message, span: Span) -> Iterator[tuple[int, int]]:
    """Where clauses end and the next begin, within a span."""
    for pattern in (SENTENCE_ENDS, _CLAUSE_ENDS):
        for found in pattern.finditer(message.text, *span):
            yield found.span()


def _first_clause(message: Message, span: Span) -> tuple[Part, int] | None:
    for end, begin in sorted(_ends(message, span)):
        if begin >= span[1] or end - span[0] > LONGEST:
            continue
        part = _explicit(message, message.trimmed((span[0], end)), opens=True)
        if part is not None:
            return part, begin
    return None


def _last_clause(message: Message, span: Span) -> tuple[Part, int] | None:
    for end, begin in sorted(_ends(message, span)):
        if end <= span[0] or span[1] - begin > LONGEST:
            continue
        clause = message.trimmed((begin, span[1]))
        if clause[0] >= clause[1]:
            continue
        part = _explicit(message, clause, opens=False)
        if part is not None:
            return part, end
    return None


def _explicit(message: Message, clause: Span, *, opens: bool) -> Part | None:
    """A clause that may be cut off: an explicit correction, a request, a word that steers."""
    seen = message.plain(clause)
    if not seen.words:
        return None
    count = len(seen.words.split())
    steers = steering(message, clause, seen)
    if steers is not None and count <= _SHORT_STEERING and not opens:
        content = steers.content
        word = content.word if isinstance(content, Steered) else ""
        return steers if word in _STEERS_AT_THE_END else None
    asked = stop(message, clause, seen) or request(message, clause, seen)
    if asked is not None:
        return asked
    polite = courtesy(message, clause, seen)
    if polite is not None and count <= _SHORT_COURTESY:
        return polite if not opens or seen.words not in _OPENERS else None
    corrects = correction(message, clause, seen)
    if corrects is None:
        return None
    explicit = _EXPLICIT.search(message.folded(clause)) is not None
    return corrects if explicit and (message.context.entries or not opens) else None
