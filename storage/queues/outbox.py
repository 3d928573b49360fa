"""The outbox: messages of ours, committed with what caused them, sent later and found again.

How a message is worded or sent is not known here. Three parts are claimed apart: *posts*, which
keep a member's order; *updates* of what stands in Slack, and *Home*, of which each is a lane of its
own. A post that may have been sent though we never heard so is *uncertain*: it is looked for first.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    text,
)
from sqlmodel import Session, SQLModel

from storage.engine.database import Database, wakes
from storage.engine.prepared import prepared
from storage.engine.statements import dialect_of, insert_once, run
from storage.queues.queue import Part, Queue, QueueCounts, SetAside, given
from storage.tables import words
from storage.vocabulary import OUTBOX_OPEN

PartName = Literal["post", "update", "home"]
PARTS: Final[tuple[PartName, ...]] = ("post", "update", "home")

HOME: Final = "home"
"""The kind of the row that stands for a member's App Home."""

EXPORTED_BEFORE: Final = "export"
"""The kind of what releases before 0.2 sent as files: erasing finds them by these rows."""

_OUTBOX: Final = SQLModel.metadata.tables["outbox"]
_ENTRY: Final = SQLModel.metadata.tables["entry"]
_row: Final = _OUTBOX.c


def lane_of(member_id: int) -> str:
    """Where a member's messages wait for each other."""
    return f"member:{member_id}"


def _is_post(row: Any) -> ColumnElement[bool]:
    return and_(row.ts.is_(None), row.kind != HOME)


def _post_is_near(row: Any) -> ColumnElement[bool]:
    """Something is about to be posted in the same lane: what stands there is changed after it."""
    post = _OUTBOX.alias("p")
    now = bindparam("now", type_=post.c.due_at.type)
    return exists().where(
        post.c.workspace_id == row.workspace_id,
        post.c.lane == row.lane,  # and not by member, which finds all that they were ever sent
        text(f"p.state IN ({words(OUTBOX_OPEN)})"),
        _is_post(post.c),
        or_(post.c.due_at <= now, post.c.lease_until > now),
    )


_QUEUE: Final = Queue(
    name="outbox",
    table=_OUTBOX,
    open=OUTBOX_OPEN,
    leased="sending",
    followers="claimed",
    parts={
        "post": Part(_is_post),
        "update": Part(
            lambda row: and_(row.ts.is_not(None), row.kind != HOME),
            in_order=False,
            waits=_post_is_near,
        ),
        "home": Part(lambda row: row.kind == HOME, in_order=False),
    },
    also={
        "uncertain": and_(_row.ts.is_(None), _row.state.in_(("sending", "unknown"))),
        # Whoever claims it renders what is true now.
        "changed": case((_row.state.in_(("new", "claimed", "stale")), False), else_=_row.changed),
    },
)

_SENT: Final = _QUEUE.changing(
    # If what it shows changed meanwhile, it is due again at once, as an update.
    state=case((_row.changed, "stale"), else_="sent"),
    changed=False,
    uncertain=False,
    looked=0,
    attempts=0,
    error=None,
    channel=given(_OUTBOX, "channel"),
    ts=given(_OUTBOX, "ts"),
    sent_at=given(_OUTBOX, "sent_at"),
    due_at=given(_OUTBOX, "sent_at"),
    values=given(_OUTBOX, "values"),
)
_BEGUN: Final = _QUEUE.changing(state="sending", lease_until=_row.lease_until)
_UNKNOWN: Final = _QUEUE.changing(
    state="unknown",
    due_at=given(_OUTBOX, "due_at"),
    looked=given(_OUTBOX, "looked"),
    id_used=given(_OUTBOX, "id_used"),
)
_BACK: Final = _QUEUE.changing(
    state=case((_row.ts.is_not(None), "stale"), (_row.uncertain, "unknown"), else_="new"),
    due_at=given(_OUTBOX, "due_at"),
    error=given(_OUTBOX, "error"),
    attempts=_row.attempts - bindparam("new_uncounted", type_=_row.attempts.type),
)
_CANCELLED: Final = _QUEUE.changing(state="cancelled", values={}, changed=False)
_ASIDE: Final = _QUEUE.changing(state="aside", error=given(_OUTBOX, "error"))

