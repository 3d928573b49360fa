"""How phrases are written, and how a message is held against them. No phrase stands here.

A phrase is plain small words without marks or apostrophes ("dont stop"). `[word]` may be missing,
`(one|other)` is a choice, and `{name}` is a piece: `{length}`, `{day}` and `{number}` stand for
what a message states, `{word}` for any one word, `{called}` for one to three that may be a name and
are kept, every other name for a row of the pieces or, where there is none, for any words at all,
which are kept under that name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Generic, TypeVar

from bot.conversation.field import Span
from bot.conversation.text import folded

T_co = TypeVar("T_co", covariant=True)

PIECES: Final[Mapping[str, str]] = {
    "please": (
        "please|pls|plz|thanks|thank you|thx|ta|cheers|now|then|for me|sorry|kindly|if you can|"
        "will you|will ya|would you|would ya|{friend}"
    ),
    "friend": (
        "mate|bot|cpdbot|pal|bud|buddy|bro|bruv|sir|madam|maam|boss|chief|love|duck|hen|lad|fella|"
        "man|dude|yaar|bhai|ji|guys|lads|folks|squire|guv|mdears|dear|friend"
    ),
    "oops": (
        "no|nope|nah|enough|kindly|right|sorry|oops|ah|oh|hang on|hold on|wait|actually|my "
        "mistake|my bad|apologies|correction|i meant|i mean|meant|scratch that|typo|ok|and|well|"
        "hmm|hm|edit|yeah"
    ),
    "can_you": (
        "can you|could you|would you|will you|can we|can i|i want to|i need to|id like to|lets"
    ),
    "it": (
        "it|that|this|that one|this one|the last one|the entry|that entry|this entry|the draft|"
        "that draft"
    ),
    "the": "the|my|this|that|its",
    "entry": "entry|draft|activity|one|log|record|thing",
}

_AROUND: Final = frozenset(
    {"please", "pls", "plz", "thanks", "ta", "cheers", "kindly", "sorry", "just", "oh", "ok"}
    | {"okay", "right", "well", "and", "mate", "pal", "bud", "buddy", "bro", "sir", "madam"}
    | {"boss", "bot", "cpdbot", "love", "duck", "lad", "lads", "man", "then", "now", "guys"}
)
"""Words that may stand in a message of few words, whatever it says."""

_MOST_WORDS: Final = 10

LONGEST: Final = 120
"""Characters of a message that is one phrase and no more."""

_VALUES: Final = {"length": "\ue000", "day": "\ue001", "number": "\ue002"}
_VALUE_OF: Final = {mark: name for name, mark in _VALUES.items()}
_NUMBER: Final = re.compile(
    r"(?<![\w.,/:-])(?:\d{1,3}(?:,\d{3})+|\d{1,6}(?:[.,]\d{1,2})?)(?![\w/:%]|[.,]\d)"
)
_GOES_ON: Final = (
    "(?!(?:but|so|because|cos|when|which|if|i|we|you|learnt|learned|realised|now)(?: |$))"
)
_FREE: Final = rf"{_GOES_ON}[^ ]+(?: {_GOES_ON}[^ ]+)*?"
"""Any words but those with which an account of one's own goes on."""
_CALLED: Final = (
    "(?!(?:about|to|a|an|the|my|our|your|his|her|their|on|off|out|in|at|not|no|me|us|them|it|very|"
    "really|so|too|always|also|just)(?: |$))[^ \ue000-\ue002]+(?: [^ \ue000-\ue002]+){0,2}?"
)
"""Words that may be what somebody is called, as far as a pattern can tell."""
_DROPPED: Final = frozenset("'’\"“”`*_~()[]")
_WITHOUT_DROPPED: Final = str.maketrans("", "", "".join(_DROPPED))
_BREAKS: Final = re.compile(r"[^\w\ue000-\ue002&/+.,-]+|[.,-]+(?=\s|$)|(?<=\s)[.,-]+")
_TOKEN: Final = re.compile(r"[\[\]()|]|\{\w+\}|[^\s\[\](){}|]+")


