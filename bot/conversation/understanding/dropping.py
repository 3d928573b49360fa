"""Questions about discarding: whoever asks whether something can be dropped has not said so yet."""

import re
from dataclasses import replace
from typing import Final

from bot.conversation import asking
from bot.conversation.field import Span
from bot.conversation.parts import Part, Questioned, Steered
from bot.conversation.phrases.language import Plain
from bot.conversation.understanding.entries import named, target
from bot.conversation.understanding.message import Message

_ASKS: Final = re.compile(
    r"(?:(?:so|and|ok|okay|hi|hey|but|then|please|pls) )*(?:can|could|may|should|shall|must) "
    r"(?:i|we) (?:(?:just|also|still|now|then|please) )*(?:delete|discard|scrap|bin|remove|drop|"
    r"withdraw|erase|wipe|cancel|trash|ditch|get rid of) (?P<what>.+?)(?: (?:please|pls|now|again|"
    r"then|too|here|later|as well|from (?:here|my record)))*"
)
_ALL: Final = re.compile(
    r"everything|the lot|the whole lot|all|all of (?:it|them)|it all|them all|all my \w+(?: \w+)?|"
    r"my (?:whole |entire )?(?:data|record|records|account|history|cpd)"
)
_THIS: Final = re.compile(
    r"it|that|this|(?:that|this) (?:one|entry|draft|plan)|the (?:last|latest) (?:one|entry|draft)"
)
_TO_THE_BOT: Final = re.compile(r"\b(?:can|could|will|would|wd|cd) (?:you|u|ya|ye)\b")


def asks_to_drop(message: Message, span: Span, seen: Plain) -> Part | None:
    """ "Can I delete everything?", "can I bin that one?": a question, of the entry it names."""
    found = _ASKS.fullmatch(seen.words)
    if found is None:
        return None
    if _ALL.fullmatch(found["what"]):
        return message.part("question", span, Questioned(asking.Asked("erase")))
    meant = named(seen, message.context)
    if meant is None and _THIS.fullmatch(found["what"]):
        meant = target(seen, message.context)
    if meant is None:
        return None
    return message.part("question", span, Questioned(asking.Asked("remove")), entry=meant.id)


def never_by_a_question(message: Message, part: Part) -> Part:
    """What would drop an entry, unless its words ask whether: "scrap all three?"."""
    words = message.text[part.span[0] : part.span[1] + 1].rstrip()
    if not isinstance(part.content, Steered) or not words.endswith("?"):
        return part
    told = _TO_THE_BOT.search(message.folded(part.span)) is not None
    if part.content.word not in ("discard", "discard_all") or told:
        return part
    topic: asking.Topic = "erase" if "everything" in message.folded(part.span) else "remove"
    return replace(part, kind="question", content=Questioned(asking.Asked(topic)))
