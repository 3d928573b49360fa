"""Groups of a scheme of hours in the member's words: "MOT group B update", "classes 1 and 2".

Which groups there are, and what else they are called, is told; nothing is guessed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.subjects import SubjectNamed
from bot.conversation.text import BLANK
from bot.policy.frameworks.framework import folded

_JOINED: Final = r"\s*(?:,|/|&|\+|\band\b|\bor\b|,\s*and\b)\s*"
_UNIT: Final = r"(?:h|hrs?|hours?|m|mins?|minutes?)"
_NUMBER: Final = r"\d{1,3}(?:[.,]\d{1,2})?"
_AMOUNT: Final = rf"(?P<count>{_NUMBER})\s?(?P<unit>{_UNIT})\b"
_BEFORE: Final = re.compile(
    rf"{_AMOUNT}(?:\s+(?:of it|of that))?(?:\s+(?:of|on|for|was|were))?(?:\s+(?:the|mot))?\s*$",
    re.I,
)
_BEHIND: Final = re.compile(rf"^(?:\s*[:(]|\s+(?:for|was|took))?\s*{_AMOUNT}", re.I)
_ROMAN: Final = {"ii": "2", "iii": "3", "iv": "4", "v": "5", "vii": "7"}
_NO_ARTICLE: Final = re.compile(
    r"\s*(?:$|[^\w\s]|\d)|\s+(?:and|or|mot|motor\w*|update|training|course|refresher|session|cpd"
    r"|annual|tests?|testing|bikes?|vehicles?|today|yesterday|on|for|in|at|with|this|last)\b",
    re.I,
)
"""What follows a small "a" that is a group's letter, and no article: "as a group a few of us"."""
_ALL: Final = re.compile(r"\b(?:both|all)(?: the)?(?: vehicle)? (?P<of>\w+?)s\b", re.I)
_NOTHING_ELSE: Final = re.compile(
    rf"(?:{_NUMBER}\s?{_UNIT}\b|\b(?:it|that|was|were|is|its"
    r"|and|or|of|on|for|the|half|each|please|it's|that's)\b|[\s,.;:&+/!()])*",
    re.I,
)


_SHARE: Final = rf"(?:{_AMOUNT}|{re.escape(BLANK)}|\b(?:half|third|quarter|rest|remainder|all)\b)"
_LETTER: Final = re.compile(
    rf"{_SHARE}(?:\s+(?:of it|of that|of|on|for|was|is|in|to))*\s+(?P<letter>\w)"
    r"(?=\s*(?:$|[^\w\s'’]|and\b|then\b|\d|half\b|the rest\b))",
    re.I,
)
"""The one letter of a group's name that shares of time are said of: "1h A and 2h B"."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one scheme by name, and what else they are called: a word to the name it means.

    As a sequence of names it stands beside those of a framework's subjects.
    """

    names: tuple[str, ...]
    called: Mapping[str, str]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def named_in(self, text: str) -> list[tuple[int, int, str]]:
        """Where each is named first in a text, in its order: start, end and the name. Of several a
        later one's letter is enough: "30 min group A, the rest B". Lengths may be blanked out.
        """
        found = [(one.start, one.end, one.name) for one in _found(text, self.names, self.called)]
        letters = [*self._letters(text)]
        if len({name for *_, name in (*found, *letters)}) > 1:
            found += [
                one
                for one in letters
                if not any(start < one[1] and one[0] < end for start, end, _ in found)
            ]
        first: dict[str, tuple[int, int, str]] = {}
        for one in sorted(found):
            first.setdefault(one[2], one)
        return [*first.values()]

    def _letters(self, text: str) -> Iterator[tuple[int, int, str]]:
        own = {folded(name).split()[-1]: name for name in self.names}
        for match in _LETTER.finditer(text):
            name = own.get(folded(match["letter"]))
            if name is not None:
                yield (*match.span("letter"), name)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    name: str


