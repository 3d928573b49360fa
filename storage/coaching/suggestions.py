"""What was asked of the coach about a member's words, and what came of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlmodel import col, delete, func, select, update

from storage.engine.database import Database
from storage.repository import Repository
from storage.row_types import CoachSuggestionRecord, record
from storage.tables import CoachSuggestion
from storage.vocabulary import CoachKind

PAGE: Final = 500
"""Rows in one deletion."""


class CoachSuggestions(Repository):
    """The coach's suggestions to the members of one workspace."""

    def add(
        self,
        member_id: int,
        kind: CoachKind,
        *,
        entry_id: int | None,
        about: str,
        original: str,
        in_modal: bool,
        asked_at: datetime,
        real_at: datetime,
    ) -> CoachSuggestionRecord:
        """A request that is about to be queued. `asked_at` is calendar time, `real_at` real."""
        self._unit.flush()
        row = CoachSuggestion(
            workspace_id=self._workspace_id,
            member_id=member_id,
            entry_id=entry_id,
            kind=kind,
            about=about,
            original=original,
            in_modal=in_modal,
            asked_at=asked_at,
            real_at=real_at,
        )
        self._session.add(row)
        self._session.flush()
        return record(CoachSuggestionRecord, row)

    def get(self, number: int, member_id: int) -> CoachSuggestionRecord | None:
        """One of the member's."""
        return self._first(member_id, col(CoachSuggestion.id) == number)

    def of_job(self, job_id: int, member_id: int) -> CoachSuggestionRecord | None:
        """The one that a job is about."""
        return self._first(member_id, col(CoachSuggestion.job_id) == job_id)

    def offered(
        self, entry_ids: Sequence[int], member_id: int
    ) -> dict[int, tuple[CoachSuggestionRecord, ...]]:
        """Those that stand offered about entries, the newest first, in one statement."""
        self._unit.flush()
        query = (
            self._of(member_id)
            .where(
                col(CoachSuggestion.entry_id).in_(entry_ids),
                col(CoachSuggestion.state) == "offered",
            )
            .order_by(col(CoachSuggestion.id).desc())
        )
        found: dict[int, tuple[CoachSuggestionRecord, ...]] = {}
        for row in self._session.exec(query).all():
            one = record(CoachSuggestionRecord, row)
            found[row.entry_id] = (*found.get(row.entry_id, ()), one)
        return found

    def entries_with_offers(self) -> tuple[int, ...]:
        """The entries of everybody here about which something stands offered."""
        self._unit.flush()
        query = (
            select(col(CoachSuggestion.entry_id))
            .where(
                col(CoachSuggestion.workspace_id) == self._workspace_id,
                col(CoachSuggestion.state) == "offered",
                col(CoachSuggestion.entry_id).is_not(None),
            )
            .distinct()
        )
        return tuple(sorted(one for one in self._session.exec(query).all() if one is not None))

    def all_of(self, member_id: int) -> tuple[CoachSuggestionRecord, ...]:
        """Every one of the member's, the oldest first."""
        query = self._of(member_id).order_by(col(CoachSuggestion.id))
        rows = self._session.exec(query).all()
        return tuple(record(CoachSuggestionRecord, row) for row in rows)

    def asked_since(self, member_id: int, since: datetime) -> tuple[int, int]:
        """How many requests the member, and everybody here, has made since a moment (real time)."""
        self._unit.flush()
        recent = (
            col(CoachSuggestion.workspace_id) == self._workspace_id,
            col(CoachSuggestion.real_at) >= since,
        )
        mine = select(func.count()).where(*recent, col(CoachSuggestion.member_id) == member_id)
        everybody = select(func.count()).where(*recent)
        counted = select(mine.scalar_subquery(), everybody.scalar_subquery())
        one, all_ = self._session.exec(counted).one()
        return int(one), int(all_)

    def change(self, one: CoachSuggestionRecord, **columns: Any) -> bool:
        """Set columns of one that is still in the state in which it was read; whether it was."""
        done = self._session.exec(
            update(CoachSuggestion)
            .where(
                col(CoachSuggestion.id) == one.id,
                col(CoachSuggestion.workspace_id) == self._workspace_id,
                col(CoachSuggestion.state) == one.state,
            )
            .values(**columns)
        )
        return done.rowcount > 0

    def _first(self, member_id: int, condition: Any) -> CoachSuggestionRecord | None:
        self._unit.flush()
        row = self._session.exec(self._of(member_id).where(condition)).first()
        return None if row is None else record(CoachSuggestionRecord, row)

    def _of(self, member_id: int):  # type: ignore[no-untyped-def]
        return select(CoachSuggestion).where(
            CoachSuggestion.workspace_id == self._workspace_id,
            CoachSuggestion.member_id == member_id,
        )


def forget_old(database: Database, before: datetime) -> int:
    """Delete a page of requests made before a moment (real time), in all workspaces; how many."""
    old = select(col(CoachSuggestion.id)).where(col(CoachSuggestion.real_at) < before).limit(PAGE)
    with database.transaction() as session:
        numbers = list(session.exec(old).all())
        gone = session.exec(
            delete(CoachSuggestion).where(col(CoachSuggestion.id).in_(numbers))
        ).rowcount
        session.commit()
    return gone
