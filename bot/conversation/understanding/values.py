"""The values of corrections: against what stands in the entry, and what cannot be one."""

import re
from collections.abc import Sequence
from typing import Final

from bot.conversation.dates import read_dates
from bot.conversation.durations import read_duration
from bot.conversation.field import Span
from bot.conversation.kinds import find_type
from bot.conversation.parts import Correction, KnownEntry
from bot.conversation.phrases.corrections import (
    BESIDE,
    Told,
)
from bot.conversation.phrases.language import Said
from bot.conversation.problems import Problem
from bot.conversation.provider_names import BY_FOLDED
from bot.conversation.providers import find_provider
from bot.conversation.text import folded
from bot.conversation.titles import without_people
from bot.conversation.understanding.message import Message
from bot.conversation.understanding.titled import is_done_with_it

SHORT_DAYS: Final = {"sat": "saturday", "sun": "sunday"}
"""Words that are days where nothing but a correction can be meant."""
_HOURS_MOST: Final = 12
_LONGEST_PROVIDER: Final = 5
DENIED_KIND: Final = re.compile(
    r"\b(?:than|not|wasn'?t|isn'?t|instead of|rather than) (?:really |actually )?(?:just )?"
    r"(?:an? |the )?(?:toolbox |short |online |training )?\w+"
)
"""A kind that it was not."""
_ARTICLE: Final = re.compile(r"\A(?:the|an?) ", re.IGNORECASE)
_PLAINLY_MINUTES: Final = range(15, 60, 5)
_PROPER: Final = re.compile(
    r"(?:(?:the|of|and|&|for|de) )?[A-Z0-9][\w&+'’.-]*(?: (?:(?:the|of|and|&|for|de) "
    r")*[A-Z0-9][\w&+'’.-]*){0,4}"
)
_CALLED: Final = re.compile(r"\b(?:it was|it's|its|it is|that was|that's) called\b")
_NO_TITLE: Final = re.compile(r"(?:a day|what|when|how|in|off|out|quits|it)\b")


def is_known(provider: str) -> bool:
    """Whether a name in small letters is a provider's that everybody knows."""
    words = f"at {provider.lower()}"
    found = find_provider(words, words)[0].value
    return found is not None and found.lower() == provider.lower()


def as_known(provider: str) -> str:
    """A name that was typed in small letters, as it is known: "thatcham" is Thatcham."""
    return BY_FOLDED.get(folded(provider), provider) if provider.islower() else provider


class Values:
    """The values of a correction, against what stands in the entry."""

    def __init__(self, message: Message, entry: KnownEntry | None) -> None:
        self.message = message
        self.entry = entry

    def of(self, said: Said[Told]) -> Correction | None:
        """The correction that a phrase says; None where its words cannot be the value."""
        match said.means:
            case "minutes":
                values = said.values
                return self.minutes(values.get("length", ()), values.get("number", ()))
            case "longer" | "shorter":
                return self.by(said.values["length"], 1 if said.means == "longer" else -1)
            case "days":
                return self.days(said.values.get("day", ()))
            case "title":
                return self._title(self._words(said, "title"))
            case "provider":
                former = self._words(said, "former").lower()
                denied = self.entry is not None and former == self.entry.provider.lower() != ""
                return self._provider(self._words(said, "provider"), sure=denied)
            case "type":
                found = find_type(DENIED_KIND.sub(" ", self.message.low))
                return Correction("type", words=found.value or "") if found.value else None
            case "credits" | "planned":
                return Correction(said.means)
            case "subjects":
                return None  # no phrase says these: see `subject_corrections`

    def _words(self, said: Said[Told], name: str) -> str:
        return self.message.words(said.texts[name]) if name in said.texts else ""

    def _title(self, words: str) -> Correction | None:
        title = without_people(words.strip(" \"'“”‘’."))
        if not title or _NO_TITLE.match(title.lower()) or is_done_with_it(self.message.low):
            return None
        named = any(character.isupper() or character.isdigit() for character in title)
        if not named and _CALLED.search(self.message.low):
            return None
        return Correction("title", words=title[0].upper() + title[1:])

    def _provider(self, words: str, *, sure: bool) -> Correction | None:
        """A provider; `sure`: the one that stands there is denied, so whatever is said is one."""
        provider = _ARTICLE.sub("", words.strip(" .\"'"))
        sure = sure and BESIDE.isdisjoint(provider.lower().split())
        if not sure and not _PROPER.fullmatch(provider) and not is_known(provider):
            return None
        if not provider or len(provider.split()) > _LONGEST_PROVIDER:
            return None
        return Correction("provider", words=as_known(provider))

    def minutes(self, spans: Sequence[Span], numbers: Sequence[Span]) -> Correction:
        """The first length that is another than the entry's; hours, where only a number is said."""
        if not spans and numbers:
            said = [self._hours(one) for one in numbers]
            known = self.entry.minutes if self.entry else None
            return next((one for one in said if one.minutes != known), said[0])
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

    def by(self, spans: Sequence[Span], sign: int) -> Correction | None:
        """So much longer or shorter than what stands there; None where that cannot be."""
        said = self.minutes(spans, ())
        before = self.entry.minutes if self.entry else None
        if said.minutes is None or before is None or before + sign * said.minutes <= 0:
            return None
        return Correction("minutes", minutes=before + sign * said.minutes)

    def _hours(self, span: Span) -> Correction:
        """ "Make it 3.5" is said of hours, up to those that a day has; "only 45" of minutes."""
        words = self.message.words(span)
        hours = float(words.replace(",", "."))
        if hours in _PLAINLY_MINUTES:
            return Correction("minutes", minutes=int(hours))
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
            words = SHORT_DAYS.get(words.lower(), words)
            found = read_dates(words, context.now, context.tz, planned=planned)
            if isinstance(found, Problem):
                first = first or found
                continue
            if len(spans) > 1 and entry is not None and found == (entry.start, entry.end):
                continue
            return Correction("days", start=found[0], end=found[1])
        return Correction("days", problem=first or Problem("unreadable_date", "start", ""))
