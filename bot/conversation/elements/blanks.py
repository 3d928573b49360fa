"""The tables of words that say nothing, and of words that deny; `grading` asks them."""

import re
from dataclasses import dataclass
from typing import Final

EMPTY_WORDS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    (
        "not knowing",
        "dunno dunnno duno idk idek dno iono unsure",
        ("dunno", "idk tbh"),
    ),
    (
        "nothing",
        "nothing nothng nuthin nuthing nothin nowt nil none na nada nope nah nout zilch nuffin nul"
        " null naught",
        ("nothing really", "nope"),
    ),
    (
        "praise and its like",
        "good great grand fine ok okay k okey alright alrite nice lovely excellent brilliant super"
        " interesting informative useful helpful enjoyable enjoyed decent average boring long short"
        " easy fun cool sound mint class amazing awesome fantastic perfect best better worth"
        " worthwhile valuable insightful well gud goood happy loved liked like okish meh bad poor"
        " wonderful splendid",
        ("it was good", "very informative and useful"),
    ),
    (
        "so vague that it could be anything",
        "stuff things thing something everything anything loads lots lot bits bit much many plenty"
        " whatever various several all usual same above before etc yet some enough again last time",
        ("lots of stuff", "same as last time"),
    ),
    (
        "the occasion itself",
        "course courses training session webinar workshop talk class day event module video lesson"
        " presentation seminar trainer instructor tutor presenter lecturer food lunch coffee venue"
        " room hotel",
        ("was a good course", "trainer was great and food was lovely"),
    ),
    (
        "courtesy",
        "thanks thank cheers ta sir madam mate please pls sorry lol haha ha hmm hm mm um erm er eh"
        " oh ah yes yeah yep yea no nah hi hello bye comment pass skip",
        ("a great session, thanks",),
    ),
    (
        "keys struck at random, and trials",
        "test testing asdf asdfgh qwerty xxx xx x xyz abc blah bla lorem ipsum foo bar tbc tba tbd",
        ("blah blah", "asdf"),
    ),
    (
        "other languages",
        "nichts nix gut rien bien nada nulla niente bene bueno nic dobrze nimic bine kuch nahi"
        " accha theek ok没有 没有 無 无 なし 好 很好 不知道 特になし لا شيء जी अच्छा ठीक",
        ("nichts", "没有"),
    ),
    (
        "words that only hold others together",
        "i we it its he that this was is were are be been am im ive to the a an of for in at on and"
        " or but so as just very really quite pretty rather too tbh honest honestly actually"
        " basically guess suppose think thought reckon feel my me us you there not what now right"
        " had have has found did with from mostly overall general generally still more most only"
        " absolutely totally kind sort say said would",
        (),
    ),
)
"""An answer of these words alone is empty. Each row: what they are, the words, answers of them."""

EMPTY_PHRASES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        r"(?:i |we |i'?m )?(?:don'?t|do not|not sure|no idea) (?:really )?(?:know )?what (?:else )?"
        r"to (?:write|put|say|answer|add|tell you)",
        ("I don't know what to write",),
    ),
    (
        r"(?:god|fuck|christ|who|hell|heaven|goodness) (?:only )?knows|search me|beats me|as hell"
        r"|as fuck|bloody|fucking",
        ("god knows", "boring as hell"),
    ),
    (
        r"(?:i |we )?(?:can'?t|cannot|couldn'?t|don'?t|do not|dont|didn'?t) (?:really |honestly )?"
        r"(?:remember|recall|think of (?:anything|one|any)|say|know|no|care|mind|understand"
        r"|have (?:anything|any|one))",
        ("cant remember", "I do not know sir"),
    ),
    (
        r"(?:i'?m |i am )?not (?:so |too |really |very |quite )?(?:sure|certain)",
        ("not sure really",),
    ),
    (
        r"(?:i |i'?ve |i have |have )?(?:got )?no (?:idea|clue|comment|answer|thoughts|opinion)",
        ("no idea tbh",),
    ),
    (r"n ?[/.] ?a\b\.?", ("n/a", "N.A.")),
    (
        r"(?:i )?(?:learn(?:t|ed)|got|picked up|know|took) (?:a lot|loads|lots|so much|much|plenty"
        r"|many things|a great deal|a few things|some things|new things|something(?: new)?|stuff)",
        ("learnt a lot", "I learned so much"),
    ),
    (r"(?:see|as|same as) (?:above|title|before|the title|last)", ("see above", "as title")),
)
"""An answer of such a phrase, with words of the table above around it, is empty too."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A way to say that there was nothing; `holds` are denials, `spares` are none."""

    pattern: str
    holds: tuple[str, ...]
    spares: tuple[str, ...] = ()


