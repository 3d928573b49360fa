"""The workspace itself: who the bot is in it, and the workplace's own settings."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import col, select, update

from storage.engine.database import Database
from storage.engine.statements import run
from storage.repository import Repository, table_of
from storage.row_types import WorkspaceRecord, record
from storage.tables import Workspace
from storage.tables.workspaces import new_key


class Workspaces(Repository):
    """The one workspace that the unit of work is for."""

    def ensure(self, now: datetime) -> None:
        """Make the row of this workspace where there is none yet."""
        if self.get() is None:
            self._session.merge(Workspace(id=self._workspace_id, created_at=now))
            self._session.flush()

    def get(self) -> WorkspaceRecord | None:
        known: WorkspaceRecord | None = self._read.get(("workspace", self._workspace_id))
        if known is None:
            row = self._session.get(Workspace, self._workspace_id)
            if row is not None:
                known = self._read["workspace", self._workspace_id] = record(WorkspaceRecord, row)
        return known

    def refuses_blocks(self, types: Collection[str], now: datetime) -> None:
        """Note that Slack refused these types of blocks here at a moment (real time)."""
        row = self._session.get(Workspace, self._workspace_id, with_for_update=True)
        if row is not None:
            known = {**row.refused_blocks, **dict.fromkeys(types, now.isoformat())}
            self.change(refused_blocks=known)

    def account_key(self) -> str:
        """The key that the accounts of its entries are hashed with, made where there is none."""
        key = table_of(Workspace).c.account_key
        here = table_of(Workspace).c.id == self._workspace_id
        missing = table_of(Workspace).update().where(here, key == "")
        run(self._session, missing.values(account_key=new_key()))
        found: str = run(self._session, select(key).where(here)).scalar_one()
        return found

    def set(self, name: str, value: Any) -> None:
        """Set one of the workplace's own settings; others that are set at the same time stay."""
        row = self._session.get(Workspace, self._workspace_id, with_for_update=True)
        if row is not None:
            self._session.refresh(row)
            self.change(settings={**row.settings, name: value})

    def change(self, **changes: Any) -> None:
        """Set these columns of the workspace."""
        self._read.pop(("workspace", self._workspace_id), None)
        self._session.exec(
            update(Workspace).where(col(Workspace.id) == self._workspace_id).values(**changes)
        )


def workspace_ids(database: Database) -> tuple[str, ...]:
    """Every workspace there is, for what walks through all of them."""
    with database.snapshot() as session:
        return tuple(session.exec(select(Workspace.id).order_by(Workspace.id)).all())
