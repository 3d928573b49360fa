"""What a message is, decided before a word of it is kept as anything: an ordered list of parts.

Pure: the message and what is open go in, parts come out. What is then done is `bot.services`'s.
Choices, steering, stops, questions, requests and corrections account for a whole message, or for
clauses at its ends; of what is left, an account is an answer, and an activity makes a draft.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from bot.conversation import asking
from bot.conversation.date_words import date_words
from bot.conversation.dates import read_dates
from bot.conversation.durations import find_lengths, read_duration
from bot.conversation.elements.finding import find
from bot.conversation.field import Span
from bot.conversation.kinds import find_type
from bot.conversation.phrases.corrections import CORRECTIONS, Corrected
from bot.conversation.phrases.courtesy import COURTESIES, NO_LEARNING
from bot.conversation.phrases.language import LONGEST, Plain, Said, T, plain
from bot.conversation.phrases.others import NAMED_OTHER, NO_NAMES, NOT_OWN, REFERENCES, is_pasted
from bot.conversation.phrases.requests import ANGER, REQUESTS, STOPS, Request
from bot.conversation.phrases.steering import NAMED, STEERING, Steer
from bot.conversation.problems import Problem
from bot.conversation.questions import QuestionId
from bot.conversation.reading import Reading, read
from bot.conversation.text import READ_LIMIT, clean, folded, without

Kind = Literal[
    "steering", "correction", "question", "request", "activity", "answer", "courtesy", "unclear"
]
Status = Literal["planned", "draft", "logged", "withdrawn", "discarded"]


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An entry that a message may be about, as far as understanding goes by it."""

    id: int
    status: Status
    title: str = ""
    minutes: int | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is open while a message comes.

    `now` is aware, `tz` the member's zone, `working_day` the minutes of their day. `question` is
    the pending one, and `about` the entry that it belongs to. `entries` are those that may be
    meant, the newest first: open ones, and what was saved or discarded lately. `thread` is the
    entry in whose thread the message stands. `labels` are the buttons in sight, by their words.
    """

    now: datetime
    tz: ZoneInfo
    working_day: int | None = None
    question: QuestionId | None = None
    about: int | None = None
    entries: tuple[KnownEntry, ...] = ()
    thread: int | None = None
    labels: frozenset[str] = frozenset()

    def entry(self, number: int | None) -> KnownEntry | None:
        """One of the entries, by its number."""
        return next((one for one in self.entries if one.id == number), None)


# --- What parts hold --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chosen:
    """A button in sight, by its words; "yes" and "no" where no button says so."""

    label: str


@dataclass(frozen=True, slots=True)
class Steered:
    """What is to be done with the entry or its question."""

    word: Steer


@dataclass(frozen=True, slots=True)
class Questioned:
    """A question to the bot, by what it is about."""

    asked: asking.Asked


@dataclass(frozen=True, slots=True)
class Asked:
    """Something for the bot to do; `words` say until or about when, where they do."""

    what: Request
    words: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """Another value for facts of an entry; `problem` where the value cannot be taken."""

    what: Corrected
    minutes: int | None = None
    start: date | None = None
    end: date | None = None
    words: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """Something done or planned, to be made a draft of; `accounts` are what the member says of it
    besides its facts, as spans of the message.
    """

    reading: Reading
    accounts: tuple[Span, ...] = ()
    pasted: bool = False


@dataclass(frozen=True, slots=True)
class Referred:
    """An activity that is told by another: "same as last week", "as above but 2 hours"."""

    what: Literal["same", "as_above"]
    minutes: int | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """The member's own account, as an answer to the pending question."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class Aside:
    """Said for company, or what is no record of the member's: `what` says which."""

    what: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Kept, and asked about. `either`: it could be an answer as well as a new entry."""

    why: Literal["either", "words", "number"]


Content = (
    Chosen
    | Steered
    | Questioned
    | Asked
    | Correction
    | Activity
    | Referred
    | Account
    | Aside
    | Unclear
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message: what it is, where it stands, and which entry it names, if any."""

    kind: Kind
    span: Span
    content: Content
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """A message's parts, in the order of the text; spans point into `text`, the cleaned one."""

    text: str
    parts: tuple[Part, ...]
    links: tuple[str, ...] = ()

    def words(self, span: Span) -> str:
        """The words at a span, as they were typed."""
        return self.text[slice(*span)]


