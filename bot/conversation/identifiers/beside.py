"""Tells by what stands beside a word whether it is somebody's name."""

from typing import Final

from bot.conversation.identifiers.given_names import GIVEN, LOOSE
from bot.conversation.identifiers.no_names import (
    CUSTOMERS,
    NO_NAMES,
    NOT_BEHIND,
    OF_SOMEBODY,
    OPENERS,
    ROLES,
    SAYS,
    SAYS_TO,
    THINGS,
    TOLD,
)
from bot.conversation.identifiers.surnames import SURNAMES
from bot.conversation.identifiers.words import (
    NO_NAME_ENDS,
    PARTICLES,
    SURNAME_START,
    Word,
    is_particle,
    word_after,
    word_before,
)

_ARTICLES_WORDS: Final = """
a an each every that the these this your
"""


_ARTICLES: Final = frozenset(_ARTICLES_WORDS.split())


_INITIALS_MOST: Final = 4
"""Initials of a name behind its first."""


_MONTHS: Final = frozenset({"may", "june", "april", "august", "summer", "autumn"})


def begins_with_initial(words: list[Word], at: int) -> bool:
    """ "J Smith", "J. K. Okafor"."""
    last = at
    while last - at < _INITIALS_MOST and (after := word_after(words, last)) and after.initial:
        if not after.joined:
            return False
        last += 1
    return _is_initial_of_next(words, last)


def _is_initial_of_next(words: list[Word], at: int) -> bool:
    after = word_after(words, at)
    if after is None or not after.joined:
        return False
    dotted = after.gap.startswith(".")
    if not after.capital or after.low in NO_NAMES or words[at].text == "I":
        return False
    return (
        after.low in SURNAMES
        or after.low.startswith(SURNAME_START)
        or (dotted and not words[at].opens)
        or (dotted and at == 0)
    )


def is_typed_small(words: list[Word], at: int) -> bool:
    """A given name in small letters, as it is typed on a phone."""
    word, before, after = words[at], word_before(words, at), word_after(words, at)
    if word.low not in LOOSE:
        return len(word.low) > 2 and not is_thing(words, at)
    says = after is not None and after.joined and after.low in SAYS_TO and not _articled(before)
    me_and = (
        before is not None
        and before.low == "and"
        and at > 1
        and words[at - 2].low in ("me", "i", "us")
        and (after is None or not after.joined or after.low in SAYS)
    )
    and_i = (
        after is not None and after.low == "and" and at + 2 < len(words)
        and words[at + 2].low in ("i", "me") and (word.opens or before is None)
    )  # fmt: skip
    role = (
        before is not None
        and word.joined
        and before.low in ROLES
        and bool(after and after.low in SAYS)
    )
    with_ = before is not None and word.joined and before.low in _WITH and _ends_there(after)
    if _of_department(words, at):
        return True
    if with_ and word.low in _SMALL_TOO:
        return True
    return bool(
        says and (word.opens or not before or before.low in (*ROLES, "and", "when", "then", "old"))
    ) or (me_and or and_i or role)


def is_thing(words: list[Word], at: int) -> bool:
    """Whether a given name is a make's model, a saint, a tool or somebody's law."""
    word, before, after = words[at], word_before(words, at), word_after(words, at)
    if before is not None and word.joined:
        if before.low in ("st", "saint") or (
            before.low in THINGS and before.capital and word.low in _CAR_NAMES
        ):
            return True
        if _articled(before) and not (
            after and after.joined and after.capital and after.low in SURNAMES
        ):
            return word.low in LOOSE or (not word.owns and word.capital and _lower_noun(after))
    if after is None or not after.joined or word.owns or is_particle(words, at + 1):
        return False
    return after.low in NOT_BEHIND


_VERBS: Final = frozenset({"will", "may", "mark", "bill"})
_OF_THINGS: Final = frozenset({"is", "was", "needs"})
_CAR_NAMES: Final = frozenset(
    {
        "zoe",
        "adam",
        "leon",
        "giulia",
        "martin",
        "romeo",
        "mercedes",
        "morgan",
        "jazz",
        "austin",
        "clio",
    }
    | {"lincoln", "harley", "cooper", "rover", "mito", "mia", "up", "ami", "connect", "max", "rio"}
)


