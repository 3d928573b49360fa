"""Which other entry an account is of, by the words that it opens with."""

import re
from typing import Final, NamedTuple

from bot.conversation.field import Span
from bot.conversation.parts import Context, KnownEntry
from bot.conversation.phrases.naming import title_words
from bot.conversation.understanding.entries import named
from bot.conversation.understanding.message import LEARNING, Message

_WORDS_OF_A_NAME: Final = 2
_TWO: Final = 2
_CAPITALS: Final = re.compile(r"\b[A-Z][A-Z\d]+\b")
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
    meant = None if other is None else _other(context)
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


def tells_of_no_other(message: Message, span: Span) -> bool:
    """Whether an account is said to be of the other one, and there is no telling which."""
    several = len(message.context.entries) > 1
    said = _THE_OTHER.match(message.folded(span)) is not None
    return several and said and _other(message.context) is None


def _other(context: Context) -> KnownEntry | None:
    """The other one, of those that are open: the only one of which nothing was told yet, else of
    two the one that is not asked about.
    """
    alive = [one for one in context.entries if one.status in ("draft", "planned")]
    left = [one for one in alive if not one.told]
    if len(alive) > 1 and len(left) == 1:
        return left[0]
    others = [one for one in alive if one.id != context.about]
    return others[0] if len(alive) == _TWO and len(others) == 1 else None


def _opens_with_another(message: Message, span: Span) -> KnownEntry | None:
    """The one other open entry whose whole name an account begins with, where it has no word of the
    one that is asked about: "ESP sensor needs zeroing", while ABS is asked about. A word of a name
    is no name: "battery off first" is of no battery course.
    """
    context = message.context
    asked = context.entry(context.about)
    if asked is None or context.thread is not None:
        return None
    words = message.plain(span).words.split()
    others = [one for one in context.entries if one.status == "draft" and one.id != asked.id]
    if not others or asked.names.intersection(words):
        return None
    opens = set(words[:_WORDS_OF_A_NAME])
    named_so = [one for one in others if _is_name_of(opens, one)]
    return named_so[0] if len(named_so) == 1 else None


def _is_name_of(opens: set[str], entry: KnownEntry) -> bool:
    """Whether words are all that sets a title apart: two of them, or letters such as "ESP"."""
    called = {word for word in title_words(entry.title) if not LEARNING.fullmatch(word)}
    if not called or called & _COMMON or not called <= opens:
        return False
    capitals = {word.lower() for word in _CAPITALS.findall(entry.title)}
    return len(called) > 1 or called <= capitals