_LEFT: Final = prepared(
    select(_row.id)
    .where(
        _row.lane == bindparam("lane", type_=_row.lane.type),
        text(f"state IN ({words(OUTBOX_OPEN)})"),
        _row.kind != HOME,
        _row.due_at <= bindparam("now", type_=_row.due_at.type),
        _row.lease_until.is_(None),
    )
    .limit(1)
)

_INSERTS: Final = {
    dialect: prepared(
        insert_once(_OUTBOX, dialect, "workspace_id", "dedupe_key")
        .values(
            state="new",
            changed=False,
            attempts=0,
            fence=0,
            uncertain=False,
            looked=0,
            id_used=False,
        )
        .returning(_row.id)
    )
    for dialect in ("sqlite", "postgresql")
}


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A message under lease. With `ts` it is an update of one that was sent; `uncertain` says
    that it may have been posted already, `begun` that it is marked as being posted now.
    `attempts` counts this one; `looked` counts look-ups that found nothing, and `id_used` says
    that Slack knew its id.
    """

    id: int
    workspace_id: str
    member_id: int
    lane: str
    dedupe_key: str
    kind: str
    values: Mapping[str, Any]
    entry_id: int | None
    channel: str | None
    thread_ts: str | None
    ts: str | None
    uncertain: bool
    begun: bool
    attempts: int
    fence: int
    created_at: datetime
    looked: int = 0
    id_used: bool = False

    @property
    def is_post(self) -> bool:
        """Whether it is to be posted, and not changed or published."""
        return self.ts is None and not self.is_published

    @property
    def is_published(self) -> bool:
        """Whether it is the member's Home, for which nothing waits."""
        return self.kind == HOME


def add(
    session: Session,
    *,
    workspace_id: str,
    member_id: int,
    lane: str,
    dedupe_key: str,
    kind: str,
    values: Mapping[str, Any],
    entry_id: int | None = None,
    channel: str | None = None,
    thread_ts: str | None = None,
    now: datetime,
    due_at: datetime | None = None,
) -> int | None:
    """Adds a message to the session's transaction; its number, or None where the key is known.

    `now` is real time. Due at once unless `due_at` says later; its lane waits for it.
    """
    row = {
        "workspace_id": workspace_id,
        "member_id": member_id,
        "lane": lane,
        "dedupe_key": dedupe_key,
        "kind": kind,
        "values": dict(values),
        "entry_id": entry_id,
        "channel": channel,
        "thread_ts": thread_ts,
        "created_at": now,
        "due_at": due_at or now,
    }
    number: int | None = run(session, _INSERTS[dialect_of(session)], row).scalar_one_or_none()
    if number is not None:
        wakes(session, "outbox")
    return number


