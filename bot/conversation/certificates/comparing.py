"""What a certificate says, held against what its member said: what is to be asked, never decided.

Pure and without words; who asks finds them. A certificate is somebody's own page: it may be right
where the member is not, and the other way round.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.conversation.certificates.certificate import Certificate
from bot.conversation.text import folded


@dataclass(frozen=True, slots=True)
class AnotherPerson:
    """It names somebody else, or a list of people that the member is not on."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnotherDay:
    """The days that it names, and those that the member said, have none in common."""

    start: date
    end: date
    said_start: date
    said_end: date


@dataclass(frozen=True, slots=True)
class AnotherLength:
    """It says so many minutes, and the member said others."""

    minutes: int
    said: int


@dataclass(frozen=True, slots=True)
class MoreThanTheTimesAllow:
    """More minutes (of the page, or as the member said) than lie between its times of day."""

    minutes: int
    between: int


@dataclass(frozen=True, slots=True)
class CreditsForHours:
    """It states credits or points (hundredths) and no time, where a scheme counts hours."""

    credits: int | None
    points: int | None


@dataclass(frozen=True, slots=True)
class NoLongerValid:
    """It has expired before the day on which it was handed in."""

    expiry: date


Finding = (
    AnotherPerson
    | AnotherDay
    | AnotherLength
    | MoreThanTheTimesAllow
    | CreditsForHours
    | NoLongerValid
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known beside the certificate; None where nothing is.

    `names` are all names that the member goes by (Slack's, and one they gave). `start` and `end`
    are the days that the entry or the sentence names, `minutes` its length; `counts_hours`: a
    scheme of the member's goes by time.
    """

    names: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    minutes: int | None = None
    counts_hours: bool = False
    today: date | None = None


def compare(certificate: Certificate, told: Told) -> tuple[Finding, ...]:
    """What is to be asked about, the gravest first; nothing where all may well agree."""
    found: tuple[Finding | None, ...] = (
        _person(certificate, told.names),
        _day(certificate, told),
        _between(certificate, told.minutes),
        _length(certificate, told.minutes),
        _credits(certificate, told),
        _expired(certificate, told.today),
    )
    return tuple(one for one in found if one is not None)


def _person(certificate: Certificate, own: Sequence[str]) -> AnotherPerson | None:
    people = certificate.people
    if certificate.person is not None:
        people = (certificate.person.value,)
    own = [name for name in own if _words(name)]
    if not people or not own:
        return None
    if any(may_be_same(name, one) for name in own for one in people):
        return None
    return AnotherPerson(people)


def _day(certificate: Certificate, told: Told) -> AnotherDay | None:
    end = certificate.end or certificate.day
    start = certificate.start or certificate.day
    if start is None or end is None or (told.start is None and told.end is None):
        return None
    said_start = told.start or told.end
    said_end = told.end or told.start
    if said_start is None or said_end is None:
        return None
    if start.value <= said_end and said_start <= end.value:
        return None
    return AnotherDay(start.value, end.value, said_start, said_end)


def _between(certificate: Certificate, said: int | None) -> MoreThanTheTimesAllow | None:
    if certificate.between is None:
        return None
    between = certificate.between.value
    minutes = certificate.minutes.value if certificate.minutes is not None else said
    if minutes is None or minutes <= between:
        return None
    return MoreThanTheTimesAllow(minutes, between)


def _length(certificate: Certificate, said: int | None) -> AnotherLength | None:
    if certificate.minutes is None or said is None or certificate.minutes.value == said:
        return None
    return AnotherLength(certificate.minutes.value, said)


def _credits(certificate: Certificate, told: Told) -> CreditsForHours | None:
    if not told.counts_hours or certificate.minutes is not None or told.minutes is not None:
        return None
    if certificate.credits is None and certificate.points is None:
        return None
    return CreditsForHours(
        certificate.credits.value if certificate.credits else None,
        certificate.points.value if certificate.points else None,
    )


def _expired(certificate: Certificate, today: date | None) -> NoLongerValid | None:
    if certificate.expiry is None or today is None or certificate.expiry.value >= today:
        return None
    return NoLongerValid(certificate.expiry.value)


def may_be_same(one: str, other: str) -> bool:
    """Whether two names may be one person's: in another order, with initials, without a middle
    name, without accents, or a given name in short. Cautious both ways: two surnames that share
    nothing are two people's; a nickname that is not known is another name, and is asked about.
    """
    first, second = _words(one), _words(other)
    if not first or not second or _is_latin(first) != _is_latin(second):
        return True  # nothing to compare: in other letters, it may be anybody's
    if len(first) == 1 or len(second) == 1:
        return any(_alike(a, b) for a in first for b in second)
    if len(first) == len(second):
        return first == second or _all_found(first, second) or _all_found(second, first)
    short, long = sorted((first, second), key=len)
    return _all_found(short, long)


def _is_latin(words: Sequence[str]) -> bool:
    return all(one < "\u0250" for word in words for one in word)


def _all_found(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether each word of the shorter name is one of the longer, whole ones first, and at least
    one of them written out in both.
    """
    left, whole = list(long), 0
    for word in sorted(short, key=len, reverse=True):
        found = next((one for one in left if word == one), None)
        found = found or next((one for one in left if _alike(word, one)), None)
        if found is None:
            return False
        whole += len(word) > 1 and len(found) > 1
        left.remove(found)
    return whole > 0


_TITLES_WORDS: Final = (
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev herr frau mme m eng ing dipl jr sr"
    " phd bsc ba msc ma mba obe mbe ceng ieng hons miet mimi fimi mcmi fcmi cmgr"
)
_TITLES: Final = frozenset(_TITLES_WORDS.split())
_PARTICLES_WORDS: Final = "de da di du del der den van von la le el al bin ibn y e"
_PARTICLES: Final = frozenset(_PARTICLES_WORDS.split())
_SHORT: Final = (
    "alexander alexandra alex sandy sasha", "andrew andy drew", "anthony antony tony",
    "benjamin ben", "catherine katherine kathryn kate katie cathy kathy", "charles charlie chuck",
    "christopher chris", "christine christina chris", "daniel dan danny", "david dave",
    "deborah debbie", "edward ed eddie ted", "elizabeth liz beth lizzie betty eliza",
    "frederick fred", "gregory greg", "james jim jimmy jamie", "jennifer jen jenny",
    "jonathan jon", "john jack johnny", "joseph joe", "joshua josh", "joanna joanne jo",
    "kenneth ken", "lawrence laurence larry", "margaret maggie meg peggy", "matthew matt",
    "michael mike mick mickey", "mohammed muhammad mohamed mohammad mo", "nicholas nick",
    "nicola nicky", "oliver ollie", "patricia pat trish", "patrick pat paddy", "peter pete",
    "philip phillip phil", "raymond ray", "rebecca becky becca", "richard rich rick dick",
    "robert rob bob bobby", "ronald ron", "samuel samantha sam", "stephen steven steve",
    "stuart stewart stu", "susan sue", "terence terry", "theodore theo ted", "thomas tom tommy",
    "timothy tim", "victoria vicky", "vincent vince", "william will bill billy", "zachary zach",
)  # fmt: skip
_GROUPS: Final[dict[str, frozenset[int]]] = {
    word: frozenset(at for at, words in enumerate(_SHORT) if word in words.split())
    for words in _SHORT
    for word in words.split()
}
_SPELT: Final = str.maketrans(
    {"ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_ABROAD: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"))
"""How ä, ö and ü are written where there are none."""


def _words(name: str) -> tuple[str, ...]:
    """The words of a name, without accents, titles, particles and what joins them."""
    plain = unicodedata.normalize("NFKD", folded(name).translate(_SPELT))
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    words = re.findall(r"[^\W\d_]+", re.sub(r"['’`](?=\w{2})", "", plain))
    kept = [one for one in words if one not in _TITLES and one not in _PARTICLES]
    return tuple(kept or words)[:8]


def _alike(one: str, other: str) -> bool:
    """The same, an initial of it, a short form, the same but for how it is spelt abroad."""
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    if _GROUPS.get(one, frozenset()) & _GROUPS.get(other, frozenset()):
        return True
    return _abroad(one) == _abroad(other)


def _abroad(word: str) -> str:
    for two, letter in _ABROAD:
        word = word.replace(two, letter)
    return word