def _lower_noun(after: Word | None) -> bool:
    return after is not None and after.joined and after.text.islower() and after.low not in SAYS


_SMALL_TOO: Final = frozenset(
    {
        "mark",
        "rob",
        "will",
        "jack",
        "rick",
        "nick",
        "mick",
        "lee",
        "dean",
        "ray",
        "pat",
        "sue",
        "dan",
        "ali",
        "josh",
    }
)


def _articled(before: Word | None) -> bool:
    return before is not None and before.low in _ARTICLES


def is_somebody(words: list[Word], at: int) -> bool:
    """Whether a given name that is a word besides, with a capital letter, is somebody's name."""
    word, before, after = words[at], word_before(words, at), word_after(words, at)
    behind = after if after is not None and after.joined else None
    if (
        behind
        and behind.capital
        and behind.low not in NO_NAMES
        and (behind.low in SURNAMES or behind.low.startswith(SURNAME_START))
    ):
        return True
    if behind and behind.low in PARTICLES and is_particle(words, at + 1):
        return True
    if _comes_from(words, at) or _of_department(words, at):
        return True
    if word.low in THINGS:
        return bool(behind and behind.low in SAYS_TO) and not _articled(before)
    if word.low in _MONTHS:
        told = before is not None and not word.opens and before.low in ("asked", "told", "thanked")
        return told or bool(behind and behind.low in SAYS_TO)
    if _beside(words, at):
        return True
    if before is not None and before.low in _DOERS and not word.opens:
        return False
    if word.opens and behind and behind.text.islower() and behind.low.endswith("ed"):
        return behind.low not in ("red", "need", "feed", "speed", "used")
    if word.opens:
        return bool(
            behind
            and behind.low in SAYS
            and not (
                word.low in ("will", "may", "mark", "bill") and behind.low in ("is", "was", "needs")
            )
        ) or bool(behind and behind.low in SAYS_TO)
    titled = before is not None and word.joined and before.capital and before.low not in GIVEN
    return not titled and not (behind and behind.capital) and word.low not in THINGS


_WORKS_WITH_WORDS: Final = """
agreed along alongside chatted checked discussed down it job paired partnered sat shared sitting
spent spoke spoken talked that this together up went work worked working
"""


_WORKS_WITH: Final = frozenset(_WORKS_WITH_WORDS.split())


_DOERS_WORDS: Final = """
always can could i it must never not please should they we you
"""


_DOERS: Final = frozenset(_DOERS_WORDS.split())
"""Before a verb, whatever it is written like."""


def _beside(words: list[Word], at: int) -> bool:
    """Whether what stands before or behind says that it is somebody."""
    return _is_led_up_to(words, at) or _is_followed_up(words, at)


_WITH_SOMEBODY: Final = (GIVEN - LOOSE) | {"me", "i"}


def _is_led_up_to(words: list[Word], at: int) -> bool:
    word, before, after = words[at], word_before(words, at), word_after(words, at)
    if before is not None and not word.opens:
        if word.joined and before.low in (TOLD | ROLES | CUSTOMERS) - {
            *_WITH,
            "alongside",
            "training",
            "coaching",
        }:
            return True
        if word.joined and before.low in _WITH and _ends_there(after):
            earlier = words[at - 2].low if at > 1 else ""
            return word.low in GIVEN or word.low in SURNAMES or earlier in _WORKS_WITH
        if before.low in ("called", "named"):
            return True
        if before.low in ("and", "or") and at > 1 and words[at - 2].low in _WITH_SOMEBODY:
            return True
        if word.gap.strip() in (",", "&") and before.low in GIVEN - LOOSE and before.capital:
            return True
    return False


def _comes_from(words: list[Word], at: int) -> bool:
    """ "Rose from accounts": whoever begins a sentence so comes from somewhere."""
    after = word_after(words, at)
    return words[at].opens and after is not None and after.joined and after.low == "from"


_WITH: Final = frozenset({"with", "w"})


def _of_department(words: list[Word], at: int) -> bool:
    """ "with Mercedes from HR", "chelsea from accounts": no car, town or verb comes from there."""
    word, before, after = words[at], word_before(words, at), word_after(words, at)
    if after is None or not after.joined or word.owns:
        return False
    near = [one.low for one in words[at + 2 : at + 4]]
    if near[:1] in (["the"], ["our"]):
        near = near[1:]
    if not near or near[0] not in _DEPARTMENTS:
        return False
    led = before is not None and word.joined and before.low in TOLD | {"by"}
    alone = word.opens or before is None
    return (after.low == "from" and (led or alone)) or (after.low in ("in", "on") and led)