class Outbox:
    """The queue of messages. Every method may raise `StorageUnavailable`.

    Those that take an item raise `LeaseLost` when somebody else has it now, and work within the
    session's transaction.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def is_anything_due(self, now: datetime, part: PartName) -> bool:
        """Whether a claim would find something; takes no lock."""
        with self._db.snapshot() as session:
            return _QUEUE.anything_due(session, now, part)

    def claim(
        self,
        session: Session,
        part: PartName,
        *,
        now: datetime,
        limit: int,
        lease: timedelta,
        member_id: int | None = None,
        but: Sequence[str] = (),
    ) -> list[OutboxItem]:
        """Takes what is due in up to `limit` lanes: of posts, with what stands ready behind them.

        The first of each lane is marked as begun with it. `but` are workspaces to pass over.
        """
        lane = None if member_id is None else lane_of(member_id)
        rows = _QUEUE.claim(
            session, now=now, limit=limit, lease=lease, part=part, lane=lane, but=but
        )
        return [_item(row) for row in rows]

    def is_anything_left(self, session: Session, member_id: int, now: datetime) -> bool:
        """Whether something is ready to be posted to a member, or changed in their conversation."""
        return run(session, _LEFT, {"lane": lane_of(member_id), "now": now}).first() is not None

    def begin(self, session: Session, item: OutboxItem) -> None:
        """Marks a post as being sent from now on: if we die, it is looked for."""
        _QUEUE.change(session, _BEGUN, item)

    def mark_sent(
        self,
        session: Session,
        item: OutboxItem,
        channel: str | None,
        ts: str | None,
        now: datetime,
        *,
        keep: Collection[str] = (),
    ) -> None:
        """Notes where the message stands; of its values only those in `keep` remain.

        What is no message in a channel, such as Home, has no `ts`. If what it shows changed
        meanwhile, it is due again at once, as an update.
        """
        values = {key: item.values[key] for key in keep if key in item.values}
        _QUEUE.change(session, _SENT, item, channel=channel, ts=ts, sent_at=now, values=values)

    def mark_unknown(self, session: Session, item: OutboxItem, look_at: datetime) -> None:
        """The message may have been posted or not: at `look_at` it is to be looked for."""
        _QUEUE.change(
            session, _UNKNOWN, item, due_at=look_at, looked=item.looked, id_used=item.id_used
        )

    def give_back(
        self,
        session: Session,
        item: OutboxItem,
        due_at: datetime,
        error: str,
        *,
        counted: bool = True,
    ) -> None:
        """Gives the message back: certainly not posted, or still as uncertain as it was.

        `error` is a type and an id, no words. Not `counted`: it was no attempt.
        """
        uncounted = 0 if counted else 1
        _QUEUE.change(session, _BACK, item, due_at=due_at, error=error, uncounted=uncounted)

    def cancel(self, session: Session, item: OutboxItem) -> None:
        """Drops the message, words and all: there is no more reason for it."""
        _QUEUE.change(session, _CANCELLED, item)

    def set_aside(self, session: Session, item: OutboxItem, error: str) -> None:
        """Gives the message up until an operator looks; it keeps its words and its lane goes on."""
        _QUEUE.change(session, _ASIDE, item, error=error)

    def reopen_aside(self, now: datetime) -> int:
        """Puts every message that was set aside back in its place; how many.

        Each is looked for in the conversation first: one may have been posted after all.
        """
        return _QUEUE.reopen_aside(self._db, now, state="unknown", looked=0)

    def aside(self) -> list[SetAside]:
        """Why messages were set aside, and how many."""
        return _QUEUE.aside(self._db)

    def counts(self) -> QueueCounts:
        """How the outbox stands; `oldest` is when the oldest open message was due."""
        return _QUEUE.counts(self._db, since="due_at")

    def old(self, before: datetime, after: int) -> list[int]:
        """The numbers of a page of messages last shown before then that nobody can update any
        more, from behind a number on.
        """
        with self._db.snapshot() as session:
            return _QUEUE.old(session, after, *_old(before))

    def forget(self, ids: Sequence[int], before: datetime) -> int:
        """Deletes those of these messages that are still as `old` says; how many.

        One that shows an entry is kept as long as the entry is: editing that changes it. So is a
        file until it is erased.
        """
        with self._db.transaction() as session:
            gone = _QUEUE.forget(session, ids, *_old(before))
            session.commit()
        return gone


def _old(before: datetime) -> tuple[ColumnElement[bool], ...]:
    shows = exists().where(_ENTRY.c.id == _row.entry_id)
    return (
        func.coalesce(_row.sent_at, _row.created_at) < before,
        or_(
            _row.state == "cancelled",
            and_(_row.state == "sent", ~shows, _row.kind != EXPORTED_BEFORE),
        ),
    )


def _item(row: RowMapping) -> OutboxItem:
    return OutboxItem(
        id=row["id"],
        workspace_id=row["workspace_id"],
        member_id=row["member_id"],
        lane=row["lane"],
        dedupe_key=row["dedupe_key"],
        kind=row["kind"],
        values=row["values"],
        entry_id=row["entry_id"],
        channel=row["channel"],
        thread_ts=row["thread_ts"],
        ts=row["ts"],
        uncertain=row["uncertain"],
        begun=row["state"] == "sending",
        attempts=row["attempts"],
        fence=row["fence"],
        created_at=row["created_at"],
        looked=row["looked"],
        id_used=row["id_used"],
    )
