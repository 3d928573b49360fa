"""What is said of entries that are named first: "the hydrogen one: prove dead before the valve".

A name with a colon or a dash behind it says which entry all that follows is about. What follows is
then a message of its own, read as if its question were the one that is pending.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from bot.conversation.field import Span
from bot.conversation.kinds import find_type
from bot.conversation.parts import (
    Account,
    Activity,
    Chosen,
    Context,
    KnownEntry,
    Part,
    Referred,
    Unclear,
)
from bot.conversation.phrases.naming import title_words
from bot.conversation.text import READ_LIMIT, clean
from bot.conversation.understanding import cutting, openers
from bot.conversation.understanding.accounts import is_noise
from bot.conversation.understanding.by_value import of_entry
from bot.conversation.understanding.entries import NTH, likeliest, nth
from bot.conversation.understanding.message import SENTENCE_ENDS, Message
from bot.conversation.understanding.whole import whole

_WORD: Final = r"\w(?:[\w&/'+-]|\.(?=\w))*"
_HEAD: Final = re.compile(
    r"(?:(?:and|also|then|ok|okay|so|right|oh|hi|hello|now),? )*"
    r"(?P<lead>(?:as for|for|about|re|regarding|on) )?(?P<article>(?:the|that|my) )?"
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,5}})(?P<mark> ?:(?: +|(?=[^\W\d]))| -+ |, )"
)
_ONE: Final = re.compile(r" (?:one|entry|draft|card)$")
_NTH: Final = re.compile(rf"(?P<nth>{NTH}|last)(?: (?:one|entry|draft|card))?")
_BEGINS: Final = re.compile(r",\s+(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_FACT_ENDS: Final = re.compile(r",\s+(?:and\s+)?|[.;]\s+|\n+|\s+[-–—]+\s+")
_Place = Literal["message", "sentence", "clause"]
"""What begins where a name does."""

_VALUES: Final = frozenset("\ue000\ue001\ue002")
_OPEN: Final = ("draft", "planned")


@dataclass(frozen=True, slots=True)
class _Section:
    """A stretch of a message, and the entry that is named before it, if one is."""

    span: Span
    entry: KnownEntry | None = None
    bare: bool = False
    """Whether the name stands there without an article."""


def parts_of(message: Message) -> list[Part]:
    """The parts of a message, in the order of its text."""
    parts: list[Part] = []
    for section in _sections(message):
        found = _of_section(message, section) if _is_clean(message, section) else []
        if not found:
            return cutting.parts_of(message)
        parts += found
    return parts or _without_opener(message, cutting.parts_of(message))


def _without_opener(message: Message, found: list[Part]) -> list[Part]:
    """What a message was found to be; without a word that is but said before an account."""
    begins = openers.begins(message)
    rest = _Section((begins or 0, len(message.text)))
    if begins is None or not _is_clean(message, rest):
        return found
    if any(part.kind == "answer" and part.span[0] >= begins for part in found):
        return found
    return _account_alone(message, rest, begins) or found


def _account_alone(message: Message, rest: _Section, begins: int) -> list[Part]:
    """The account that stands behind a word; none where it is anything else."""
    found = cutting.parts_of(_alone(message, rest, message.context))
    told = all(one.kind == "answer" and isinstance(one.content, Account) for one in found)
    return [_moved(part, begins) for part in found] if told else []


def _is_clean(message: Message, section: _Section) -> bool:
    """Whether a stretch stays what it is when it is cleaned once more, so that spans hold."""
    return clean(message.words(section.span)).text == message.words(section.span)


def _sections(message: Message) -> list[_Section]:
    """The stretches that names part a message into; none where it names no entry so."""
    heads = list(_heads(message))
    if not heads:
        return []
    begins = message.trimmed((0, heads[0][0]))
    sections = [_Section(begins)] if message.words(begins) else []
    ends = [*(start for start, _, _, _ in heads[1:]), len(message.text)]
    for (_, start, entry, bare), end in zip(heads, ends, strict=True):
        sections.append(_Section(message.trimmed((start, end)), entry, bare))
    return sections


def _heads(message: Message) -> Iterator[tuple[int, int, KnownEntry, bool]]:
    """Where a name begins, where what is said of it begins, the entry, and whether the name stands
    there without an article; in their order.
    """
    if not message.context.entries:
        return
    last = 0
    for start, place in sorted(_places(message.text[:READ_LIMIT]).items()):
        found = _HEAD.match(message.low, start) if start >= last else None
        if found is None or not _can_be_a_head(found, place):
            continue
        meant = _named(found, message.context)
        if meant is not None and message.text[found.end() :].strip():
            last = found.end()
            yield start, last, meant, not (found["article"] or _ONE.search(found["name"]))


def _places(text: str) -> dict[int, _Place]:
    """Where a name can begin."""
    places: dict[int, _Place] = {one.end(): "clause" for one in _BEGINS.finditer(text)}
    places |= {one.end(): "sentence" for one in SENTENCE_ENDS.finditer(text)}
    return places | {0: "message"}


def _can_be_a_head(found: re.Match[str], place: _Place) -> bool:
    """Whether a name is set apart enough: "check everything - the brakes - twice" names nothing."""
    colon, one = ":" in found["mark"], _ONE.search(found["name"]) is not None
    if place == "message":
        return True
    return one or (colon and (place == "sentence" or found["article"] is not None))


def _named(found: re.Match[str], context: Context) -> KnownEntry | None:
    """The entry that a head names: with an article by most of its words, without one by all."""
    name, led = found["name"], found["lead"] or _ONE.search(found["name"])
    if found["mark"] == ", " and not (found["article"] and led):
        return None
    alive = [one for one in context.entries if one.status in (*_OPEN, "logged")]
    placed = _NTH.fullmatch(name)
    if placed is not None:
        return nth(placed["nth"], context)
    wanted = {word for word in title_words(name) if not _VALUES.intersection(word)}
    if not wanted:
        return None
    whole_name = [one for one in alive if wanted <= one.names | _kinds_among(wanted, one)]
    if not (found["article"] or led):
        return likeliest([one for one in whole_name if _may_be_bare(one, context)], context)
    if whole_name:
        return likeliest(whole_name, context)
    shared = {one.id: len(wanted & one.names) for one in alive}
    most = max(shared.values(), default=0)
    if most * 2 < len(wanted):
        return None
    return likeliest([one for one in alive if shared[one.id] == most], context)


def _may_be_bare(entry: KnownEntry, context: Context) -> bool:
    """Whether a name without an article can be an entry's: that of a saved one begins another."""
    return entry.status in _OPEN or entry.id == context.about


