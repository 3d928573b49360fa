"""What can come of a message under way, and how each is written down: in one transaction with what
follows from it. What led to it is the sender's business.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlmodel import Session

from bot.clock import Clock
from bot.delivery.content import Renderer
from bot.metrics import Metrics
from storage.queues.outbox import Outbox, OutboxItem

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """It stands in Slack; `how` is for the metrics, `keep` the values a later update needs."""

    channel: str
    ts: str
    how: str
    keep: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Cancelled:
    """It is not needed any more, or can no longer be changed; `reason` is for the log.

    `was_sent`: it stood there once, and somebody has deleted it since.
    """

    reason: str
    was_sent: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    """It goes back, to be tried again; not `counted`: it was no attempt at it."""

    due_at: datetime
    why: str
    how: str
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been posted or not: it is to be looked for."""

    look_at: datetime
    looked: int = 0
    id_used: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """It cannot be posted, until an operator has looked; whoever was to read it is told."""

    code: str


@dataclass(frozen=True, slots=True)
class LeftAsItStands:
    """What stands in Slack could not be changed, and stays until it is to be changed again."""

    code: str


Outcome = Sent | Cancelled | Back | Unknown | Aside | LeftAsItStands


class Settling:
    """Writes outcomes down. Raises `LeaseLost` where somebody else has the message now, before
    anything is written.
    """

    def __init__(
        self, outbox: Outbox, renderer: Renderer, real_time: Clock, metrics: Metrics
    ) -> None:
        self._outbox = outbox
        self._renderer = renderer
        self._real_time = real_time
        self._metrics = metrics

    def settle(self, session: Session, item: OutboxItem, outcome: Outcome) -> None:
        """Within the session's transaction."""
        now = self._real_time()
        match outcome:
            case Sent(channel, ts, how, keep):
                self._outbox.mark_sent(session, item, channel, ts, now, keep=keep)
                self._renderer.sent(session, item)
                self._metrics.count("sent", how)
            case Cancelled(reason, was_sent):
                self._outbox.cancel(session, item)
                log.info("a message was cancelled", kind=item.kind, row=item.id, reason=reason)
                if was_sent:
                    self._renderer.sent(session, item)
                elif item.ts is None:
                    self._renderer.taken_back(session, item)
                self._metrics.count("sent", "cancelled")
            case Back(due_at, why, how, counted):
                self._outbox.give_back(session, item, due_at, why, counted=counted)
                self._metrics.count("sent", how)
            case Unknown(look_at, looked, id_used):
                doubtful = replace(item, looked=looked, id_used=id_used)
                self._outbox.mark_unknown(session, doubtful, look_at)
                self._metrics.count("sent", "unclear")
            case Aside(code):
                self._outbox.set_aside(session, item, code)
                self._renderer.given_up(session, item)
                self._metrics.count("sent", "refused")
            case LeftAsItStands():
                self._outbox.mark_sent(session, item, item.channel, item.ts, now, keep=item.values)
                self._metrics.count("sent", "refused")
