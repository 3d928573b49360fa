"""Which other entry an account is of, by the words that it opens with."""

import re
from typing import Final, NamedTuple

from bot.conversation.field import Span
from bot.conversation.parts import Context, KnownEntry
from bot.conversation.phrases.naming import title_words
from bot.conversation.understanding.entries import named
from bot.conversation.understanding.message import LEARNING, Message

_WORDS_OF_A_NAME: Final = 2
_COMMON: Final = frozenset(
    {"new", "good", "basic", "how", "what", "using", "working", "safe", "first", "all", "one"}
    | {"two", "level", "part", "day", "car", "cars", "vehicle", "vehicles", "customer", "training"}
    | {"customers", "you", "work", "test", "testing", "check", "checks", "checking", "always"}
    | {"never", "no", "keep", "make", "use", "get", "this", "these", "they", "them", "your", "our"}
    | {"when", "why"}
)
"""Words of a title that many accounts begin with."""

_OF_NAMED: Final = re.compile(
    r"(?:(?:for|on|about|re|as for) )?(?:the|that|my) (?:[\w/&'-]+ ){0,3}[\w/&'-]+[,:] +"
)
_THE_OTHER: Final = re.compile(
    r"(?:(?:and|now|then|so|ok),? )*(?:for|on|about|re|as for) (?:the|that|my) other (?:one|course|"
    r"webinar|session|talk|entry|workshop)(?:,|:| -)? (?=\S+ \S)"
    r"|(?:(?:and|now|then|so|ok),? )*(?:the |that |my )?other (?:one|course|webinar|session|talk|"
    r"entry|workshop)(?::| -) ?(?=\S+ \S)"
)


class OfAnother(NamedTuple):
    """The entry, and what of the message tells of it."""

    entry: KnownEntry
    rest: Span


def of_another(message: Message, span: Span) -> OfAnother | None:
    """The entry besides the one that is asked about, where an account says or shows that it is of
    it: "for the other one: …", "for the ABS course, …", "ESP sensor needs zeroing".
    """
    low, context = message.folded(span), message.context
    other = _THE_OTHER.match(low)
    meant = None if other is None else _untold(context)
    if other is not None and meant is not None:
        return OfAnother(meant, (span[0] + other.end(), span[1]))
    opening = _OF_NAMED.match(low)
    if opening is None:
        opens = _opens_with_another(message, span)
        return None if opens is None else OfAnother(opens, span)
    meant = named(message.plain((span[0], span[0] + opening.end())), context)
    if meant is None or meant.id == context.about:
        return None
    return OfAnother(meant, (span[0] + opening.end(), span[1]))


def _untold(context: Context) -> KnownEntry | None:
    """The other one, of several that are open: the one of which nothing was told yet, the one that
    is asked about first.
    """
    alive = [one for one in context.entries if one.status in ("draft", "planned")]
    left = [one for one in alive if not one.told]
    asked = [one for one in left if one.id == context.about]
    found = asked or left
    return found[0] if len(found) == 1 and len(context.entries) > 1 else None


def _opens_with_another(message: Message, span: Span) -> KnownEntry | None:
    """The one other open entry that an account begins with a word of, where it has none of the one
    that is asked about: "ESP sensor needs zeroing", while ABS is asked about.
    """
    context = message.context
    asked = context.entry(context.about)
    if asked is None or context.thread is not None:
        return None
    words = message.plain(span).words.split()
    others = [one for one in context.entries if one.status == "draft" and one.id != asked.id]
    if not others or asked.names.intersection(words):
        return None
    opens = {word for word in words[:_WORDS_OF_A_NAME] if not LEARNING.fullmatch(word)}
    named_so = [one for one in others if opens & (title_words(one.title) - _COMMON)]
    return named_so[0] if len(named_so) == 1 else None