def _kinds_among(words: set[str], entry: KnownEntry) -> set[str]:
    """Those of some words that say an entry's kind."""
    return {word for word in words if entry.type and find_type(word).value == entry.type}


# --- What is said of one ----------------------------------------------------------------------


def _of_section(message: Message, section: _Section) -> list[Part]:
    """The parts of a stretch; none where it is not of the entry that is named before it."""
    start = section.span[0]
    entry, context = section.entry, message.context
    if entry is None:
        before = _alone(message, section, context)
        return [_moved(part, start) for part in cutting.parts_of(before)]
    said = _alone(message, section, _about(entry, context))
    if section.bare and said.lengths and said.days:
        return []  # "HV course: 2 h yesterday" may well be another
    found = [_of(entry, said, part) for part in _parts(said, entry)]
    if any(isinstance(part.content, Activity | Referred) for part in found):
        return []
    if _is_pending_alone(section, message) and all(part.kind == "answer" for part in found):
        return []  # its own name may well be the first of its words
    return [_moved(part, start) for part in found]


def _alone(message: Message, section: _Section, context: Context) -> Message:
    """A stretch as a message of its own, with the links of all of it."""
    alone = Message(message.words(section.span), context)
    alone.links = message.links
    return alone


def _about(entry: KnownEntry, context: Context) -> Context:
    """What is open while one entry is spoken of."""
    pending = context.question if entry.id == context.about else entry.question
    return replace(
        context,
        question=pending or "evaluate",
        about=entry.id,
        entries=(entry,),
        thread=None,
        labels=frozenset(),
        due=context.due and entry.id == context.about,
        made=(),
        last=entry.id,
    )


def _parts(said: Message, entry: KnownEntry) -> list[Part]:
    found = whole(said, said.all) or of_entry(said, said.all, said.plain(said.all), entry)
    return found or _fact_first(said, entry) or cutting.parts_of(said)


def _fact_first(said: Message, entry: KnownEntry) -> list[Part]:
    """A fact of the entry, and in the clauses behind it something else: "45 mins, I learnt …"."""
    ends = _FACT_ENDS.search(said.text)
    if ends is None or said.is_within_value(ends.start()):
        return []
    first, rest = said.trimmed((0, ends.start())), said.trimmed((ends.end(), len(said.text)))
    if rest[0] >= rest[1] or not (fact := of_entry(said, first, said.plain(first), entry)):
        return []
    behind = Message(said.words(rest), said.context)
    return [*fact, *(_moved(part, rest[0]) for part in cutting.parts_of(behind))]


def _of(entry: KnownEntry, said: Message, part: Part) -> Part:
    """A part as one of the entry that was named; what may be an account is one."""
    content = part.content
    asked = said.words(said.all).rstrip().endswith("?")
    if isinstance(content, Unclear) and content.why != "number" and not asked:
        low = said.folded(part.span)
        if not is_noise(low):
            content = Account(said.context.question or "evaluate")
            return replace(part, kind="answer", content=content, entry=entry.id)
    named = part.kind in ("answer", "correction", "steering", "unclear", "request", "question")
    if not named or isinstance(content, Chosen):
        return part
    return replace(part, entry=entry.id)


def _is_pending_alone(section: _Section, message: Message) -> bool:
    """Whether a bare name is that of the pending entry, and nothing else is open."""
    alive = [one for one in message.context.entries if one.status in _OPEN]
    entry = section.entry
    pending = entry is not None and entry.id == message.context.about
    return section.bare and pending and len(alive) <= 1


def _moved(part: Part, by: int) -> Part:
    """A part of a stretch, where it stands in the whole message."""
    content = part.content
    if isinstance(content, Activity):
        accounts: Sequence[Span] = [_later(one, by) for one in content.accounts]
        cause = None if content.cause is None else _later(content.cause, by)
        content = replace(content, accounts=tuple(accounts), cause=cause)
    return replace(part, span=_later(part.span, by), content=content)


def _later(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
