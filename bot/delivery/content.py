"""What is sent: the shapes between the sender and whoever renders. No Slack call and no words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlmodel import Session

from storage.queues.outbox import OutboxItem

Block = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """A message; where it stands already, its new content.

    `text` is what notifications and screen readers say. `plain` is what is sent where Slack does
    not take `new_blocks` yet, by their types; None where it takes all of them. `keep` names the
    row's values that a later update needs: the others are forgotten once it is sent. `must_come`:
    what it replaces has to go, however long Slack takes.
    """

    text: str
    blocks: Sequence[Block]
    thread_ts: str | None = None
    keep: frozenset[str] = frozenset()
    must_come: bool = False
    plain: Sequence[Block] | None = None
    new_blocks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Home:
    """The member's App Home. `must_come`: as for a post."""

    view: Mapping[str, Any]
    must_come: bool = False


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is no more reason to send it: caught up, paused, left. `reason` is for the log."""

    reason: str


@dataclass(frozen=True, slots=True)
class Removal:
    """It is not sent; where it stands it is deleted. `reason` is for the log."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """This release does not know such a message: a newer one, beside us, takes it up."""


@dataclass(frozen=True, slots=True)
class Failed:
    """It could not be rendered, by a mistake of ours."""

    error: Exception


Outgoing = Post | Home | Nothing | Removal | Unknown | Failed


@dataclass(frozen=True, slots=True)
class Letter:
    """A message under lease with its content, and to whom it goes: `channel` is their DM, None
    where it was never opened.
    """

    item: OutboxItem
    outgoing: Outgoing
    user_id: str
    channel: str | None


class Renderer(Protocol):
    """Turns rows' kinds and values into what is sent, from the state at that moment.

    It works in the sender's own transaction, and so awaits nothing.
    """

    def render(self, session: Session, items: Sequence[OutboxItem]) -> list[Letter]:
        """What to send now, in their order. Raises nothing but what the database does."""
        ...

    def sent(self, session: Session, item: OutboxItem) -> None:
        """What follows from having sent it, in the transaction that marks it sent.

        Also told of updates and of Home: `item.ts` is None the first time alone.
        """
        ...

    def taken_back(self, session: Session, item: OutboxItem) -> None:
        """What follows from `Nothing`, in the transaction that cancels it. Nobody was sent it:
        whether an uncertain one was is found out before.
        """
        ...

    def given_up(self, session: Session, item: OutboxItem) -> None:
        """What follows from setting it aside, in the transaction that does so."""
        ...