@dataclass(frozen=True, slots=True)
class Plain:
    """A message, or a part of one, as phrases see it.

    `words` are folded, parted by single spaces, without marks, every stated value one character.
    `at` has each character's place in the message, and `until` where it ends there.
    """

    words: str
    at: tuple[int, ...]
    until: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Where these characters stand in the message."""
        return self.at[start], self.until[end - 1]


def plain(text: str, lengths: Sequence[Span] = (), days: Sequence[Span] = ()) -> Plain:
    """The text as phrases see it; `lengths` and `days` are the spans that state one."""
    low = folded(text)
    values = {start: (end, _VALUES["length"]) for start, end in lengths}
    values |= {start: (end, _VALUES["day"]) for start, end in days}
    covered = {place for start, (end, _) in values.items() for place in range(start, end)}
    for number in _NUMBER.finditer(low):
        if not covered.intersection(range(*number.span())):
            values[number.start()] = (number.end(), _VALUES["number"])
    words, at, until = [], [], []
    place = 0
    while place < len(low):
        end, mark = values.get(place, (place + 1, low[place]))
        if mark not in _DROPPED:
            words.append(mark)
            at.append(place)
            until.append(end)
        place = end
    return _tidy("".join(words), at, until)


def words_alone(text: str) -> str:
    """`plain(text).words`, many times faster: of words that are compared, no place is needed."""
    marked = _NUMBER.sub(_VALUES["number"], folded(text))
    return " ".join(_BREAKS.sub(" ", marked.translate(_WITHOUT_DROPPED)).split())


def _tidy(words: str, at: list[int], until: list[int]) -> Plain:
    """Runs of white space and marks become one space; none is left at either end."""
    kept: list[int] = []
    marks: list[str] = []
    place = 0
    for gap in _BREAKS.finditer(words):
        start, end = gap.span()
        kept += range(place, start)
        marks += words[place:start]
        if marks and marks[-1] != " ":
            kept.append(start)
            marks.append(" ")
        place = end
    kept += range(place, len(words))
    marks += words[place:]
    if marks and marks[-1] == " ":
        del kept[-1], marks[-1]
    return Plain(
        "".join(marks),
        tuple(at[one] for one in kept),
        tuple(until[one] for one in kept),
    )


@dataclass(frozen=True, slots=True)
class Family(Generic[T_co]):
    """The ways to say one thing.

    `means` is what they all mean; `says` the phrases, `examples` messages that are one of them,
    `others` messages that look like one and are none. Courtesies and second thoughts may stand
    around a phrase unless it is `bare`. Where there are `keys`, a short message in which one of
    them stands, and beside it no word that is not in `words`, is one too, in whatever order.
    """

    means: T_co
    says: tuple[str, ...]
    examples: tuple[str, ...]
    others: tuple[str, ...] = ()
    bare: bool = False
    keys: str = ""
    words: str = ""

    def is_made_of(self, said: Sequence[str]) -> bool:
        """Whether a message holds a key, and no word but the keys, the words and courtesies."""
        if not self.keys or not 0 < len(said) <= _MOST_WORDS:
            return False
        keys = frozenset(self.keys.split())
        return not keys.isdisjoint(said) and keys.union(self.words.split(), _AROUND).issuperset(
            said
        )


@dataclass(frozen=True, slots=True)
class Said(Generic[T_co]):
    """A message that is one of a family's phrases.

    `values` are, by their piece's name, the places of the lengths, days and numbers in it, in
    their order; `texts` the places of free words by their group's name.
    """

    family: Family[T_co]
    values: Mapping[str, tuple[Span, ...]]
    texts: Mapping[str, Span]

    @property
    def means(self) -> T_co:
        return self.family.means


class Families(Generic[T_co]):
    """Several families, the first that fits wins; `pieces` are theirs alone. The pieces "before"
    and "after", where there are such, may stand around each phrase besides.
    """

    def __init__(self, *families: Family[T_co], pieces: Mapping[str, str] | None = None) -> None:
        self.families = families
        self._pieces = pieces or {}

    @cached_property
    def _patterns(self) -> tuple[tuple[Family[T_co], re.Pattern[str]], ...]:
        """Made when they are first needed: most of a process's commands need none."""
        return tuple((family, self._pattern(family)) for family in self.families)

    def _pattern(self, family: Family[T_co]) -> re.Pattern[str]:
        ways = compiled("|".join(family.says), self._pieces)
        if family.bare:
            return re.compile(ways)
        around = [f"|{{{name}}}" if name in self._pieces else "" for name in ("before", "after")]
        before = compiled("{oops}|{please}|{can_you}|hi|hey|hello" + around[0], self._pieces)
        after = compiled("{please}|{oops}|today|again|instead|so" + around[1], self._pieces)
        return re.compile(f"(?:{before})*(?:{ways})(?:{after})*")

    def __iter__(self) -> Iterator[Family[T_co]]:
        return iter(self.families)

    def said(self, message: Plain) -> Said[T_co] | None:
        """What the whole message says, or None where an account is left over."""
        if len(message.words) > LONGEST:
            return None
        for family, pattern in self._patterns:
            found = pattern.fullmatch(f" {message.words}")
            if found is not None:
                return _said(family, message, found)
        said = message.words.split()
        of_words = next((one for one in self.families if one.is_made_of(said)), None)
        return None if of_words is None else Said(of_words, {}, {})


