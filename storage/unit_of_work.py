"""A unit of work: one transaction, opened for one workspace, with the repositories inside it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.assessments import Assessments
from storage.database import Database
from storage.enrolments import Enrolments
from storage.entries import Entries
from storage.inbox import InboxItem, finish
from storage.members import Members
from storage.messages import Messages
from storage.nudges import Nudges
from storage.teams import Teams
from storage.whole_record import WholeRecord
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
        self.messages = Messages(session, workspace_id)
        self.whole_record = WholeRecord(session, workspace_id)

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