def _is_followed_up(words: list[Word], at: int) -> bool:
    word, after = words[at], word_after(words, at)
    if after is None:
        return False
    if word.owns:
        return after.low in OF_SOMEBODY
    if after.joined and after.low in ("in", "from", "on", "at") and not after.capital:
        near = [one.low for one in words[at + 2 : at + 4]]
        if any(low in _DEPARTMENTS for low in near):
            return True
    if after.gap == " and " or (after.joined and after.low == "and" and at + 2 < len(words)):
        third = words[at + 2].low if at + 2 < len(words) else ""
        if third in ("i", "me", "myself") or (third in GIVEN - LOOSE):
            return True
    if after.gap.strip() in (",", "(") and at + 2 < len(words):
        role = (
            words[at + 2].low
            if after.low in (*_ARTICLES, "our", "my", "their", "his")
            else after.low
        )
        if role in ROLES | CUSTOMERS:
            return True
        if (
            words[at + 1].low in GIVEN
            and words[at + 1].capital
            and words[at + 1].gap.strip() == ","
        ):
            return True
    return after.joined and after.low in SAYS_TO and not (word.opens and word.low in OPENERS)


_DEPARTMENTS_WORDS: Final = """
accounts admin bay bodyshop hr mot office paint parts payroll reception sales service stores valet
valeting warranty
workshop
"""


_DEPARTMENTS: Final = frozenset(_DEPARTMENTS_WORDS.split())


def _ends_there(after: Word | None) -> bool:
    """Whether a name may end before this word: no noun follows."""
    return after is None or not after.joined or after.low in OPENERS or after.capital


def is_unknown_name(words: list[Word], at: int) -> bool:
    """A capital word that no list holds: somebody's name where what stands beside it says so."""
    word, before, after = words[at], word_before(words, at), word_after(words, at)
    surname = word.low in SURNAMES or (word.low.startswith(SURNAME_START) and len(word.low) > 4)
    if word.low.endswith(NO_NAME_ENDS) and not surname:
        return False
    if before is not None and word.joined and _articled(before):
        return False
    behind = after if after is not None and after.joined else None
    if (surname or "-" in word.low) and _comes_from(words, at):
        return True
    if word.opens:
        if (
            word.low not in OPENERS
            and behind is not None
            and behind.low in ("in", "from")
            and _beside(words, at)
        ):
            return True
        told = behind is not None and behind.low in SAYS_TO
        if told and not surname:
            third = words[at + 2].low if at + 2 < len(words) else ""
            return behind is not None and (behind.low not in _MAY_BE_SAID or third in _SOMEBODY)
        full = behind is not None and behind.capital and behind.low in SURNAMES
        return bool(told or full or (surname and word.owns and after and after.low in OF_SOMEBODY))
    if (
        behind
        and behind.capital
        and (behind.low in SURNAMES or behind.low in GIVEN - LOOSE)
        and behind.low not in THINGS
    ):
        return not (before is not None and word.joined and before.capital and before.low in THINGS)
    if _beside(words, at):
        return True
    if surname:
        titled = before is not None and word.joined and before.capital
        return (
            not titled
            and not (behind and behind.capital)
            and (
                bool(behind and behind.low in SAYS)
                or word.owns
                or (word.low not in WORKSHOP_SURNAMES and _ends_there(after))
            )
        )
    return False


_SOMEBODY: Final = frozenset({"me", "us", "him", "her"})


_MAY_BE_SAID: Final = frozenset({"showed", "helped", "taught", "told", "pointed", "says", "said"})
"""What a test, a book or a firm does as well."""


_WORKSHOP_SURNAMES_WORDS: Final = """
banks barker bell black booth brown carr case cook cooper cross fisher flynn fowler gray green
hall heath hill hunt king lane law long mann marsh may mills moss nash noble novak page park
parker power price rose sharp short smart snow stone summers wells west white wood woods young
zulu
"""


WORKSHOP_SURNAMES: Final = frozenset(_WORKSHOP_SURNAMES_WORDS.split())
