"""Finds names of people in a text, by rules: forms of address, given names, what stands beside."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from bot.conversation.identifiers.beside import (
    WORKSHOP_SURNAMES,
    begins_with_initial,
    is_somebody,
    is_thing,
    is_typed_small,
    is_unknown_name,
)
from bot.conversation.identifiers.given_names import GIVEN, LOOSE
from bot.conversation.identifiers.no_names import (
    CUSTOMERS,
    NO_NAMES,
    NOT_BEHIND,
    OPENERS,
    OWNED,
    SAYS,
    SAYS_TO,
    THINGS,
)
from bot.conversation.identifiers.surnames import SURNAMES
from bot.conversation.identifiers.words import (
    HONORIFICS,
    NO_NAME_ENDS,
    PARTICLES,
    Word,
    is_particle,
    word_after,
    word_before,
    words_of,
)

EXAMPLES: Final = (
    ("Mrs Patel brought it back", ("Mrs Patel",)),
    ("it was mrs patel who noticed", ("mrs patel",)),
    ("Mr J Smith's Golf again", ("Mr J Smith",)),
    ("the customer Dave Hill was happy", ("Dave Hill",)),
    ("Dr. O'Neill gave the talk", ("Dr. O'Neill",)),
    ("Siobhán showed me the scope", ("Siobhán",)),
    ("dave showed me the scope", ("dave",)),
    ("mark showed me the scope", ("mark",)),
    ("Mark told me to prove dead", ("Mark",)),
    ("worked with Piotr Kowalski and Anne-Marie", ("Piotr Kowalski", "Anne-Marie")),
    ("I asked Thandeka in parts", ("Thandeka",)),
    ("our apprentice Zbyszko struggled", ("Zbyszko",)),
    ("J. Okafor signed it", ("J. Okafor",)),
    ("me and Will swapped the pack", ("Will",)),
    ("moved Kowalczyk's van first", ("Kowalczyk",)),
    ("Rob, Grace and I stripped it", ("Rob", "Grace")),
    ("mental health first aid w mercedes from hr", ("mercedes",)),
    ("chelsea from accounts showed me", ("chelsea",)),
    ("sat with Morgan in parts", ("Morgan",)),
    ("ngozi and Xiaoling helped", ("ngozi", "Xiaoling")),
    ("IT WAS DAVE WHO TOLD ME", ("DAVE",)),
    ("Jan van der Berg ran it", ("Jan van der Berg",)),
    ("rang Mrs\nPatel, then Dr\nOkafor", ("Mrs\nPatel", "Dr\nOkafor")),
    ('Mrs "Patel", Mrs (Patel), MrsPatel', ('Mrs "Patel', "Mrs (Patel", "MrsPatel")),
    ("Mr & Mrs Patel, Mr/Mrs Hill", ("Mr & Mrs Patel", "Mr/Mrs Hill")),
    ("sat with Dave\nSmith. Dave.Smith knows", ("Dave\nSmith", "Dave.Smith")),
    ("spoke to DAVE SMITH in parts", ("DAVE SMITH",)),
)
"""A sentence and the names in it; the tests run them."""


NOBODY: Final = (
    "Will check the Bosch manual in May",
    "Mark the position before you Grant access",
    "used an Allen key and a Stanley knife on the Renault Zoe",
    "Ohm's law, Hall sensors and Ackermann angle on the Ford Focus",
    "Training with Hunter in Swindon on Tuesday",
    "St John Ambulance ran the First Aid course",
    "Testing showed me the relay was stuck",
    "the tech line told us to update the ECU first",
    "rob the power from the pack and jack it up",
    "the zoe from accounts and a jack in the office",
    "Mercedes Sprinter from sales, mark in paint on the bay floor",
    "read the Microsoft Excel guide, MS Teams call after",
    "Yes sir\nThanks for the talk",
    "I miss\nThe old days. Miss\nThe point",
    "MOT MAX LOAD and the LEE guide",
)
"""Sentences in which nobody is named."""


Kind = Literal["customer", "person"]


_OF_CUSTOMERS: Final = frozenset({"mr", "mrs", "miss", "mx", "mister", "ms"})


_ONLY_ADDRESS: Final = frozenset({"mr", "mrs", "ms", "mx", "dr"})
_BOTH: Final = ("&", "/", "+")
"""Between "Mr" and "Mrs"."""
_PARTED: Final = re.compile(r"[ .]?(?:\n|[ \n]?[\"“'‘(\[])")
"""What a form of address and its name may be parted by besides a space."""
_GLUED: Final = re.compile(r"Mrs?[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?")


_PEOPLE_MOST: Final = 4
"""Words of a name behind its first."""


def names(text: str) -> Iterator[tuple[Kind, int, int]]:
    """Each name with its kind, in order; a form of address belongs to the name, "'s" does not."""
    words = words_of(text)
    shouted = text.upper() == text
    at = 0
    while at < len(words):
        found = _named(words, at, shouted=shouted)
        if found is None:
            at += 1
            continue
        kind, first, last = found
        yield kind, words[first].start, words[last].end
        at = last + 1


def _named(words: list[Word], at: int, *, shouted: bool) -> tuple[Kind, int, int] | None:
    """The name that begins with a word, as its kind, its first and its last word; None for none."""
    word = words[at]
    if _GLUED.fullmatch(word.text):
        return "customer", at, at
    if _addresses(word) and at + 1 < len(words):
        last = _behind_address(words, at)
        if last is not None:
            return ("customer" if word.low in _OF_CUSTOMERS else "person"), at, last
    if not _begins(words, at, shouted=shouted):
        return None
    last = _last(words, at)
    after = word_after(words, last)
    if after is not None and after.joined and not words[last].owns and after.low in NOT_BEHIND:
        # "Kelly Services" is a firm; but "Dave Hill tools up" is not one.
        firm = after.capital or word.low in THINGS or last == at
        return None if firm else (_kind(words, at, last), at, last)
    return _kind(words, at, last), at, last


def _addresses(word: Word) -> bool:
    if word.low not in HONORIFICS:
        return False
    return word.text == "Ms" if word.low == "ms" else True


def _behind_address(words: list[Word], at: int) -> int | None:
    """The last word of "Mrs Patel"; None where no name follows: "miss the bolt"."""
    follows = words[at + 1]
    second = at + 2 if follows.low == "and" else at + 1
    both = follows.low == "and" or follows.gap.strip(" .") in _BOTH
    if both and second + 1 < len(words) and _addresses(words[second]):
        at = second
        follows = words[at + 1]
    known = follows.low in GIVEN or follows.low in SURNAMES
    if not follows.joined:
        surely = words[at].low in _ONLY_ADDRESS and follows.capital and follows.low not in OPENERS
        if not (_PARTED.fullmatch(follows.gap) and (known or surely)):
            return None
    if follows.low in NO_NAMES:
        return None
    if follows.capital or follows.initial or follows.text.isupper():
        return _last(words, at + 1)
    surely = words[at].text in ("mr", "mrs", "mister", "dr", "prof")
    return at + 1 if known or (surely and not follows.low.endswith(NO_NAME_ENDS)) else None


def _begins(words: list[Word], at: int, *, shouted: bool) -> bool:
    word = words[at]
    if word.low in HONORIFICS:
        return False
    if len(word.low) < 2:
        return word.initial and begins_with_initial(words, at)
    parts = word.low.split("-")
    given = word.low in GIVEN or (len(parts) > 1 and parts[0] in GIVEN and parts[-1] not in THINGS)
    if not word.capital and not (shouted and word.text.isupper()):
        if given and word.text.isupper():
            return _is_shouted_name(words, at)
        return given and word.text.islower() and is_typed_small(words, at)
    if shouted:
        after = word_after(words, at)
        said = word.low in SURNAMES and after is not None and after.low in SAYS_TO
        return said or (given and word.low not in LOOSE and not is_thing(words, at))
    if given:
        return not is_thing(words, at) and (word.low not in LOOSE or is_somebody(words, at))
    if word.low in NO_NAMES or _one_of_things(word.low) or word.low.split("'")[0] in OPENERS:
        return False
    return is_unknown_name(words, at)


def _is_shouted_name(words: list[Word], at: int) -> bool:
    """Whether capitals in a text of small letters are a whole name: "DAVE SMITH rang"."""
    after = word_after(words, at)
    whole = after is not None and after.joined and after.text.isupper()
    return bool(whole and after and words[at].low not in LOOSE and after.low in SURNAMES)


def _one_of_things(low: str) -> bool:
    return "-" in low and any(part in THINGS for part in low.split("-"))


def _last(words: list[Word], at: int) -> int:
    """The last word of the name that begins with a word."""
    last = at
    while last + 1 < len(words) and last - at < _PEOPLE_MOST and not words[last].owns:
        follows = words[last + 1]
        if (
            follows.initial
            and follows.gap == " "
            and follows.text != "I"
            and not words[at].text.islower()
        ):
            last += 1
            continue
        if follows.gap in ("\n", ".") and last == at and _goes_on_below(words[at], follows):
            last += 1
            continue
        if not follows.joined or (follows.gap != " " and not words[last].initial):
            break
        if follows.low in PARTICLES and not follows.capital and is_particle(words, last + 1):
            last += 1
            continue
        if words[at].text.islower():
            known = follows.text.islower() and _is_small_surname(follows.low)
            if not known or last > at or follows.low in SAYS or follows.low in OPENERS:
                break
        elif words[at].text.isupper() and len(words[at].text) > 1:
            if follows.low not in SURNAMES:
                break
        elif (
            not follows.capital
            or follows.low in OPENERS
            or (
                follows.low in THINGS
                and not (follows.low in SURNAMES and follows.low not in _MODEL_NAMES)
            )
        ):
            break
        last += 1
    return last


def _goes_on_below(given: Word, surname: Word) -> bool:
    """Whether a line break, or a full stop without a space, parts a name."""
    sure = given.low in GIVEN and given.low not in LOOSE and surname.low in _SURE_SURNAMES
    return sure and given.capital and surname.capital


_SURE_SURNAMES: Final = SURNAMES - WORKSHOP_SURNAMES - LOOSE - NO_NAMES


_MODEL_NAMES: Final = frozenset({"focus", "ford", "hunter"})


def _is_small_surname(low: str) -> bool:
    return low in _SMALL_SURNAMES or low.endswith(_SURNAME_ENDS)


_SMALL_SURNAMES: Final = SURNAMES - NO_NAMES - LOOSE
_SURNAME_ENDS: Final = ("wski", "wska", "nski", "nska", "wicz", "czyk", "escu", "enko", "opoulos")


def _kind(words: list[Word], first: int, last: int) -> Kind:
    before, after = word_before(words, first), word_after(words, last)
    if before is not None and before.low in CUSTOMERS:
        return "customer"
    linked = before is not None and before.low in ("called", "named", "is", "was")
    if linked and first > 1 and words[first - 2].low in CUSTOMERS:
        return "customer"
    if after is not None and after.gap.strip() in (",", "("):
        near = [word.low for word in words[last + 1 : last + 3]]
        if any(low in CUSTOMERS for low in near):
            return "customer"
    return "customer" if words[last].owns and after is not None and after.low in OWNED else "person"
