"""Finds what identifies a person or a vehicle in a text. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal

IdentifierKind = Literal["customer", "person", "plate", "vin", "phone", "email", "slack", "link"]

_PATTERNS: Final[tuple[tuple[IdentifierKind, re.Pattern[str]], ...]] = (
    ("link", re.compile(r"https?://[^\s<>\"|]{1,3000}", re.IGNORECASE)),
    ("email", re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}\b")),
    ("slack", re.compile(r"<[@#!][^<>\s]{1,60}>|\b[UWC][A-Z0-9]{8,12}\b")),
    ("vin", re.compile(r"\b(?=[A-Z]*\d)[A-HJ-NPR-Z0-9]{17}\b")),
    ("plate", re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b")),
    ("phone", re.compile(r"(?<!\w)(?:\+\d{1,3}|0)(?:[ -]?\d){9,11}(?!\w)")),
    ("customer", re.compile(r"\b(?:Mrs?|Ms|Miss|Dr)\.? [A-Z][\w'-]+(?: [A-Z][\w'-]+)?")),
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier at its place in the text."""

    kind: IdentifierKind
    start: int
    end: int


def identifiers(
    text: str, *, region: str = "GB", people: Collection[str] = ()
) -> tuple[Identifier, ...]:
    """The identifiers in a text, sorted, none overlapping another; never fails.

    `region` is the country whose phone numbers have no prefix. `people` are full names, found whole
    and by each part of three letters or more.
    """
    del region
    found: list[Identifier] = []
    for one in (*_by_pattern(text), *_by_name(text, people)):
        if all(one.end <= other.start or one.start >= other.end for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _by_pattern(text: str) -> Iterator[Identifier]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Identifier(kind, *match.span())


def _by_name(text: str, people: Collection[str]) -> Iterator[Identifier]:
    names = {name for name in people if name.strip()}
    names |= {part for name in people for part in name.split() if len(part) >= 3}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            yield Identifier("person", *match.span())
