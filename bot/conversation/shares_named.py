"""How long each subject took, in the member's words: "1h cameras and 1h radar", "half of it radar,
the rest cameras"; and each group of a scheme of hours alike. Which there are is told; a share is
taken only from words that say nothing else.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, Literal

from bot.conversation.asking.words import word_set
from bot.conversation.date_words import date_words
from bot.conversation.durations import find_lengths
from bot.conversation.field import Span
from bot.conversation.groups import Groups
from bot.conversation.subject_shares import Amount, Breakdown, Share
from bot.conversation.subjects import OF_NO_SUBJECT, known_words, names_in, singular
from bot.conversation.text import READ_LIMIT, folded, without

Names = Sequence[Sequence[str] | Groups]
"""The subjects of each of the member's frameworks, and the groups of each scheme of hours."""

_Kind = Literal["amount", "each", "subject", "between", "beside", "other"]

_TOKEN: Final = re.compile(r"\d{1,3} ?%|[^\W_]+(?:'[^\W_]+)?|[^\w\s]|\n")
_PART: Final = re.compile(
    r"(?:the )?(?:other |one |a |first |second |last )?"
    r"(?P<part>half|third|quarter|two thirds|three quarters)"
    r"(?: (?:of (?:it|that|this|them|the (?:time|day|course|session))|the (?:time|day|course)))?\b"
    r"|(?P<percent>\d{1,3}) ?%(?: of (?:it|that|the (?:time|day|course)))?"
)
_PARTS: Final = {
    **{"half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4)},
    **{"two thirds": Fraction(2, 3), "three quarters": Fraction(3, 4)},
}
_REST: Final = re.compile(
    r"(?:(?:and|with) )?(?:all )?(?:the )?\b(?:rest|remainder|remaining(?: time)?)"
    r"(?: of (?:it|that|the (?:time|day|course)))?\b"
)
_ALL: Final = re.compile(
    r"\b(?:all|the whole|whole|entirely|purely|solely|nothing but)"
    r"(?: (?:of )?(?:it|that|this|thing|lot|of it|the time))*\b"
)
_EACH: Final = re.compile(r"\b(?:each|apiece|per subject)\b")
_EQUALLY: Final = re.compile(
    r"\b(?:(?:in )?equal(?:ly)?(?: (?:parts|shares|amounts|time)(?: of| on)?)?|evenly|fifty fifty|"
    r"half and half)\b|\b50 ?[/-] ?50\b"
)
_BETWEEN: Final = word_set("and then plus also & + / , ; : . ( ) - – \n")
_BESIDE: Final = (OF_NO_SUBJECT - word_set("training course learning")) | word_set(
    "a an of on in for to it that this its were was is went go spent spend doing did about around "
    "covering covered cover including incl include includes which being made up as split into "
    "just only mainly mostly roughly approx them one setup set alignment aligning stuff side "
    "theory practical basics front rear adas mot ev ~ = \" ' ! subject subjects time hr hrs mins"
)
"""Words beside a share that say nothing of their own."""

_BARE: Final = re.compile(r"(?<![\w.,:/£-])(?P<count>\d{1,3}) (?:on |of |for )?\Z")
_MOST_HOURS: Final = 12
_OPENS: Final = re.compile(
    r"(?:[\s,;:.(–-]|\b(?:and|of which|which|including|incl|include[sd]|covering|covered|made up|"
    r"of|as|split|into|with|was|were|being|in|that's|thats|i\.e|ie)\b)+\Z"
)
_INTRODUCED: Final = re.compile(
    r"(?:[:(]|\b(?:of which|including|incl|includ\w+|covering|made up of|split|of it|of that)\b)"
    r"[\s,:(]*\Z"
)
_OF_IT: Final = re.compile(r"\bof (?:it|that|which|them)\b")
_CLOSES: Final = re.compile(r"\s*\)")


def breakdowns(text: str, frameworks: Names, working_day: int | None = None) -> list[Breakdown]:
    """The stretches of a text that share out time over subjects and say nothing else, in order."""
    if not any(frameworks):
        return []
    low = folded(text[:READ_LIMIT])
    found = []
    for run in _runs(_tokens(low, frameworks, working_day)):
        parsed = _parsed(run)
        if parsed is None:
            continue
        (start, end), shares, each, named = parsed
        opens = _OPENS.search(low[:start])
        begins = start if opens is None else opens.start()
        closes = _CLOSES.match(low, end)
        told = any(not isinstance(one.amount, int | None) for one in shares) or each
        told = told or _INTRODUCED.search(low[:start]) is not None
        told = told or _OF_IT.search(low[begins:end]) is not None
        span = (begins, closes.end() if closes else end)
        found.append(Breakdown(span, shares, told, named))
    return found


def only_shares(
    text: str,
    frameworks: Names,
    working_day: int | None = None,
    besides: frozenset[str] = frozenset(),
) -> Breakdown | None:
    """The same where a text says nothing else but words of these; None where it does."""
    found = breakdowns(text, frameworks, working_day)
    if len(found) != 1:
        return None
    (start, end), low = found[0].span, folded(text)
    return found[0] if _says_nothing(f"{low[:start]} {low[end:]}", besides) else None


def only_names(
    text: str, frameworks: Names, besides: frozenset[str] = frozenset()
) -> list[tuple[int, int, str]]:
    """Where a text names subjects, as `names_in`; nothing where it says anything else but words of
    these.
    """
    low = folded(text)
    found = _named(low, frameworks)
    words = known_words(name for names in frameworks for name in names)
    rest = without(low, [(start, end) for start, end, _ in found])
    return found if _says_nothing(rest, besides | words) else []


def _says_nothing(low: str, besides: frozenset[str]) -> bool:
    known = _BETWEEN | _BESIDE | besides
    return all(one[0] in known or singular(one[0]) in known for one in _TOKEN.finditer(low))


# --- Words as tokens --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    span: Span
    amount: Amount | None = None
    name: str = ""


def _tokens(low: str, frameworks: Names, working_day: int | None) -> list[_Token]:
    days = [one.span for one in date_words(low) if one.kind != "loose"]
    masked = without(low, days)
    found = [_Token("other", span) for span in days]
    for one in find_lengths(masked, working_day):
        kind: _Kind = "other" if one.minutes is None else "amount"
        found.append(_Token(kind, one.span, one.minutes))
        if one.daily:  # "1h each"
            found.append(_Token("each", one.span))
    masked = without(masked, [one.span for one in found])
    named = _named(masked, frameworks)
    found += [_Token("subject", (start, end), name=name) for start, end, name in named]
    found += _bare_numbers(masked, low, found)
    masked = without(masked, [one.span for one in found])
    for pattern in (_EQUALLY, _PART, _REST, _EACH, _ALL):
        marked = [_of_the_whole(match) for match in pattern.finditer(masked)]
        found += marked
        masked = without(masked, [one.span for one in marked])
    words = known_words(name for names in frameworks for name in names)
    found += [_Token(_kind_of(match[0], words), match.span()) for match in _TOKEN.finditer(masked)]
    return sorted(found, key=lambda one: one.span)


def _named(low: str, frameworks: Names) -> list[tuple[int, int, str]]:
    """Where subjects are named; of two frameworks' at one place, the first's."""
    found: list[tuple[int, int, str]] = []
    for names in frameworks:
        own = names.named_in(low) if isinstance(names, Groups) else names_in(low, names)
        found += [
            (start, end, name)
            for start, end, name in own
            if not any(start < other[1] and other[0] < end for other in found)
        ]
    return found


def _bare_numbers(masked: str, low: str, found: Sequence[_Token]) -> Iterator[_Token]:
    """ "90 min cameras, 30 radar": a number alone is of the unit that was said before it."""
    lengths = [one for one in found if one.kind == "amount"]
    for subject in (one for one in found if one.kind == "subject"):
        bare = _BARE.search(masked[: subject.span[0]])
        before = [one for one in lengths if bare is not None and one.span[1] <= bare.start()]
        if bare is None or not before:
            continue
        count, said = int(bare["count"]), low[slice(*before[-1].span)]
        in_minutes = "m" in said
        if in_minutes or count <= _MOST_HOURS:
            yield _Token("amount", bare.span("count"), count if in_minutes else 60 * count)


def _of_the_whole(match: re.Match[str]) -> _Token:
    groups = match.groupdict()
    if groups.get("percent"):
        return _Token("amount", match.span(), Fraction(int(groups["percent"]), 100))
    if groups.get("part"):
        return _Token("amount", match.span(), _PARTS[groups["part"]])
    if match.re is _REST:
        return _Token("amount", match.span(), "rest")
    if match.re is _ALL:
        return _Token("amount", match.span(), Fraction(1))
    return _Token("each", match.span(), "rest" if match.re is _EQUALLY else None)


def _kind_of(word: str, words: frozenset[str]) -> _Kind:
    if word in _BETWEEN:
        return "between"
    return "beside" if word in _BESIDE or singular(word) in words else "other"


def _runs(tokens: Iterable[_Token]) -> Iterator[list[_Token]]:
    """Stretches of tokens without any other word."""
    run: list[_Token] = []
    for one in tokens:
        if one.kind == "other":
            yield run
            run = []
        else:
            run.append(one)
    yield run


# --- Tokens as shares -------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """What stands between two separators."""

    amounts: list[_Token] = field(default_factory=list)
    subjects: list[_Token] = field(default_factory=list)
    each: list[_Token] = field(default_factory=list)

    def add(self, one: _Token) -> None:
        match one.kind:
            case "amount":
                self.amounts.append(one)
            case "subject" if one.name not in [known.name for known in self.subjects]:
                self.subjects.append(one)
            case "each":
                self.each.append(one)

    @property
    def tokens(self) -> list[_Token]:
        return [*self.amounts, *self.subjects, *self.each]

    def ends_before(self, one: _Token) -> bool:
        """Whether the next share begins here without a mark: "1h radar 1h cameras"."""
        if self.amounts and not self.subjects and one.kind == "amount":
            return True  # "2h, half radar": the first is that of the whole
        if not self.amounts or not self.subjects or one.kind not in ("amount", "subject"):
            return False
        led_by = "amount" if self.amounts[0].span < self.subjects[0].span else "subject"
        return one.kind == led_by and one.name not in [known.name for known in self.subjects]


_Parsed = tuple[Span, tuple[Share, ...], bool, tuple[Span, ...]]


def _parsed(run: Sequence[_Token]) -> _Parsed | None:
    """Where the shares of a run stand, what they are, whether "each" was said, and where subjects
    are named; None where they cannot be read.
    """
    groups = [one for one in _groups(run) if one.tokens]
    while groups and not (groups[0].amounts and groups[0].subjects) and not groups[0].each:
        if groups[0].subjects and any(one.each for one in groups):
            break  # "cameras and radar, 1h each"
        groups = groups[1:]
    each = next((one for one in groups if one.each), None)
    while groups and each is None and not groups[-1].subjects:
        groups = groups[:-1]  # "1h radar, and 30 min" of something else
    if not any(one.subjects for one in groups):
        return None
    shares = _each(groups) if each is not None else _one_by_one(groups)
    if not shares:
        return None
    tokens = [token for group in groups for token in group.tokens]
    span = min(one.span[0] for one in tokens), max(one.span[1] for one in tokens)
    named = {one.name: one.span for one in reversed(tokens) if one.kind == "subject"}
    return span, tuple(shares), each is not None, tuple(sorted(named.values()))


def _groups(run: Sequence[_Token]) -> Iterator[_Group]:
    group = _Group()
    for one in run:
        if one.kind == "between" or group.ends_before(one):
            yield group
            group = _Group()
        group.add(one)
    yield group


def _each(groups: Sequence[_Group]) -> list[Share]:
    """ "1h each on cameras and radar", "equal parts cameras and radar": the same of all of them."""
    amounts = [one for group in groups for one in (*group.amounts, *group.each) if one.amount]
    names = dict.fromkeys(one.name for group in groups for one in group.subjects)
    if len(amounts) != 1 or not names:
        return []
    return [Share((name,), amounts[0].amount) for name in names]


def _one_by_one(groups: Sequence[_Group]) -> list[Share]:
    shares: list[Share] = []
    for group in groups:
        names = tuple(one.name for one in group.subjects)
        match len(group.amounts), len(names):
            case 0, _ if names and shares:
                shares[-1] = replace(shares[-1], names=(*shares[-1].names, *names))
            case 1, _ if names:
                shares.append(Share(names, group.amounts[0].amount))
            case _:
                return []
    return shares
