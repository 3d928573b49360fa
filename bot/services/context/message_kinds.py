"""What a kind of message is, without its words: what is kept of it and what follows from it.

Each room declares its kinds in a tuple `KINDS` of one of its modules; `bot.ui` says beside its
builders how each is rendered. Which kinds there are is found by discovery.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from bot.discovery import by_name, declared
from storage.queues.outbox import HOME, OutboxItem
from storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from bot.services.context.member_context import ContextFactory, MemberContext

PACKAGE: Final = "bot.services"
"""Where our own rooms declare their kinds."""

Lane = Literal["conversation", "home"]
"""Posted into the member's conversation in order, and changed there; or published as their Home."""

Follows = Callable[["ContextFactory", UnitOfWork, OutboxItem], None]
"""What follows, in the transaction in which the message is settled."""

StillDue = Callable[["ContextFactory", "MemberContext", OutboxItem], str | None]
"""Why a message is not to go any more, for the log; None where it is."""

Keeps = Callable[["MemberContext", OutboxItem], Collection[str]]
"""The names of the values that are kept, where that depends on how things are."""


def everything(_context: "MemberContext", item: OutboxItem) -> Collection[str]:
    """Every value is kept."""
    return tuple(item.values)


def tell_it_is_missed(contexts: "ContextFactory", work: UnitOfWork, item: OutboxItem) -> None:
    """Whoever was to read it is told once, in words alone: it may be the blocks."""
    work.messages.say(
        item.member_id,
        "say",
        f"failed:{item.id}",
        contexts.clocks.real(),
        {"sentence": "message_failed"},
    )


@dataclass(frozen=True, slots=True)
class MessageKind:
    """A kind of message, as its room declares it.

    `keeps`: the values that a later update needs; the others are forgotten once it is sent.
    `shows_words`: it shows words of the member's, so that it is rendered anew once they are
    erased. `asks`: it asks what words beside an entry were meant to be, and is rendered anew once
    that is settled.
    """

    name: str
    lane: Lane = "conversation"
    keeps: Collection[str] | Keeps = ()
    shows_words: bool = False
    asks: bool = False
    still_due: StillDue | None = None
    """Asked once more before it goes, the first time alone."""
    on_sent: Follows | None = None
    """The first time it was sent; not when it is changed."""
    on_cancelled: Follows | None = None
    """It was taken back before anybody was sent it."""
    on_given_up: Follows | None = tell_it_is_missed
    """It cannot be sent, and was set aside. None: nobody waits for it, or it would fail again."""

    def kept(self, ctx: "MemberContext", item: OutboxItem) -> frozenset[str]:
        """The names of the values that are kept of a message."""
        return frozenset(self.keeps(ctx, item) if callable(self.keeps) else self.keeps)


class MessageKinds:
    """Every kind that this process knows, by name.

    Raises DeclaredTwice, and ValueError for a lane that the outbox has not.
    """

    def __init__(self, kinds: Iterable[MessageKind]) -> None:
        self.by_name: Final = by_name(kinds, lambda kind: kind.name)
        for kind in self.by_name.values():
            if (kind.lane == "home") != (kind.name == HOME):
                raise ValueError(f"The outbox publishes {HOME!r} alone, so not {kind.name!r}.")
        self.asking: Final = tuple(one.name for one in self.by_name.values() if one.asks)
        """The names of those that ask what words were meant to be."""
        self.showing_words: Final = tuple(
            one.name for one in self.by_name.values() if one.shows_words
        )
        """The names of those that show words of the member's."""

    def get(self, name: str) -> MessageKind | None:
        """None for what only another release knows."""
        return self.by_name.get(name)


@cache
def message_kinds(*packages: str) -> MessageKinds:
    """The kinds that these packages' rooms declare, read once."""
    return MessageKinds(declared("KINDS", MessageKind, *packages))