def find_groups(
    text: str, names: Sequence[str], called: Mapping[str, str]
) -> tuple[SubjectNamed, ...]:
    """The groups that a text names, each once, in its order: by their names, by what they are
    `called` (a word to the name it means), and "both groups".

    Minutes are those before, or else behind, each: of several where each has its own.
    """
    first: dict[str, _Found] = {}
    for one in _found(text, names, called):
        first.setdefault(one.name, one)
    apart = len({one.start for one in first.values()}) == len(first)
    for length in (_before, _behind) if apart else ():
        lengths = [length(text, one) for one in first.values()]
        if None not in lengths:
            return tuple(SubjectNamed(*one) for one in zip(first, lengths, strict=True))
    return tuple(SubjectNamed(name) for name in first)


def only_groups(
    text: str, names: Sequence[str], called: Mapping[str, str]
) -> tuple[SubjectNamed, ...]:
    """The same where a text says nothing else, as an answer does: "group B", "B", "both"; none
    where it does.
    """
    said = folded(text).strip(" .!")
    if said in ("both", "all of them", "either", "both of them", "for both"):
        return tuple(SubjectNamed(name) for name in names)
    letters = [name for name in names if said == folded(name).split()[-1]]
    if len(letters) == 1:
        return (SubjectNamed(letters[0]),)
    found = _found(text, names, called)
    rest = list(text)
    for one in found:
        rest[one.start : one.end] = " " * (one.end - one.start)
    if not found or not _NOTHING_ELSE.fullmatch("".join(rest)):
        return ()
    return find_groups(text, names, called)


def _found(text: str, names: Sequence[str], called: Mapping[str, str]) -> list[_Found]:
    meant = {folded(name): name for name in names}
    own = {
        folded(said): meant[folded(name)] for said, name in called.items() if folded(name) in meant
    }
    phrases = {**own, **meant}
    found: list[_Found] = []
    for head, tails in _by_head(phrases).items():
        found += _of_head(text, head, tails) if head else _of_words(text, tails)
    heads = {head.split()[-1] for head in _by_head(meant) if head}
    for match in _ALL.finditer(text):
        if folded(match["of"]) in heads:
            found += [_Found(*match.span(), name) for name in names]
    return sorted(found, key=lambda one: one.start)


def _by_head(phrases: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """ "class 4" is "4" of "class"; a single word is of no head."""
    found: dict[str, dict[str, str]] = {}
    for phrase, name in phrases.items():
        head, _, tail = phrase.rpartition(" ")
        found.setdefault(head, {})[tail] = name
    return found


def _of_head(text: str, head: str, tails: Mapping[str, str]) -> list[_Found]:
    """ "group B", "groups A and B", "classes 3, 4, 5 & 7", "class IV"."""
    said = [*tails, *(roman for roman, digit in _ROMAN.items() if digit in tails)]
    one = "|".join(re.escape(tail) for tail in sorted(said, key=len, reverse=True))
    one = rf"(?:{one})(?!\w)(?!\s?{_UNIT}\b)"
    several = re.compile(
        rf"\b{re.escape(head)}(?:s|es)?\s+(?P<tails>{one}(?:{_JOINED}{one})*)", re.I
    )
    found = []
    for match in several.finditer(text):
        if _is_article(match, text):
            continue
        for tail in re.finditer(rf"(?<!\w){one}", match["tails"], re.I):
            key = folded(tail[0])
            start = match.start() if not tail.start() else match.start("tails") + tail.start()
            end = match.start("tails") + tail.end()
            found.append(_Found(start, end, tails[key if key in tails else _ROMAN[key]]))
    return found


def _is_article(match: re.Match[str], text: str) -> bool:
    return match["tails"] == "a" and _NO_ARTICLE.match(text, match.end()) is None


def _of_words(text: str, words: Mapping[str, str]) -> list[_Found]:
    return [
        _Found(*match.span(), name)
        for word, name in words.items()
        for match in re.finditer(rf"(?<!\w){re.escape(word)}s?(?!\w)", text, re.I)
    ]


def _before(text: str, one: _Found) -> int | None:
    return _minutes(_BEFORE.search(text[: one.start]))


def _behind(text: str, one: _Found) -> int | None:
    return _minutes(_BEHIND.match(text[one.end :]))


def _minutes(said: re.Match[str] | None) -> int | None:
    if said is None:
        return None
    count = float(said["count"].replace(",", "."))
    return round(count * (60 if said["unit"].lower().startswith("h") else 1)) or None
