"""Reads what a member asks for about audits: the pack of one that is on ("audit pack", "give me my
audit pack"), and a round of the workplace's own ("I want to start an audit round").

Only a message that is nothing else is one.
"""

import re
from typing import Final, NamedTuple

from bot.conversation.text import READ_LIMIT, clean, folded


class PackAsked(NamedTuple):
    """`body` is a word by which the body is called, empty where none is."""

    body: str = ""


_WORDS_MOST: Final = 16
_LEAD: Final = (
    r"(?:(?:hi|hello|hey|ok|okay|so|well|now|please|pls|and|right|can you|could you|can i|could i|"
    r"may i|id like|i would like|i want|i need|we want|we need|want|need|how do i|how can i|"
    r"where do i|lets|let us|let me|time|to|id like you|you) )*"
)
_TAIL: Final = r"(?: (?:please|pls|now|today|again|thanks|thank you|cheers|for me|here))*"
_BODY: Final = r"(?:the )?(?P<body>techsafe|imi techsafe|imi|cmi|dvsa)"
_GET: Final = (
    r"(?:(?:give|send|bring|get|show|make|build|prepare|download|export|print|have|email|mail|"
    r"see|do|create)(?: (?:me|us))? )?"
)
_PACK: Final = re.compile(
    rf"{_LEAD}{_GET}(?:(?:my|the|an?|that) )?(?:{_BODY} )?audit pack"
    rf"(?: (?:for|of|to) (?:{_BODY.replace('<body>', '<for>')}|the audit|my audit))?{_TAIL}"
)
_ROUND: Final = re.compile(
    rf"{_LEAD}(?:start|starting|begin|create|set up|setup|run|open|make|do|draw|launch|plan|"
    r"organise|organize|hold|have|new|draft)(?: (?:off|up))? (?:(?:an?|the|my|our|another|new) )*"
    rf"(?:(?:internal|cpd|workplace|team) )?(?:audit round|round of audits?)"
    rf"(?: (?:here|for (?:the|my|our) (?:team|workplace|people)))?{_TAIL}"
)


def pack_asked(text: str) -> PackAsked | None:
    """Whether a message asks for the pack of an audit, and of whose."""
    found = _PACK.fullmatch(words_alone(text))
    if found is None:
        return None
    return PackAsked((found["body"] or found["for"] or "").rpartition(" ")[2])


def asks_for_round(text: str) -> bool:
    """Whether a message says that somebody wants to begin an audit round."""
    return _ROUND.fullmatch(words_alone(text)) is not None


def words_alone(text: str) -> str:
    """Words alone, each apart from the next by a space; none where there are too many."""
    told = folded(clean(text[:READ_LIMIT]).text).replace("'", "")
    words = re.sub(r"[^\w ]+", " ", told).split()
    return " ".join(words) if len(words) <= _WORDS_MOST else ""
