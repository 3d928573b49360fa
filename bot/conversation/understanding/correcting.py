"""A correction: which facts of an entry are to be others, and their values."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from bot.conversation.dates import read_dates
from bot.conversation.durations import read_duration
from bot.conversation.field import Span
from bot.conversation.kinds import find_type
from bot.conversation.parts import Correction, KnownEntry, Part
from bot.conversation.phrases.corrections import (
    BESIDE,
    CORRECTIONS,
    CUES,
    FORMER_LAST,
    INSTEAD_OF,
    Corrected,
)
from bot.conversation.phrases.language import Plain, Said, T
from bot.conversation.problems import Problem
from bot.conversation.providers import find_provider
from bot.conversation.understanding.entries import target, title_words
from bot.conversation.understanding.message import Message

_HOURS_MOST: Final = 12
_ASKS: Final = frozenset({"will", "am", "do", "does", "is", "how", "what", "when", "why", "who"})
_TWO: Final = 2
_COMMA: Final = re.compile(r",\s+")
_OPENS_CORRECTION: Final = re.compile(
    r"(?:it was|its|no|nah|sorry|actually|that was|twas|wrong)\b(?: \S+){0,7}"
)
_PURE: Final = re.compile(
    "(?:(?:on|about|for|and|so|at) )*[\ue000\ue001](?: (?:long|total|in total|altogether))?"
)
_MOST_LOOSE: Final = 18
_VALUES: Final = {"\ue000": "length", "\ue001": "day", "\ue002": "number"}
_SHORT_DAYS: Final = {"sat": "saturday", "sun": "sunday"}
_SHORT_DAY: Final = re.compile(r"\b(?:sat|sun|\d{1,2}(?:st|nd|rd|th))\b")
_NTH: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_DENIED: Final = re.compile(
    r"\b(?:not|wasnt|isnt|instead of|rather than)(?: (?:on|the|a|at|for|from))* $"
)
_PROPER: Final = re.compile(
    r"(?:(?:the|of|and|&|for|de) )?[A-Z0-9][\w&+'’.-]*"
    r"(?: (?:(?:the|of|and|&|for|de) )*[A-Z0-9][\w&+'’.-]*){0,4}"
)
_CALLED: Final = re.compile(r"\b(?:it was|it's|its|it is|that was|that's) called\b")
_DAY_BESIDE: Final = re.compile(r"\bday (before|after)$")
_WAITS: Final = re.compile(
    "(?:(?:then|and|just|always|so|now|to) )*(?:wait|leave it|hold)"
    "(?: (?:for|about|at least|up to))? "
    "\ue000(?!.*\\b(?:not|no|sorry|actually)\\b)"
)
"""Time that one waits is no length of the entry."""


def corrections(message: Message, span: Span, plain: Plain) -> list[Part]:
    """The corrections that a span is, of the entry it is about; none where it is none."""
    if _WAITS.match(plain.words):
        return []
    said = CORRECTIONS.said(plain)
    meant = target(plain, message.context)
    if said is None:
        return _loose(message, span, plain, meant)
    content = _Values(message, meant).of(said)
    if content is None:
        return []
    return [message.part("correction", span, content, entry=meant.id if meant else None)]


def _loose(message: Message, span: Span, plain: Plain, meant: KnownEntry | None) -> list[Part]:
    """Corrections by their values, where nothing else stands there that is not known."""
    number = meant.id if meant else None
    words_said = message.words(span)
    found = INSTEAD_OF.fullmatch(words_said) or FORMER_LAST.fullmatch(words_said)
    if found is not None and not message.states(span) and not words_said.isupper():
        content = Correction("provider", words=found["provider"])
        return [message.part("correction", span, content, entry=number)]
    if among := _values_after(message, span, meant):
        return among
    words = plain.words.split()
    if len(words) > _MOST_LOOSE or CUES.isdisjoint(words) or words[0] in _ASKS:
        return []
    if _DAY_BESIDE.search(plain.words):
        words = words[:-1]
    known = CUES | BESIDE | set(_SHORT_DAYS) | title_words(meant.title if meant else "")
    if not all(word in known or word in _VALUES or _NTH.fullmatch(word) for word in words):
        return []
    values = _values(plain, message, meant)
    parts: list[Part] = []
    start = span[0]
    for end, content in values:
        last = content is values[-1][1]
        piece = (start, span[1] if last else end)
        parts.append(message.part("correction", piece, content, entry=number))
        start = end
    return parts


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
    if tells or not all(_PURE.fullmatch(one.words) for one in seen):
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
    if numbers and _DENIED.search(plain.words.partition("\ue000")[0]):
        lengths = []  # "not 2 hours, 3"
    if len(numbers) > 1 and not lengths and not days:
        lengths = [(numbers[0][0], numbers[-1][1])]  # "from 9 till 12"
    values = _Values(message, meant)
    found: list[tuple[int, Correction]] = []
    if lengths or (numbers and not days):
        found.append((max((lengths or numbers))[1], values.minutes(lengths, numbers)))
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
        words = _SHORT_DAYS.get(found[0], f"the {found[0]}")
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


def stated_minutes(message: Message, said: Said[T]) -> int | None:
    """The first length in what was said, in minutes."""
    spans = said.values.get("length", ())
    if not spans:
        return None
    read = read_duration(message.words(spans[0]), working_day=message.context.working_day)
    return read if isinstance(read, int) else None


def stated_days(message: Message, said: Said[T]) -> tuple[date | None, date | None]:
    """The first day, or stretch of days, in what was said."""
    spans = said.values.get("day", ())
    if not spans:
        return None, None
    found = read_dates(message.words(spans[0]), message.context.now, message.context.tz)
    return (None, None) if isinstance(found, Problem) else found


def _is_known(provider: str) -> bool:
    """Whether a name in small letters is a provider's that everybody knows."""
    words = f"at {provider.lower()}"
    found = find_provider(words, words)[0].value
    return found is not None and found.lower() == provider.lower()


