"""Badges that were issued to members: kept, so that asking twice gives the same one."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlmodel import col, delete, select

from storage.engine.statements import run
from storage.repository import Repository
from storage.row_types import record
from storage.tables import IssuedBadge


@dataclass(frozen=True, slots=True)
class BadgeRecord:
    """One badge: by which id (`badge`), for which cycle of which scheme, with which figures
    (hundredths of a credit, or subjects), whether with the member's name, by which `issuer` and
    `key`, when (real time), and the signed credential itself.
    """

    badge: str
    scheme: str
    first: date
    last: date
    amount: int
    minimum: int
    named: bool
    issuer: str
    key: str
    issued_at: datetime
    token: str


class IssuedBadges(Repository):
    """The badges of one workspace."""

    def add(self, member_id: int, made: BadgeRecord) -> None:
        """A new one."""
        row = IssuedBadge(
            workspace_id=self._workspace_id,
            member_id=member_id,
            **asdict(made),
        )
        self._session.add(row)
        self._session.flush()

    def of(self, member_id: int) -> tuple[BadgeRecord, ...]:
        """All of a member's, the oldest first."""
        query = (
            select(IssuedBadge)
            .where(
                IssuedBadge.workspace_id == self._workspace_id,
                IssuedBadge.member_id == member_id,
            )
            .order_by(col(IssuedBadge.id))
        )
        return tuple(record(BadgeRecord, row) for row in self._session.exec(query).all())

    def drop(self, member_id: int) -> None:
        """None of a member's is kept any more."""
        gone = delete(IssuedBadge).where(
            col(IssuedBadge.workspace_id) == self._workspace_id,
            col(IssuedBadge.member_id) == member_id,
        )
        run(self._session, gone)
