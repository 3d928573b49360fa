"""A correction: which facts of an entry are to be others, and their values."""

from datetime import date

from bot.conversation.dates import read_dates
from bot.conversation.durations import read_duration
from bot.conversation.field import Span
from bot.conversation.kinds import find_type
from bot.conversation.parts import Correction, KnownEntry, Part
from bot.conversation.phrases.corrections import CORRECTIONS, Corrected
from bot.conversation.phrases.language import Plain, Said, T
from bot.conversation.problems import Problem
from bot.conversation.understanding.entries import target
from bot.conversation.understanding.message import Message

_HOURS_MOST = 12
_NO_PROVIDERS = frozenset({"a", "an", "my", "our"})


def correction(message: Message, span: Span, plain: Plain) -> Part | None:
    """The correction that a span is, of the entry it is about; None where it is none."""
    said = CORRECTIONS.said(plain)
    if said is None:
        return None
    meant = target(plain, message.context)
    content = _Correcting(message, said, meant).content()
    if content is None:
        return None
    return message.part("correction", span, content, entry=meant.id if meant else None)


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


class _Correcting:
    """The values of one correction, against what stands in the entry."""

    def __init__(self, message: Message, said: Said[Corrected], entry: KnownEntry | None) -> None:
        self.message = message
        self.said = said
        self.entry = entry

    def content(self) -> Correction | None:
        match self.said.means:
            case "minutes":
                return self._minutes()
            case "days":
                return self._days()
            case "title":
                return self._title()
            case "provider":
                return self._provider()
            case "type":
                found = find_type(self.message.low)
                return Correction("type", words=found.value or "") if found.value else None
            case "credits" | "planned":
                return Correction(self.said.means)

    def _words(self, name: str) -> str:
        texts = self.said.texts
        return self.message.words(texts[name]) if name in texts else ""

    def _title(self) -> Correction | None:
        title = self._words("title").strip(" \"'“”‘’.")
        if title.lower().startswith("a day") or not title:
            return None
        return Correction("title", words=title[0].upper() + title[1:])

    def _provider(self) -> Correction | None:
        provider = self._words("provider").strip(" .\"'")
        if not provider or provider.split()[0].lower() in _NO_PROVIDERS:
            return None
        return Correction("provider", words=provider)

    def _minutes(self) -> Correction:
        spans = self.said.values.get("length", ())
        numbers = self.said.values.get("number", ())
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

    def _days(self) -> Correction:
        entry, context = self.entry, self.message.context
        planned = entry is not None and entry.status == "planned"
        spans = self.said.values.get("day", ())
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
