"""Rows and arrivals for the storage tests, with only what a test is about left to say."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, SQLModel

from storage.engine.database import Database
from storage.queues import outbox
from storage.queues.inbox import Inbox
from storage.queues.inbox_writer import Arrival, Kept
from storage.tables import Entry, Member, Workspace
from tests.patience import PATIENCE

NOW = datetime(2026, 11, 20, 9, 30, 0, 123456, tzinfo=UTC)
LEASE = timedelta(seconds=60)
SOON = NOW + timedelta(seconds=1)
AFTER_LEASE = NOW + LEASE + timedelta(seconds=1)


def arrival(
    event_id: str,
    lane: str = "T1:U1",
    *,
    payload: str = '{"text":"2h course"}',
    received_at: datetime = NOW,
    workspace_id: str = "T1",
    lease_until: datetime | None = None,
) -> Arrival:
    """An event of somebody's."""
    return Arrival(
        workspace_id=workspace_id,
        event_id=event_id,
        lane=lane,
        payload=payload,
        received_at=received_at,
        calendar_at=received_at + timedelta(days=30),
        lease_until=lease_until,
    )


def put(inbox: Inbox, given: Arrival) -> Kept:
    """What became of an event, once it is durable."""
    return inbox.put(given).result(PATIENCE)


def a_member(db: Database, workspace_id: str = "T1", slack_id: str = "U1") -> int:
    """A new member in a workspace, which is made where there is none."""
    with db.transaction() as session:
        if session.get(Workspace, workspace_id) is None:
            session.add(Workspace(id=workspace_id, created_at=NOW))
            session.flush()
        member = Member(workspace_id=workspace_id, slack_id=slack_id, first_seen_at=NOW)
        session.add(member)
        session.commit()
        return member.id


def an_entry(db: Database, member_id: int) -> int:
    """An entry of that member's."""
    with db.transaction() as session:
        entry = Entry(
            workspace_id="T1",
            member_id=member_id,
            status="draft",
            created_at=NOW,
            changed_at=NOW,
        )
        session.add(entry)
        session.commit()
        return entry.id


def add_message(
    session: Session,
    member_id: int,
    key: str,
    *,
    lane: str | None = None,
    kind: str = "card",
    workspace_id: str = "T1",
    entry_id: int | None = None,
    now: datetime = NOW,
    due_at: datetime | None = None,
) -> int | None:
    """A message to that member, in the session's transaction."""
    return outbox.add(
        session,
        workspace_id=workspace_id,
        member_id=member_id,
        lane=lane or f"member:{member_id}",
        dedupe_key=key,
        kind=kind,
        values={"title": "High voltage isolation", "number": 7},
        entry_id=entry_id,
        now=now,
        due_at=due_at,
    )


def a_message(
    db: Database,
    member_id: int,
    key: str = "reply:1:1",
    **more: Any,
) -> int:
    """A committed message to that member; `more` is as in `add_message`."""
    with db.transaction() as session:
        number = add_message(session, member_id, key, **more)
        session.commit()
    assert number is not None
    return number


def query(db: Database, statement: str) -> list[tuple[Any, ...]]:
    """What the database answers to a plain statement."""
    with db.snapshot() as session:
        rows = session.connection().execute(text(statement))
        return [tuple(row) for row in rows]


def execute(db: Database, statement: str) -> None:
    """Does a plain statement, committed."""
    with db.transaction() as session:
        session.connection().execute(text(statement))
        session.commit()


def multiply(session: Session, table: str, times: int, **changed: str) -> None:
    """The table's only row again and again: with these columns changed, as SQL over `n`."""
    columns = SQLModel.metadata.tables[table].c.keys()
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(changed.get(column, f't."{column}"') for column in columns)
    session.connection().execute(
        text(
            "WITH RECURSIVE number (n) AS "
            f"(SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {times}) "
            f"INSERT INTO {table} ({names}) SELECT {values} FROM number, {table} AS t"
        )
    )
