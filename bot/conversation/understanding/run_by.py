"""Who ran it, named and nothing else: beside the day that was asked for, or by itself."""

import re
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import Correction, KnownEntry, Part
from bot.conversation.phrases.language import Plain
from bot.conversation.provider_names import BY_FOLDED
from bot.conversation.text import folded
from bot.conversation.understanding.message import Message

_LEAD: Final = re.compile(r"(?:(?:at|with|by|from) )?(?:the )?(?=\S)", re.IGNORECASE)
_SCHOOL: Final = re.compile(
    r"(?:[\w&'’-]+ ){1,3}(?:academy|college|university|(?:training|technical|tech) cent(?:re|er))"
)
_OTHERS: Final = frozenset({"my", "our", "a", "this", "that", "another", "some", "their", "was"})
_BODIES: Final = frozenset({"imi", "cmi", "dvsa", "irte", "ilm", "rmi", "hse", "bsi"})
"""Whose schemes and rules are spoken of as well."""

_WORDS_TOO: Final = frozenset(
    {"aa", "arb", "exide", "ford", "gates", "hunter", "launch", "man", "mini", "monroe", "seat"}
    | {
        "shell",
        "youtube",
        "mg",
        "remit",
        "continental",
        "eicher",
        "tata",
        "fuchs",
        "sachs",
        "lucas",
    }
    | {"pirelli", "dayco", "febi", "texa", "kia", "fiat", "red cross", "mobil"}
)
"""Known names that are things, cars or people, too."""


def _open(message: Message) -> KnownEntry | None:
    """The entry that is asked about, or was spoken of last, where nobody is said to have run it."""
    context = message.context
    known = context.entry(context.about) or context.entry(context.last)
    if known is None or known.provider or known.status not in ("draft", "planned"):
        return None
    return known


def beside_a_fact(message: Message, rest: Span) -> Part | None:
    """A name, beside the fact that was asked for: "last friday, Jaguar academy"."""
    known = _open(message)
    if known is None or rest[0] >= rest[1]:
        return None
    words = _LEAD.sub("", message.words(rest), count=1).strip(" .!")
    low = folded(words)
    if low in BY_FOLDED:
        name: str | None = BY_FOLDED[low]
    elif _SCHOOL.fullmatch(low) and _OTHERS.isdisjoint(low.split()):
        name = words.title() if words.islower() else words
    else:
        read = message.read_words(f"training, 1 hour, {words}").provider.value
        name = read if read == words else None
    if name is None:
        return None
    return message.part("correction", rest, Correction("provider", words=name), entry=known.id)


def by_itself(message: Message, span: Span, seen: Plain) -> Part | None:
    """A name that everybody knows, and no more, while nobody is said to have run it."""
    known = _open(message)
    if known is None or message.context.question == "title" or not message.context.question:
        return None
    name = BY_FOLDED.get(seen.words)
    if name is None or seen.words in _BODIES | _WORDS_TOO:
        return None
    return message.part("correction", span, Correction("provider", words=name), entry=known.id)
