"""What is told to be done with entries, or with the words that stand there: it is no account, even
where it is not understood what is to be done.
"""

import re
from typing import Final

from bot.conversation.field import Span
from bot.conversation.phrases.naming import title_words
from bot.conversation.understanding.message import LEARNING, Message

_POLITE: Final = (
    r"(?:(?:no|sorry|oh|ok|okay|and|also|then|but|wait|please|pls|can you|could you|you can|i want "
    r"to|need to|just|wrong|thats wrong|that's wrong|actually|now),? )*"
)
_DROPS: Final = (
    r"(?:delete|withdraw|discard|erase|undo|remove|bin|scrap|get rid of|take (?:out|off)|cancel)"
)
_DROPS_ONE: Final = re.compile(rf"{_POLITE}{_DROPS} (?P<what>[^,.;:]{{3,120}})\W*")
_AND: Final = re.compile(r",? (?:and|plus|&) (?:also )?")
_KIND: Final = (
    r"(?:one|ones|entry|entries|draft|drafts|course|webinar|session|talk|workshop|training|seminar)"
)
_SAID: Final = (
    r"(?:it|that|this|them|(?:that|this|the|my)(?: last)? (?:[\w'-]+ ){0,3}(?:bit|line|sentence|"
    r"part|answer|message|note|comment|words|text|reflection)|what i (?:said|wrote|put|told you))"
)
_OF_ONE: Final = (
    rf"(?:the|my|that) (?P<name>(?!old |new |other |same |next |wrong |right |good |faulty )"
    rf"(?:[\w/&'-]+ ){{1,4}}){_KIND}"
    rf"(?: (?:not|instead of|rather than)(?: (?:the|my|that))?(?: [\w/&'-]+){{1,4}})?"
)
_MOVES: Final = re.compile(
    rf"{_POLITE}(?:take|move|put|shift|remove|delete|get|switch|add|stick) {_SAID} "
    rf"(?:off(?: of)?|out of|from|to|onto|on|with|under|into|in|over to) {_OF_ONE}\W*"
)
_BELONGS: Final = re.compile(
    rf"{_POLITE}{_SAID} (?:(?:belongs?|belonged|goes|should (?:go|be|have gone|have been)|was "
    rf"meant|is meant|was supposed to be) )(?:to|for|with|on|under|in|about|of) {_OF_ONE}\W*"
)
_OWN_WORDS: Final = (
    r"(?:it|that|this|them|(?:what|the (?:bit|part|words|line|sentence)) i (?:said|wrote|put)"
    r"|my (?:words|answer|reflection|entry|notes?|sentence)|the wording)"
)
_REWORDS: Final = re.compile(
    rf"{_POLITE}(?:(?:shorten|reword|rewrite|rephrase|polish|proof ?read|spell ?check) {_OWN_WORDS}"
    rf"\b.{{0,40}}|(?:make|get) {_OWN_WORDS} (?:(?:a bit|much|sound|look|read|more) )*[\w-]+,? "
    r"(?:for me|will you|would you|can you|please|pls)\b.{0,30})"
)
"""It is to be worded otherwise: "make it shorter for me will you"."""

_NOT_WORTH_IT: Final = re.compile(
    r"(?:(?:actually|no|ok|oh|and|so) )*(?:the |that |my )?(?P<what>[\w/&' -]{2,60}?) "
    r"(?:isn'?t|is not|wasn'?t|was not|not) (?:really )?worth (?:it|logging|keeping|having|saving)"
    rf"\b.{{0,12}}\b{_DROPS}(?: it| that)?\W*"
)
_IS_SOMEBODY: Final = re.compile(
    r"(?:[Nn]o,? )?(?:[Ii]t|[Tt]hat|[Hh]e|[Ss]he)['\N{RIGHT SINGLE QUOTATION MARK}]?s "
    r"(?:called )?[A-Z][a-z]+ [A-Z][a-z]+\W*"
)
"""Who somebody is, and nothing of what was learnt: "its Dave Pritchard"."""

_CLAUSES: Final = re.compile(r"[,.;]\s+")
_TRADE: Final = re.compile(
    r"\b(?:before|after|first|every|always|each|when|until|unless|if|then|never|so|because|codes?|"
    r"faults?|dtcs?|bolts?|nuts?|screws?|connectors?|clips?|relearn|refit|check)\b"
)
"""Beside these it is told how a job is done: "delete the codes and relearn before the test"."""

_RECORD: Final = frozenset({"delete", "withdraw", "erase"})
"""What is done with a record, and hardly in the trade."""

_NAMED: Final = 2


def is_instruction(message: Message, span: Span) -> bool:
    """Whether a span, or a clause of it, says what is to be done with an entry or with its words:
    "delete X and Y", "take it off the diesel one", "that bit belongs to the battery one"; or but
    who somebody is.
    """
    low = message.folded(span)
    if any(_of_words(one) for one in (low, *_CLAUSES.split(low))) or _REWORDS.fullmatch(low):
        return True
    if _IS_SOMEBODY.fullmatch(message.words(span)):
        return True
    dropped = _NOT_WORTH_IT.fullmatch(low)
    if dropped is not None and _is_of_one(message, dropped["what"]):
        return True
    found = _DROPS_ONE.fullmatch(low)
    if found is None or _TRADE.search(low):
        return False
    parts = _AND.split(found["what"])
    return any(_names_entry(message, one) for one in parts) or (
        len(parts) > 1 and _opens_with(low, _RECORD)
    )


def _of_words(clause: str) -> bool:
    """Whether a clause says which entry words are to be taken from, or put with."""
    found = _MOVES.fullmatch(clause) or _BELONGS.fullmatch(clause)
    return found is not None and _TRADE.search(clause) is None


def _opens_with(low: str, verbs: frozenset[str]) -> bool:
    return any(re.match(rf"{_POLITE}{verb}\b", low) for verb in verbs)


def _is_of_one(message: Message, words: str) -> bool:
    """Whether words have a word of an entry's name."""
    said = title_words(words)
    return any(said & one.names for one in message.context.entries)


def _names_entry(message: Message, words: str) -> bool:
    """Whether words are a title, or enough of one to be nothing else."""
    said = title_words(words)
    for one in message.context.entries:
        called = title_words(one.title)
        shared = {word for word in said & one.names if not LEARNING.fullmatch(word)}
        if called and said >= called:
            return True
        enough = len(shared) >= _NAMED or re.search(rf"\b{_KIND}\W*$", words)
        if shared and said - one.names <= _KINDS and enough:
            return True
    return False


_KINDS: Final = frozenset({"one", "ones", "entry", "entries", "draft", "drafts", "course", "talk"})
