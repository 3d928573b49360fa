"""The tables of teams: who manages whom, and who looked at what."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import SQLModel

from storage.tables.columns import identity, in_workspace, one_of, points_to
from storage.vocabulary import LINK_SOURCES, LINK_STATES


class TeamLink(SQLModel, table=True):
    """Who manages whom, and whether that may show anything yet."""

    __tablename__ = "team_link"
    __table_args__ = (
        one_of("state", LINK_STATES),
        one_of("source", LINK_SOURCES),
        CheckConstraint("member_id <> manager_id", name="not_oneself"),
        Index("ix_team_link_manager", "manager_id", "state"),
        Index("ix_team_link_member", "member_id"),
        Index(
            "ix_team_link_open",
            "member_id",
            unique=True,
            sqlite_where=text("state IN ('asked', 'notifying', 'active', 'suspended')"),
            postgresql_where=text("state IN ('asked', 'notifying', 'active', 'suspended')"),
        ),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    manager_id: int = points_to("member.id")
    state: str
    source: str
    assigned_by: int | None = points_to("member.id", nullable=True)
    created_at: datetime
    changed_at: datetime


class AccessLog(SQLModel, table=True):
    """Who looked at whose record, at what, and when; the member can read it."""

    __tablename__ = "access_log"
    __table_args__ = (Index("ix_access_log_member", "member_id", "id"),)
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    viewer_id: int = points_to("member.id")
    what: str
    at: datetime
