"""Reads the short ways in which a member says that something stands in a body's account: "entered
at IMI", "I've put those on IMI".

Only a message that is nothing else is one.
"""

import re
from typing import Final, NamedTuple

from bot.conversation.text import clean, folded


class EnteredNamed(NamedTuple):
    """`several`: more than one, without saying that it is all of them."""

    several: bool


_LONGEST: Final = 120
"""Characters: what is longer says something else, too."""

_LEAD: Final = (
    r"(?:(?:yes|yep|done|ok|okay|right|so|and|now|just|already|all done|ive|i have|i|weve|we|have|"
    r"got|been|its|it is|thats|that is) )*"
)
_PUT: Final = r"(?:put|entered|logged|typed|copied|added|uploaded|recorded|submitted|up)"
_THERE: Final = (
    r"(?:on|onto|into|in|at|to|up on)(?: (?:my|the))? (?:imi|cmi|imi register|techsafe|imi "
    r"techsafe)(?:s)?(?: (?:account|portal|site|website|record|log|page|system))?"
)
_THOSE: Final = r"(?:those|these|them|both|those two|these two|both of them|a few|some of them)"
_TAIL: Final = (
    r"(?: (?:now|too|already|as well|today|yesterday|this morning|last night|then|thanks|cheers|"
    r"mate|btw|fyi))*"
)
_ONE: Final = re.compile(
    rf"{_LEAD}{_PUT} (?:(?:it|that|this|this one|that one) )?{_THERE}{_TAIL}"
    rf"|{_LEAD}(?:done )?(?:on|onto|into|in|up on) (?:my |the )?(?:imi|cmi|techsafe)(?: (?:account|"
    rf"portal|site|website))?{_TAIL}"
)
_SEVERAL: Final = re.compile(
    rf"{_LEAD}(?:{_PUT} {_THOSE}|(?:{_THOSE}|theyre|they)(?: (?:are|re|now|already))*(?: {_PUT})?)"
    rf" {_THERE}{_TAIL}"
)
_BODY: Final = re.compile(r"\b(?:imi|cmi|techsafe)s?\b")


def entered_named(text: str) -> EnteredNamed | None:
    """What a message says stands in a body's account, if it says nothing else, and names none."""
    if len(text) > _LONGEST or _BODY.search(text.lower()) is None:
        return None
    told = folded(clean(text).text).replace("'", "")
    line = " ".join(re.sub(r"[^\w ]+", " ", told).split())
    if _SEVERAL.fullmatch(line):
        return EnteredNamed(several=True)
    return EnteredNamed(several=False) if _ONE.fullmatch(line) else None
