"""The tables of nudges: what was queued, what managers asked for, times to write up."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index, Text, text
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.tables.columns import (
    Identity,
    Json,
    identity,
    in_workspace,
    one_of,
    points_to,
    some_rows,
)
from storage.vocabulary import WRITE_UP_STATES

WRITE_UP_IS_AGREED = "state = 'agreed'"


class Nudge(SQLModel, table=True):
    """A nudge that was queued, what came of it, and the week's budget it spent."""

    __table_args__ = (
        UniqueConstraint("member_id", "kind", "period"),
        Index(
            "ix_nudge_budget",
            "member_id",
            "budget_week",
            unique=True,
            sqlite_where=text("budget_week IS NOT NULL"),
            postgresql_where=text("budget_week IS NOT NULL"),
        ),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    kind: str
    period: str
    budget_week: str | None = None
    enrolment_id: int | None = Field(default=None, sa_type=Identity)
    entry_id: int | None = Field(default=None, sa_type=Identity)
    values: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    at: datetime  # calendar time
    delivered_at: datetime | None = None  # calendar time
    cancelled: bool = False
    snoozed: bool = False  # to come once more, after the snooze


class Reminder(SQLModel, table=True):
    """A manager's request that a report be reminded; the sweep carries it out in their hours."""

    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id", index=True)
    manager_id: int = points_to("member.id")
    asked_at: datetime  # calendar time
    settled: bool = False


class WriteUp(SQLModel, table=True):
    """The time at which a member wants to write an activity up, chosen where a nudge asked."""

    __tablename__ = "write_up"
    __table_args__ = (
        one_of("state", WRITE_UP_STATES),
        Index("ix_write_up_member", "member_id", "id"),
        some_rows("ix_write_up_agreed", ["at", "id", "member_id"], WRITE_UP_IS_AGREED),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    nudge_id: int | None = Field(default=None, sa_type=Identity)
    state: str
    at: datetime  # calendar time
    words: str | None = Field(default=None, sa_type=Text)  # typed in a form: private
    made_at: datetime  # calendar time
