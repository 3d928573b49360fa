"""What is sent: the shapes between the sender and whoever renders. No Slack call and no words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.outbox import OutboxItem

Block = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """A message; where it stands already, its new content.

    `text` is what notifications and screen readers say. `keep` names the row's values that a
    later update needs: the others are forgotten once it is sent.
    """

    text: str
    blocks: Sequence[Block]
    thread_ts: str | None = None
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Home:
    """The member's App Home."""

    view: Mapping[str, Any]
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file for the member, with a sentence beside it."""

    filename: str
    title: str
    content: bytes
    comment: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is no more reason to send it: caught up, paused, left. `reason` is for the log."""

    reason: str


Outgoing = Post | Home | Upload | Nothing


class Renderer(Protocol):
    """Turns a row's kind and values into what is sent, from the state at that moment."""

    async def render(self, item: OutboxItem) -> Outgoing:
        """What to send now. Opens and closes its own look at the database."""
        ...

    async def sent(self, session: AsyncSession, item: OutboxItem, channel: str, ts: str) -> None:
        """What follows from having sent it, in the transaction that marks it sent.

        Also told of updates and of Home: `item.ts` is None the first time alone.
        """
        ...

    async def taken_back(self, session: AsyncSession, item: OutboxItem) -> None:
        """What follows from `Nothing`, in the transaction that cancels it. Nobody was sent it:
        whether an uncertain one was is found out before.
        """
        ...