# --- Understanding ----------------------------------------------------------------------------


def understand(text: str, context: Context) -> Understanding:
    """What a message is, unescaped as Slack sends it; never fails, whatever the text."""
    cleaned = clean(text)
    message = _Message(cleaned.text, cleaned.links, context, text)
    parts = message.parts()
    return Understanding(cleaned.text, tuple(parts), cleaned.links)


_SENTENCE_ENDS: Final = re.compile(r"(?:(?<=[.!?;])\s+|\n+|\s+[-–—]+\s+|[…]+\s*)")
_CLAUSE_ENDS: Final = re.compile(
    r"(?:,\s+(?:and |oh |also |but |so )?|\s+(?:and|oh|also|but|btw|ps)\s+)", re.IGNORECASE
)
_NEXT_ACTIVITY: Final = re.compile(
    r"(?:[,;]\s*(?:and |then |also |plus )?|\s+(?:and|then|plus|also|&|\+)\s+(?:then |also )?|"
    r"\.\s+|\n+)",
    re.IGNORECASE,
)
_LEARNING: Final = re.compile(
    r"\b(?:courses?|webinars?|training|seminars?|conferences?|workshops?|talks?|toolbox|podcasts?"
    r"|read|reading|article|bulletin|manual|class|module|e-?learning|refresher|briefing|lecture"
    r"|masterclass|induction|exam|assessment|shadow(?:ed|ing)|coach(?:ed|ing)|mentor(?:ed|ing)"
    r"|watched|video|attended|expo|meeting|demo|certification|qualification|level \d|studied"
    r"|revision|tutorial|session|lunch and learn|lunch-and-learn|open day|exhibition)\b"
)
_REFERRED_TO: Final = re.compile(
    r"^(?:it was |that was |its |it's )?[^,.]{0,60}\b(?:that|which|who) (?:made|got|taught|showed|"
    r"told|helped|pushed|convinced|reminded)\b|^(?:after|since|because of|thanks to|from|in) "
    r"(?:the|that|this|my|last|every) "
)
_SHORTEST_FACTS: Final = 4
_SHORT_OUTBURST: Final = 16
_HOURS_MOST: Final = 12
_WORDS_OF_A_FACT: Final = 6
_BARE_NUMBER: Final = "\ue002"
_NOISE: Final = re.compile(r"[£$€]\d|^\W*$")
_VOWELS: Final = re.compile(r"[aeiouyàâäéèêëíìîïóòôöúùûü]")
_OF_NAMED: Final = re.compile(
    r"(?:(?:for|on|about|re|as for) )?(?:the|that|my) (?:[\w/&'-]+ ){0,3}[\w/&'-]+[,:] +"
)
_ASKS_SOMEBODY: Final = re.compile(
    r"(?:please |pls |hey )?(?:can|could|would|will|do|did|are|is|have|has) (?:you|u|ya|someone"
    r"|anyone|anybody|somebody|we) "
)
_YES: Final = frozenset(
    {"yes", "yep", "yeah", "yup", "y", "aye", "sure", "ok", "okay", "please", "do", "correct"}
)
_NO: Final = frozenset({"no", "nope", "nah", "n"})
_THUMBS: Final = re.compile(r"^[\s]*(?:👍[🏻-🏿]?|👌[🏻-🏿]?|✅|:\+1:|:thumbsup:|:ok_hand:)+[\s]*$")
_THUMBS_DOWN: Final = re.compile(r"^[\s]*(?:👎[🏻-🏿]?|:-1:|:thumbsdown:)+[\s]*$")
_EXPLICIT: Final = re.compile(
    r"^(?:no|nope)\b|\b(?:actually|no wait|wait|sorry|correction|i meant|i mean|make it|change|"
    r"call it|not|should"
    r"|it was|oops|my mistake|scratch that|rename|wrong)\b"
)


