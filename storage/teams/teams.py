"""Who manages whom, and the log of who looked at whose record."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from storage.engine.statements import run
from storage.repository import Repository
from storage.row_types import AccessRecord, MemberRecord, TeamLinkRecord, record
from storage.tables import AccessLog, Member, TeamLink, Workspace
from storage.vocabulary import LinkSource, LinkState

OPEN: tuple[LinkState, ...] = ("asked", "notifying", "active", "suspended")


class Teams(Repository):
    """The team links and the access log of one workspace."""

    def one_at_a_time(self) -> None:
        """Nobody else in the workspace changes who manages, or administers, until this unit ends.

        What two people do at once could otherwise make each the other's manager. What was read of
        either before is read anew.
        """
        self._forget("manager", "roles")
        query = select(Workspace.id).where(Workspace.id == self._workspace_id)
        self._session.exec(query.with_for_update(key_share=True))

    def manager_of(self, member_id: int) -> TeamLinkRecord | None:
        """The one link that is open for a member, whatever its state."""
        return self._once("manager", [member_id], self.managers_of, None)[member_id]

    def managers_of(self, member_ids: Sequence[int]) -> dict[int, TeamLinkRecord]:
        """The open links of these members by member, in one statement."""
        query = self._links().where(
            col(TeamLink.member_id).in_(member_ids), col(TeamLink.state).in_(OPEN)
        )
        return {
            row.member_id: record(TeamLinkRecord, row) for row in self._session.exec(query).all()
        }

    def get(self, link_id: int) -> TeamLinkRecord | None:
        return self._one(
            self._session.exec(self._links().where(TeamLink.id == link_id)).one_or_none()
        )

    def under(self, manager_id: int, states: Sequence[LinkState]) -> tuple[TeamLinkRecord, ...]:
        """A manager's links in these states."""
        query = (
            self._links()
            .where(TeamLink.manager_id == manager_id, col(TeamLink.state).in_(states))
            .order_by(col(TeamLink.id))
        )
        return tuple(record(TeamLinkRecord, row) for row in self._session.exec(query).all())

    def people_under(
        self, manager_id: int, states: Sequence[LinkState]
    ) -> tuple[tuple[MemberRecord, TeamLinkRecord], ...]:
        """The people of a manager's links in these states, each with the link, in one statement;
        those whose accounts are switched off left out. Whom the manager may see is not decided
        here.
        """
        query = (
            select(Member, TeamLink)
            .join(TeamLink, col(TeamLink.member_id) == col(Member.id))
            .where(
                TeamLink.workspace_id == self._workspace_id,
                TeamLink.manager_id == manager_id,
                col(TeamLink.state).in_(states),
                col(Member.deactivated).is_(False),
            )
        )
        return tuple(
            (record(MemberRecord, member), record(TeamLinkRecord, link))
            for member, link in self._session.exec(query).all()
        )

    def link(
        self,
        member_id: int,
        manager_id: int,
        state: LinkState,
        *,
        source: LinkSource,
        now: datetime,
        assigned_by: int | None = None,
    ) -> TeamLinkRecord:
        """A new link; the member's open one ends."""
        self._forget("manager")
        self._session.exec(
            update(TeamLink)
            .where(
                col(TeamLink.workspace_id) == self._workspace_id,
                col(TeamLink.member_id) == member_id,
                col(TeamLink.state).in_(OPEN),
            )
            .values(state="ended", changed_at=now)
        )
        row = TeamLink(
            workspace_id=self._workspace_id,
            member_id=member_id,
            manager_id=manager_id,
            state=state,
            source=source,
            assigned_by=assigned_by,
            created_at=now,
            changed_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return record(TeamLinkRecord, row)

    def turn(
        self, link_id: int, before: Sequence[LinkState], after: LinkState, now: datetime
    ) -> bool:
        """Move a link on, unless it is no longer in one of the states before."""
        self._forget("manager")
        done = self._session.exec(
            update(TeamLink)
            .where(
                col(TeamLink.id) == link_id,
                col(TeamLink.workspace_id) == self._workspace_id,
                col(TeamLink.state).in_(before),
            )
            .values(state=after, changed_at=now)
        )
        return done.rowcount == 1

    def log_access(
        self, viewer_id: int, member_ids: Iterable[int], what: str, now: datetime
    ) -> None:
        """A line in each of these members' access logs, in one statement."""
        lines = [
            {
                "workspace_id": self._workspace_id,
                "member_id": member_id,
                "viewer_id": viewer_id,
                "what": what,
                "at": now,
            }
            for member_id in member_ids
        ]
        if lines:
            run(self._session, insert(AccessLog).values(lines))

    def access_to(self, member_id: int, limit: int) -> tuple[AccessRecord, ...]:
        """Who looked at a member's record, the latest first."""
        query = (
            select(AccessLog, Member.name)
            .join(Member, col(Member.id) == col(AccessLog.viewer_id))
            .where(AccessLog.workspace_id == self._workspace_id, AccessLog.member_id == member_id)
            .order_by(col(AccessLog.id).desc())
            .limit(limit)
        )
        return tuple(
            AccessRecord(row.viewer_id, name, row.what, row.at)
            for row, name in self._session.exec(query).all()
        )

    def _forget(self, *kinds: str) -> None:
        for key in [key for key in self._read if key[0] in kinds]:
            del self._read[key]

    def _links(self) -> SelectOfScalar[TeamLink]:
        return select(TeamLink).where(TeamLink.workspace_id == self._workspace_id)

    def _one(self, row: TeamLink | None) -> TeamLinkRecord | None:
        return None if row is None else record(TeamLinkRecord, row)
