"""Another title for an entry: what it is to be called, or was."""

import re
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import Correction, KnownEntry, Part
from bot.conversation.phrases.language import Plain
from bot.conversation.understanding.message import Message

_TO_BE_CALLED: Final = re.compile(
    r"\b(?:call|name|title|rename|retitle|called|named|titled)(?: (?:it|that|this|the (?:entry"
    r"|title|"
    r"name|course|thing|one)))?(?: (?:should be|should say|to|as|is|was|be))? "
    r"(?P<title>[^?]{3,60})$"
)
_DONE_WITH_IT: Final = re.compile(
    r"\b(?:title|name) (?:must|should|has to|needs to|ought to|have to) (?:be|say|read|have been) "
    r"(?:(?:shown|checked|written|clear|correct|right|there|given|kept|shorter|longer|better|"
    r"different|changed|fixed|corrected|edited|the (?:first|last|only|next|same))\b|(?:\w+ed|read"
    r"|put|cut|set|taken|seen) (?:on|off|in|into|at|by|with|from|to|against)\b)"
)
"""What is to be done with a title or name, and not what it is to be."""

_TITLE_MUST: Final = re.compile(
    r"(?:[^.!?]{0,30}\b(?:the|its|it's|a|my|your|that|this|course|entry|new|right|correct|and|but"
    r"|wrong|with) )?(?:title|name)(?: (?:of|for) (?:it|this|that|the (?:entry|course|thing)))?(?:"
    r"(?: (?:is|was|isn'?t|wasn'?t))?(?: not| a bit)*(?: (?:wrong|right|correct|good|ok|a typo))?"
    r"[ ,;.-]*(?:so |but |and )?(?:it |that |this )?) ?(?:must|should|has to|needs to|ought to"
    r"|have "
    r"to) (?:be|say|read|have been) (?:called )?(?P<title>"
    r"(?!(?:on|in|at|by|to|for)\b)"
    r"[^?.!]{3,80})[.! ]*"
)
"""What it is to be called, where the title is said to be wrong."""


def renamed(message: Message, span: Span, _plain: Plain, meant: KnownEntry | None) -> list[Part]:
    """Another title, where the one that stands there is said to be wrong: "not agree with the
    title, it must be X".
    """
    if meant is None or _TITLE_MUST.fullmatch(message.folded(span)) is None:
        return []
    content = another_title(message, span)
    return [message.part("correction", span, content, entry=meant.id)] if content else []


def another_title(message: Message, span: Span) -> Correction | None:
    """What it is to be called, in words behind a verb that names."""
    low = message.folded(span)
    found = _TITLE_MUST.fullmatch(low) or _TO_BE_CALLED.search(low)
    if found is None or is_done_with_it(low):
        return None
    title = message.words((span[0] + found.start("title"), span[0] + found.end("title")))
    title = title.strip(" \"'“”‘’.,!")
    return Correction("title", words=title[0].upper() + title[1:]) if title else None


def is_done_with_it(low: str) -> bool:
    """Whether folded words say what is to be done with a name: "the name must be on the label"."""
    return _DONE_WITH_IT.search(low) is not None


def is_called(message: Message, span: Span) -> Correction | None:
    """ "It was injector course": what an activity is called, with its kind behind it."""
    found = _IT_WAS_CALLED.fullmatch(message.folded(span).rstrip(" .!"))
    if found is None or message.states(span) or _KINDS_OWN.issuperset(found["what"].split()):
        return None
    title = message.words((span[0] + found.start("title"), span[0] + found.end("title")))
    return Correction("title", words=title[0].upper() + title[1:])


_IT_WAS_CALLED: Final = re.compile(
    r"(?:(?:no|nope|nah|sorry|actually|oops|wait|i mean),? )*(?:it was|it'?s|i meant|meant|that "
    r"was) (?:the |an? )?(?P<title>(?P<what>[a-z][\w/&-]*(?: [a-z][\w/&-]*){0,4}) (?:course|"
    r"training|webinar|workshop|seminar|module|refresher|class|conference))"
)
_KINDS_OWN: Final = frozenset(
    {"short", "long", "online", "training", "e-learning", "elearning", "day", "half-day", "formal"}
    | {"informal", "live", "virtual", "internal", "external", "proper", "just", "only", "really"}
    | {"more", "of", "like", "not", "a", "an", "the", "other", "same", "whole", "full", "good"}
    | {"my", "our", "your", "his", "her", "their", "first", "second", "third", "last", "next"}
    | {"this", "that", "another", "one", "previous", "best", "worst", "long", "longer", "hard"}
    | {"great", "free", "paid", "zoom", "teams", "youtube", "recorded", "in-house", "practical"}
)
"""What stands before a kind and names no subject: "it was an online course"."""
