"""Which entry a message is about: named in words, in whose thread it is, pending, or the newest."""

import re
from collections.abc import Collection
from typing import Final

from bot.conversation.kinds import find_type
from bot.conversation.parts import Context, KnownEntry
from bot.conversation.phrases.language import Plain, plain

_NAMES: Final = re.compile(r"\b(?:the|that|my) ((?:[\w/&-]+ ){0,4}[\w/&-]+)")
_SMALL: Final = frozenset(
    {"the", "that", "my", "a", "an", "of", "on", "for", "one", "to", "at", "in", "and", "it"}
    | {"was", "is", "last", "not", "with", "by", "from", "day"}
)
_VALUES: Final = re.compile("[\ue000-\ue002]")
_ORDER: Final = {"draft": 0, "planned": 0, "logged": 1, "discarded": 2, "withdrawn": 2}


def target(
    message: Plain, context: Context, but_for: Collection[str] = frozenset()
) -> KnownEntry | None:
    """The entry that words name, else the thread's, else the pending one's, else the newest.

    `but_for` are words of a new value, which name nothing that is there.
    """
    meant = by_words(message, context, but_for)
    if meant is not None:
        return meant
    for number in (context.thread, context.about):
        known = context.entry(number)
        if known is not None:
            return known
    return min(context.entries, key=lambda one: _ORDER[one.status], default=None)


def by_words(
    message: Plain, context: Context, but_for: Collection[str] = frozenset()
) -> KnownEntry | None:
    """The entry that words name, with an article or, beside a value, without."""
    return named(message, context, but_for) or _by_any_word(message, context, but_for)


def named(
    message: Plain, context: Context, but_for: Collection[str] = frozenset()
) -> KnownEntry | None:
    """The one entry that "the webinar" can mean, by the words of its title, provider or kind."""
    for found in _NAMES.finditer(message.words):
        wanted = set(found[1].split()) - _SMALL - set(but_for)
        if wanted and (meant := _of_words(wanted, found[1], context)) is not None:
            return meant
    return None


def _by_any_word(message: Plain, context: Context, but_for: Collection[str]) -> KnownEntry | None:
    """The same where no article leads: "webinar was 2 h", "brakes 2 hours not 3"."""
    if not _VALUES.search(message.words):
        return None
    said = _VALUES.sub(" ", message.words)
    return _of_words(set(said.split()) - _SMALL - set(but_for), said, context)


def _of_words(wanted: set[str], said: str, context: Context) -> KnownEntry | None:
    """The one entry with the most of these words, else the only one of the kind that is said."""
    shared = [len(wanted & names_of(one)) for one in context.entries]
    most = max(shared, default=0)
    if most:
        return context.entries[shared.index(most)] if shared.count(most) == 1 else None
    kind = find_type(said).value
    hits = [one for one in context.entries if kind is not None and one.type == kind]
    return hits[0] if len(hits) == 1 else None


def names_of(entry: KnownEntry) -> set[str]:
    """The words that can name an entry: its title's and its provider's."""
    return title_words(entry.title) | title_words(entry.provider)


def title_words(title: str) -> set[str]:
    """The words of a text that can name an entry."""
    return set(plain(title).words.split()) - _SMALL
