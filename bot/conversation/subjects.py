"""Subjects of a framework in the member's words: "2h ADAS radar and camera calibration".

Which subjects there are is told; nothing is guessed that stands in no name of theirs.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.asking.words import word_set
from bot.policy.frameworks.framework import folded

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_LENGTH: Final = re.compile(
    r"(?P<count>\d{1,3}(?:[.,]\d{1,2})?)\s?(?P<unit>h|hrs?|hours?|m|mins?|minutes?)"
    r"(?: (?:of|on|for))?(?: the)? $"
)
OF_NO_SUBJECT: Final = word_set(
    "and the for with from into its their other all any subject example module unit part level "
    "work working general basic system vehicle training course learning hour min minute half rest"
)
"""Words that part no subject from another, though only one has them."""
_BEGINNING: Final = 6
"""Letters by which two words are taken for one: electric, electrified."""
_BETWEEN: Final = re.compile(
    r"(?:\d{1,3}(?:[.,]\d{1,2})?\s?(?:h|hrs?|hours?|m|mins?|minutes?)\b|\b(?:and|half|of|on|for|the|"
    r"it was|was|its|both|rest|please|subject|is)\b|[\s,.;:&+/!])+"
)


@dataclass(frozen=True, slots=True)
class SubjectNamed:
    """A subject by its name in the framework; `minutes` None where nobody said how long."""

    name: str
    minutes: int | None = None


def distinctive(names: Sequence[str]) -> dict[str, str]:
    """By word, the one name of these that has it: in the singular, without case."""
    words = {name: dict.fromkeys(singular(one) for one in _words(name)) for name in names}
    counts = Counter(word for some in words.values() for word in some)
    return {
        word: name
        for name, some in words.items()
        for word in some
        if counts[word] == 1 and word not in OF_NO_SUBJECT
    }


def find_subjects(text: str, names: Sequence[str]) -> tuple[SubjectNamed, ...]:
    """The subjects that a text names, in its order: by whole names, and by words that one name
    alone has. Minutes are those before each, where several are named and each has its own.
    """
    low = folded(text)
    found = names_in(low, names)
    lengths = [_length_before(low, start) for start, _, _ in found]
    told = len(found) > 1 and None not in lengths
    return tuple(
        SubjectNamed(name, minutes if told else None)
        for (_, _, name), minutes in zip(found, lengths, strict=True)
    )


def only_subjects(text: str, names: Sequence[str]) -> tuple[SubjectNamed, ...]:
    """The same where a text says nothing else; none where it does."""
    low = folded(text)
    rest = list(low)
    own = distinctive(names)
    for name in names:
        at = low.find(folded(name))
        if at >= 0:
            rest[at : at + len(folded(name))] = " " * len(folded(name))
    for word in _WORD.finditer(low):
        if singular(word[0]) in own:
            rest[word.start() : word.end()] = " " * len(word[0])
    return find_subjects(text, names) if _BETWEEN.fullmatch(f" {''.join(rest)}") else ()


def categories_named(words: str, categories: Iterable[str]) -> frozenset[str]:
    """The categories of schemes that somebody means by words: those whose name holds them or which
    they hold; else, where there is none, those that share a word's beginning, or its initials
    ("EV" of "electrified vehicles"). None for no words.
    """
    said, every = folded(words), [one for one in categories if folded(one)]
    if not said:
        return frozenset()
    spoken = f" {said} "
    whole = [one for one in every if said in folded(one) or f" {folded(one)} " in spoken]
    return frozenset(whole or [one for one in every if _may_mean(said.split(), folded(one))])


def _may_mean(said: Sequence[str], category: str) -> bool:
    words = category.split()
    initials = "".join(word[0] for word in words) if len(words) > 1 else ""
    begins = {word[:_BEGINNING] for word in words if len(word) >= _BEGINNING}
    return any(word == initials or word[:_BEGINNING] in begins for word in said)


def names_in(low: str, names: Sequence[str]) -> list[tuple[int, int, str]]:
    """Where each name stands first in a folded text, in its order: start, end and the name."""
    first: dict[str, tuple[int, int]] = {}
    whole: list[tuple[int, int]] = []
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(folded(name))}(?!\w)", low):
            if not any(start < match.end() and match.start() < end for start, end in whole):
                whole.append(match.span())
                first.setdefault(name, match.span())
    own = distinctive(names)
    for word in _WORD.finditer(low):
        inside = any(start <= word.start() < end for start, end in whole)
        meant = own.get(singular(word[0]))
        if meant is not None and not inside:
            first.setdefault(meant, word.span())
    return sorted((start, end, name) for name, (start, end) in first.items())


def _length_before(low: str, at: int) -> int | None:
    said = _LENGTH.search(low[:at])
    if said is None:
        return None
    count = float(said["count"].replace(",", "."))
    return round(count * (60 if said["unit"].startswith("h") else 1)) or None


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def known_words(names: Iterable[str]) -> frozenset[str]:
    """The words of all names, in the singular, without case."""
    return frozenset(singular(word) for name in names for word in _words(name))


def singular(word: str) -> str:
    """A word without the "s" of its plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
