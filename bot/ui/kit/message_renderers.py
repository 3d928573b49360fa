"""How a kind of message is rendered, as its room declares it: in a tuple `MESSAGES` of one of its
modules. Which there are is found by discovery; what a kind is without its words, `bot.services`
says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.discovery import by_name, declared
from bot.services.context.member_context import MemberContext
from bot.services.context.message_kinds import MessageKind, MessageKinds
from bot.ui.kit.blocks import Content, View
from bot.ui.kit.said import plainly
from storage.queues.outbox import OutboxItem

PACKAGE: Final = "bot.ui"
"""Where our own rooms say how their kinds are rendered."""


@dataclass(frozen=True, slots=True)
class HomeTab:
    """The member's Home. `must_come`: what stands there has to go, however long Slack takes."""

    view: View
    must_come: bool = False


@dataclass(frozen=True, slots=True)
class WordsGone:
    """In place of what showed words of the member's that are erased: it has to go."""

    content: Content


@dataclass(frozen=True, slots=True)
class NotDue:
    """There is no more reason to send it, nor to change it; `reason` is for the log."""

    reason: str


@dataclass(frozen=True, slots=True)
class TakenAway:
    """What it stood for went by itself: it is not sent, and taken out of the conversation where it
    stands; `reason` is for the log.
    """

    reason: str


Rendered = Content | HomeTab | WordsGone | NotDue | TakenAway

Render = Callable[[MemberContext, OutboxItem], Rendered]
"""What a queued message says as things are now: services read them, builders say them."""

GONE: Final = NotDue("what it shows is gone")


@dataclass(frozen=True, slots=True)
class MessageRenderer:
    """How messages of one kind are rendered."""

    kind: MessageKind
    render: Render


def erased() -> Content:
    """What a message about an entry says once the record is erased."""
    return plainly("Erased.", "notice:erased-entry")


def words_gone() -> WordsGone:
    """What a message says once the words that it showed are erased."""
    return WordsGone(erased())


def gone(item: OutboxItem) -> Rendered:
    """What showed the member's words, and stands, says that they are erased; what was not sent yet
    is not sent.
    """
    return GONE if item.ts is None else words_gone()


@cache
def message_renderers(kinds: MessageKinds, *packages: str) -> Mapping[str, MessageRenderer]:
    """How the packages' rooms render, by kind: every kind that is known, once. They are read once.

    Raises DeclaredTwice, and LookupError where a kind and its renderer are not both there.
    """
    found = declared("MESSAGES", MessageRenderer, *packages)
    renderers = by_name(found, lambda one: one.kind.name)
    apart = [
        name
        for name in sorted({*renderers, *kinds.by_name})
        if name not in renderers or renderers[name].kind is not kinds.get(name)
    ]
    if apart:
        raise LookupError(f"Not both declared in services and rendered in ui: {', '.join(apart)}.")
    return renderers
