"""Which entry a message is about: named in words, in whose thread it is, pending, or the newest."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from bot.conversation.kinds import find_type
from bot.conversation.parts import Context, KnownEntry
from bot.conversation.phrases.language import Plain
from bot.conversation.phrases.naming import SMALL

_NAMES: Final = re.compile(r"\b(?:the|that|my) ((?:[\w/&-]+ ){0,4}[\w/&-]+)")
_ORDINALS: Final = {
    **{"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3},
    **{"fifth": 4, "5th": 4, "sixth": 5, "last": -1},
}
NTH: Final = "first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|sixth"
"""How an entry is counted among those that were made together; "last" says something else too."""

_NTH: Final = re.compile(
    rf"\b(?:the|that|my) (?P<nth>{NTH}|last)"
    r"(?: (?:one|entry|draft|card|of (?:them|those))\b| (?=was|is|took|should)|\Z)"
)
_OF_ONE_NAMED: Final = re.compile(
    r"\b(?:the|that|my) (?P<name>(?:[\w/&-]+ ){1,3}?)(?:thing|one|entry|draft|stuff"
    r"|(?P<kind>course|"
    r"webinar|seminar|workshop|module|podcast|talk|refresher)) (?:was|is|took|lasted|ran|should)\b"
)
"""What is named to be corrected: "the DMS thing was 45 mins"."""

_OF_ANY: Final = SMALL | frozenset(
    {
        "whole",
        "actual",
        "real",
        "main",
        "entire",
        "full",
        "new",
        "latest",
        "same",
        "first",
        "second",
    }
    | {"online", "proper", "total", "only", "next", "newest", "recent", "latter", "former", "whole"}
    | {"course", "training", "other's", "current", "right", "correct", "wrong", "bloody", "damn"}
)
"""Words that may stand before any entry."""

_VALUES: Final = re.compile("[\ue000-\ue002]")
_ORDER: Final = {"draft": 0, "planned": 0, "logged": 1, "discarded": 2, "withdrawn": 2}


def target(
    message: Plain, context: Context, but_for: Collection[str] = frozenset()
) -> KnownEntry | None:
    """The entry that words name, else the thread's, else what was saved or changed just now, else
    the pending one's, else the newest.

    `but_for` are words of a new value, which name nothing that is there.
    """
    meant = by_words(message, context, but_for)
    if meant is not None:
        return meant
    for number in (context.thread, context.last, context.about):
        known = context.entry(number)
        if known is not None:
            return known
    return min(context.entries, key=lambda one: _ORDER[one.status], default=None)


def by_words(
    message: Plain, context: Context, but_for: Collection[str] = frozenset()
) -> KnownEntry | None:
    """The entry that words name, with an article or, beside a value, without."""
    return named(message, context, but_for) or _by_any_word(message, context, but_for)


def named(
    message: Plain, context: Context, but_for: Collection[str] = frozenset()
) -> KnownEntry | None:
    """The one entry that "the webinar" can mean, by the words of its title, provider or kind; or
    "the second one", by its place.
    """
    for found in _NAMES.finditer(message.words):
        wanted = set(found[1].split()) - SMALL - set(but_for)
        if wanted and (meant := _of_words(wanted, found[1], context)) is not None:
            return meant
    placed = _NTH.search(message.words)
    return nth(placed["nth"], context) if placed is not None else None


def names_none(message: Plain, context: Context, but_for: Collection[str] = frozenset()) -> bool:
    """Whether words name one thing to be corrected, which is none of the entries: "the DMS thing
    was 45 mins", where there is none of a DMS. A kind is enough to name one of its kind.
    """
    found = _OF_ONE_NAMED.search(message.words)
    if found is None or _NTH.search(message.words):
        return False
    wanted = set(found["name"].split()) - _OF_ANY - set(but_for)
    if not wanted or _VALUES.search(found["name"]):
        return False
    if any(wanted & one.names or wanted & _initials(one.title) for one in context.entries):
        return False
    kind = find_type(f"{found['name']}{found['kind'] or ''}").value
    return kind is None or all(one.type != kind for one in context.entries)


def _initials(title: str) -> set[str]:
    """What short forms of a title there can be: "HV" of "High voltage isolation course"."""
    letters = "".join(word[0] for word in title.lower().split())
    places = range(len(letters))
    return {letters[start:end] for start in places for end in range(start + 2, len(letters) + 1)}


def nth(ordinal: str, context: Context) -> KnownEntry | None:
    """The entry at a place among those that were made together; None where there is no telling."""
    place = _ORDINALS[ordinal]
    if len(context.made) <= max(place, 1 if place < 0 else 0):
        return None
    return context.entry(context.made[place])


def _by_any_word(message: Plain, context: Context, but_for: Collection[str]) -> KnownEntry | None:
    """The same where no article leads: "webinar was 2 h", "brakes 2 hours not 3"."""
    if not _VALUES.search(message.words):
        return None
    said = _VALUES.sub(" ", message.words)
    return _of_words(set(said.split()) - SMALL - set(but_for), said, context)


def _of_words(wanted: set[str], said: str, context: Context) -> KnownEntry | None:
    """The one entry with the most of these words, else the only one of the kind that is said."""
    shared = {one.id: len(wanted & one.names) for one in context.entries}
    most = max(shared.values(), default=0)
    if most:
        return likeliest([one for one in context.entries if shared[one.id] == most], context)
    kind = find_type(said).value
    hits = [one for one in context.entries if kind is not None and one.type == kind]
    return likeliest(hits, context)


def likeliest(named: Sequence[KnownEntry], context: Context) -> KnownEntry | None:
    """Of entries that the same words name the one that is asked about, else the only one that is
    still open, else the only one; None where there is no telling.
    """
    asked = [one for one in named if one.id == context.about]
    still_open = [one for one in named if one.status in ("draft", "planned")]
    found = asked or still_open or named
    return found[0] if len(found) == 1 else None