class _Values:
    """The values of a correction, against what stands in the entry."""

    def __init__(self, message: Message, entry: KnownEntry | None) -> None:
        self.message = message
        self.entry = entry

    def of(self, said: Said[Corrected]) -> Correction | None:
        """The correction that a phrase says; None where its words cannot be the value."""
        match said.means:
            case "minutes":
                values = said.values
                return self.minutes(values.get("length", ()), values.get("number", ()))
            case "days":
                return self.days(said.values.get("day", ()))
            case "title":
                return self._title(self._words(said, "title"))
            case "provider":
                return self._provider(self._words(said, "provider"))
            case "type":
                found = find_type(self.message.low)
                return Correction("type", words=found.value or "") if found.value else None
            case "credits" | "planned":
                return Correction(said.means)

    def _words(self, said: Said[Corrected], name: str) -> str:
        return self.message.words(said.texts[name]) if name in said.texts else ""

    def _title(self, words: str) -> Correction | None:
        title = words.strip(" \"'“”‘’.")
        if title.lower().startswith("a day") or not title:
            return None
        named = any(character.isupper() or character.isdigit() for character in title)
        if not named and _CALLED.search(self.message.low):
            return None
        return Correction("title", words=title[0].upper() + title[1:])

    def _provider(self, words: str) -> Correction | None:
        provider = words.strip(" .\"'")
        if not _PROPER.fullmatch(provider) and not _is_known(provider):
            return None
        return Correction("provider", words=provider)

    def minutes(self, spans: Sequence[Span], numbers: Sequence[Span]) -> Correction:
        """The first length that is another than the entry's; hours, where only a number is said."""
        if not spans and numbers:
            return self._hours(numbers[0])
        entry, working_day = self.entry, self.message.context.working_day
        chosen = spans[0] if spans else self.message.all
        # "from 2 hours to 3", "not 2 hours but 3": the value that stands there already is not meant
        for one in spans:
            value = read_duration(self.message.words(one), working_day=working_day)
            if len(spans) > 1 and value == (entry.minutes if entry else None):
                continue
            chosen = one
            break
        value = read_duration(
            self.message.words(chosen),
            working_day=working_day,
            start=entry.start if entry else None,
            end=entry.end if entry else None,
        )
        if isinstance(value, Problem):
            return Correction("minutes", problem=value)
        return Correction("minutes", minutes=value)

    def _hours(self, span: Span) -> Correction:
        """ "Make it 3.5" is said of hours, up to those that a day has."""
        words = self.message.words(span)
        hours = float(words.replace(",", "."))
        if not 0 < hours <= _HOURS_MOST:
            return Correction("minutes", problem=Problem("vague_duration", "minutes", words))
        return Correction("minutes", minutes=round(hours * 60))

    def days(self, spans: Sequence[Span]) -> Correction:
        """The first day that can be read and is another than the entry's."""
        entry, context = self.entry, self.message.context
        planned = entry is not None and entry.status == "planned"
        first: Problem | None = None
        for one in spans:
            words = self.message.words(one)
            found = read_dates(words, context.now, context.tz, planned=planned)
            if isinstance(found, Problem):
                first = first or found
                continue
            if len(spans) > 1 and entry is not None and found == (entry.start, entry.end):
                continue
            return Correction("days", start=found[0], end=found[1])
        return Correction("days", problem=first or Problem("unreadable_date", "start", ""))
