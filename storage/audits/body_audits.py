"""Audits of a member's record by a professional body, as the member tells of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select as columns
from sqlalchemy import text
from sqlmodel import col, select, update

from bot.policy.audits.body_audit import BodyAuditOutcome, BodyAuditState, Told
from storage.engine.database import Database
from storage.engine.statements import run
from storage.member_snapshot import MemberFiles
from storage.repository import Repository, Unit
from storage.row_types import record
from storage.tables import BODY_AUDIT_IS_DUE, BodyAudit

_UNDONE: Final = ("scheme", "first", "last", "due_on", "state", "sent_on", "outcome", "outcome_on")
"""What a member says of an audit, and an undo puts back."""

_UNDO_MOST: Final = 20
"""Changes of one audit that undoing reaches back."""

_DAYS: Final = frozenset({"first", "last", "due_on", "sent_on", "outcome_on"})


@dataclass(frozen=True, slots=True)
class BodyAuditRecord:
    """One audit of a member's. `first` and `last` are the days that the body asks about, `told_on`
    the day on which the member said so, `due_on` by when it is to be there, None where that is not
    known. Days are the member's own, moments calendar time.
    """

    id: int
    member_id: int
    scheme: str
    first: date
    last: date
    told_on: date
    due_on: date | None
    state: BodyAuditState
    sent_on: date | None
    outcome: BodyAuditOutcome | None
    outcome_on: date | None
    reminded_on: date | None
    asked_on: date | None
    created_at: datetime
    changed_at: datetime
    before: Mapping[str, Any] | None

    @property
    def told(self) -> Told:
        """What reminders go by."""
        return Told(
            self.state, self.due_on, self.told_on, self.reminded_on, self.asked_on, self.outcome
        )


@dataclass(frozen=True, slots=True)
class DueAudit:
    """An audit with a day, about which something may be due."""

    workspace_id: str
    audit_id: int
    member_id: int


class BodyAudits(Repository):
    """The audits that the members of one workspace have told of."""

    def __init__(self, unit: Unit, files: MemberFiles) -> None:
        super().__init__(unit)
        self._files = files

    def add(
        self,
        member_id: int,
        scheme: str,
        days: tuple[date, date],
        *,
        due_on: date | None,
        told_on: date,
        now: datetime,
    ) -> BodyAuditRecord:
        """A new one, of the days from the first to the last."""
        row = BodyAudit(
            workspace_id=self._workspace_id,
            member_id=member_id,
            scheme=scheme,
            first=days[0],
            last=days[1],
            told_on=told_on,
            due_on=due_on,
            created_at=now,
            changed_at=now,
        )
        row.before = {**_plain(record(BodyAuditRecord, row)), "state": "dropped", "before": None}
        self._session.add(row)
        self._session.flush()
        self._files.forget(member_id)
        return record(BodyAuditRecord, row)

    def get(self, audit_id: int) -> BodyAuditRecord | None:
        """One, whoever's it is: who may look is for the caller to ask."""
        return next(iter(self._found(BodyAudit.id == audit_id)), None)

    def of(self, member_id: int) -> tuple[BodyAuditRecord, ...]:
        """All of a member's, the oldest first."""
        return self._found(BodyAudit.member_id == member_id)

    def change(self, known: BodyAuditRecord, now: datetime, **changed: Any) -> BodyAuditRecord:
        """By the member's word: it can be taken back."""
        return self._set(known, changed_at=now, before=_plain(known), **changed)

    def mark(self, known: BodyAuditRecord, **days: date) -> BodyAuditRecord:
        """That they were reminded, or asked: no undo takes that back."""
        return self._set(known, **days)

    def put_back(self, known: BodyAuditRecord) -> BodyAuditRecord:
        """As it was before the member's last word on it, with the moment of the one before; only
        where there is one.
        """
        before = dict(known.before or {})
        kept = {
            name: date.fromisoformat(value) if name in _DAYS and value else value
            for name, value in before.items()
            if name in _UNDONE
        }
        at = datetime.fromisoformat(before["changed_at"])
        return self._set(known, changed_at=at, before=before.get("before"), **kept)

    def _set(self, known: BodyAuditRecord, **columns: Any) -> BodyAuditRecord:
        self._session.exec(
            update(BodyAudit)
            .where(col(BodyAudit.workspace_id) == self._workspace_id, col(BodyAudit.id) == known.id)
            .values(**columns)
        )
        self._session.expire_all()
        self._files.forget(known.member_id)
        found = self.get(known.id)
        return known if found is None else found

    def _found(self, condition: Any) -> tuple[BodyAuditRecord, ...]:
        query = (
            select(BodyAudit)
            .where(BodyAudit.workspace_id == self._workspace_id, condition)
            .order_by(col(BodyAudit.id))
        )
        return tuple(record(BodyAuditRecord, row) for row in self._session.exec(query).all())


def _plain(known: BodyAuditRecord) -> dict[str, Any]:
    """What an undo goes back to, with what lies behind that, as far as `_UNDO_MOST`."""
    kept = {name: getattr(known, name) for name in _UNDONE}
    days = {name: kept[name] and kept[name].isoformat() for name in _DAYS}
    told = {"changed_at": known.changed_at.isoformat()}
    return {**kept, **days, **told, "before": _cut(known.before, _UNDO_MOST)}


def _cut(before: Mapping[str, Any] | None, most: int) -> dict[str, Any] | None:
    if before is None or most == 0:
        return None
    return {**before, "before": _cut(before.get("before"), most - 1)}


def due_page(database: Database, after: int, limit: int) -> Sequence[DueAudit]:
    """A page of audits with a day, in all workspaces, that go on; numbered above `after`."""
    query = (
        columns(col(BodyAudit.workspace_id), col(BodyAudit.id), col(BodyAudit.member_id))
        .where(text(BODY_AUDIT_IS_DUE), col(BodyAudit.id) > after)
        .order_by(col(BodyAudit.id))
        .limit(limit)
    )
    with database.snapshot() as session:
        rows: Sequence[Any] = run(session, query).all()
        return [DueAudit(*row) for row in rows]
