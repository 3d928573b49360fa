"""The inbox: events from Slack, kept before they are acked, then worked off lane by lane.

How an event is understood is not known here; a lane is whatever must keep its order (a member).
The insert stands on the way of every ack, so it is no ORM work: see `storage.queues.inbox_writer`.
"""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import RowMapping
from sqlmodel import Session, SQLModel

from storage.engine.database import Database, wakes
from storage.engine.statements import dialect_of, insert_once, run
from storage.queues.inbox_writer import Arrival, Intake, Kept, intake_for
from storage.queues.queue import Queue, QueueCounts, SetAside, given
from storage.vocabulary import INBOX_OPEN

_INBOX: Final = SQLModel.metadata.tables["inbox"]
_QUEUE: Final = Queue(name="inbox", table=_INBOX, open=INBOX_OPEN, leased="working")

_DONE: Final = _QUEUE.changing(state="done", payload=None, error=None)
_AGAIN: Final = _QUEUE.changing(
    state="new", due_at=given(_INBOX, "due_at"), error=given(_INBOX, "error")
)
_ASIDE: Final = _QUEUE.changing(state="aside", error=given(_INBOX, "error"))
_LEFT: Final = _QUEUE.changing(
    state="new", due_at=given(_INBOX, "due_at"), attempts=_INBOX.c.attempts - 1
)
_INSERTS: Final = {
    dialect: insert_once(_INBOX, dialect, "workspace_id", "event_id").values(
        state="new", attempts=0, fence=0
    )
    for dialect in ("sqlite", "postgresql")
}


@dataclass(frozen=True, slots=True)
class InboxItem:
    """An event under lease; `attempts` counts this one, `payload` is the JSON that came.

    `error` is what went wrong the last time.
    """

    id: int
    workspace_id: str
    event_id: str
    lane: str
    payload: str
    received_at: datetime
    calendar_at: datetime
    attempts: int
    fence: int
    error: str | None = None


def finish(session: Session, item: InboxItem) -> None:
    """Marks the event done within the transaction of what it caused; its words go.

    Raises `LeaseLost`, which must roll that transaction back: somebody else is at it.
    """
    _QUEUE.change(session, _DONE, item)


def put_within(
    session: Session,
    *,
    workspace_id: str,
    event_id: str,
    lane: str,
    body: Mapping[str, Any],
    real: datetime,
    calendar: datetime,
) -> None:
    """Adds an event of our own to the session's transaction, such as that a job has ended."""
    put_all_within(session, workspace_id, [OwnEvent(event_id, lane, body)], real, calendar)


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """An event of our own: what it is known by, whose order it must keep, and its body."""

    event_id: str
    lane: str
    body: Mapping[str, Any]


def put_all_within(
    session: Session,
    workspace_id: str,
    events: Sequence[OwnEvent],
    real: datetime,
    calendar: datetime,
) -> None:
    """The same for several at once."""
    if not events:
        return
    rows = [
        {
            "workspace_id": workspace_id,
            "event_id": one.event_id,
            "lane": one.lane,
            "payload": json.dumps(one.body),
            "received_at": real,
            "calendar_at": calendar,
            "due_at": real,
        }
        for one in events
    ]
    run(session, _INSERTS[dialect_of(session)], rows)
    wakes(session, "inbox")


class Inbox:
    """The queue of events. Every method may raise `StorageUnavailable`; but for `put`, each is
    called on a unit's thread.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._intake: Intake = intake_for(db)

    def put(self, arrival: Arrival) -> "Future[Kept]":
        """Keeps the event: durable once this has a result."""
        return self._intake.put(arrival)

    def leased(self, arrival: Arrival, kept: Kept) -> InboxItem | None:
        """The event under the lease that it was kept with; None where it was kept without."""
        if kept.id is None or not kept.leased:
            return None
        return InboxItem(
            id=kept.id,
            workspace_id=arrival.workspace_id,
            event_id=arrival.event_id,
            lane=arrival.lane,
            payload=arrival.payload,
            received_at=arrival.received_at,
            calendar_at=arrival.calendar_at,
            attempts=1,
            fence=1,
        )

    def is_anything_due(self, now: datetime) -> bool:
        """Whether a claim would find something; takes no lock."""
        with self._db.snapshot() as session:
            return _QUEUE.anything_due(session, now)

    def claim(self, now: datetime, limit: int, lease: timedelta) -> list[InboxItem]:
        """Takes up to `limit` events that are due, none of them behind another of its lane."""
        with self._db.transaction() as session:
            rows = _QUEUE.claim(session, now=now, limit=limit, lease=lease)
            session.commit()
        return [_item(row) for row in rows]

    def settle(self, item: InboxItem) -> None:
        """What `finish` does, for an event that caused nothing, in a transaction of its own."""
        with self._db.transaction() as session:
            finish(session, item)
            session.commit()

    def retry(self, item: InboxItem, due_at: datetime, error: str) -> None:
        """Gives the event back, to be tried again; its lane waits. `error`: type and id, no words.

        Raises `LeaseLost`.
        """
        with self._db.transaction() as session:
            _QUEUE.change(session, _AGAIN, item, due_at=due_at, error=error)
            session.commit()

    def leave(self, item: InboxItem, due_at: datetime) -> None:
        """Gives back an event that could not be tried, uncounted: one of a kind that this release
        does not know, and a newer process does, or one whose transaction could not be had.
        Raises `LeaseLost`.
        """
        with self._db.transaction() as session:
            _QUEUE.change(session, _LEFT, item, due_at=due_at)
            session.commit()

    def set_aside(self, item: InboxItem, error: str) -> None:
        """Gives the event up until an operator looks; it keeps its words and its lane goes on.

        Raises `LeaseLost`.
        """
        with self._db.transaction() as session:
            _QUEUE.change(session, _ASIDE, item, error=error)
            session.commit()

    def reopen_aside(self, now: datetime) -> int:
        """Puts every event that was set aside back in its place, to be tried anew; how many."""
        return _QUEUE.reopen_aside(self._db, now, state="new")

    def aside(self) -> list[SetAside]:
        """Why events were set aside, and how many."""
        return _QUEUE.aside(self._db)

    def counts(self) -> QueueCounts:
        """How the inbox stands; `oldest` is when the oldest open event was received."""
        return _QUEUE.counts(self._db, since="received_at")

    def old(self, before: datetime, after: int) -> list[int]:
        """The numbers of a page of worked-off events received before then, from behind a number."""
        with self._db.snapshot() as session:
            return _QUEUE.old(session, after, *_old(before))

    def forget(self, ids: Sequence[int], before: datetime) -> int:
        """Deletes those of these that were worked off and received before then; how many.

        A forgotten event's repeat would count as new: Slack repeats for up to a day.
        """
        with self._db.transaction() as session:
            gone = _QUEUE.forget(session, ids, *_old(before))
            session.commit()
        return gone

    def close(self) -> None:
        """Waits for what is being kept, then gives up the connection."""
        self._intake.close()


def _old(before: datetime) -> Any:
    return _INBOX.c.state == "done", _INBOX.c.received_at < before


def _item(row: RowMapping) -> InboxItem:
    return InboxItem(
        id=row["id"],
        workspace_id=row["workspace_id"],
        event_id=row["event_id"],
        lane=row["lane"],
        payload=row["payload"],
        received_at=row["received_at"],
        calendar_at=row["calendar_at"],
        attempts=row["attempts"],
        fence=row["fence"],
        error=row["error"],
    )
