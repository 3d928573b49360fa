"""Which entries stand in the account that a body keeps, by their member's word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, delete, exists, select
from sqlmodel import col
from sqlmodel import select as select_rows

from storage.engine.statements import run
from storage.repository import Repository
from storage.row_types import EntryRecord, record
from storage.tables import EnteredAtBody, Entry


@dataclass(frozen=True, slots=True)
class EnteredRecord:
    """That an entry stands in a body's account, by its member's word on one of their days."""

    entry_id: int
    body: str
    day: date
    content_mark: str
    marked_at: datetime
    turn: str


class EnteredEntries(Repository):
    """What was entered at bodies, of one workspace's members."""

    def mark(
        self,
        member_id: int,
        marks: Mapping[int, str],
        *,
        body: str,
        day: date,
        now: datetime,
        turn: str,
    ) -> None:
        """These entries, by number each with what its content is known by, stand in the account;
        said anew, it takes the place of what was said.
        """
        self.unmark(member_id, list(marks), body)
        for entry_id, content_mark in marks.items():
            self._session.add(
                EnteredAtBody(
                    workspace_id=self._workspace_id,
                    member_id=member_id,
                    entry_id=entry_id,
                    body=body,
                    day=day,
                    content_mark=content_mark,
                    marked_at=now,
                    turn=turn,
                )
            )
        self._session.flush()

    def unmark(self, member_id: int, entry_ids: Sequence[int], body: str) -> None:
        """They do not stand there."""
        run(
            self._session,
            delete(EnteredAtBody).where(
                col(EnteredAtBody.workspace_id) == self._workspace_id,
                col(EnteredAtBody.member_id) == member_id,
                col(EnteredAtBody.entry_id).in_(entry_ids),
                col(EnteredAtBody.body) == body,
            ),
        )

    def of_entries(
        self, entry_ids: Sequence[int], member_id: int
    ) -> dict[int, tuple[EnteredRecord, ...]]:
        """By entry, in which accounts it stands, by body, in one statement."""
        found: dict[int, list[EnteredRecord]] = {number: [] for number in entry_ids}
        query = (
            select_rows(EnteredAtBody)
            .where(
                EnteredAtBody.workspace_id == self._workspace_id,
                EnteredAtBody.member_id == member_id,
                col(EnteredAtBody.entry_id).in_(entry_ids),
            )
            .order_by(col(EnteredAtBody.body))
        )
        for row in self._session.exec(query).all():
            found[row.entry_id].append(record(EnteredRecord, row))
        return {number: tuple(some) for number, some in found.items()}

    def of_body(self, member_id: int, body: str) -> tuple[EnteredRecord, ...]:
        """Everything of a member's that stands in one body's account, by entry."""
        query = (
            select_rows(EnteredAtBody)
            .where(
                EnteredAtBody.workspace_id == self._workspace_id,
                EnteredAtBody.member_id == member_id,
                EnteredAtBody.body == body,
            )
            .order_by(col(EnteredAtBody.entry_id))
        )
        return tuple(record(EnteredRecord, row) for row in self._session.exec(query).all())

    def not_entered(
        self, member_id: int, body: str, since: date
    ) -> tuple[tuple[int, Mapping[str, bool]], ...]:
        """The saved entries done since a day that do not stand in a body's account, by number, the
        oldest first, each with which opening balances hold it.
        """
        stands = exists().where(
            and_(col(EnteredAtBody.entry_id) == col(Entry.id), col(EnteredAtBody.body) == body)
        )
        query = (
            select(col(Entry.id), col(Entry.in_opening))
            .where(
                col(Entry.workspace_id) == self._workspace_id,
                col(Entry.member_id) == member_id,
                col(Entry.status) == "logged",
                col(Entry.end_date) >= since,
                ~stands,
            )
            .order_by(col(Entry.end_date), col(Entry.id))
        )
        rows: Sequence[Any] = run(self._session, query).all()
        return tuple((number, held or {}) for number, held in rows)

    def saved(self, member_id: int, numbers: Sequence[int]) -> tuple[EntryRecord, ...]:
        """The saved ones among these of the member's entries, the earliest activity first, in one
        statement.
        """
        if not numbers:
            return ()
        self._unit.flush()
        query = (
            select_rows(Entry)
            .where(
                Entry.workspace_id == self._workspace_id,
                Entry.member_id == member_id,
                Entry.status == "logged",
                col(Entry.id).in_(numbers),
            )
            .order_by(col(Entry.end_date), col(Entry.id))
        )
        rows = self._session.exec(query).all()
        return tuple(record(EntryRecord, row) for row in rows)

    def last_turn(self, member_id: int) -> tuple[EnteredRecord, ...]:
        """What the member marked last, in one go; nothing where nothing was."""
        mine = (
            col(EnteredAtBody.workspace_id) == self._workspace_id,
            col(EnteredAtBody.member_id) == member_id,
        )
        latest = (
            select(col(EnteredAtBody.turn))
            .where(*mine)
            .order_by(col(EnteredAtBody.marked_at).desc(), col(EnteredAtBody.id).desc())
            .limit(1)
        )
        query = select_rows(EnteredAtBody).where(
            *mine, EnteredAtBody.turn == latest.scalar_subquery()
        )
        rows = self._session.exec(query.order_by(col(EnteredAtBody.entry_id))).all()
        return tuple(record(EnteredRecord, row) for row in rows)

    def began(self, member_id: int) -> frozenset[str]:
        """The bodies at which a member has entered anything."""
        query = select(col(EnteredAtBody.body)).where(
            col(EnteredAtBody.workspace_id) == self._workspace_id,
            col(EnteredAtBody.member_id) == member_id,
        )
        return frozenset(run(self._session, query.distinct()).scalars())
