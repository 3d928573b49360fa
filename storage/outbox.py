"""The outbox: messages of ours, committed with what caused them, sent later and found again.

How a message is worded or sent is not known here. A row's fate is *uncertain* when it may have
been posted though we never heard so: it is to be looked for before it is sent again.
"""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, and_, case, exists, func, or_, select, update
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Database, wakes
from storage.queues import Queue, QueueCounts, insert, run
from storage.vocabulary import OUTBOX_OPEN

_OUTBOX = SQLModel.metadata.tables["outbox"]
_ENTRY = SQLModel.metadata.tables["entry"]
_QUEUE = Queue(table=_OUTBOX, open=OUTBOX_OPEN, leased="sending")


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A message under lease. With `ts` it is an update of one that was sent; `uncertain` says
    that it may have been posted already. `attempts` counts this one.
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
    attempts: int
    fence: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message of ours that stands in Slack, and what it was about."""

    id: int
    member_id: int
    kind: str
    values: Mapping[str, Any]
    entry_id: int | None
    channel: str
    thread_ts: str | None
    ts: str


async def add(
    session: AsyncSession,
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
        "state": "new",
        "changed": False,
        "attempts": 0,
        "fence": 0,
        "created_at": now,
        "due_at": due_at or now,
    }
    statement = (
        insert(session, _OUTBOX)
        .values(row)
        .on_conflict_do_nothing(index_elements=["workspace_id", "dedupe_key"])
        .returning(_OUTBOX.c.id)
    )
    number: int | None = (await run(session, statement)).scalar_one_or_none()
    if number is not None:
        wakes(session, "outbox")
    return number


async def touch(
    session: AsyncSession,
    *,
    workspace_id: str,
    now: datetime,
    entry_id: int | None = None,
    kinds: Collection[str] = (),
    ids: Collection[int] = (),
) -> int:
    """Notes that what these messages show has changed; how many that concerns.

    A sent one turns stale, one being sent is remembered as changed, and one still to be sent
    keeps its state, as it is rendered when it goes. At least one condition must be given.
    """
    row = _OUTBOX.c
    chosen = [row.workspace_id == workspace_id]
    if entry_id is not None:
        chosen.append(row.entry_id == entry_id)
    if kinds:
        chosen.append(row.kind.in_(kinds))
    if ids:
        chosen.append(row.id.in_(ids))
    if len(chosen) == 1:
        raise ValueError("Name an entry, kinds or messages: nobody means every message.")
    sent = row.state == "sent"
    # One statement, and rows still to be sent are written to as well: a sender who claims one
    # meanwhile waits for our commit, instead of rendering what stood there before.
    result = await run(
        session,
        update(_OUTBOX)
        .where(*chosen, row.state.in_(("sent", *OUTBOX_OPEN)))
        .values(
            state=case((sent, "stale"), else_=row.state),
            due_at=case((sent, now), else_=row.due_at),
            changed=case((sent, False), else_=True),
        ),
    )
    if result.rowcount:
        wakes(session, "outbox")
    return result.rowcount


class Outbox:
    """The queue of messages. Every method may raise `StorageUnavailable`.

    Those that take an item raise `LeaseLost` when somebody else has it now. Given a `session`
    they work within its transaction, otherwise in one of their own.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> list[OutboxItem]:
        """Takes up to `limit` messages that are due, none of them behind another of its lane."""
        row = _OUTBOX.c
        rendered_anew = case((row.state.in_(("new", "stale")), False), else_=row.changed)
        async with self._db.transaction() as session:
            rows = await _QUEUE.claim(
                session, now=now, limit=limit, lease=lease, also={"changed": rendered_anew}
            )
            await session.commit()
        return [_item(row) for row in rows]

    async def mark_sent(
        self,
        item: OutboxItem,
        channel: str | None,
        ts: str | None,
        now: datetime,
        *,
        keep: Collection[str] = (),
        session: AsyncSession | None = None,
    ) -> None:
        """Notes where the message stands; of its values only those in `keep` remain.

        What is no message in a channel, such as Home, has no `ts`. If what it shows changed
        meanwhile, it is due again at once, as an update.
        """
        changed = _OUTBOX.c.changed
        values = {
            "state": case((changed, "stale"), else_="sent"),
            "changed": False,
            "channel": channel,
            "ts": ts,
            "sent_at": now,
            "due_at": now,
            "attempts": 0,
            "error": None,
            "values": {key: item.values[key] for key in keep if key in item.values},
        }
        async with self._within(session) as own:
            await _QUEUE.change(own, item, values)
            wakes(own, "outbox")

    async def mark_unknown(self, item: OutboxItem, look_at: datetime) -> None:
        """The message may have been posted or not: at `look_at` it is to be looked for."""
        async with self._within(None) as own:
            await _QUEUE.change(own, item, {"state": "unknown", "due_at": look_at})

    async def retry(self, item: OutboxItem, due_at: datetime, error: str) -> None:
        """Gives the message back: certainly not posted, or still as uncertain as it was.

        `error` is a type and an id, no words.
        """
        state = "unknown" if item.uncertain else "new" if item.ts is None else "stale"
        async with self._within(None) as own:
            await _QUEUE.change(own, item, {"state": state, "due_at": due_at, "error": error})

    async def cancel(self, item: OutboxItem, *, session: AsyncSession | None = None) -> None:
        """Drops the message, words and all: there is no more reason for it."""
        async with self._within(session) as own:
            await _QUEUE.change(own, item, {"state": "cancelled", "values": {}, "changed": False})
            wakes(own, "outbox")

    async def set_aside(self, item: OutboxItem, error: str) -> None:
        """Gives the message up until an operator looks; it keeps its words and its lane goes on."""
        async with self._within(None) as own:
            await _QUEUE.change(own, item, {"state": "aside", "error": error})
            wakes(own, "outbox")

    async def reopen_aside(self, now: datetime) -> int:
        """Puts every message that was set aside back in its place; how many.

        Each is looked for in the conversation first: one may have been posted after all.
        """
        again = update(_OUTBOX).where(_OUTBOX.c.state == "aside")
        async with self._within(None) as own:
            done = await run(own, again.values(state="unknown", attempts=0, due_at=now))
            wakes(own, "outbox")
        return done.rowcount

    async def find_message(
        self, workspace_id: str, channel: str, ts: str, *, session: AsyncSession | None = None
    ) -> SentMessage | None:
        """Which message of ours stands there, if it is one of ours."""
        wanted = select(_OUTBOX).where(
            _OUTBOX.c.workspace_id == workspace_id, _OUTBOX.c.channel == channel, _OUTBOX.c.ts == ts
        )
        if session is not None:
            row = (await run(session, wanted)).mappings().first()
        else:
            async with self._db.snapshot() as own:
                row = (await run(own, wanted)).mappings().first()
        if row is None:
            return None
        return SentMessage(
            id=row["id"],
            member_id=row["member_id"],
            kind=row["kind"],
            values=row["values"],
            entry_id=row["entry_id"],
            channel=row["channel"],
            thread_ts=row["thread_ts"],
            ts=row["ts"],
        )

    async def counts(self) -> QueueCounts:
        """How the outbox stands; `oldest` is when the oldest open message was due."""
        return await _QUEUE.counts(self._db, since="due_at")

    async def forget(self, before: datetime) -> int:
        """Deletes messages last shown before then that nobody can update any more; how many.

        One that shows an entry is kept as long as the entry is: editing that changes it.
        """
        row = _OUTBOX.c
        shows = exists().where(_ENTRY.c.id == row.entry_id)
        return await _QUEUE.forget(
            self._db,
            func.coalesce(row.sent_at, row.created_at) < before,
            or_(row.state == "cancelled", and_(row.state == "sent", ~shows)),
        )

    @asynccontextmanager
    async def _within(self, session: AsyncSession | None) -> AsyncIterator[AsyncSession]:
        if session is not None:
            yield session
            return
        async with self._db.transaction() as own:
            yield own
            await own.commit()


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
        uncertain=row["ts"] is None and row["state"] in ("sending", "unknown"),
        attempts=row["attempts"] + 1,
        fence=row["fence"] + 1,
        created_at=row["created_at"],
    )
