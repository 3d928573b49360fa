"""Jobs: slow work, committed with what asked for it, done later outside any transaction.

What a job does is not known here. What comes of it is told as an event in its member's lane.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, bindparam, func, select, update
from sqlmodel import Session, SQLModel

from storage.engine.database import Database, wakes
from storage.engine.statements import dialect_of, insert_once, run
from storage.queues.queue import Part, Queue, QueueCounts, SetAside, given
from storage.vocabulary import JOB_OPEN

_JOB: Final = SQLModel.metadata.tables["job"]
_row: Final = _JOB.c
COACH: Final = "coach"
"""The kind of job that waits for a language model, and the part of the queue that such jobs are."""
EVERYTHING: Final = ""
"""Both parts together, in order: where nobody waits for a language model."""
OTHERS: Final = "others"
"""The part of the queue that all other jobs are: neither part ever waits for the other."""

_QUEUE: Final = Queue(
    name="job",
    table=_JOB,
    open=JOB_OPEN,
    leased="working",
    parts={
        COACH: Part(lambda row: row.kind == COACH, in_order=False),
        OTHERS: Part(lambda row: row.kind != COACH),
    },
)

_ENDED: Final = _QUEUE.changing(
    state=given(_JOB, "state"),
    result=given(_JOB, "result"),
    ended_at=given(_JOB, "ended_at"),
    error=given(_JOB, "error"),
    values={},
)
_AGAIN: Final = _QUEUE.changing(
    state="new",
    due_at=given(_JOB, "due_at"),
    error=given(_JOB, "error"),
    attempts=_row.attempts - bindparam("new_uncounted", type_=_row.attempts.type),
)
_ASIDE: Final = _QUEUE.changing(
    state="aside", error=given(_JOB, "error"), ended_at=given(_JOB, "ended_at")
)
_PROGRESS: Final = _QUEUE.changing(
    progress=given(_JOB, "progress"), lease_until=given(_JOB, "lease_until")
)
_LEFT: Final = _QUEUE.changing(result=given(_JOB, "result"), lease_until=_row.lease_until)

_INSERTS: Final = {
    dialect: insert_once(_JOB, dialect, "workspace_id", "dedupe_key")
    .values(state="new", attempts=0, fence=0)
    .returning(_row.id)
    for dialect in ("sqlite", "postgresql")
}


@dataclass(frozen=True, slots=True)
class Job:
    """A job under lease; `values` are plain ones, `attempts` counts this one, `result` is what
    attempts before have left behind.
    """

    id: int
    workspace_id: str
    member_id: int
    lane: str
    kind: str
    values: Mapping[str, Any]
    attempts: int
    fence: int
    created_at: datetime
    error: str | None = None
    result: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JobRecord:
    """How a job stands: `progress` and `result` are plain values of its kind, `key` is what it was
    asked for under, `created_at` when (real time). `values` are what it was asked with, empty once
    it has ended.
    """

    id: int
    member_id: int
    key: str
    kind: str
    state: str
    progress: Mapping[str, Any]
    result: Mapping[str, Any]
    error: str | None
    created_at: datetime
    values: Mapping[str, Any] = field(default_factory=dict)


def add(
    session: Session,
    *,
    workspace_id: str,
    member_id: int,
    dedupe_key: str,
    kind: str,
    values: Mapping[str, Any],
    now: datetime,
) -> int | None:
    """Adds a job to the session's transaction; its number, or None where the key is known.

    `now` is real time. A member's jobs are done one after the other.
    """
    row = {
        "workspace_id": workspace_id,
        "member_id": member_id,
        "lane": f"member:{member_id}",
        "dedupe_key": dedupe_key,
        "kind": kind,
        "values": dict(values),
        "progress": {},
        "result": {},
        "created_at": now,
        "due_at": now,
    }
    number: int | None = run(session, _INSERTS[dialect_of(session)], row).scalar_one_or_none()
    if number is not None:
        wakes(session, "job")
    return number


def get(session: Session, workspace_id: str, job_id: int) -> JobRecord | None:
    """A job of the workspace, in whatever state."""
    wanted = select(_JOB).where(_row.workspace_id == workspace_id, _row.id == job_id)
    found = run(session, wanted).mappings().first()
    return None if found is None else _record(found)


def of_member(session: Session, workspace_id: str, member_id: int, kind: str) -> list[JobRecord]:
    """A member's jobs of a kind, the oldest first."""
    wanted = (
        select(_JOB)
        .where(_row.workspace_id == workspace_id, _row.member_id == member_id, _row.kind == kind)
        .order_by(_row.id)
    )
    return [_record(row) for row in run(session, wanted).mappings()]


def of_group(
    session: Session, workspace_id: str, member_id: int, kind: str, prefix: str
) -> list[JobRecord]:
    """A member's jobs of a kind whose keys begin alike, the oldest first."""
    wanted = (
        select(_JOB)
        .where(
            _row.workspace_id == workspace_id,
            _row.dedupe_key.startswith(prefix, autoescape=True),
            _row.member_id == member_id,
            _row.kind == kind,
        )
        .order_by(_row.id)
    )
    return [_record(row) for row in run(session, wanted).mappings()]


def settle(session: Session, workspace_id: str, job_id: int, progress: Mapping[str, Any]) -> None:
    """What came of a job that has ended was dealt with: its result goes, and `progress`, which
    holds no words, says what became of it.
    """
    run(
        session,
        update(_JOB)
        .where(
            _row.workspace_id == workspace_id,
            _row.id == job_id,
            _row.state.in_(("done", "aside")),
        )
        .values(result={}, progress=dict(progress)),
    )


