"""What the sweeps of rounds look for, in all workspaces."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_
from sqlalchemy import select as columns
from sqlmodel import Session, col

from storage.engine.database import Database
from storage.engine.statements import run
from storage.tables import (
    AuditPerson,
    AuditRound,
    AuditSelection,
    AuditSnapshot,
    Member,
    Role,
)

_OVER = ("closed", "cancelled")


@dataclass(frozen=True, slots=True)
class Swept:
    """A selection about which a day may have come, or a person gone."""

    workspace_id: str
    selection_id: int
    member_id: int


def _all(session: Session, query: Any) -> Sequence[Any]:
    """The rows that a statement finds."""
    return run(session, query).all()


def to_look_at(database: Database, after: int, limit: int) -> list[Swept]:
    """A page of selections, in all workspaces, about which a day may have come or a person gone:
    of rounds that are open, and those whose members have erased their record.
    """
    query = (
        columns(
            col(AuditSelection.workspace_id), col(AuditSelection.id), col(AuditSelection.member_id)
        )
        .join(AuditRound, col(AuditRound.id) == col(AuditSelection.round_id))
        .where(
            col(AuditSelection.id) > after,
            or_(
                col(AuditRound.state) == "open",
                col(AuditSelection.erase_asked_on).is_not(None),
            ),
            col(AuditSelection.state) != "erased",
        )
        .order_by(col(AuditSelection.id))
        .limit(limit)
    )
    with database.snapshot() as session:
        return [Swept(*row) for row in _all(session, query)]


def still_kept(database: Database, limit: int) -> list[tuple[str, int]]:
    """Selections whose words are kept although their round is over: workspace and number."""
    query = (
        columns(col(AuditSnapshot.workspace_id), col(AuditSnapshot.selection_id))
        .join(AuditSelection, col(AuditSelection.id) == col(AuditSnapshot.selection_id))
        .join(AuditRound, col(AuditRound.id) == col(AuditSelection.round_id))
        .where(col(AuditRound.ended_on).is_not(None))
        .order_by(col(AuditSnapshot.selection_id))
        .limit(limit)
    )
    with database.snapshot() as session:
        return [(row[0], row[1]) for row in _all(session, query)]


def gone_people(database: Database) -> list[tuple[str, int]]:
    """Rounds that are under way and whose lead has left or lost the role, or one of whose auditors
    has left: workspace and round.
    """
    holds = columns(col(Role.id)).where(
        col(Role.member_id) == col(AuditRound.lead_id),
        col(Role.name).in_(("cpd_lead", "administrator")),
    )
    lead = columns(col(Member.id)).where(
        col(Member.id) == col(AuditRound.lead_id),
        or_(col(Member.deactivated), ~col(Member.slack_admin) & ~holds.exists()),
    )
    auditor = (
        columns(col(Member.id))
        .join(AuditPerson, col(AuditPerson.member_id) == col(Member.id))
        .where(
            col(AuditPerson.round_id) == col(AuditRound.id),
            col(AuditPerson.role) == "auditor",
            col(Member.deactivated),
        )
    )
    query = (
        columns(col(AuditRound.workspace_id), col(AuditRound.id))
        .where(
            col(AuditRound.state).not_in(_OVER),
            or_(
                lead.correlate(AuditRound).exists(),
                auditor.correlate(AuditRound).exists(),
            ),
        )
        .order_by(col(AuditRound.id))
    )
    with database.snapshot() as session:
        return [(row[0], row[1]) for row in _all(session, query)]
