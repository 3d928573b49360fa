"""A message while it is understood: its text, what it states, and views of its spans."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from bot.conversation.classifier import features, known_models
from bot.conversation.date_words import date_words
from bot.conversation.durations import find_lengths
from bot.conversation.elements.finding import find
from bot.conversation.field import Span
from bot.conversation.parts import Content, Context, Kind, Part
from bot.conversation.phrases.language import Plain, plain
from bot.conversation.reading import Reading, read
from bot.conversation.shares_named import breakdowns
from bot.conversation.subject_shares import Breakdown
from bot.conversation.text import READ_LIMIT, clean, folded, without

SHORTEST_FACTS: Final = 4
"""Characters before an account that can be the facts of an activity."""

SENTENCE_ENDS: Final = re.compile(r"(?:(?<=[.!?;])\s+|\n+|\s+[-–—]+\s+|[…]+\s*)")

LEARNING: Final = re.compile(
    r"\b(?:courses?|webinars?|training|seminars?|conferences?|workshops?|talks?(?! (?:the|it|them|"
    r"him|her|me|us|to|through)\b)|toolbox|podcasts?|vids?|youtube|read(?! (?:the |your |out "
    r"|off )?(?:data|codes?|"
    r"freeze|frame|values?|meter|gauge|plate|label|voltage|live|it)\b)|reading|articles?|bulletins?|"
    r"manuals?|class(?! \d)|modules?|e-?learning|refreshers?|briefings?|lectures?"
    r"|masterclass(?:es)?|induction|"
    r"exams?|assessments?|shadow(?:ed|ing)|coach(?:ed|ing)|mentor(?:ed|ing)|watched|videos?|attended|"
    r"expo|meeting|demos?|certification|qualifications?|level \d|studied|revision|tutorials?"
    r"|sessions?|"
    r"lunch and learn|lunch-and-learn|open day|exhibition)\b"
)
"""Words of what is learnt by."""


class Message:
    """One message while it is understood.

    `raw` is as Slack sends it, every span is of the cleaned `text`, and `low` is that folded, as
    far as it is read. `days` and `lengths` are the spans that state one.
    """

    def __init__(self, raw: str, context: Context) -> None:
        cleaned = clean(raw)
        self.raw = raw
        self.text = cleaned.text
        self.links = cleaned.links
        self.context = context
        self.low = folded(self.text[:READ_LIMIT])
        self.days = [found.span for found in date_words(self.low) if found.kind != "loose"]
        masked = without(self.low, self.days)
        self.lengths = [found.span for found in find_lengths(masked, context.working_day)]
        self._readings: dict[Span, Reading] = {}  # the same spans are looked at again and again
        self._starts: dict[Span, Sequence[int]] = {}
        self._plains: dict[Span, Plain] = {}
        self._kinds: dict[Span, Mapping[str, float]] = {}
        self._corrections: dict[Span, tuple[Part, ...]] = {}
        self._texts: dict[str, Reading] = {}

    @property
    def all(self) -> Span:
        """The whole of it."""
        return 0, len(self.text)

    @property
    def today(self) -> date:
        """The member's local date."""
        return self.context.now.astimezone(self.context.tz).date()

    def words(self, span: Span) -> str:
        """The words at a span, as they were typed."""
        return self.text[slice(*span)]

    def folded(self, span: Span) -> str:
        """The words at a span, folded."""
        return self.low[slice(*span)]

    def plain(self, span: Span) -> Plain:
        """A span as phrases see it; its places are those of the whole message."""
        if span not in self._plains:
            self._plains[span] = self._seen(span)
        return self._plains[span]

    def _seen(self, span: Span) -> Plain:
        start, end = span
        inside = [
            [(one[0] - start, one[1] - start) for one in spans if start <= one[0] and one[1] <= end]
            for spans in (self.lengths, self.days)
        ]
        if any(one[0] < end < one[1] or one[0] < start < one[1] for one in self.lengths):
            # "no 3h, and 40 mins reading" is no length of 3 h 40 once it is cut
            low = without(self.low, self.days)[start:end]
            inside[0] = [found.span for found in find_lengths(low, self.context.working_day)]
        seen = plain(self.text[start:end], *inside)
        return Plain(
            seen.words,
            tuple(place + start for place in seen.at),
            tuple(place + start for place in seen.until),
        )

    def kinds(self, span: Span) -> Mapping[str, float]:
        """How likely each kind is by the classifier, from 0 to 1."""
        if span not in self._kinds:
            self._kinds[span] = known_models()["kinds"].probabilities(self.features(span))
        return self._kinds[span]

    def corrections(self, span: Span, found_by: Callable[[], list[Part]]) -> list[Part]:
        """The corrections of a span; they are looked for once."""
        if span not in self._corrections:
            self._corrections[span] = tuple(found_by())
        return list(self._corrections[span])

    def features(self, span: Span) -> dict[str, float]:
        """What the classifier goes by in a span."""
        asks = ["QUESTION"] if self.words(span).rstrip().endswith("?") else []
        return features(self.plain(span).words, [*asks, *(["LINK"] if self.links else [])])

    def days_in(self, span: Span) -> list[Span]:
        """The days that are stated in a span."""
        return [one for one in self.days if span[0] <= one[0] and one[1] <= span[1]]

    def states(self, span: Span) -> bool:
        """Whether a length or a day stands in a span."""
        return any(span[0] <= one[0] and one[1] <= span[1] for one in (*self.lengths, *self.days))

    def is_within_value(self, place: int) -> bool:
        """Whether a length or a day goes on at a place: "an hour and a half"."""
        return any(one[0] < place < one[1] for one in (*self.lengths, *self.days))

    def has_length(self, span: Span) -> bool:
        """Whether a length stands in a span."""
        return any(span[0] <= one[0] and one[1] <= span[1] for one in self.lengths)

    @cached_property
    def breakdowns(self) -> Sequence[Breakdown]:
        """Where it shares out time over subjects of the member's frameworks, in order."""
        return breakdowns(self.text, self.context.subjects, self.context.working_day)

    def read(self, span: Span) -> Reading:
        """The facts of a span."""
        if span not in self._readings:
            self._readings[span] = self._read(self.words(span))
        return self._readings[span]

    def read_words(self, words: str) -> Reading:
        """The facts of words that stand in several places of the message."""
        if words not in self._texts:
            self._texts[words] = self._read(words)
        return self._texts[words]

    def read_as_done(self, span: Span) -> Reading:
        """The facts of a span that tells of something that was done."""
        return self._read(self.words(span), done=True)

    def _read(self, words: str, *, done: bool = False) -> Reading:
        return read(
            words,
            now=self.context.now,
            tz=self.context.tz,
            working_day=self.context.working_day,
            done=done,
        )

    def account_starts(self, span: Span) -> Sequence[int]:
        """Where clauses begin in which the member tells what came of it."""
        if span not in self._starts:
            held = find(self.words(span))
            self._starts[span] = sorted(
                {one[0] + span[0] for spans in held.spans.values() for one in spans}
            )
        return self._starts[span]

    def opens_with_account(self, span: Span) -> bool:
        """Whether a span begins with what came of it, and not with facts."""
        starts = self.account_starts(span)
        return bool(starts) and starts[0] - span[0] < SHORTEST_FACTS

    def trimmed(self, span: Span) -> Span:
        """A span without the marks and white space around its words."""
        start, end = span
        while start < end and not self._opens(start):
            start += 1
        while start < end and self.text[end - 1] in " ,;\n-–—":
            end -= 1
        return start, end

    def _opens(self, place: int) -> bool:
        """Whether words can begin here."""
        mark, following = self.text[place], self.text[place + 1 : place + 2]
        return mark.isalnum() or mark in "(\"“'‘£#&@" or (mark == "-" and following.isdigit())

    def part(self, kind: Kind, span: Span, content: Content, *, entry: int | None = None) -> Part:
        """A part of the message, its span without what stands around the words."""
        return Part(kind, self.trimmed(span) if span[0] < span[1] else span, content, entry)
