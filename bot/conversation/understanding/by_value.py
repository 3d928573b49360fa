"""Corrections told by their value, with nothing beside it but words such messages are made of."""

import re
from datetime import timedelta
from functools import cache
from typing import Final

from bot.conversation.dates import read_dates
from bot.conversation.field import Span
from bot.conversation.kinds import find_type
from bot.conversation.parts import Correction, KnownEntry, Part
from bot.conversation.phrases.corrections import (
    AROUND,
    BESIDE,
    CUES,
    FORMER_LAST,
    INSTEAD_OF,
)
from bot.conversation.phrases.language import Plain, words_alone
from bot.conversation.phrases.naming import title_words
from bot.conversation.problems import Problem
from bot.conversation.understanding.message import Message
from bot.conversation.understanding.titled import another_title, is_called, is_done_with_it
from bot.conversation.understanding.values import (
    DENIED_KIND,
    SHORT_DAYS,
    Values,
    as_known,
    is_known,
)

_ASKS: Final = frozenset({"will", "am", "do", "does", "is", "how", "what", "when", "why", "who"})
_NUMBERS: Final = (
    *("zero", "one", "two", "three", "four", "five"),
    *("six", "seven", "eight", "nine", "ten"),
)
_COUNT: Final = "|".join(_NUMBERS[1:])
_BY_WORD: Final = re.compile(
    rf"(?:.* )?(?:no|nah|nope|was|its|is|actually|make|call it|make (?:it|that)|put|meant|say|only|"
    rf"just|like|nearer|closer to|to) ({_COUNT})(?: (?:hours|please|pls|mate|now|not|instead of|"
    rf"rather than|{_COUNT}|i think|tbh|though|actually))*|({_COUNT}) (?:not|instead of|rather "
    rf"than)"
    rf" (?:{_COUNT})"
)
_TWO: Final = 2
_COMMA: Final = re.compile(r",\s+")
_OPENS_CORRECTION: Final = re.compile(
    r"(?:it was|its|no|nah|sorry|actually|that was|twas|wrong)\b(?: \S+){0,7}"
)
_PURE: Final = (
    f"(?: (?:on|about|for|and|so|at)|{AROUND})* [\ue000\ue001]"
    f"(?: (?:long|total|in total|altogether)|{AROUND})*"
)
_MOST_LOOSE: Final = 18
_VALUES: Final = {"\ue000": "length", "\ue001": "day", "\ue002": "number"}
_OF_A_THING: Final = re.compile(
    "\\b(?:after|within|every|inside|each|under|another|further) (?:about |around |the |a )*\ue000"
    "|\\b(?!(?:it|course|training|ran|went|was) )[a-z]+ (?:it |them )?over (?:about |the )*\ue000"
    "|\\b(?:lunch|dinner|break|drive|journey|travel|commute)(?: there)? (?:was|took|lasted) "
    "(?:about |only |just )*\ue000"
    "|\ue000 (?:for |of )?(?:a |the |my |our )?(?:lunch|dinner|break)\\b"
)
"""A length of what was learnt about, and not of the entry: "live after 10 minutes"."""
_IS_NAMED: Final = re.compile(
    "\\b(?:class(?:es)?|level|group|step|stage|phase|euro|part|module|unit|version|gen|type|bay) "
    "\ue002"
)
"""A number that is part of a name."""

_OF_ANYTHING: Final = re.compile("\ue002 each\\b(?! (?:day|time))")
"""So many each, of whatever they were: "we did 4 each"."""

_OF_A_STANDARD: Final = re.compile(r"\d{4,}")
"""A number beyond any length: "ISO 9001"."""

