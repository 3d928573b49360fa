"""Tells by words of contact whether an ordinary word that somebody of the workspace is called names
them: "asked will about it". For what leaves the workspace: a name that stays is worse than a word
too many.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.identifiers.given_names import GIVEN, LOOSE
from bot.conversation.identifiers.no_names import (
    CUSTOMERS,
    OF_SOMEBODY,
    OPENERS,
    ROLES,
    SAYS,
    SAYS_TO,
    TOLD,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """The words that stand beside one with nothing but a space between, the nearest first."""

    before: Sequence[str]
    behind: Sequence[str]
    owns: bool = False
    """An apostrophe and "s" follow the word."""


def is_met(low: str, beside: Beside) -> bool:
    """Whether an ordinary word, in small letters, is likely to be somebody's name there."""
    before = beside.before[0] if beside.before else ""
    if beside.owns or does_something(beside) or _is_led_up_to(low, beside):
        return True
    behind = beside.behind[0] if beside.behind else ""
    does = behind in ROLES or behind in SAYS - _BEING
    if does and low in GIVEN and low not in _MODALS and before not in _NO_LEAD:
        return True
    goes_on = bool(beside.behind) and beside.behind[0] == "and" and len(beside.behind) > 1
    return goes_on and beside.behind[1] in _ME and before not in _NO_LEAD


def does_something(beside: Beside) -> bool:
    """Whether what stands behind is done by somebody: "max showed me"."""
    before = beside.before[0] if beside.before else ""
    return bool(beside.behind) and beside.behind[0] in _DONE and before not in _NO_LEAD


def owns_something(low: str, beside: Beside) -> bool:
    """Whether somebody's name and "s", without an apostrophe, stand before what is theirs."""
    behind = beside.behind[0] if beside.behind else ""
    return low[-1] == "s" and low[:-1] in GIVEN and behind in OF_SOMEBODY


def _is_led_up_to(low: str, beside: Beside) -> bool:
    before, earlier = [*beside.before, "", ""][:2]
    ends = not beside.behind or beside.behind[0] in OPENERS or beside.behind[0] in SAYS
    if before == "to":
        return earlier in _TO
    if before == "from":
        return earlier in _FROM or (ends and low not in _MONTHS)
    if before == "for":
        return earlier in _FOR
    if before == "and":
        return earlier in _ME or (earlier in _NAMES and low in GIVEN)
    if before in _HAVING:
        return low in GIVEN and bool(beside.behind) and beside.behind[0] in _HAD_TO
    if before == "by":
        return ends and low not in _MONTHS
    if before in ROLES or before in CUSTOMERS:
        return ends and low in GIVEN and (low not in _MODALS or not beside.behind)
    return before in _CONTACT and (low in GIVEN or ends)


_ARTICLES: Final = frozenset({"a", "an", "the", "this", "that", "my", "your", "our", "its"})
_DOERS: Final = frozenset({"i", "we", "you", "they", "he", "she", "it", "who", "which", "not"})
_NO_LEAD: Final = _ARTICLES | _DOERS | {"min", "at"}
_MONTHS: Final = frozenset({"may", "june", "april", "august", "summer", "autumn", "winter"})
_MODALS: Final = frozenset({"will", "may", "might"})
"""Behind somebody else they say what that one does: "every tech will have it"."""
_BEING: Final = frozenset({"is", "isn't", "was", "wasn't", "wasnt", "and", "had", "has", "left"})
_NAMES: Final = GIVEN - LOOSE | {"joy", "mark", "max", "rob", "sunny"}
_ME: Final = frozenset({"me", "i", "myself", "us"})
_DONE: Final = SAYS_TO | {
    *("gave", "talked", "taught", "knew", "thought", "explains", "shows", "wanted"),
    *("walked", "took", "brought", "got", "sent", "knows", "gives", "suggested", "spotted"),
    *("demonstrated", "noticed", "called", "came", "supervised", "swore"),
}
_CONTACT: Final = (TOLD - {"and", "me", "w"}) | {
    *("w", "ta", "thx", "hiya", "met", "meet", "saw", "see", "ring", "phone", "text", "email"),
    *("messaged", "message", "dmed", "joined", "followed", "assist", "thanking", "ringing"),
    *("phoning", "watch", "watching", "meeting", "seeing", "beside", "behind", "besides"),
    *("praised", "warned", "reminded", "invited", "interviewed", "assessed", "covered", "like"),
}
_HAVING: Final = frozenset({"got", "get", "getting", "had", "having", "have", "made", "sent"})
_HAD_TO: Final = frozenset(
    {"to", "in", "on", "over", "round", "around", "from", "and", "with", "helping", "doing", "show",
     "check", "explain", "do", "come", "look", "tell", "showing", "looking", "checking"}
)  # fmt: skip
_TO: Final = frozenset(
    {"spoke", "speak", "speaking", "spoken", "talk", "talked", "talking", "chat", "chatted",
     "listen", "listened", "listening", "thanks", "thank", "cheers", "went", "go", "goes", "gone",
     "gave", "explain", "explained", "explaining", "show", "showed", "shown", "showing", "said",
     "sent", "according", "next", "due", "over", "passed", "reported", "report", "presented",
     "taught", "wrote", "described", "apologised", "say", "mentioned", "introduced", "it", "them",
     "back", "on", "this", "that", "coach", "mentor", "buddy", "apprentice", "up", "grateful"}
)  # fmt: skip
_FROM: Final = frozenset(
    {"learnt", "learned", "learn", "learning", "lot", "lots", "heard", "help", "tip", "tips",
     "advice", "feedback", "email", "message", "call", "came", "demo", "demonstration", "training",
     "word", "words", "it", "this", "that", "got", "much", "support", "input", "coaching", "text",
     "borrowed", "something", "trick", "took", "over", "guidance", "question", "lesson", "stuff"}
)  # fmt: skip
_FOR: Final = frozenset({"covered", "covering", "cover", "asked", "ask", "waited", "waiting"})
