"""What somebody answers who is asked which entry a file is for: "the webinar", "a new one",
"neither, just keep it". Whole messages only.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from bot.conversation.captions import plain_caption
from bot.conversation.phrases.naming import title_words
from bot.conversation.text import folded

Place = Literal["new", "keep", "forget", "entry"]

_POLITE: Final = r"(?: (?:please|pls|thanks|thank you|ta|cheers|mate|then|for now|will do))*"
_BEFORE: Final = r"(?:(?:no|nope|yes|yeah|ok|okay|oh|hi|sorry|actually|well|um|hmm) )*"
_IT: Final = r"(?:it|this|that|them|these|those)(?:'?s| is| was| are| were)?"
_NEW: Final = re.compile(
    rf"{_BEFORE}(?:(?:neither|none)(?: of (?:them|these|those|the above))? )?"
    rf"(?:(?:{_IT} )?(?:is |for |of |as )*(?:make |start |create |begin |add |it needs |needs |"
    r"put (?:it|this) (?:in|under|on) )?"
    r"(?:it |this |that )?(?:for |as |to |in )?(?:a |an |its |the |my )?"
    r"(?:own |separate |brand |completely )*(?:new|separate|own|another new|different)"
    r"(?: (?:one|entry|draft|activity|course|thing|record))?|something new|new)"
    rf"{_POLITE}"
)
_KEEP: Final = re.compile(
    rf"{_BEFORE}(?:(?:neither|none|nothing|no entry|not any)(?: of (?:them|these|those|the above))?"
    r"(?: (?:just )?(?:keep|leave|store|save|hold)(?: (?:it|that|this|them))?)?"
    r"|(?:just |please |only )*(?:keep|leave|hold on to|hang on to|store)"
    r"(?: (?:it|that|this|them|the file|the files))?(?: (?:for (?:now|later)|there|safe|as it is))?"
    r"|no(?:ne)?|nope|not sure(?: yet)?|(?:i )?(?:dont|don't) know(?: yet)?|no idea|dunno"
    rf"|(?:not )?(?:now|yet)|later|decide later|i'?ll (?:say|decide|tell you) later){_POLITE}"
)
_FORGET: Final = re.compile(
    rf"{_BEFORE}(?:forget|drop|bin|delete|remove|ignore|scrap|chuck|get rid of|throw away|lose)"
    rf"(?: about)? (?:it|that|this|them|the file|the files){_POLITE}"
)
_NAMED: Final = re.compile(
    rf"{_BEFORE}(?:{_IT} )?(?:(?:evidence|proof|a |the |my |certificate|cert|certi|photo|file|"
    r"put (?:it|this|that|them)|add (?:it|this|that|them)|goes|go|belongs?) )*"
    r"(?:(?:for|from|of|to|with|on|under|in|as) )*(?P<which>.{2,80}?)"
    rf"{_POLITE}"
)
_FILLERS: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "our",
        "one",
        "ones",
        "entry",
        "draft",
        "activity",
        "record",
        "that",
        "this",
        "from",
        "for",
        "of",
        "on",
        "in",
        "at",
        "to",
        "with",
        "and",
        "i",
        "did",
        "it",
        "was",
        "is'",
    ]
)
_ORDINALS: Final = {
    "first": 0, "1st": 0, "1": 0, "top": 0, "second": 1, "2nd": 1, "2": 1, "third": 2, "3rd": 2,
    "3": 2, "last": -1, "bottom": -1,
}  # fmt: skip
_INITIALS_MOST: Final = 5
"""First letters that an abbreviation has."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered; of an entry, the `words` that name it, and at which place of those that
    were offered it stands, where that was said.
    """

    place: Place
    words: tuple[str, ...] = ()
    at: int | None = None


def said_of_place(text: str) -> Said | None:
    """What an answer says of a file's place; None where it is too long to be one, or none."""
    plain = plain_caption(text)
    if "?" in text or len(plain.split()) > 12:
        return None
    for form, place in _PLACES:
        if form.fullmatch(plain):
            return Said(place)
    found = _NAMED.fullmatch(plain)
    if found is None:
        return None
    words = re.findall(r"[\w']+", found["which"])
    telling = tuple(one for one in dict.fromkeys(words) if one not in _FILLERS)
    ordinal = [one for one in words if one in _ORDINALS]
    if ordinal and {*telling} <= {*ordinal, "option", "choice", "number"}:
        return Said("entry", at=_ORDINALS[ordinal[0]])
    return Said("entry", words=telling) if telling else None


def names_of(title: str, provider: str = "") -> frozenset[str]:
    """The words by which an entry may be called: its title's and provider's, and the first letters
    of words in its title that follow each other ("HV" for high voltage).
    """
    words = [one for one in re.findall(r"[^\W_]+", folded(title)) if one not in _FILLERS]
    short = {
        "".join(one[0] for one in words[start : start + length])
        for length in range(2, _INITIALS_MOST + 1)
        for start in range(len(words) - length + 1)
    }
    return title_words(title) | title_words(provider) | frozenset(words) | short


_PLACES: Final[tuple[tuple[re.Pattern[str], Place], ...]] = (
    (_FORGET, "forget"),
    (_KEEP, "keep"),
    (_NEW, "new"),
)
