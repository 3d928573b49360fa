"""A unit of work: one transaction, opened for one workspace, with the repositories inside it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from storage import outbox
from storage.assessments import Assessments
from storage.database import Database
from storage.enrolments import Enrolments
from storage.entries import Entries
from storage.inbox import InboxItem, finish
from storage.members import Members
from storage.nudges import Nudges
from storage.teams import Teams
from storage.workspaces import Workspaces


class UnitOfWork:
    """Everything that one change may read and write; nothing is kept unless `commit` is called."""

    def __init__(self, session: AsyncSession, workspace_id: str) -> None:
        self._session = session
        self.workspace_id = workspace_id
        self.workspace = Workspaces(session, workspace_id)
        self.members = Members(session, workspace_id)
        self.enrolments = Enrolments(session, workspace_id)
        self.entries = Entries(session, workspace_id)
        self.assessments = Assessments(session, workspace_id)
        self.teams = Teams(session, workspace_id)
        self.nudges = Nudges(session, workspace_id)

    async def say(
        self,
        member_id: int,
        kind: str,
        dedupe_key: str,
        now: datetime,
        values: Mapping[str, Any] | None = None,
        *,
        entry_id: int | None = None,
        channel: str | None = None,
        thread_ts: str | None = None,
    ) -> int | None:
        """Queue a message to a member, sent once this unit is committed; None if said before.

        `now` is real time. Without `channel` it goes into the member's DM.
        """
        return await outbox.add(
            self._session,
            workspace_id=self.workspace_id,
            member_id=member_id,
            lane=f"member:{member_id}",
            dedupe_key=dedupe_key,
            kind=kind,
            values=dict(values or {}),
            entry_id=entry_id,
            channel=channel,
            thread_ts=thread_ts,
            now=now,
        )

    async def refresh(
        self, *, now: datetime, entry_id: int | None = None, kind: str | None = None,
        member_id: int | None = None,
    ) -> None:
        """Have messages that were sent already rendered anew from the state as it is now."""
        await outbox.touch(
            self._session,
            workspace_id=self.workspace_id,
            entry_id=entry_id,
            kind=kind,
            member_id=member_id,
            now=now,
        )

    async def finish(self, item: InboxItem) -> None:
        """Mark an event as worked off in this transaction. Raises LeaseLost if it is not ours."""
        await finish(self._session, item)

    async def commit(self) -> None:
        await self._session.commit()


@asynccontextmanager
async def unit_of_work(database: Database, workspace_id: str) -> AsyncIterator[UnitOfWork]:
    """A transaction that writes for one workspace, rolled back unless committed."""
    async with database.transaction() as session:
        yield UnitOfWork(session, workspace_id)


@asynccontextmanager
async def look(database: Database, workspace_id: str) -> AsyncIterator[UnitOfWork]:
    """The same for reading alone: no write lock is taken, and commit has nothing to keep."""
    async with database.snapshot() as session:
        yield UnitOfWork(session, workspace_id)