_IN_CREDITS: Final = re.compile("\ue002 (?:credits?|points?|cpd)\\b")
_BY: Final = "(?:at|with|by|from)"
_OPENS_IT: Final = (
    rf"(?:(?:no|nope|nah|sorry|actually|it was|its|was|that was|it|but|were|put|{_BY}) )*"
)
_A_NAME: Final = "(?P<name>[^\\s\ue000-\ue002]+(?: [^\\s\ue000-\ue002]+){0,3})"
_LONGER: Final = re.compile(
    "\\b(?:overran|over ran|ran (?:over|late|on)|went over)(?: by)?(?: about| nearly)? \ue000|"
    "\ue000 (?:longer|extra|more than|over)\\b"
)
"""A length by which it was longer."""
_SHORT_DAY: Final = re.compile(r"\b(?:sat|sun|\d{1,2}(?:st|nd|rd|th))\b")
_NTH: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_DENIED: Final = re.compile(
    r"\b(?:not|wasnt|isnt|instead of|rather than)(?: (?:on|the|a|at|for|from))* $"
)
_NAMED: Final = re.compile(
    r"(?<!\S)(?P<led>(?:with|at|by|from|its|was|is|to|meant) (?:the )?)?"
    r"(?P<name>[a-z][\w&+-]*(?: (?!(?:who|that|which|whom|whose|ran|did|held|too)(?!\S))"
    r"[a-z][\w&+-]*)?)(?!\S)"
)
_RAN_IT: Final = re.compile(
    r"(?<!\S)([a-z][\w&+-]*) (?:ran|did|held|hosted|delivered|taught|gave) (?:it|that|this)(?!\S)"
)
_IT_WAS: Final = re.compile(r"(?:(?:no|nah|sorry|actually) )*(?:it was|was|its) (\S+(?: \S+)?)")
_DAY_BESIDE: Final = re.compile(r"\bday (before|after)$")


@cache
def _pure() -> re.Pattern[str]:
    """A value by itself; made when one is first looked for."""
    return re.compile(_PURE)


def loose(message: Message, span: Span, plain: Plain, meant: KnownEntry | None) -> list[Part]:
    """Corrections by their values, where nothing else stands there that is not known."""
    number = meant.id if meant else None
    whole = _instead_of_its_own(message, plain, meant) or _provider(message, span, plain)
    whole = whole or _provider_beside_known_words(message, plain, meant)
    if whole is not None:
        return [message.part("correction", span, whole, entry=number)]
    among = _values_after(message, span, meant)
    if among or not _is_of_known_words(plain.words, meant):
        return among
    if values := _values(plain, message, meant):
        return _one_after_another(message, span, values, number)
    hours = _hours(plain) if meant else None
    return [] if hours is None else [message.part("correction", span, hours, entry=number)]


def of_entry(message: Message, span: Span, plain: Plain, meant: KnownEntry) -> list[Part]:
    """The corrections of an entry that is named, with nothing beside it but values."""
    if not all(
        word in _VALUES or word in BESIDE | CUES | meant.names for word in plain.words.split()
    ):
        return []
    return _one_after_another(message, span, _values(plain, message, meant), meant.id)


def likely(message: Message, span: Span, plain: Plain, meant: KnownEntry | None) -> list[Part]:
    """The corrections that words are which can hardly be anything else: by what they state,
    whatever stands beside it.
    """
    number = meant.id if meant else None
    if _OF_A_THING.search(plain.words) or is_done_with_it(message.folded(span)):
        return []
    if _IN_CREDITS.search(plain.words):
        return [message.part("correction", span, Correction("credits"), entry=number)]
    if values := _values(plain, message, meant):
        if meant is not None and not meant.provider and (by := _another_provider(message, plain)):
            values.append((max(plain.until[-1], values[-1][0]), by))  # "monday, an hour, at Hella"
        return _one_after_another(message, span, values, number)
    content = (
        _hours(plain)
        or another_title(message, span)
        or is_called(message, span)
        or _another_provider(message, plain)
        or _another_type(message, span)
    )
    return [] if content is None else [message.part("correction", span, content, entry=number)]


def _one_after_another(
    message: Message, span: Span, values: list[tuple[int, Correction]], number: int | None
) -> list[Part]:
    """A part for each value, in the order of the text, and together the whole span."""
    parts: list[Part] = []
    start = span[0]
    for end, content in values:
        last = content is values[-1][1]
        piece = (start, span[1] if last else end)
        parts.append(message.part("correction", piece, content, entry=number))
        start = end
    return parts


def _another_provider(message: Message, plain: Plain) -> Correction | None:
    """Of the names that are said the last which is not denied; small letters, if it is known."""
    named = []
    for found in _NAMED.finditer(plain.words):
        if not _DENIED.search(plain.words[: found.start()]):
            words = message.words(plain.span(*found.span("name")))
            if is_known(found["name"]) or (words[:1].isupper() and found["led"]):
                named.append(words)
    named += [found[1] for found in _RAN_IT.finditer(plain.words) if is_known(found[1])]
    if not named:
        return None
    return Correction("provider", words=as_known(named[-1]))


