"""What inbox and outbox share: claiming rows lane by lane, fencing, counting and forgetting.

A row is *open* while somebody has to do something about it. A claim leases it: until the lease
runs out nobody else takes it, and its fence, one higher with each claim, tells an old holder
from the new one. Only the oldest open row of a lane can be claimed, so a lane keeps its order
even while its head waits to be tried again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Integer,
    RowMapping,
    Select,
    Table,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Database
from storage.errors import LeaseLost
from storage.tables import words

PAGE = 500  # rows in one deletion: short enough to let a writer in between


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How a queue stands: open rows, those set aside, and since when the oldest open one waits."""

    open: int
    aside: int
    oldest: datetime | None


class Claimed(Protocol):
    """What fencing needs to know of an item."""

    @property
    def id(self) -> int: ...
    @property
    def fence(self) -> int: ...


@dataclass(frozen=True)
class Queue:
    """A table with the queue's columns, the states in which a row is open, and the leased one."""

    table: Table
    open: Sequence[str]
    leased: str

    def is_open(self, alias: str) -> ColumnElement[bool]:
        """The partial indexes' own condition.

        In words and not in parameters, or neither database sees that the index holds.
        """
        return text(f"{alias}.state IN ({words(self.open)})")  # type: ignore[return-value]

    async def claim(
        self,
        session: AsyncSession,
        *,
        now: datetime,
        limit: int,
        lease: timedelta,
        also: Mapping[str, Any] = MappingProxyType({}),
    ) -> list[RowMapping]:
        """Leases up to `limit` due rows, longest due first; returns them as they were before.

        `also` is written to each of them with the lease.
        """
        connection = await session.connection()
        due = await connection.execute(self._due, {"now": now, "most": limit})
        found = list(due.mappings())
        if found:
            await run(
                session,
                update(self.table)
                .where(self.table.c.id.in_([each["id"] for each in found]))
                .values(
                    state=self.leased,
                    lease_until=now + lease,
                    fence=self.table.c.fence + 1,
                    attempts=self.table.c.attempts + 1,
                    **also,
                ),
            )
        return found

    @cached_property
    def _due(self) -> Select[Any]:
        """The rows due at `now`, at most `most`. Built once: the queues are asked all day long."""
        row, older = self.table.alias("r"), self.table.alias("o")
        now = bindparam("now", type_=row.c.due_at.type)
        first_of_lane = ~exists().where(
            older.c.workspace_id == row.c.workspace_id,
            older.c.lane == row.c.lane,
            older.c.id < row.c.id,
            self.is_open("o"),
        )
        return (
            select(row)
            .where(
                self.is_open("r"),
                row.c.due_at <= now,
                or_(row.c.lease_until.is_(None), row.c.lease_until <= now),
                first_of_lane,
            )
            .order_by(row.c.due_at, row.c.id)
            .limit(bindparam("most", type_=Integer))
            .with_for_update(skip_locked=True, of=row)
        )

    async def change(self, session: AsyncSession, item: Claimed, values: Mapping[str, Any]) -> None:
        """Writes to a row that we still hold, and gives up the lease.

        Raises `LeaseLost` when somebody else has taken it since, or settled it.
        """
        row = self.table.c
        held = (row.id == item.id, row.fence == item.fence, row.state == self.leased)
        done = await run(
            session, update(self.table).where(*held).values(lease_until=None, **values)
        )
        if done.rowcount == 0:
            raise LeaseLost(f"The lease on row {item.id} of {self.table.name} was lost.")

    async def counts(self, db: Database, since: str) -> QueueCounts:
        """How the queue stands; `since` is the column that says when a row came."""
        table = self.table
        async with db.snapshot() as session:
            waiting = select(func.count(), func.min(table.c[since])).where(self.is_open(table.name))
            row: Sequence[Any] = (await run(session, waiting)).one()
            aside = select(func.count()).select_from(table).where(text("state = 'aside'"))
            return QueueCounts(row[0], (await run(session, aside)).scalar_one(), row[1])

    async def forget(self, db: Database, *conditions: ColumnElement[bool]) -> int:
        """Deletes the rows that meet the conditions, page by page; returns how many.

        They are looked for without holding anybody up, and asked about once more when deleted.
        """
        row, deleted, last = self.table.c, 0, 0
        while True:
            async with db.snapshot() as session:
                page = select(row.id).where(row.id > last, *conditions).order_by(row.id).limit(PAGE)
                ids = list((await run(session, page)).scalars())
            if ids:
                async with db.transaction() as session:
                    gone = delete(self.table).where(row.id.in_(ids), *conditions)
                    deleted += (await run(session, gone)).rowcount
                    await session.commit()
                last = ids[-1]
            if len(ids) < PAGE:
                return deleted


def insert(session: AsyncSession, table: Table) -> Any:
    """An insert that knows ON CONFLICT, in the session's own dialect."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


async def run(session: AsyncSession, statement: Any) -> CursorResult[Any]:
    """Executes a Core statement in the session's transaction."""
    connection = await session.connection()
    result: CursorResult[Any] = await connection.execute(statement)
    return result
