"""What was found in an entry's own words: kept with the entry, and handed to the rules as facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from bot.conversation.elements import READER
from bot.conversation.elements.cues import ELEMENTS, ElementId
from bot.conversation.elements.finding import find
from bot.conversation.field import Span
from bot.policy.vocabulary import STAGES, Stage

FORM_ASKS: Final[Mapping[Stage, tuple[ElementId, ...]]] = {
    "reflect": ("why",),
    "plan": ("next",),
    "act": (),
    "evaluate": ("learnt", "helps"),
}
"""What an entry's form asks for beside each stage's field."""


@dataclass(frozen=True, slots=True)
class ReadAccount:
    """The elements of an entry's stages, by the version of the `reader` that found them.

    `spans` are places in each stage's words; `asked` are the elements that a question asked for
    whose answer stands there: an answer holds what was asked for, cue or no cue. No stage is in
    either that holds no words.
    """

    reader: str = READER
    spans: Mapping[Stage, Mapping[ElementId, tuple[Span, ...]]] = field(default_factory=dict)
    asked: Mapping[Stage, tuple[ElementId, ...]] = field(default_factory=dict)

    @property
    def elements(self) -> frozenset[ElementId]:
        """The elements that the account holds, in whatever stage."""
        found = {element for spans in self.spans.values() for element in spans}
        return frozenset(found.union(*self.asked.values()))

    def joined_to(self, before: "ReadAccount", stages: Iterable[Stage]) -> "ReadAccount":
        """With what was found before in stages to which words were only added: a question that is
        answered behind them takes nothing from what they hold.
        """
        spans = dict(self.spans)
        for stage in stages:
            both = [self.spans.get(stage, {}), before.spans.get(stage, {})]
            held = {
                element: tuple(sorted({span for one in both for span in one.get(element, ())}))
                for element in ELEMENTS
            }
            if held := {element: at for element, at in held.items() if at}:
                spans[stage] = held
        return ReadAccount(self.reader, spans, self.asked)

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "reader": self.reader,
            "spans": {
                stage: {element: [list(span) for span in spans] for element, spans in found.items()}
                for stage, found in self.spans.items()
            },
            "asked": {stage: list(elements) for stage, elements in self.asked.items()},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """What `to_dict` wrote, in whatever release: names that are not known are passed over."""
        spans: dict[Stage, Mapping[ElementId, tuple[Span, ...]]] = {}
        asked: dict[Stage, tuple[ElementId, ...]] = {}
        for stage in STAGES:
            found = data.get("spans", {}).get(stage, {})
            if held := {
                element: tuple((start, end) for start, end in found[element])
                for element in ELEMENTS
                if element in found
            }:
                spans[stage] = held
            wanted = data.get("asked", {}).get(stage, ())
            if known := tuple(element for element in ELEMENTS if element in wanted):
                asked[stage] = known
        return cls(str(data.get("reader", "")), spans, asked)


def read_account(
    stages: Mapping[Stage, str | None], asked: Mapping[Stage, tuple[ElementId, ...]]
) -> ReadAccount:
    """What the words of an entry's stages hold; `asked` is what questions asked for whose answers
    stand there. Never fails.
    """
    spans: dict[Stage, Mapping[ElementId, tuple[Span, ...]]] = {}
    answered: dict[Stage, tuple[ElementId, ...]] = {}
    for stage, words in stages.items():
        if not words or not words.strip():
            continue
        wanted = asked.get(stage, ())
        if wanted:
            answered[stage] = wanted
        if found := find(words, wanted).spans:
            spans[stage] = found
    return ReadAccount(READER, spans, answered)
