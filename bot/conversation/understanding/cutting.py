"""Several things in one message: what stands at its ends is cut off at clauses."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import Account, Aside, Asked, Part, Steered
from bot.conversation.phrases.language import LONGEST, Plain
from bot.conversation.understanding.accounts import asks_more
from bot.conversation.understanding.agreed_first import agreed_first
from bot.conversation.understanding.asides import courtesy
from bot.conversation.understanding.asked import question, stop, told_to
from bot.conversation.understanding.asks_behind import asked_behind
from bot.conversation.understanding.choosing import fact, happened, steering
from bot.conversation.understanding.classified import (
    corrects,
    may_be_account,
    one_thing,
    only_steers,
    sounds_told,
    tells_of_activity,
)
from bot.conversation.understanding.correcting import corrections
from bot.conversation.understanding.message import LEARNING, SENTENCE_ENDS, Message
from bot.conversation.understanding.ordinals import of_nth
from bot.conversation.understanding.remains import remains
from bot.conversation.understanding.run_by import beside_a_fact
from bot.conversation.understanding.saved_first import saved_first
from bot.conversation.understanding.whole import whole

_CLAUSE_ENDS: Final = re.compile(
    r"(?:,\s+(?:and |oh |also |but |so )?|\s+(?:and|oh|also|but|btw|ps)\s+)", re.IGNORECASE
)
_EXPLICIT: Final = re.compile(
    r"^(?:no|nope)\b|\b(?:actually|no wait|wait|sorry|correction|i meant|i mean|make it|change|"
    r"call it|not|should|it was|oops|my mistake|scratch that|rename|wrong|in total|all in|"
    r"altogether|in the end|turns out|more like|only|ran over|overran|longer|shorter|off|tbh|"
    r"provider|trainer|title|the (?:date|day|length|type)|(?:run|held|done) by|"
    r"(?:with|including|without|minus) the)\b"
)
_ADDS: Final = re.compile(r"\W*(?:plus|also|and also|another|oh and|new one|next one)\b")
_OPENERS: Final = frozenset({"ok", "okay", "right", "alright", "fine", "yeah", "yes", "so"})
_CLOSING: Final = frozenset({"save", "save_all", "discard", "discard_all"})
_WITH_A_REASON: Final = frozenset({"discard", "discard_all", "later", "skip", "undo"})
_OF_BORDERS: Final = frozenset({"split", "whole"})
_STEERS_AT_THE_END: Final = frozenset({"save", "undo"}) | _OF_BORDERS | _WITH_A_REASON
_FORGETS: Final = re.compile(r"(?:(?:just|oh|ah|ok|nah) )*forget (?:about )?(?:it|that)")
_FEW: Final = 2
_SHORT_STEERING: Final = 6
_SHORT_COURTESY: Final = 8
_SHORT_QUESTION: Final = 10
_SENTENCES_ALONE: Final = frozenset({"talk", "praise", "emoji"})
_BY_WORD: Final = frozenset({"steering", "request", "question", "courtesy"})
"""What the clauses of an account could each be by themselves: "don't remind them, show them"."""

_KEEPS: Final = frozenset({"save", "save_all"})
_HARDLY: Final = 0.4
"""How likely an account must be to be left beside what was asked for."""

_QUIET: Final = frozenset({"stop", "quiet_until", "pause"})
_MARKS: Final = frozenset({".", "!", "?", ";", "\n", "-", "–"})


def parts_of(message: Message) -> list[Part]:
    """The parts of a message, in the order of its text."""
    if not message.text:
        return [message.part("request", message.all, Asked("evidence"))] if message.links else []
    found = saved_first(message, _by_itself) or agreed_first(message, _by_itself)
    found = found or asked_behind(message, remains)
    found = found or whole(message, message.all)
    if found:
        return found
    if one := one_thing(message, message.all):
        return one
    parts = _without_excuses(_cut(message))
    told = all(part.kind in _BY_WORD for part in parts) and sounds_told(message, message.all)
    return remains(message, message.all) if told else parts


def _by_itself(message: Message, span: Span) -> list[Part]:
    return whole(message, span) or remains(message, span)


def _without_excuses(parts: list[Part]) -> list[Part]:
    """Beside a correction "sorry" is no part of its own."""
    if all(part.kind != "correction" for part in parts):
        return parts
    return [
        part
        for part in parts
        if not (isinstance(part.content, Aside) and part.content.what == "sorry")
    ]


def _cut(message: Message) -> list[Part]:
    """Corrections and the like at either end are cut off; what is left is an account, an
    activity, or not clear.
    """
    start, end = message.all
    before: list[Part] = []
    after: list[Part] = []
    while (found := _first_clause(message, (start, end))) is not None:
        before += found[0]
        start = found[1]
    while (last := _last_clause(message, (start, end))) is not None:
        after = [*last[0], *after]
        end = last[1]
    rest = message.trimmed((start, end))
    if any(_closes(part) for part in before):
        message = Message(message.raw, replace(message.context, question=None, thread=None))
    elif any(_tells_the_fact(part) for part in before):
        if by := beside_a_fact(message, rest):
            return [*before, by, *after]
        message = Message(message.raw, replace(message.context, question="evaluate"))
    if any(part.kind == "steering" for part in [*before, *after]):
        before = [part for part in before if not _only_opens(message, part)]
    if _goes_with(message, rest, before, after):
        return [*before, *after]
    return [*before, *_middle(message, rest, cut=bool(before or after)), *after]


def _only_opens(message: Message, part: Part) -> bool:
    """Whether it is but a word of assent before what is to be done: "lovely, bank it"."""
    assents = isinstance(part.content, Aside) and part.content.what in ("agreed", "praise")
    return assents and len(message.words(part.span).split()) <= _FEW


def _closes(part: Part) -> bool:
    """Whether it ends what is pending, so that nothing said behind it is an answer."""
    return isinstance(part.content, Steered) and part.content.word in _CLOSING


def _tells_the_fact(part: Part) -> bool:
    """Whether it is the day or the length that was asked for, so that nothing else is one."""
    return isinstance(part.content, Account) and part.content.question in ("date", "minutes")


def _goes_with(message: Message, rest: Span, before: list[Part], after: list[Part]) -> bool:
    """Whether what is left is but the reason of what was said to do, or half of a question."""
    beside = [*before[-1:], *after[:1]]
    words = message.folded(rest)
    if rest[0] >= rest[1] or len(words.split()) > _SHORT_QUESTION:
        return False
    seen = message.plain(rest)
    of_another = of_nth(message, rest, seen) or steering(message, rest, seen)
    if of_another is not None and (of_another.kind == "unclear" or of_another.entry is not None):
        return False
    if of_another is not None and _is_about_borders(of_another):
        return False
    if any(part.kind == "question" for part in beside) and asks_more(words):
        return True
    quiet = any(isinstance(part.content, Asked) and part.content.what in _QUIET for part in beside)
    angry = any(isinstance(part.content, Asked) and part.content.what == "anger" for part in beside)
    if angry and message.states(rest):
        return False
    quiet = quiet or angry
    if quiet and not may_be_account(message, rest, _HARDLY) and not LEARNING.search(words):
        return True
    saves = any(
        isinstance(part.content, Steered) and part.content.word in _KEEPS | _OF_BORDERS
        for part in beside
    )
    if saves and only_steers(message, rest):
        return True
    steered = {part.content.word for part in beside if isinstance(part.content, Steered)}
    if steered.isdisjoint(_WITH_A_REASON) or message.account_starts(rest):
        return False
    return not message.states(rest)


def _is_about_borders(part: Part) -> bool:
    """Whether it says how to count what lies over a border, which is no reason for anything."""
    return isinstance(part.content, Steered) and part.content.word in _OF_BORDERS


def _middle(message: Message, span: Span, *, cut: bool) -> list[Part]:
    """What is left of a message; once something was `cut` off, it may be one whole thing."""
    if span[0] >= span[1]:
        return []
    found = whole(message, span) if cut else []
    return found or remains(message, span)


def _ends(message: Message, span: Span) -> Iterator[tuple[int, int]]:
    """Where clauses end and the next begin, within a span."""
    for pattern in (SENTENCE_ENDS, _CLAUSE_ENDS):
        for found in pattern.finditer(message.text, *span):
            if "," in found[0] or not message.is_within_value(found.start()):
                yield found.span()


def _first_clause(message: Message, span: Span) -> tuple[list[Part], int] | None:
    for end, begin in sorted(_ends(message, span)):
        if begin >= span[1] or end - span[0] > LONGEST:
            continue
        parts = _explicit(message, message.trimmed((span[0], end)), opens=True)
        if parts and not _goes_on(message, parts, (end, begin)):
            return parts, begin
    return None


def _goes_on(message: Message, parts: list[Part], gap: Span) -> bool:
    """Whether a courtesy is but how an account begins: "hello and their name, every time"."""
    joined = message.text[slice(*gap)].strip().lower() == "and"
    return joined and parts[0].kind == "courtesy" and sounds_told(message, message.all)


def _last_clause(message: Message, span: Span) -> tuple[list[Part], int] | None:
    for end, begin in sorted(_ends(message, span)):
        if end <= span[0] or span[1] - begin > LONGEST:
            continue
        clause = message.trimmed((begin, span[1]))
        if clause[0] >= clause[1]:
            continue
        parts = _explicit(message, clause, opens=False)
        if parts:
            return parts, end
    return None


def _explicit(message: Message, clause: Span, *, opens: bool) -> list[Part]:
    """A clause that may be cut off: an explicit correction, a request, a word that steers."""
    seen = message.plain(clause)
    if not seen.words:
        return []
    part = (
        (fact(message, clause, seen) if opens else None)
        or happened(message, clause, seen)
        or of_nth(message, clause, seen)
        or _steers(message, clause, seen, opens=opens)
        or _stops(message, clause, seen, opens=opens)
        or told_to(message, clause, seen)
        or _asks(message, clause, seen)
        or _polite(message, clause, seen, opens=opens)
    )
    if part is not None:
        return [part]
    if _tells_of_another(message, clause):
        return []  # "plus webinar today 2h, trailer lights"
    found = corrections(message, clause, seen)
    if not found or not message.context.entries:
        return corrects(message, clause) if opens else []
    explicit = message.context.due or _EXPLICIT.search(message.folded(clause)) is not None
    if opens and message.context.question in ("minutes", "date"):
        explicit = explicit or _A_VALUE.fullmatch(seen.words) is not None  # "tuesday, 2h, learnt …"
    return found if explicit or len(found) > 1 else []


_A_VALUE: Final = re.compile("(?:(?:on|about|for|around|roughly|it was|took) )*[\ue000\ue001]")


def _tells_of_another(message: Message, clause: Span) -> bool:
    """Whether a clause is no correction, since it names something else that was done, and when."""
    low = message.folded(clause)
    if not LEARNING.search(low):
        return False
    if _ADDS.match(low):
        return True
    return (
        bool(message.days_in(clause)) and message.has_length(clause) and not _EXPLICIT.search(low)
    )


def _stops(message: Message, clause: Span, seen: Plain, *, opens: bool) -> Part | None:
    """No more messages, or anger. One word at the end of something else is neither, and what is
    said there in anger is said of the activity: "2h training yesterday, waste of time".
    """
    one_word = " " not in seen.words
    if one_word and not (opens and _is_apart(message, clause)):
        return None
    part = stop(message, clause, seen)
    if opens:
        return part
    if _is_what_was_told(message, clause):
        return None
    angry = part is not None and isinstance(part.content, Asked) and part.content.what == "anger"
    return None if angry else part


_TO_THE_BOT: Final = re.compile(
    r"\b(?:me|us|bot|messag\w+|nudg\w+|remind\w+|pings?|notifications?|texts|unsubscribe|opt)\b"
)


def _is_what_was_told(message: Message, clause: Span) -> bool:
    """Whether words that could bid the bot be quiet are but how an account ends: "I'll ask one
    question and then shut up".
    """
    if _is_apart(message, clause) or _TO_THE_BOT.search(message.folded(clause)):
        return False
    before = message.trimmed((0, clause[0]))
    return before[0] < before[1] and may_be_account(message, before, _HARDLY)


def _steers(message: Message, clause: Span, seen: Plain, *, opens: bool) -> Part | None:
    """What becomes of the entry, said last; or said first, where it can be no opening word."""
    part = steering(message, clause, seen)
    if part is None or not isinstance(part.content, Steered):
        return None
    count = len(seen.words.split())
    if count > _SHORT_STEERING or part.content.word not in _STEERS_AT_THE_END:
        return None
    if part.content.word in ("later", "skip") and not _is_apart(message, clause):
        forgets = opens and _FORGETS.fullmatch(message.folded(clause)) is not None
        if not forgets or sounds_told(message, message.all):
            return None
    return part if not opens or count > 1 else None


def _asks(message: Message, clause: Span, seen: Plain) -> Part | None:
    """A question to the bot, with its mark."""
    begins = clause[0] == 0 or message.text[clause[0] - 2 : clause[0]].strip(" ") in _MARKS
    asked = message.text[clause[1] - 1] == "?"
    if not (asked or begins):
        return None
    if not asked and tells_of_activity(message, (clause[0], len(message.text))):
        return None  # "did a CPD day at the college, 6h": the length stands in another clause
    return question(message, clause, seen)


def _polite(message: Message, clause: Span, seen: Plain, *, opens: bool) -> Part | None:
    """What is said for company; small talk only as a sentence of its own."""
    part = courtesy(message, clause, seen)
    if part is None or len(seen.words.split()) > _SHORT_COURTESY:
        return None
    alone = isinstance(part.content, Aside) and part.content.what in _SENTENCES_ALONE
    if alone and not _is_apart(message, clause):
        return None
    return None if opens and seen.words in _OPENERS else part


def _is_apart(message: Message, clause: Span) -> bool:
    """Whether a clause is a sentence of its own."""
    before, after = message.text[: clause[0]].rstrip(" "), message.text[clause[1] - 1 :]
    ends = len(after) < 2 or after[0] in _MARKS or after[1:].lstrip(" ")[:1] in _MARKS
    return ends and (not before or before[-1] in _MARKS)