def cancel(session: Session, workspace_id: str, member_id: int) -> None:
    """Drops what a member's jobs were to do; whoever is at one of them loses it."""
    run(
        session,
        update(_JOB)
        .where(
            _row.workspace_id == workspace_id,
            _row.member_id == member_id,
            _row.state.in_((*JOB_OPEN, "aside")),
        )
        .values(state="cancelled", values={}, progress={}, lease_until=None),
    )


def cancel_group(
    session: Session,
    workspace_id: str,
    member_id: int,
    kind: str,
    prefix: str,
    *,
    progress: Mapping[str, Any],
) -> None:
    """The same of those alone of a kind that have still to be done, and whose keys begin alike;
    `progress`, which holds no words, says what became of them.
    """
    run(
        session,
        update(_JOB)
        .where(
            _row.workspace_id == workspace_id,
            _row.dedupe_key.startswith(prefix, autoescape=True),
            _row.member_id == member_id,
            _row.kind == kind,
            _row.state.in_(JOB_OPEN),
        )
        .values(state="cancelled", values={}, progress=dict(progress), lease_until=None),
    )


def forget_results(
    session: Session, workspace_id: str, member_id: int, kind: str, before: int
) -> None:
    """Empties what came of a member's jobs of a kind that were asked for before job `before`."""
    run(
        session,
        update(_JOB)
        .where(
            _row.workspace_id == workspace_id,
            _row.member_id == member_id,
            _row.kind == kind,
            _row.id < before,
        )
        .values(result={}),
    )


class Jobs:
    """The queue of jobs. Every method may raise `StorageUnavailable`; those that take a job raise
    `LeaseLost` when somebody else has it now, and work within the session's transaction.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def is_anything_due(self, now: datetime, part: str = EVERYTHING) -> bool:
        """Whether a claim would find something; takes no lock."""
        with self._db.snapshot() as session:
            return _QUEUE.anything_due(session, now, part)

    def claim(
        self, now: datetime, limit: int, lease: timedelta, part: str = EVERYTHING
    ) -> list[Job]:
        """Takes up to `limit` jobs of a part that are due, none of them behind another of its lane
        where that part keeps its order.
        """
        with self._db.transaction() as session:
            rows = _QUEUE.claim(session, now=now, limit=limit, lease=lease, part=part)
            session.commit()
        return [_item(row) for row in rows]

    def progressed(
        self, session: Session, job: Job, progress: Mapping[str, Any], lease_until: datetime
    ) -> None:
        """Notes how far it has come, and keeps the lease for longer."""
        _QUEUE.change(session, _PROGRESS, job, progress=dict(progress), lease_until=lease_until)

    def left(self, session: Session, job: Job, result: Mapping[str, Any]) -> None:
        """Notes what it has left behind so far: known from here on, however it ends."""
        _QUEUE.change(session, _LEFT, job, result=dict(result))

    def retry(
        self, session: Session, job: Job, due_at: datetime, error: str, *, counted: bool = True
    ) -> None:
        """Gives the job back, to be tried again. `error` is a type and an id, no words."""
        uncounted = 0 if counted else 1
        _QUEUE.change(session, _AGAIN, job, due_at=due_at, error=error, uncounted=uncounted)

    def end(self, session: Session, job: Job, result: Mapping[str, Any], now: datetime) -> None:
        """It is done; `now` is real time."""
        _QUEUE.change(
            session, _ENDED, job, state="done", result=dict(result), ended_at=now, error=None
        )

    def set_aside(self, session: Session, job: Job, error: str, now: datetime) -> None:
        """Gives the job up until an operator looks; its lane goes on."""
        _QUEUE.change(session, _ASIDE, job, error=error, ended_at=now)

    def reopen_aside(self, now: datetime) -> int:
        """Puts every job that was set aside back in its place, to be tried anew; how many."""
        return _QUEUE.reopen_aside(self._db, now, state="new", ended_at=None)

    def aside(self) -> list[SetAside]:
        """Why jobs were set aside, and how many."""
        return _QUEUE.aside(self._db)

    def counts(self) -> QueueCounts:
        """How the queue stands; `oldest` is when the oldest open job was asked for."""
        return _QUEUE.counts(self._db, since="created_at")

    def old(self, before: datetime, after: int) -> list[int]:
        """The numbers of a page of jobs that ended before then and left nothing behind, from
        behind a number on.
        """
        with self._db.snapshot() as session:
            return _QUEUE.old(session, after, *_old(before))

    def forget(self, ids: Sequence[int], before: datetime) -> int:
        """Deletes those of these jobs that are still as `old` says; how many.

        What came of a job is known as long as the member's record is: erasing goes by it.
        """
        with self._db.transaction() as session:
            gone = _QUEUE.forget(session, ids, *_old(before))
            session.commit()
        return gone


def _old(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        func.coalesce(_row.ended_at, _row.created_at) < before,
        _row.state.in_(("done", "cancelled")),
        _row.result == {},
    )


def _item(row: RowMapping) -> Job:
    return Job(
        id=row["id"],
        workspace_id=row["workspace_id"],
        member_id=row["member_id"],
        lane=row["lane"],
        kind=row["kind"],
        values=row["values"],
        attempts=row["attempts"],
        fence=row["fence"],
        created_at=row["created_at"],
        error=row["error"],
        result=row["result"],
    )


def _record(row: RowMapping) -> JobRecord:
    return JobRecord(
        id=row["id"],
        member_id=row["member_id"],
        key=row["dedupe_key"],
        kind=row["kind"],
        state=row["state"],
        values=row["values"],
        progress=row["progress"],
        result=row["result"],
        error=row["error"],
        created_at=row["created_at"],
    )
