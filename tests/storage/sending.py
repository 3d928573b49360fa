"""The outbox as a sender uses it: each call in a transaction of its own."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from storage.engine.database import Database
from storage.queues.outbox import Outbox, OutboxItem, PartName
from tests.storage.builders import LEASE, NOW


class Sending:
    """Claims and settles messages, committing each time."""

    def __init__(self, db: Database) -> None:
        self.outbox = Outbox(db)
        self._db = db

    def claim(
        self, part: PartName = "post", now: datetime = NOW, limit: int = 10, **more: Any
    ) -> list[OutboxItem]:
        """What is due in one part."""
        with self._db.transaction() as session:
            items = self.outbox.claim(session, part, now=now, limit=limit, lease=LEASE, **more)
            session.commit()
        return items

    def claim_one(self, part: PartName = "post", now: datetime = NOW) -> OutboxItem:
        """The only message that is due in one part."""
        [item] = self.claim(part, now)
        return item

    def begin(self, item: OutboxItem) -> None:
        self._change(self.outbox.begin, item)

    def sent(
        self,
        item: OutboxItem,
        ts: str | None = "1.1",
        now: datetime = NOW,
        *,
        channel: str | None = "D1",
        keep: tuple[str, ...] = (),
    ) -> None:
        self._change(self.outbox.mark_sent, item, channel, ts, now, keep=keep)

    def unknown(self, item: OutboxItem, look_at: datetime) -> None:
        self._change(self.outbox.mark_unknown, item, look_at)

    def give_back(
        self, item: OutboxItem, due_at: datetime = NOW, error: str = "", *, counted: bool = True
    ) -> None:
        self._change(self.outbox.give_back, item, due_at, error, counted=counted)

    def cancel(self, item: OutboxItem) -> None:
        self._change(self.outbox.cancel, item)

    def set_aside(self, item: OutboxItem, error: str = "channel_not_found") -> None:
        self._change(self.outbox.set_aside, item, error)

    def _change(self, change: Callable[..., None], *values: Any, **more: Any) -> None:
        with self._db.transaction() as session:
            change(session, *values, **more)
            session.commit()
