"""Sign-offs: who was asked to sign an entry off, and what they said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from storage.repository import Repository
from storage.row_types import record
from storage.tables import SignOff
from storage.vocabulary import SignOffState


@dataclass(frozen=True, slots=True)
class SignOffRecord:
    """That somebody was asked to sign an entry off, and what they said; calendar time."""

    id: int
    member_id: int
    reviewer_id: int
    entry_id: int
    state: SignOffState
    words: str | None
    content_mark: str | None
    asked_at: datetime
    answered_at: datetime | None


class SignOffs(Repository):
    """The sign-offs of one workspace."""

    def ask(self, member_id: int, reviewer_id: int, entry_id: int, now: datetime) -> SignOffRecord:
        """A new one that waits for an answer."""
        row = SignOff(
            workspace_id=self._workspace_id,
            member_id=member_id,
            reviewer_id=reviewer_id,
            entry_id=entry_id,
            state="asked",
            asked_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return record(SignOffRecord, row)

    def get(self, number: int) -> SignOffRecord | None:
        """A sign-off, whoever's it is: who may do what with it is for the caller to ask."""
        row = self._session.exec(self._sign_offs().where(SignOff.id == number)).one_or_none()
        return None if row is None else record(SignOffRecord, row)

    def of_entries(
        self, entry_ids: Sequence[int], member_id: int
    ) -> dict[int, tuple[SignOffRecord, ...]]:
        """Those of a member's entries by entry, the oldest first, in one statement."""
        found: dict[int, list[SignOffRecord]] = {number: [] for number in entry_ids}
        query = self._sign_offs().where(
            SignOff.member_id == member_id, col(SignOff.entry_id).in_(entry_ids)
        )
        for row in self._session.exec(query.order_by(col(SignOff.id))).all():
            found[row.entry_id].append(record(SignOffRecord, row))
        return {number: tuple(some) for number, some in found.items()}

    def asked_of(self, reviewer_id: int, member_id: int) -> tuple[SignOffRecord, ...]:
        """What a member has asked somebody to sign off and has no answer to, the oldest first."""
        query = self._sign_offs().where(
            SignOff.reviewer_id == reviewer_id,
            SignOff.state == "asked",
            SignOff.member_id == member_id,
        )
        rows = self._session.exec(query.order_by(col(SignOff.id))).all()
        return tuple(record(SignOffRecord, row) for row in rows)

    def answer(
        self,
        number: int,
        state: SignOffState,
        now: datetime,
        *,
        words: str | None = None,
        content_mark: str | None = None,
    ) -> bool:
        """Whether it was still waiting, and is answered now."""
        done = self._session.exec(
            update(SignOff)
            .where(
                col(SignOff.id) == number,
                col(SignOff.workspace_id) == self._workspace_id,
                col(SignOff.state) == "asked",
            )
            .values(state=state, words=words, content_mark=content_mark, answered_at=now)
        )
        self._session.expire_all()
        return done.rowcount == 1

    def _sign_offs(self) -> SelectOfScalar[SignOff]:
        return select(SignOff).where(SignOff.workspace_id == self._workspace_id)