def _instead_of_its_own(
    message: Message, plain: Plain, meant: KnownEntry | None
) -> Correction | None:
    """What is said for the provider that stands there and is denied, whatever its letters: "hella
    not bosch".
    """
    own = words_alone(meant.provider) if meant is not None else ""
    if not own or own not in plain.words:
        return None
    denied = [
        rf"{_OPENS_IT}{_A_NAME} (?:not|instead of|rather than)(?: {_BY})? {re.escape(own)}",
        rf"{_OPENS_IT}{re.escape(own)} (?:no|nope|wrong|is wrong) {_OPENS_IT}{_A_NAME}",
        rf"{_OPENS_IT}(?:not|wasnt|isnt)(?: {_BY})? {re.escape(own)} {_OPENS_IT}{_A_NAME}",
    ]
    this = rf"(?:this(?: one)?|that|it) (?:was|is|were)(?: {_BY})? "
    other = rf"{re.escape(own)} (?:was|did|is|were)(?: [^ ]+){{1,4}}?"
    denied += [rf"{_OPENS_IT}{other} {this}{_A_NAME}", rf"{_OPENS_IT}{this}{_A_NAME} {other}"]
    said = (re.fullmatch(rf"{way}(?:{AROUND})*", plain.words) for way in denied)
    found = next(filter(None, said), None)
    if found is None or meant is None:
        return None
    start, end = found.span("name")
    beside = BESIDE | CUES | title_words(meant.title)
    while (first := plain.words[start:end].split(" ")[0]) in beside and " " in plain.words[
        start:end
    ]:
        start += len(first) + 1
    if any(word in beside for word in plain.words[start:end].split()):
        return None
    words = message.words(plain.span(start, end))
    led = re.search(rf"\b{_BY} $", plain.words[:start]) is not None
    if f" {own} was" in f" {found[0]}" and not (led or is_known(words) or words[:1].isupper()):
        return None  # "schrader was better but this was quick"
    return Correction("provider", words=as_known(words))


def _provider_beside_known_words(
    message: Message, plain: Plain, meant: KnownEntry | None
) -> Correction | None:
    """A provider that everybody knows, and beside it only words that corrections are made of."""
    if meant is None or any(mark in plain.words for mark in _VALUES):
        return None
    words = plain.words.split()
    if CUES.isdisjoint(words) and not any(map(_NTH.fullmatch, words)):
        return None  # no words that are left correct anything
    names = [found["name"] for found in _NAMED.finditer(plain.words) if is_known(found["name"])]
    if not names:
        return None
    left = plain.words
    for name in names:
        left = re.sub(rf"(?<!\S){re.escape(name)}(?!\S)", "", left)
    return _another_provider(message, plain) if _is_of_known_words(left, meant) else None


def _another_type(message: Message, span: Span) -> Correction | None:
    found = find_type(DENIED_KIND.sub(" ", message.folded(span))).value
    return Correction("type", words=found) if found else None


def _provider(message: Message, span: Span, plain: Plain) -> Correction | None:
    """Another provider, by proper names or by one that everybody knows."""
    words = message.words(span)
    found = INSTEAD_OF.fullmatch(words) or FORMER_LAST.fullmatch(words)
    if found is not None and not message.states(span) and not words.isupper():
        return Correction("provider", words=found["provider"])
    named = _IT_WAS.fullmatch(plain.words)
    if named is None or not is_known(named[1]):
        return None
    words = message.words(plain.span(named.start(1), named.end(1)))
    return Correction("provider", words=as_known(words))


def _hours(plain: Plain) -> Correction | None:
    """ "Three not two": of hours, like a number in figures."""
    found = _BY_WORD.fullmatch(plain.words)
    said = None if found is None else found[1] or found[2]
    return None if said is None else Correction("minutes", minutes=60 * _NUMBERS.index(said))


def _is_of_known_words(said: str, meant: KnownEntry | None) -> bool:
    """Whether a message has a word that corrects, or is a day alone, and none that is not known."""
    words = said.split()
    if meant is not None and len(words) == 1 and _NTH.fullmatch(words[0]):
        return True
    if not 0 < len(words) <= _MOST_LOOSE or CUES.isdisjoint(words) or words[0] in _ASKS:
        return False
    if _DAY_BESIDE.search(said):
        words = words[:-1]
    known = CUES | BESIDE | SHORT_DAYS.keys() | (meant.names if meant else set())
    return all(word in known or word in _VALUES or _NTH.fullmatch(word) for word in words)


