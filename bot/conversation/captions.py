"""What people write beside a file that says nothing but that it is there: "here is my certificate",
"cert for the webinar". Whole messages only; whoever says more has written a message.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.conversation.tables.likeness import words_of
from bot.conversation.text import folded

_NOUN: Final = (
    r"(?:certificates?|certs?|certis?|evidence|proof|photos?|pictures?|pics?|scans?|pdfs?|files?|"
    r"documents?|docs?|screenshots?|paperwork|diplomas?|badges?|logs?|logbooks?|records?|history|"
    r"spreadsheets?|sheets?|tables?|lists?|calendars?|exports?|csv|excel|cpd|training)"
)
_HERE: Final = (
    r"(?:here ?(?:it is|they are|you (?:go|are)|'?s|is|are)?|(?:please )?(?:find|see) attached|"
    r"attached(?: is| are)?|as (?:promised|discussed)|fyi)"
)
_THIS: Final = r"(?:this is|these are|that'?s|it'?s)"
_OURS: Final = (
    r"(?:(?:and|my|the|a|an|some|another|other|our|of|as|first|second|next|last|all|old|new|"
    r"previous|whole|cpd|training|learning|course|attendance|excel|outlook|work) )*"
)
_VERB: Final = (
    r"(?:i|i'm|i've|we|you|he|she|they|is|are|was|were|got|get|gave|have|has|had|need|needs|want|did|"
    r"do|does|no|not|never|for|of|from|to|that|which|what|who|when|where|because|passed|lost|earned)"
)
_TAKE_IT: Final = (
    r"(?:(?:can|could|would|will) you )?(?:please )?(?:import|upload|load|add|take|read|log|use) "
    rf"(?:this|these|it|them|all (?:this|these|of (?:it|them)))?(?: ?{_OURS}{_NOUN})?(?: in)?"
)
_POLITE: Final = r"(?: (?:please|thanks|thank you|ta|cheers|for you|attached|mate|too|as well))*"
_ABOUT: Final = r"(?: (?:for|from|of|to) (?:the |my |our )?(?P<about>[^.?!]{2,80}?))?"
_BESIDE: Final = re.compile(
    rf"(?:(?:ok|so|hi|hello|hey) )?(?:(?:{_HERE}|{_THIS}) ?{_OURS}{_NOUN}?|{_OURS}{_NOUN}"
    rf"|{_TAKE_IT}){_ABOUT}{_POLITE}"
)
_ALONE: Final = re.compile(
    rf"(?:(?:ok|so|hi|hello|hey) )?{_HERE} {_OURS}{_NOUN}(?: (?:for|from|of) [^.?!]{{2,60}})?"
    rf"{_POLITE}"
)
_CERTIFICATE: Final = r"(?:certificates?|certs?|certis?|diplomas?|badges?|paperwork)"
_KIND: Final = re.compile(
    rf"(?:(?:ok|so|hi|hello|hey) )?(?:(?:{_HERE}|{_THIS}) )?(?:(?:my|the|a|an|another|our) )?"
    rf"(?P<kind>(?!(?:{_OURS}{_NOUN}|{_VERB}) )[a-z][a-z0-9&/'+-]*"
    rf"(?: (?!{_VERB} )[a-z0-9&/'+-]+){{0,4}}) {_CERTIFICATE}{_POLITE}"
)
"""What the certificate is of stands before it: "here is my first aid certificate"."""
_WHICH: Final = (
    r"(?:the )?(?:first|second|third|last|1st|2nd|3rd|other|one|pdf|photo|picture|certificate)"
    r"(?: (?:one|file))?"
)
_EACH: Final = re.compile(
    rf"{_WHICH}(?:'?s| is)? (?:for|of|from) (?:the |my )?[^.?!]{{2,80}}?"
    rf"(?: (?:and )?{_WHICH}(?:'?s| is)? (?:for|of|from) (?:the |my )?[^.?!]{{2,80}}?)+{_POLITE}"
)
"""Of several files, each with what it is for: which is which is asked."""
_OTHER: Final = re.compile(
    r"(?:no |sorry |oops )*(?:(?:it|that|this)(?:'?s| is| was)? )?(?:meant )?"
    r"(?:for|to) (?:the |my )?(?P<which>[^.?!]{2,80})"
)
_REST: Final = frozenset({"other", "one", "ones", "else", "another", "that", "this", "it"})


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands beside a file; `about` is what it says the file is for, `kind` what sort of
    certificate it is ("first aid"), both in its own words.
    """

    about: str = ""
    kind: str = ""


def caption(text: str) -> Caption | None:
    """What is written beside a file, where it is a caption and nothing more; None for a message."""
    plain = plain_caption(text)
    if _EACH.fullmatch(plain):
        return Caption()
    if found := _BESIDE.fullmatch(plain):
        return Caption(found["about"] or "")
    found = _KIND.fullmatch(plain)
    return None if found is None else Caption(kind=found["kind"])


def announces_a_file(text: str) -> bool:
    """Whether a message says that a file comes with it."""
    return _ALONE.fullmatch(plain_caption(text)) is not None


def meant_for(text: str) -> str:
    """What a file just handed in was meant for, by a correction ("no, for the other one"); empty
    where it is none. "other one" stands for any other.
    """
    found = _OTHER.fullmatch(plain_caption(text))
    return "" if found is None else found["which"].strip()


def is_any_other(which: str) -> bool:
    """Whether it says nothing but that it is another."""
    return set(which.split()) <= _REST and "other" in which


def names(about: str, title: str) -> bool:
    """Whether what somebody calls a thing may be this title: all its words stand in it."""
    called = words_of(about) - _REST
    return bool(called) and called <= words_of(title)


def plain_caption(text: str) -> str:
    """Words as they are compared here: no case, no marks, one space between them."""
    return " ".join(re.sub(r"[,;:!.()\[\]…–—-]+", " ", folded(text).replace("’", "'")).split())
