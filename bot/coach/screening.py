"""Replaces identifiers by placeholders before a text leaves, and puts them back."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, get_args

from bot.conversation.identifiers import (
    NOBODY,
    IdentifierKind,
    People,
    identifiers,
    people_of,
)

_NAMES: Final = "|".join((*get_args(IdentifierKind), "words"))
PLACEHOLDER: Final = re.compile(rf"\[ ?({_NAMES}) ?(\d{{1,4}}) ?\]", re.IGNORECASE)
"""A placeholder as a model may write it."""


@dataclass(frozen=True, slots=True)
class Screen:
    """`originals`: what each placeholder stands for, by the placeholder. `people` and `region`
    are what was screened by, for the check of the answer.
    """

    originals: Mapping[str, str] = field(default_factory=dict)
    people: People = NOBODY
    region: str = "GB"

    def restored(self, text: str) -> str:
        """`text` with each known placeholder replaced by its original; others stay."""
        return PLACEHOLDER.sub(lambda found: self.originals.get(_spelt(found), found[0]), text)

    def unknown(self, text: str) -> bool:
        """Whether `text` holds a placeholder that stands for nothing."""
        return any(one not in self.originals for one in placeholders(text))


def placeholders(text: str) -> tuple[str, ...]:
    """The placeholders in a text, in its order, in their usual spelling."""
    return tuple(map(_spelt, PLACEHOLDER.finditer(text)))


def screened(
    texts: Sequence[str], people: Collection[str] | People, region: str
) -> tuple[tuple[str, ...], Screen]:
    """The texts without identifiers, and what puts them back.

    The same original has the same placeholder in all texts. What looks like a placeholder in a text
    is replaced as well, so that `restored` gives back each text as it was.
    """
    known = people_of(people)
    given: dict[tuple[str, str], str] = {}
    counts: dict[str, int] = {}

    def placeholder(kind: str, original: str) -> str:
        if (kind, original) not in given:
            counts[kind] = counts.get(kind, 0) + 1
            given[kind, original] = f"[{kind} {counts[kind]}]"
        return given[kind, original]

    parts = []
    for text in texts:
        screened_text, at = "", 0
        for kind, start, end in _found(text, known, region):
            screened_text += text[at:start] + placeholder(kind, text[start:end])
            at = end
        parts.append(screened_text + text[at:])
    originals = {name: original for (_, original), name in given.items()}
    return tuple(parts), Screen(originals, known, region)


def _spelt(found: re.Match[str]) -> str:
    return f"[{found[1].lower()} {int(found[2])}]"


def _found(text: str, people: People, region: str) -> list[tuple[str, int, int]]:
    """Kinds and spans, sorted and apart: placeholders that a member typed, then identifiers."""
    typed = [("words", *match.span()) for match in PLACEHOLDER.finditer(text)]
    others = [
        (one.kind, one.start, one.end)
        for one in identifiers(text, region=region, people=people)
        if all(one.end <= start or one.start >= end for _, start, end in typed)
    ]
    return sorted((*typed, *others), key=lambda one: one[1])