def _said(family: Family[T_co], message: Plain, found: re.Match[str]) -> Said[T_co]:
    free = [name for name, words in found.groupdict().items() if words is not None]
    taken = {place - 1 for name in free for place in range(*found.span(name))}
    values: dict[str, tuple[Span, ...]] = {}
    for place, mark in enumerate(message.words):
        if mark in _VALUE_OF and place not in taken:
            name = _VALUE_OF[mark]
            values[name] = (*values.get(name, ()), message.span(place, place + 1))
    texts = {}
    for name in free:
        start, end = found.span(name)
        texts[name.rpartition("_")[0]] = message.span(start - 1, end - 1)
    return Said(family, values, texts)


def compiled(phrase: str, pieces: Mapping[str, str] | None = None) -> str:
    """A phrase as a regular expression, in which every word brings the space before it."""
    return _Writer(pieces or {}).written(phrase)


class _Writer:
    """Writes phrases as one regular expression; free words get group names of their own."""

    def __init__(self, pieces: Mapping[str, str]) -> None:
        self._pieces = {**PIECES, **pieces}
        self._texts = 0

    def written(self, phrase: str) -> str:
        """One phrase, or several ways to say it parted by bars."""
        pieces = [found[0] for found in _TOKEN.finditer(phrase)]
        pieces.reverse()
        ways = self._ways(pieces)
        if pieces:
            raise ValueError(f"A bracket is closed twice: {phrase}")
        return ways

    def _ways(self, pieces: list[str]) -> str:
        ways = [""]
        while pieces and pieces[-1] not in ("]", ")"):
            one = pieces.pop()
            if one == "|":
                ways.append("")
            elif one in ("[", "("):
                inner = self._ways(pieces)
                closing = pieces.pop() if pieces else ""
                if closing != {"[": "]", "(": ")"}[one]:
                    raise ValueError(f"A bracket is not closed: {inner}")
                ways[-1] += f"(?:{inner})?" if one == "[" else f"(?:{inner})"
            elif one.startswith("{"):
                ways[-1] += self._piece(one[1:-1])
            else:
                ways[-1] += " " + re.escape(one)
        return "|".join(ways)

    def _piece(self, name: str) -> str:
        if name in _VALUES:
            return f" {_VALUES[name]}"
        if name == "called":
            self._texts += 1
            return rf" (?P<called_{self._texts}>{_CALLED})"
        if name == "word":
            return r" [\w/&+-]+"
        if name in self._pieces:
            return f"(?:{self.written(self._pieces[name])})"
        self._texts += 1
        return rf" (?P<{name}_{self._texts}>{_FREE})"
