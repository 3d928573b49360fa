"""What members want to be asked about on a day, and what became of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlmodel import col, select, update

from storage.repository import Repository
from storage.row_types import FollowUpRecord, record
from storage.tables import FollowUp
from storage.vocabulary import FollowUpKind, FollowUpState

OPEN: Final[tuple[FollowUpState, ...]] = ("offered", "agreed", "asked")
"""What the member may still say something about."""


class FollowUps(Repository):
    """The follow-ups of one workspace's members."""

    def add(
        self,
        member_id: int,
        entry_id: int,
        kind: FollowUpKind,
        day: date,
        now: datetime,
        *,
        state: FollowUpState = "offered",
    ) -> FollowUpRecord:
        """One that is offered, or agreed on at once."""
        self._unit.flush()
        row = FollowUp(
            workspace_id=self._workspace_id,
            member_id=member_id,
            entry_id=entry_id,
            kind=kind,
            state=state,
            day=day,
            created_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return record(FollowUpRecord, row)

    def get(self, number: int, member_id: int) -> FollowUpRecord | None:
        """One of the member's."""
        query = self._of(member_id).where(FollowUp.id == number)
        row = self._session.exec(query).one_or_none()
        return None if row is None else record(FollowUpRecord, row)

    def of_entry(self, entry_id: int, member_id: int) -> tuple[FollowUpRecord, ...]:
        """All about an entry, in the order of their making."""
        self._unit.flush()
        query = self._of(member_id).where(FollowUp.entry_id == entry_id).order_by(col(FollowUp.id))
        return tuple(record(FollowUpRecord, row) for row in self._session.exec(query).all())

    def of_entries(
        self, entry_ids: Sequence[int], member_id: int
    ) -> dict[int, tuple[FollowUpRecord, ...]]:
        """The same about several entries, in one statement; entries without any are left out."""
        self._unit.flush()
        chosen = col(FollowUp.entry_id).in_(entry_ids)
        query = self._of(member_id).where(chosen).order_by(col(FollowUp.id))
        found: dict[int, tuple[FollowUpRecord, ...]] = {}
        for row in self._session.exec(query).all():
            found[row.entry_id] = (*found.get(row.entry_id, ()), record(FollowUpRecord, row))
        return found

    def were_asked(self, numbers: Sequence[int], member_id: int) -> None:
        """A message has asked about these: no sweep looks at them any more."""
        self._session.exec(
            update(FollowUp)
            .where(
                col(FollowUp.workspace_id) == self._workspace_id,
                col(FollowUp.member_id) == member_id,
                col(FollowUp.id).in_(numbers),
                col(FollowUp.state) == "agreed",
            )
            .values(state="asked")
        )

    def change(self, one: FollowUpRecord, **columns: Any) -> None:
        """Set columns of one."""
        self._session.exec(
            update(FollowUp)
            .where(col(FollowUp.id) == one.id, col(FollowUp.workspace_id) == self._workspace_id)
            .values(**columns)
        )

    def _of(self, member_id: int):  # type: ignore[no-untyped-def]
        return select(FollowUp).where(
            FollowUp.workspace_id == self._workspace_id, FollowUp.member_id == member_id
        )