def stated(text: str, context: Context) -> Plain:
    """A text as phrases see it, with the lengths and days that it states."""
    message = _Message(clean(text).text, (), context, text)
    return message.plain((0, len(message.text)))


class _Message:
    """One message while it is understood."""

    def __init__(self, text: str, links: Sequence[str], context: Context, raw: str) -> None:
        self.text = text
        self.raw = raw
        self.links = links
        self.context = context
        self.low = folded(text[:READ_LIMIT])
        self.days = [found.span for found in date_words(self.low) if found.kind != "loose"]
        masked = without(self.low, self.days)
        self.lengths = [found.span for found in find_lengths(masked, context.working_day)]
        self._readings: dict[Span, Reading] = {}  # the same spans are looked at again and again
        self._starts: dict[Span, list[int]] = {}

    def parts(self) -> list[Part]:
        whole = (0, len(self.text))
        if not self.text:
            if self.links:
                return [self._part("request", whole, Asked("evidence"))]
            return []
        found = self._whole(whole)
        if found is not None:
            return [found]
        return self._cut(whole)

    def plain(self, span: Span) -> Plain:
        """A span as phrases see it; its places are those of the whole message."""
        start, end = span
        inside = [
            [(one[0] - start, one[1] - start) for one in spans if start <= one[0] and one[1] <= end]
            for spans in (self.lengths, self.days)
        ]
        seen = plain(self.text[start:end], *inside)
        return Plain(
            seen.words,
            tuple(place + start for place in seen.at),
            tuple(place + start for place in seen.until),
        )

    # One whole thing

    def _whole(self, span: Span) -> Part | None:
        """What a message, or a clause of it, is as a whole; None where it is none of these."""
        message = self.plain(span)
        return (
            self._choice(span, message)
            or self._fact(span, message)
            or self._steering(span, message)
            or self._stop(span, message)
            or self._aside(span, message)
            or self._reference(span, message)
            or self._question(span)
            or self._request(span, message)
            or self._correction(span, message)
            or self._number(span, message)
            or self._courtesy(span, message)
        )

    def _choice(self, span: Span, message: Plain) -> Part | None:
        words = self.text[slice(*span)]
        if _THUMBS.match(words):
            return self._part("steering", span, Chosen("yes"))
        if _THUMBS_DOWN.match(words):
            return self._part("steering", span, Chosen("no"))
        said = message.words
        for label in self.context.labels:
            if said == plain(label).words or said == f"{plain(label).words} please":
                kind: Kind = "steering"
                if label == "My answer":
                    kind = "answer"
                elif label == "New entry":
                    kind = "activity"
                return self._part(kind, span, Chosen(label))
        if {"Yes", "No"} & self.context.labels or not self.context.question:
            first = said.removesuffix(" please").removesuffix(" thanks")
            if first in _YES and (
                first not in ("ok", "okay", "sure") or "Yes" in self.context.labels
            ):
                return self._part("steering", span, Chosen("yes"))
            if first in _NO:
                return self._part("steering", span, Chosen("no"))
        return None

    def _fact(self, span: Span, message: Plain) -> Part | None:
        """The answer to a question of fact: a length, a number, a day."""
        asked = self.context.question
        if asked in ("minutes", "date") and not message.words:
            return self._part("answer", span, Account(asked))
        if asked == "minutes" and re.fullmatch(
            "(?:(?:about|around|roughly|it was|was|maybe|just|approx|no|sorry|like|it took|took) )*"
            "[\ue000\ue002](?: (?:or so|in total|total|hours|mins|i think|ish))*",
            message.words,
        ):
            return self._part("answer", span, Account("minutes"))
        if asked == "date" and re.fullmatch(
            "(?:(?:on|it was|was|i think|about|maybe|it is|its|sorry|no|from) )*\ue001(?: (?:i "
            "think))*",
            message.words,
        ):
            return self._part("answer", span, Account("date"))
        return None

    def _steering(self, span: Span, message: Plain) -> Part | None:
        said = STEERING.said(message)
        if said is not None:
            return self._part("steering", span, Steered(said.means))
        named = NAMED.said(message)
        target = self._named(message) if named else None
        if named is None or target is None:
            return None
        return self._part("steering", span, Steered(named.means), entry=target.id)

    def _stop(self, span: Span, message: Plain) -> Part | None:
        said = STOPS.said(message)
        if said is not None:
            return self._part("request", span, self._asked(said))
        words = self.low[slice(*span)]
        short = len(message.words.split()) <= _SHORT_OUTBURST
        if short and ANGER.search(words) and not self._account_starts(span):
            return self._part("request", span, Asked("anger"))
        return None

    def _asked(self, said: Said[Request]) -> Asked:
        words = " ".join(self.text[slice(*one)] for one in said.texts.values())
        if not words:
            stated = [one for name in ("day", "length") for one in said.values.get(name, ())]
            words = " ".join(self.text[slice(*one)] for one in stated)
        return Asked(said.means, words)

    def _question(self, span: Span) -> Part | None:
        whole = span == (0, len(self.text))
        words = self.raw if whole else self.text[slice(*span)]
        asked = asking.asked(words, now=self.context.now, tz=self.context.tz)
        return None if asked is None else self._part("question", span, Questioned(asked))

    def _request(self, span: Span, message: Plain) -> Part | None:
        said = REQUESTS.said(message)
        return None if said is None else self._part("request", span, self._asked(said))

    def _aside(self, span: Span, message: Plain) -> Part | None:
        """No learning, or somebody else's."""
        said = NOT_OWN.said(message)
        if said is not None or self._is_named_others(span):
            return self._part("courtesy", span, Aside("not_own"))
        no_learning = NO_LEARNING.said(message)
        if no_learning is not None and not self._account_starts(span):
            return self._part("courtesy", span, Aside(no_learning.means))
        return None

    def _is_named_others(self, span: Span) -> bool:
        named = NAMED_OTHER.match(self.text[slice(*span)])
        if named is None or self.text.isupper():
            return False
        if any(word.lower() in NO_NAMES for word in named["name"].split()):
            return False
        return bool(_LEARNING.search(self.low[slice(*span)])) and not _LEARNING.search(
            named["name"].lower()
        )

    def _reference(self, span: Span, message: Plain) -> Part | None:
        said = REFERENCES.said(message)
        if said is None:
            return None
        minutes = self._minutes(said)
        start, end = self._days(said)
        kind: Kind = "activity" if said.means == "same" else "unclear"
        return self._part(kind, span, Referred(said.means, minutes, start, end))

    def _minutes(self, said: Said[T]) -> int | None:
        spans = said.values.get("length", ())
        if not spans:
            return None
        read_ = read_duration(self.text[slice(*spans[0])], working_day=self.context.working_day)
        return read_ if isinstance(read_, int) else None

    def _days(self, said: Said[T]) -> tuple[date | None, date | None]:
        spans = said.values.get("day", ())
        if not spans:
            return None, None
        found = read_dates(self.text[slice(*spans[0])], self.context.now, self.context.tz)
        return (None, None) if isinstance(found, Problem) else found

    def _correction(self, span: Span, message: Plain) -> Part | None:
        if not self.context.entries:
            return self._correction_of(span, message, None)
        target = self._target(message)
        return self._correction_of(span, message, target)

    def _correction_of(self, span: Span, message: Plain, target: KnownEntry | None) -> Part | None:
        said = CORRECTIONS.said(message)
        if said is None:
            return None
        content = self._corrected(said, target)
        if content is None:
            return None
        return self._part("correction", span, content, entry=target.id if target else None)

    def _corrected(self, said: Said[Corrected], target: KnownEntry | None) -> Correction | None:
        def words(name: str) -> str:
            return self.text[slice(*said.texts[name])] if name in said.texts else ""

        match said.means:
            case "minutes":
                return self._corrected_minutes(said, target)
            case "days":
                return self._corrected_days(said, target)
            case "title":
                title = words("title").strip(" \"'“”‘’.")
                if title.lower().startswith("a day") or not title:
                    return None
                return Correction("title", words=title[0].upper() + title[1:])
            case "provider":
                provider = words("provider").strip(" .\"'")
                if not provider or provider.split()[0].lower() in (
                    "a",
                    "an",
                    "my",
                    "our",
                    "the lads",
                ):
                    return None
                return Correction("provider", words=provider)
            case "credits":
                return Correction("credits")
            case "type":
                found = find_type(self.low)
                return Correction("type", words=found.value or "") if found.value else None
            case "planned":
                return Correction("planned")
            case _:
                return None

    def _corrected_minutes(self, said: Said[Corrected], target: KnownEntry | None) -> Correction:
        spans = said.values.get("length", ())
        numbers = said.values.get("number", ())
        if not spans and numbers:
            return self._corrected_hours(numbers[0])
        before = target.minutes if target else None
        chosen = spans[0] if spans else (0, len(self.text))
        # "from 2 hours to 3", "not 2 hours but 3": the value that stands there already is not meant
        for one in spans:
            value = read_duration(self.text[slice(*one)], working_day=self.context.working_day)
            if len(spans) > 1 and value == before:
                continue
            chosen = one
            break
        value = read_duration(
            self.text[slice(*chosen)],
            working_day=self.context.working_day,
            start=target.start if target else None,
            end=target.end if target else None,
        )
        if isinstance(value, Problem):
            return Correction("minutes", problem=value)
        return Correction("minutes", minutes=value)

    def _corrected_hours(self, span: Span) -> Correction:
        """ "Make it 3.5" is said of hours, up to those that a day has."""
        hours = float(self.text[slice(*span)].replace(",", "."))
        if not 0 < hours <= _HOURS_MOST:
            return Correction(
                "minutes", problem=Problem("vague_duration", "minutes", self.text[slice(*span)])
            )
        return Correction("minutes", minutes=round(hours * 60))

    def _corrected_days(self, said: Said[Corrected], target: KnownEntry | None) -> Correction:
        planned = target is not None and target.status == "planned"
        spans = said.values.get("day", ())
        first: Problem | None = None
        for one in spans:
            found = read_dates(
                self.text[slice(*one)], self.context.now, self.context.tz, planned=planned
            )
            if isinstance(found, Problem):
                first = first or found
                continue
            if len(spans) > 1 and target is not None and found == (target.start, target.end):
                continue
            return Correction("days", start=found[0], end=found[1])
        return Correction("days", problem=first or Problem("unreadable_date", "start", ""))

    def _number(self, span: Span, message: Plain) -> Part | None:
        """A bare number that no open question asks for: it is asked about."""
        if message.words == _BARE_NUMBER and self.context.question is not None:
            return self._part("unclear", span, Unclear("number"))
        return None

    def _courtesy(self, span: Span, message: Plain) -> Part | None:
        said = COURTESIES.said(message)
        if said is not None:
            return self._part("courtesy", span, Aside(said.means))
        if not message.words:  # an emoji and no more
            return self._part("courtesy", span, Aside("emoji"))
        return None

    # Which entry

    def _target(self, message: Plain) -> KnownEntry | None:
        """The entry that words name, else the thread's, else the pending one's, else the newest."""
        context = self.context
        named = self._named(message)
        if named is not None:
            return named
        for number in (context.thread, context.about):
            known = context.entry(number)
            if known is not None:
                return known
        order = {"draft": 0, "planned": 0, "logged": 1, "discarded": 2, "withdrawn": 2}
        return min(context.entries, key=lambda one: order[one.status], default=None)

    def _named(self, message: Plain) -> KnownEntry | None:
        """The one entry that "the webinar" can mean, by the words of its title or its kind."""
        for found in re.finditer(r"\b(?:the|that|my) ((?:[\w/&-]+ ){0,4}[\w/&-]+)", message.words):
            wanted = set(found[1].split()) - _SMALL
            if not wanted:
                continue
            hits = [one for one in self.context.entries if wanted & _title_words(one)]
            if len(hits) == 1:
                return hits[0]
        return None

    # Several things

    def _cut(self, span: Span) -> list[Part]:
        """Corrections and the like at either end are cut off; what is left is an account, an
        activity, or not clear.
        """
        start, end = span
        before: list[Part] = []
        after: list[Part] = []
        while (found := self._first_clause((start, end))) is not None:
            before.append(found[0])
            start = found[1]
        while (last := self._last_clause((start, end))) is not None:
            after.insert(0, last[0])
            end = last[1]
        rest = self._trimmed((start, end))
        return [*before, *self._middle(rest, cut=bool(before or after)), *after]

    def _middle(self, span: Span, *, cut: bool) -> list[Part]:
        """What is left of a message; once something was `cut` off, it may be one whole thing."""
        if span[0] >= span[1]:
            return []
        whole = self._whole(span) if cut else None
        return [whole] if whole is not None else self._rest(span)

    def _ends(self, span: Span) -> Iterator[tuple[int, int]]:
        """Where clauses end and the next begin, within a span."""
        for pattern in (_SENTENCE_ENDS, _CLAUSE_ENDS):
            for found in pattern.finditer(self.text, *span):
                yield found.span()

    def _first_clause(self, span: Span) -> tuple[Part, int] | None:
        for end, begin in sorted(self._ends(span)):
            if begin >= span[1] or end - span[0] > LONGEST:
                continue
            clause = self._trimmed((span[0], end))
            part = self._explicit(clause, opens=True)
            if part is not None:
                return part, begin
        return None

    def _last_clause(self, span: Span) -> tuple[Part, int] | None:
        for end, begin in sorted(self._ends(span)):
            if end <= span[0] or span[1] - begin > LONGEST:
                continue
            clause = self._trimmed((begin, span[1]))
            if clause[0] >= clause[1]:
                continue
            part = self._explicit(clause, opens=False)
            if part is not None:
                return part, end
        return None

    def _explicit(self, clause: Span, *, opens: bool) -> Part | None:
        """A clause that may be cut off: an explicit correction, a request, a word that steers."""
        message = self.plain(clause)
        if not message.words:
            return None
        steering = self._steering(clause, message)
        if steering is not None and len(message.words.split()) <= 6 and not opens:
            word = steering.content.word if isinstance(steering.content, Steered) else ""
            return steering if word in ("save", "discard", "discard_all", "undo") else None
        stop = self._stop(clause, message)
        if stop is not None:
            return stop
        request = self._request(clause, message)
        if request is not None:
            return request
        courtesy = self._courtesy(clause, message)
        if courtesy is not None and len(message.words.split()) <= 4:
            return courtesy if opens is False or message.words not in _OPENERS else None
        correction = self._correction(clause, message)
        if correction is None:
            return None
        explicit = _EXPLICIT.search(self.low[slice(*clause)]) is not None
        return correction if explicit and (self.context.entries or not opens) else None

    def _trimmed(self, span: Span) -> Span:
        start, end = span
        while start < end and not self._opens(start):
            start += 1
        while start < end and self.text[end - 1] in " ,;\n-–—":
            end -= 1
        return start, end

    def _opens(self, place: int) -> bool:
        """Whether words can begin here."""
        mark, following = self.text[place], self.text[place + 1 : place + 2]
        return mark.isalnum() or mark in "(\"“'‘£#&" or (mark == "-" and following.isdigit())

    # An account, an activity, or neither

    def _rest(self, span: Span) -> list[Part]:
        low = self.low[slice(*span)]
        if is_pasted(self.text[slice(*span)].lower() if len(self.text) > READ_LIMIT else low):
            return self._pasted(span)
        asked = self.context.question
        if asked is not None and (both := self._answer_then_activities(span, asked)):
            return both
        activities = self._activities(span)
        if asked is not None and (asked not in ("minutes", "date") or not activities):
            if activities and self._is_another(low, activities):
                first = activities[0].content
                assert isinstance(first, Activity)  # noqa: S101 - it is what _activities makes
                if asked == "title":
                    return [self._part("answer", span, Account(asked))]
                if self.context.thread is not None or self._could_be_both(span, first):
                    return [self._part("unclear", span, Unclear("either"))]
                return activities
            return [self._answer(span, low, asked)]
        if self.context.thread is not None and asked is None:
            return [self._part("answer", span, Account("more"))]
        if activities:
            return activities
        return [self._part("unclear", span, Unclear("words"))]

    def _answer(self, span: Span, low: str, asked: QuestionId) -> Part:
        """An account, of the entry that is named; unless it is a question, or no sentence."""
        if low.rstrip().endswith("?") or _ASKS_SOMEBODY.match(low) or _is_noise(low):
            return self._part("unclear", span, Unclear("words"))
        opening = _OF_NAMED.match(low)
        if opening is not None:
            named = self._named(self.plain((span[0], span[0] + opening.end())))
            if named is not None and named.id != self.context.about:
                rest = (span[0] + opening.end(), span[1])
                return self._part("answer", rest, Account("evaluate"), entry=named.id)
        if asked in ("minutes", "date") and len(low.split()) > _WORDS_OF_A_FACT:
            asked = "evaluate"  # an account, though a fact was asked for: that stays open
        return self._part("answer", span, Account(asked))

    def _answer_then_activities(self, span: Span, asked: QuestionId) -> list[Part]:
        """An answer, and in the sentences behind it something else that was done."""
        for found in _SENTENCE_ENDS.finditer(self.text, span[0], min(span[1], READ_LIMIT)):
            left, right = (span[0], found.start()), self._trimmed((found.end(), span[1]))
            if self._stands_alone(right) and not self._stands_alone(left):
                told = self._whole(self._trimmed(left))
                first = told or self._answer(left, self.low[slice(*left)], asked)
                return [first, *self._activities(right)]
        return []

    def _is_another(self, low: str, found: list[Part]) -> bool:
        """A learning word, and a length or a day other than the pending entry's."""
        known = self.context.entry(self.context.about)
        if not _LEARNING.search(low) or _REFERRED_TO.search(low):
            return False
        for part in found:
            assert isinstance(part.content, Activity)  # noqa: S101 - as above
            reading = part.content.reading
            minutes, start = reading.minutes.value, reading.start.value
            if minutes is not None and (known is None or minutes != known.minutes):
                return True
            if start is not None and (known is None or start != known.start):
                return True
        return False

    def _could_be_both(self, span: Span, first: Activity) -> bool:
        return self._opens_with_account(span) and first.reading.title.value is not None

    def _pasted(self, span: Span) -> list[Part]:
        reading = replace(self._read(span), links=tuple(self.links))
        open_ = self.context.entry(self.context.thread or self.context.about)
        if open_ is not None and open_.status == "draft" and _same_thing(reading, open_):
            return [self._part("correction", span, Activity(reading, pasted=True), entry=open_.id)]
        return [self._part("activity", span, Activity(reading, pasted=True))]

    def _activities(self, span: Span) -> list[Part]:
        """The activities that a span tells of, each with what is said of it besides."""
        found: list[Part] = []
        day: Reading | None = None
        for piece in self._split(span):
            facts, accounts = self._parted(piece)
            reading = self._read(facts)
            if not reading.is_activity:
                if found:
                    last = found[-1]
                    content = last.content
                    assert isinstance(content, Activity)  # noqa: S101 - as above
                    found[-1] = self._part(
                        "activity",
                        (last.span[0], piece[1]),
                        Activity(content.reading, (*content.accounts, self._trimmed(piece))),
                    )
                    continue
                return []
            if day is not None and reading.start.value is None and not reading.start.is_partial:
                reading = _with_day(reading, day)
            if reading.start.value is not None:
                day = reading
            if not found:
                reading = replace(reading, links=tuple(self.links))
            found.append(self._part("activity", piece, Activity(reading, accounts)))
        return found

    def _split(self, span: Span) -> list[Span]:
        """Where one activity ends and the next begins: both have a kind and a length or a day."""
        pieces: list[Span] = []
        start = span[0]
        for found in _NEXT_ACTIVITY.finditer(self.text, span[0], min(span[1], READ_LIMIT)):
            left, right = (start, found.start()), (found.end(), span[1])
            if self._stands_alone(left) and self._stands_alone(self._up_to_next(right)):
                pieces.append(self._trimmed(left))
                start = found.end()
        pieces.append(self._trimmed((start, span[1])))
        return pieces

    def _up_to_next(self, span: Span) -> Span:
        """The first clause of a span: up to where the next might begin, but not to nothing."""
        for found in _NEXT_ACTIVITY.finditer(self.text, span[0], min(span[1], READ_LIMIT)):
            if found.start() - span[0] > 8:
                return span[0], found.start()
        return span

    def _stands_alone(self, span: Span) -> bool:
        low = self.low[slice(*span)]
        if not _LEARNING.search(low) or self._opens_with_account(span):
            return False
        return (
            any(span[0] <= one[0] and one[1] <= span[1] for one in (*self.lengths, *self.days))
            and self._read(span).title.value is not None
        )

    def _parted(self, span: Span) -> tuple[Span, tuple[Span, ...]]:
        """The clauses with the facts, and those with an account behind them."""
        for at in self._account_starts(span):
            head = self._without_joint(self._trimmed((span[0], at)))
            if head[1] - head[0] < _SHORTEST_FACTS:
                continue
            reading = self._read(head)
            if reading.title.value is not None and (
                reading.minutes.span or reading.start.span or reading.type.value
            ):
                return head, (self._trimmed((at, span[1])),)
        return span, ()

    def _account_starts(self, span: Span) -> list[int]:
        """Where clauses begin in which the member tells what came of it."""
        if span not in self._starts:
            held = find(self.text[slice(*span)])
            self._starts[span] = sorted(
                {one[0] + span[0] for spans in held.spans.values() for one in spans}
            )
        return self._starts[span]

    def _opens_with_account(self, span: Span) -> bool:
        starts = self._account_starts(span)
        return bool(starts) and starts[0] - span[0] < _SHORTEST_FACTS

    def _without_joint(self, span: Span) -> Span:
        """A clause without the "and" or "so" that led over to the next."""
        joint = re.search(
            r"(?:,|\s)+(?:and|so|but|which|where|it|that|i|we|also|really)$", self.low[slice(*span)]
        )
        return self._trimmed((span[0], span[0] + joint.start())) if joint else span

    def _read(self, span: Span) -> Reading:
        if span not in self._readings:
            self._readings[span] = read(
                self.text[slice(*span)],
                now=self.context.now,
                tz=self.context.tz,
                working_day=self.context.working_day,
            )
        return self._readings[span]

    def _part(self, kind: Kind, span: Span, content: Content, *, entry: int | None = None) -> Part:
        return Part(kind, self._trimmed(span) if span[0] < span[1] else span, content, entry)


