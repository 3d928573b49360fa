"""Reads what a member says that their body's own account shows: "my IMI account says 41", "I
already have 41 credits with IMI, 12 of them this year".

Only a message that is nothing else is one: a word that belongs to none of them makes it none.
"""

import re
from typing import Final, NamedTuple

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
_ACCOUNT: Final = rf"(?:{_BODIES}|account|portal|dashboard|website|site|page|record)"
_SHOWS: Final = (
    r"(?:says?|shows?|showed|has|had|reads|states|is at|stands at|is on|puts me (?:at|on))"
)
_POINTS: Final = r"(?:cpd )?(?:credits?|points)"
_CREDITS: Final = r"(?:cpd )?(?:credits?|points|hours|hrs)"
_OF_ANYBODY: Final = re.compile(r"\b(?:website|site|page|record) ")
"""What shows other numbers, too, where nobody says whose it is: "the website says 4 hours"."""

_TOLD_WRONG: Final = re.compile(r"\b(?:wrong|not (?:right|true|correct))\b")
_JUST_EARNED: Final = re.compile(r"\bi (?:just )?got\b.*\btoday\b")
_YEAR: Final = re.compile(
    rf"\b(?P<year>{_NUMBER})(?: {_CREDITS})?(?: (?:of|from) (?:them|those|these|it|that|which))?"
    r"(?: (?:are|is|were|was))? (?:in |for |from )?this year(?:s)?\b"
    rf"|\b(?:of (?:which|those|them)|this year)(?: i have| ive| its| it is)? (?P<after>{_NUMBER})"
    r"(?: (?:are|is|were))?(?: this year(?:s)?)?\b"
)
_SHOWN: Final = re.compile(
    rf"\b{_ACCOUNT} (?:already |still |now |only |currently )?{_SHOWS}"
    rf"(?: that)?(?: (?:i have|ive|ive got|i had|i am at|im at|im on))?(?: me (?:at|on))?"
    rf"(?: (?:already|about|only|a total of))? (?P<cycle>{_NUMBER})(?: {_CREDITS})?\b"
    rf"|\b(?:account|portal|dashboard) (?P<plain>{_NUMBER}) {_POINTS}\b"
)
_HAD: Final = re.compile(
    rf"\bi ?(?:already )?(?:ve|have|had|got|start(?:ed)?|m|am|was)"
    rf"(?: (?:already|got|had|at|on|with|about)){{0,3}} (?P<cycle>{_NUMBER}) {_POINTS}\b"
    rf"|\b(?:opening )?balance (?:is |of |was |should be |be )?(?P<balance>{_NUMBER})\b"
)
_BROUGHT: Final = re.compile(
    r"\balready\b|\bbefore (?:i started (?:here|this|with you|using (?:this|you))|this|you|now)\b"
    rf"|\b(?:with|at|in|on|from) (?:the |my )?{_ACCOUNT}\b|\bbalance\b|\bbrought (?:in|over)\b"
    r"|\bcarried over\b|\bto start with\b"
)
"""What tells credits that were there before from those of an activity: "I got 3 credits"."""

_A_RULE: Final = re.compile(r"\b(?:a|per|each|every) (?:year|cycle)\b")

_AROUND: Final = re.compile(
    r"\b(?:a|an|and|of|which|so|no|yes|ok|okay|well|hi|hello|actually|oh|but|thats|that|this|is|are"
    r"|wrong|not|right|true|it|its|my|me|the|in|on|at|with|from|to|for|your|yours|you|your figure"
    r"|i|ive|im|have|had|got|already|now|today|currently|just|only|there|them|those|cycle|year"
    r"|so far|far|before|started|start|here|using|cpd|credit|credits|points|total|imi|imis|cmi"
    r"|techsafe|institute|account|accounts|portal|dashboard|website|site|page|record|own|opening"
    r"|balance|brought|over|carried|put|add|set|please|as|since|was|though|because|says|shows"
    r"|whats|what|heres)\b"
)


def balance_named(text: str) -> BalanceNamed | None:
    """What a message says that an account shows, if it says nothing else."""
    shown = folded(clean(text[:READ_LIMIT]).text)
    line = _line(shown)
    if "?" in shown or not line or len(line.split()) > _WORDS_MOST or _A_RULE.search(line):
        return None
    year = _YEAR.search(line)
    rest = line if year is None else f"{line[: year.start()]} {line[year.end() :]}"
    body = re.search(rf"\b(?:{_BODIES})\b", line)
    cycle = _cycle(rest, named=body is not None)
    if year is None and cycle is None:
        return None
    if cycle is not None:
        if _TOLD_WRONG.search(rest, cycle.end()):
            return None
        rest = f"{rest[: cycle.start()]} {rest[cycle.end() :]}"
    if _AROUND.sub("", rest).strip():
        return None
    whose = "" if body is None else body[0]
    if year is None and re.search(r"\bthis years?\b", rest):
        return BalanceNamed(None, _group(cycle), whose)  # "12 credits with IMI this year"
    return BalanceNamed(_group(cycle), _group(year), whose)


def _cycle(line: str, *, named: bool) -> re.Match[str] | None:
    """Where it is told how many there are; `named`: it is said whose account it is."""
    shown = _SHOWN.search(line)
    if shown is not None:
        return shown if named or not _OF_ANYBODY.match(shown[0]) else None
    if _JUST_EARNED.search(line) or not _BROUGHT.search(line):
        return None
    return _HAD.search(line)


def _group(found: re.Match[str] | None) -> str | None:
    """The one of its groups that took part."""
    return None if found is None else next(one for one in found.groups() if one is not None)


def _line(shown: str) -> str:
    """Words alone, each apart from the next by a space; a number keeps its point."""
    words = re.sub(r"(?<!\d)\.|\.(?!\d)|[^\w. ]+", " ", shown.replace("'", ""))
    return " ".join(words.split())