def _values_after(message: Message, span: Span, meant: KnownEntry | None) -> list[Part]:
    """Two values or more, each a clause of its own, behind a few words that are none: "it was the
    one with Tom, the 1st, all day".
    """
    pieces = _pieces(message, span)
    head = message.plain(pieces[0])
    if len(pieces) <= _TWO or not _OPENS_CORRECTION.match(head.words):
        return []
    tells = bool(message.account_starts(span)) or message.states(pieces[0])
    seen = [message.plain(piece) for piece in pieces[1:]]
    if tells or not all(_pure().fullmatch(f" {one.words}") for one in seen):
        return []
    parts: list[Part] = []
    start = span[0]
    for piece, one in zip(pieces[1:], seen, strict=True):
        for _, content in _values(one, message, meant):
            number = meant.id if meant else None
            parts.append(message.part("correction", (start, piece[1]), content, entry=number))
            start = piece[1]
    return parts


def _pieces(message: Message, span: Span) -> list[Span]:
    """A span cut at its commas."""
    pieces, start = [], span[0]
    for found in _COMMA.finditer(message.text, *span):
        pieces.append(message.trimmed((start, found.start())))
        start = found.end()
    return [*pieces, message.trimmed((start, span[1]))]


def _values(
    plain: Plain, message: Message, meant: KnownEntry | None
) -> list[tuple[int, Correction]]:
    """The length and the day that are stated and not denied, in their order, with their ends."""
    lengths, days, numbers = (_stated(plain, mark) for mark in _VALUES)
    if numbers and (_IS_NAMED.search(plain.words) or _OF_ANYTHING.search(plain.words)):
        numbers = []  # "class 4" is no length
    numbers = [one for one in numbers if not _OF_A_STANDARD.fullmatch(message.words(one))]
    if numbers and _DENIED.search(plain.words.partition("\ue000")[0]):
        lengths = []  # "not 2 hours, 3"
    if len(numbers) > 1 and not lengths and not days:
        lengths = [(numbers[0][0], numbers[-1][1])]  # "from 9 till 12"
    if len(lengths) > 1:
        lengths = lengths[-1:]  # "2 hours, no wait, 3 hours"
    values = Values(message, meant)
    found: list[tuple[int, Correction]] = []
    if lengths or (numbers and not days):
        by = values.by(lengths, 1) if lengths and _LONGER.search(plain.words) else None
        content = by or values.minutes(lengths, numbers)
        found.append((max((lengths or numbers))[1], content))
    if days:
        found.append((days[-1][1], values.days(days)))
    elif (day := _by_name(plain, message)) is not None:
        found.append((plain.until[-1], day))
    elif (beside := _beside(plain, meant)) is not None:
        found.append((plain.until[-1], beside))
    return sorted(found, key=lambda one: one[0])


def _stated(plain: Plain, mark: str) -> list[Span]:
    """The places of the values of one kind; those that are denied go, unless all are."""
    at = [place for place, character in enumerate(plain.words) if character == mark]
    kept = [place for place in at if not _DENIED.search(plain.words[:place])] or at
    return [plain.span(place, place + 1) for place in kept]


def _by_name(plain: Plain, message: Message) -> Correction | None:
    """ "Sat" and "sun" are days where nothing but a correction can be meant."""
    for found in _SHORT_DAY.finditer(plain.words):
        if _DENIED.search(plain.words[: found.start()]):
            continue
        words = SHORT_DAYS.get(found[0], f"the {found[0]}")
        day = read_dates(words, message.context.now, message.context.tz)
        if isinstance(day, Problem):
            return Correction("days", problem=day)
        return Correction("days", start=day[0], end=day[1])
    return None


def _beside(plain: Plain, meant: KnownEntry | None) -> Correction | None:
    """ "It was the day before"."""
    found = _DAY_BESIDE.search(plain.words)
    if found is None or meant is None or meant.start is None or meant.end is None:
        return None
    by = timedelta(days=-1 if found[1] == "before" else 1)
    return Correction("days", start=meant.start + by, end=meant.end + by)