_OPENERS: Final = frozenset({"ok", "okay", "right", "alright", "fine", "yeah", "yes", "so"})
_SMALL: Final = frozenset(
    {"the", "that", "my", "a", "an", "of", "on", "for", "one", "to", "at", "in", "and", "it"}
    | {"was", "is", "last", "not"}
)


def _title_words(entry: KnownEntry) -> set[str]:
    return set(plain(entry.title).words.split()) - _SMALL


def _with_day(reading: Reading, other: Reading) -> Reading:
    return replace(reading, start=other.start, end=other.end)


def _is_noise(low: str) -> bool:
    """Whether folded text is no sentence: codes, prices, keys that were hit at random."""
    words = re.findall(r"[^\W_]+", low)
    told = [word for word in words if len(word) > 1 and word.isalpha()]
    if not told or _NOISE.match(low):
        return True
    if not low.isascii():
        return False
    coded = sum(any(map(str.isdigit, word)) for word in words)
    if coded > 2 and coded * 5 >= len(words) * 2:
        return True
    return len(told) <= 2 and not any(_VOWELS.search(word) for word in told)


def _same_thing(reading: Reading, entry: KnownEntry) -> bool:
    """Whether pasted text can be of an open entry: their titles share a word, or it lacks one."""
    words = set(plain(reading.text).words.split()) - _SMALL
    return not entry.title or bool(words & _title_words(entry))
