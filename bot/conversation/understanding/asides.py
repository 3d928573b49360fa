"""What is said for company, what is no learning, and what is somebody else's."""

import re
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import Aside, Part, Unclear
from bot.conversation.phrases.courtesy import COURTESIES, NO_LEARNING, SMALL_TALK
from bot.conversation.phrases.language import Plain
from bot.conversation.phrases.others import (
    FOR_NAMED,
    NAMED_OTHER,
    NO_NAMES,
    NOT_OWN,
    OUR_NAMED,
    tells_not_which,
)
from bot.conversation.provider_names import KNOWN
from bot.conversation.understanding.classified import sounds_told
from bot.conversation.understanding.message import LEARNING, Message

_THE_SAME: Final = re.compile(
    r"\b(?:that one|this one|it|the same(?: one| course| thing)?)(?: as well| too| also)?\W*$"
)
_MISSED_PART: Final = re.compile(
    r"\bmissed (?:the|a|an|my|that) (?:point|bit|part|first|last|end|start|step|leak|crack|fault)\b"
)
_CAUGHT_UP: Final = re.compile(
    r"\bbut\b.*\b(?:watched|read|caught|listened|did|went through|saw)\b"
)
"""What was missed and then learnt from all the same."""
_LOGS: Final = re.compile(r"(?:(?:can|could|you|please|pls|kindly) )*(?:log|add|put|record|stick) ")
_NO_MORE: Final = re.compile(r"(?:\W|\b(?:please|pls|too|thanks|ta|as well)\b)*")
_ON: Final = re.compile(r"(?: (?:on|from|last|this))?\s*\Z")
_WITHOUT_ME: Final = re.compile(r"\b(?:without|w/?out|minus|but not|except) me\b")
_AND_MYSELF: Final = re.compile(
    r"(?:(?:today|yesterday|so|then|this (?:morning|afternoon)|last week),? )*"
    r"(?:(?:the|my|our|all|both|two|three|of|new|young|other|whole|rest|a|few) )*[\w'-]+"
    r"(?: (?!\w+ed\b|did|done|went|had|was|were|got|is|has|took|sat|does)[\w'-]+)?"
    r",? (?:and|&|n|plus|with) (?:i|me|myself)\b|(?:me|i|myself) (?:and|&|n|plus) "
    r"|.{1,40}\b(?:had|sent|put|got|made|wants?|wanted|showed|taught|took|gave|booked|signed) "
    r"(?:me|us)\b"
)
"""Others, and the member too: "the lads and me had a talk", "the boss sent us on a course"."""

_FOR_THEM: Final = re.compile(
    r"(?P<told>.+?)[,.;!]? (?:so |and )?(?:(?:can|could|would|will) (?:you|u) |(?:please|pls|plz) )"
    r"(?:please |pls |just )*(?:put|log|add|stick|record|pop|bung|enter|save|note) (?:it|that|this"
    r"|them|his|hers|theirs|one)?(?: ?(?:on|in|down|up|to|there|here))*(?: (?:the|his|her|their)"
    r" (?:record|log|cpd))?(?: for)? (?:him|her|them|(?:the|my|our) (?:mate|apprentice|lads?|boys"
    r"|guys|team))(?: (?:please|pls|plz|ta|thanks|mate))*\W*"
)
"""What somebody else did, and that it be put down for them."""
_OF_ME: Final = re.compile(r"\b(?:i|we|me|us|i've|ive|i'm|im|we've|both|myself)\b")
_SOMEBODY: Final = re.compile(
    r"(?:(?:so|hi|hey|hello|oh|and|also|btw|today|yesterday),? )*(?:my|our|the|one of|he|she|"
    r"they|[a-z]+(?= (?:did|done|went|has|was|sat|passed|completed|attended|had|finished)\b))\b"
)

_MOST_TALK: Final = 12
_FEW: Final = 4
_SHORT_TALK: Final = 8
_SIGNS: Final = re.compile(r"[^\x00-\x7f“”‘’…]|[:;]-?[)(DPp]")