_NOTHING: Final = r"(?:nothing|nowt|zilch|nada|nuthin|nuthing|zero|sod all|bugger all|naff all)"

DENIALS: Final[tuple[Denial, ...]] = (
    Denial(
        rf"\b(?:learn(?:t|ed|d)|got|gained|took|taught me|lernt|learnd) (?:\w+ly )?{_NOTHING}\b",
        ("learnt absolutely nothing", "I got nothing out of it"),
    ),
    Denial(
        rf"{_NOTHING} (?:at all )?(?:new|useful|learnt|learned|worth|of use|of value|interesting|to"
        r" report|to add|was (?:hard|new|useful)|(?:that )?(?:i|we) (?:didn'?t|don'?t|did not)"
        r" (?:already )?know|changed)\b|(?:not much|not a lot|none of it) was (?:new|hard|useful)",
        ("nothing new", "nothing I didn't already know", "nothing was hard"),
        ("nothing beats checking with a meter first",),
    ),
    Denial(
        r"\b(?:did ?n'?t|did not|have ?n'?t|have not|never) (?:really )?(?:learn(?:t|ed)?|get|gain"
        r"|take)\b (?:\w+ )?(?:anything|a thing|much|any|owt|a lot)(?! (?:about|on|from|until|till)"
        r" )",
        ("didn't learn anything", "I have not learnt anything new from this training"),
    ),
    Denial(
        r"\A(?:\w+ ){0,5}?(?:waste of (?:time|money|(?:a |my |the )?(?:day|morning|afternoon|hour"
        r"|space|life))|waste of an? \w+)\b(?! (?:\w+ing|to)\b)|\A(?:\w+ ){0,3}?time wasted",
        ("waste of time", "complete waste of a day if I'm honest"),
        ("waste of time using cheap gloves, they split",),
    ),
    Denial(
        r"\b(?:knew|know) (?:it|this|that|most of it|everything)?(?: all)?(?: of it)?(?: already"
        r"| before)\b|already (?:knew|know) (?:it|this|all|everything|most)",
        ("knew it all already", "I already knew everything"),
    ),
    Denial(
        r"\A(?:it was |was |this was |that was |honestly |absolutely |completely |totally |utterly "
        r"|bit |a bit |pretty |total |what |(?:a )?load of |it was all )*(?:pointless|useless"
        r"|rubbish"
        r"|crap|shite|shit|garbage|bollocks|bullshit|bs|rubbish|dire|shocking|irrelevant)"
        r"(?: (?:course|day|tbh|really|honestly))?\Z",
        ("pointless", "what a load of rubbish"),
        ("rubbish earths cause most faults",),
    ),
    Denial(
        r"\A(?:there (?:was|is|has been) )?no (?:real |big |major )?(?:change|difference)s?"
        r"(?: (?:yet|really|so far|at all|to speak of))?\Z|\Anothing(?:'s| has| is) (?:really )?"
        r"(?:changed|different|new)\b",
        ("no change", "no real difference yet", "nothing's changed"),
        ("no change of coolant before the pump is off",),
    ),
    Denial(r"\A(?:not yet|not really|nothing yet|not so far)\Z", ("not yet", "Not really.")),
    Denial(
        r"\bno (?:benefit|use|value|point|relevance|help) (?:to|for|in|at|of|whatsoever)\b"
        r"|\b(?:won'?t|will not|never going to|not going to|can'?t see myself|will never)"
        r" (?:be )?us(?:e|ing) (?:any|it|this|that|much)(?: of (?:it|this|that))?\Z"
        r"|\b(?:has|have|it'?s|is)(?: got)? nothing to do with my job",
        ("no benefit to me whatsoever", "won't use any of it"),
    ),
)
"""A clause of these holds no element."""

_BLANK_WORDS: Final = frozenset(
    word for _, words, _ in EMPTY_WORDS for word in words.casefold().split()
)
_BLANK_PHRASE: Final = re.compile(
    r"(?<![\w'])(?:" + "|".join(phrase for phrase, _ in EMPTY_PHRASES) + r")(?![\w'])"
)
_DENIAL: Final = re.compile("|".join(f"(?:{denial.pattern})" for denial in DENIALS))
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ENDS: Final = re.compile(r"[^\w']+\Z|\A[^\w']+")


def is_empty(plain: str, also: frozenset[str] = frozenset()) -> bool:
    """Whether folded text says nothing: only words of the tables, and of `also`."""
    left = _BLANK_PHRASE.sub(" ", plain)
    words = (word.replace("'", "") for word in _WORD.findall(left))
    return all(word in _BLANK_WORDS or word in also for word in words)


def denies(plain: str) -> bool:
    """Whether a clause of folded text says that there was nothing."""
    return _DENIAL.search(_ENDS.sub("", plain)) is not None
