"""Which entry a message is about: named in words, in whose thread it is, pending, or the newest."""

import re
from typing import Final

from bot.conversation.parts import Context, KnownEntry
from bot.conversation.phrases.language import Plain, plain

_NAMES: Final = re.compile(r"\b(?:the|that|my) ((?:[\w/&-]+ ){0,4}[\w/&-]+)")
_SMALL: Final = frozenset(
    {"the", "that", "my", "a", "an", "of", "on", "for", "one", "to", "at", "in", "and", "it"}
    | {"was", "is", "last", "not"}
)
_ORDER: Final = {"draft": 0, "planned": 0, "logged": 1, "discarded": 2, "withdrawn": 2}


def target(message: Plain, context: Context) -> KnownEntry | None:
    """The entry that words name, else the thread's, else the pending one's, else the newest."""
    meant = named(message, context)
    if meant is not None:
        return meant
    for number in (context.thread, context.about):
        known = context.entry(number)
        if known is not None:
            return known
    return min(context.entries, key=lambda one: _ORDER[one.status], default=None)


def named(message: Plain, context: Context) -> KnownEntry | None:
    """The one entry that "the webinar" can mean, by the words of its title or its kind."""
    for found in _NAMES.finditer(message.words):
        wanted = set(found[1].split()) - _SMALL
        if not wanted:
            continue
        hits = [one for one in context.entries if wanted & title_words(one.title)]
        if len(hits) == 1:
            return hits[0]
    return None


def title_words(title: str) -> set[str]:
    """The words of a text that can name an entry."""
    return set(plain(title).words.split()) - _SMALL
