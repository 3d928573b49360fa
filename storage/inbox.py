"""The inbox: events from Slack, kept before they are acked, then worked off lane by lane.

How an event is understood is not known here; a lane is whatever must keep its order (a member).
The insert stands on the way of every ack, so it is no ORM work: see `storage.intake`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Database, wakes
from storage.intake import Arrival, Intake, intake_for
from storage.queues import Queue, QueueCounts, run
from storage.vocabulary import INBOX_OPEN

_INBOX = SQLModel.metadata.tables["inbox"]
_QUEUE = Queue(table=_INBOX, open=INBOX_OPEN, leased="working")


@dataclass(frozen=True, slots=True)
class InboxItem:
    """An event under lease; `attempts` counts this one, `payload` is the JSON that came."""

    id: int
    workspace_id: str
    event_id: str
    lane: str
    payload: str
    received_at: datetime
    calendar_at: datetime
    attempts: int
    fence: int


async def finish(session: AsyncSession, item: InboxItem) -> None:
    """Marks the event done within the transaction of what it caused; its words go.

    Raises `LeaseLost`, which must roll that transaction back: somebody else is at it.
    """
    await _QUEUE.change(session, item, {"state": "done", "payload": None, "error": None})
    wakes(session, "inbox")  # the next of the lane


class Inbox:
    """The queue of events. Every method may raise `StorageUnavailable`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._intake: Intake = intake_for(db)

    async def put(self, arrival: Arrival) -> bool:
        """Keeps the event: durable once this returns. False where that event was known."""
        new = await self._intake.put(arrival)
        if new:
            self._db.signals.inbox.set()
        return new

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> list[InboxItem]:
        """Takes up to `limit` events that are due, none of them behind another of its lane."""
        async with self._db.transaction() as session:
            rows = await _QUEUE.claim(session, now=now, limit=limit, lease=lease)
            await session.commit()
        return [
            InboxItem(
                id=row["id"],
                workspace_id=row["workspace_id"],
                event_id=row["event_id"],
                lane=row["lane"],
                payload=row["payload"],
                received_at=row["received_at"],
                calendar_at=row["calendar_at"],
                attempts=row["attempts"] + 1,
                fence=row["fence"] + 1,
            )
            for row in rows
        ]

    async def settle(self, item: InboxItem) -> None:
        """What `finish` does, for an event that caused nothing, in a transaction of its own."""
        async with self._db.transaction() as session:
            await finish(session, item)
            await session.commit()

    async def retry(self, item: InboxItem, due_at: datetime, error: str) -> None:
        """Gives the event back, to be tried again; its lane waits. `error`: type and id, no words.

        Raises `LeaseLost`.
        """
        async with self._db.transaction() as session:
            await _QUEUE.change(session, item, {"state": "new", "due_at": due_at, "error": error})
            await session.commit()

    async def set_aside(self, item: InboxItem, error: str) -> None:
        """Gives the event up until an operator looks; it keeps its words and its lane goes on.

        Raises `LeaseLost`.
        """
        async with self._db.transaction() as session:
            await _QUEUE.change(session, item, {"state": "aside", "error": error})
            wakes(session, "inbox")
            await session.commit()

    async def reopen_aside(self, now: datetime) -> int:
        """Puts every event that was set aside back in its place, to be tried anew; how many."""
        again = update(_INBOX).where(_INBOX.c.state == "aside")
        async with self._db.transaction() as session:
            done = await run(session, again.values(state="new", attempts=0, due_at=now))
            wakes(session, "inbox")
            await session.commit()
        return done.rowcount

    async def counts(self) -> QueueCounts:
        """How the inbox stands; `oldest` is when the oldest open event was received."""
        return await _QUEUE.counts(self._db, since="received_at")

    async def forget(self, before: datetime) -> int:
        """Deletes worked-off events received before then, page by page; returns how many.

        A forgotten event's repeat would count as new: Slack repeats for up to a day.
        """
        return await _QUEUE.forget(
            self._db, _INBOX.c.state == "done", _INBOX.c.received_at < before
        )

    async def close(self) -> None:
        """Waits for what is being kept, then gives up the connection."""
        await self._intake.close()