def aside(message: Message, span: Span, seen: Plain) -> Part | None:
    """No learning, or somebody else's."""
    if message.words(span).rstrip().endswith("?"):
        return None
    if tells_not_which(message.folded(span)) and not message.has_length(span):
        return message.part("courtesy", span, Aside("which_ones"))
    if _is_put_down_for_them(message.folded(span)):
        return message.part("courtesy", span, Aside("not_own"))
    too = _AND_MYSELF.match(message.folded(span)) is not None
    of_others = NOT_OWN.said(seen) is not None and _is_of_learning(message, span)
    if _WITHOUT_ME.search(message.folded(span)) and _is_of_learning(message, span):
        return message.part("courtesy", span, Aside("not_own"))
    if not too and (of_others or _is_of_somebody_named(message, span)):
        return message.part("courtesy", span, Aside("not_own"))
    if _MISSED_PART.search(message.folded(span)) or _CAUGHT_UP.search(message.folded(span)):
        return None
    no_learning = None if sounds_told(message, span) else NO_LEARNING.said(seen)
    short = len(seen.words.split()) <= _FEW  # "off ill today" is no "I'll"
    if no_learning is not None and (short or not message.account_starts(span)):
        return message.part("courtesy", span, Aside(no_learning.means))
    return None


def _is_put_down_for_them(low: str) -> bool:
    """Whether it is told what somebody else did, to be put down for them: "my mate did a course,
    can you put it on for him"; what the member did with them is not.
    """
    found = _FOR_THEM.fullmatch(low)
    if found is None or _OF_ME.search(found["told"]):
        return False
    return _SOMEBODY.match(found["told"]) is not None


def _is_of_learning(message: Message, span: Span) -> bool:
    """Whether it is of somebody's course, and not what somebody did that one learnt from."""
    low = message.folded(span)
    if _LOGS.match(low):
        return True
    if message.context.question is not None and message.account_starts(span):
        return False
    if LEARNING.search(low) or _THE_SAME.search(low):
        return True
    return message.has_length(span)


def _is_of_somebody_named(message: Message, span: Span) -> bool:
    words = message.words(span)
    if message.text.isupper():
        return False
    found = OUR_NAMED.match(words)
    if found is not None and (found["put"] or found["our"]).lower() not in NO_NAMES:
        return True
    found = FOR_NAMED.match(_without_last_day(message, span))
    if found is not None and found["name"].lower() not in NO_NAMES | KNOWN:
        return True
    found = NAMED_OTHER.match(words)
    if found is None or any(word.lower() in NO_NAMES for word in found["name"].split()):
        return False
    if LEARNING.search(found["name"].lower()):
        return False
    low = message.folded(span)
    if LEARNING.search(low) or _THE_SAME.search(low):
        return True
    return message.states(span) and not message.account_starts(span)


def _without_last_day(message: Message, span: Span) -> str:
    """Words without the day that stands last in them: "log 2h first aid for Priya yesterday"."""
    words = message.words(span)
    begins, ends = max(message.days_in(span), default=(0, 0))
    if ends <= span[0] or not _NO_MORE.fullmatch(message.folded((ends, span[1]))):
        return words
    return _ON.sub("", words[: begins - span[0]])


def courtesy(message: Message, span: Span, seen: Plain) -> Part | None:
    """What is said for company."""
    said = COURTESIES.said(seen)
    many = len(seen.words.split()) > _MOST_TALK
    if said is not None and not (many and said.means == "talk"):
        return message.part("courtesy", span, Aside(said.means))
    short = len(seen.words.split()) <= _SHORT_TALK and not LEARNING.search(message.folded(span))
    if short and SMALL_TALK.search(seen.words) and not message.account_starts(span):
        return message.part("courtesy", span, Aside("talk"))
    if not seen.words and _SIGNS.search(message.words(span)) is None:
        return message.part("unclear", span, Unclear("words"))
    if not seen.words:  # an emoji and no more
        return message.part("courtesy", span, Aside("emoji"))
    return None
