"""Reads what a member says that their body's own account shows: "my IMI account says 41", "I
already have 41 credits with IMI, 12 of them this year".

Only a message that is nothing else is one: a word that belongs to none of them makes it none.
"""

import re
from typing import Final, Literal, NamedTuple

from bot.conversation.text import READ_LIMIT, clean, folded


class BalanceNamed(NamedTuple):
    """Credits as typed, None where the message does not name them: of the cycle, and of those the
    current year's. `body`: the word that names whose account it is, "" where none does.
    """

    cycle: str | None
    year: str | None
    body: str = ""


_WORDS_MOST: Final = 20
_NUMBER: Final = r"\d{1,4}(?:\.\d{1,2})?"
_BODIES: Final = r"imi|cmi|techsafe|institute"
_PLACE: Final = r"(?:account|portal|dashboard|website|site|page|record)"
_ACCOUNT: Final = rf"(?:(?:{_BODIES})(?: {_PLACE})?|account)"
"""The body's own: "the website" alone may be anybody's."""

_SHOWS: Final = (
    r"(?:says?|shows?|showed|has|had|reads|states|is at|stands at|is on|puts me (?:at|on))"
)
_POINTS: Final = r"(?:cpd )?(?:credits?|points)"
_YEAR: Final = re.compile(
    rf"\b(?P<year>{_NUMBER})(?: {_POINTS})?(?: (?:of|from) (?:them|those|these|it|that|which))?"
    r"(?: (?:are|is|were|was))? (?:in |for |from )?this year(?:s)?\b"
    rf"|\b(?:of (?:which|those|them)|this year)(?: i have| ive| its| it is)? (?P<after>{_NUMBER})"
    r"(?: (?:are|is|were))?(?: this year(?:s)?)?\b"
)
_SHOWN: Final = re.compile(
    rf"\b{_ACCOUNT} (?:already |still |now |only |currently )?{_SHOWS}"
    rf"(?: that)?(?: (?:i have|ive|ive got|i had|i am at|im at|im on))?(?: me (?:at|on))?"
    rf"(?: (?:already|about|only|a total of))? (?P<cycle>{_NUMBER})"
    rf"(?: {_POINTS}| (?:hours|hrs))?\b|\b{_ACCOUNT} (?P<plain>{_NUMBER}) {_POINTS}\b"
)
_HAD: Final = re.compile(
    rf"\bi ?(?:already )?(?:ve|have|had|start(?:ed)?|m|am|was)"
    rf"(?: (?:already|got|had|at|on|with|about)){{0,3}} (?P<cycle>{_NUMBER}) {_POINTS}\b"
    rf"|\b(?:opening )?balance (?:is |of |was |should be |be )?(?P<balance>{_NUMBER})\b"
)
_BROUGHT: Final = re.compile(
    r"\balready\b|\bbefore (?:i started (?:here|this|with you|using (?:this|you))|this|you|now)\b"
    rf"|\b(?:with|at|in|on|from) (?:the |my )?{_ACCOUNT}\b|\bbalance\b|\bbrought (?:in|over)\b"
    r"|\bcarried over\b|\bto start with\b"
)
"""What tells credits that were there before from those of an activity: "I got 3 credits"."""

_DENIED: Final = re.compile(
    rf"\b(?:not|isnt|never|no longer) (?:\w+ )?{_NUMBER}\b"
    rf"|\b{_NUMBER}\b.*\b(?:wrong|not|isnt|incorrect|mistake)\b"
)
"""A number that is not so."""

_NO: Final = re.compile(r"\b(?:no|not|nope|wrong)\b")

_A_RULE: Final = re.compile(r"\b(?:a|per|each|every) (?:year|cycle)\b")

_AROUND: Final = re.compile(
    r"\b(?:a|an|and|of|whats|what|which|so|no|yes|ok|okay|well|hi|hello|actually|oh|but|thats|that"
    r"|this|is|are|wrong|not|right|true|it|its|my|me|the|in|on|at|with|from|to|for|your|yours|you"
    r"|i|ive|im|have|had|got|already|now|today|currently|just|only|there|them|those|cycle|year"
    r"|far|before|started|start|here|using|cpd|credit|credits|points|total|imi|imis|cmi"
    r"|techsafe|institute|account|accounts|portal|dashboard|website|site|page|record|own|opening"
    r"|balance|brought|over|carried|put|add|set|please|as|since|was|though|because|says|shows)\b"
)


def balance_named(text: str) -> BalanceNamed | None:
    """What a message says that an account shows, if it says nothing else."""
    shown = folded(clean(text[:READ_LIMIT]).text)
    line = _line(shown)
    if "?" in shown or not line or len(line.split()) > _WORDS_MOST:
        return None
    if _A_RULE.search(line) or _DENIED.search(line):
        return None
    year = _YEAR.search(line)
    rest = line if year is None else f"{line[: year.start()]} {line[year.end() :]}"
    cycle = _SHOWN.search(rest) or (_HAD.search(rest) if _BROUGHT.search(rest) else None)
    if cycle is None and (year is None or _NO.search(rest)):
        return None
    if cycle is not None:
        rest = f"{rest[: cycle.start()]} {rest[cycle.end() :]}"
    if _AROUND.sub("", rest).strip():
        return None
    if year is None and "this year" in rest:
        return BalanceNamed(None, _group(cycle), _body(line))
    return BalanceNamed(_group(cycle), _group(year), _body(line))


def _body(line: str) -> str:
    found = re.search(rf"\b(?:{_BODIES})\b", line)
    return "" if found is None else found[0]


_OF_THEM: Final = (
    r"(?: (?:of )?(?:them|those|these|it|my entries|the entries))?"
    rf"(?: (?:are|is|were|was))?(?: (?:already |still )?in (?:it|there|that|the)(?: {_NUMBER})?)?"
)
_ALL: Final = re.compile(rf"(?:yes |yeah |yep )*(?:all|they all|they are|every one){_OF_THEM}")
_NONE: Final = re.compile(rf"(?:no |nope |nah )*(?:none|they arent|not one){_OF_THEM}|no|nope|nah")


def all_or_none(text: str) -> Literal["all", "none"] | None:
    """The answer to whether entries are in it: all of them, none of them, or neither."""
    line = _line(folded(clean(text[:READ_LIMIT]).text))
    if _NONE.fullmatch(line):
        return "none"
    return "all" if _ALL.fullmatch(line) else None


def _group(found: re.Match[str] | None) -> str | None:
    """The one of its groups that took part."""
    return None if found is None else next(one for one in found.groups() if one is not None)


def _line(shown: str) -> str:
    """Words alone, each apart from the next by a space; a number keeps its point."""
    words = re.sub(r"(?<!\d)\.|\.(?!\d)|[^\w. ]+", " ", shown.replace("'", ""))
    return " ".join(words.split())
