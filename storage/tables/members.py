"""The tables of members: who they are, their jobs, and what they may do."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, false
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.tables.columns import Json, identity, in_workspace, one_of, points_to
from storage.vocabulary import CADENCES, MEMBER_KINDS, ROLE_NAMES


class Member(SQLModel, table=True):
    """A person in a workspace, with their own settings and the head of their hash chain."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "slack_id"),
        Index("ix_member_workspace", "workspace_id", "id"),
        one_of("kind", MEMBER_KINDS),
        one_of("cadence", CADENCES),
        CheckConstraint(
            "work_start >= 0 AND work_end <= 1440 AND work_start < work_end", name="working_hours"
        ),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    slack_id: str = Field(max_length=32)
    name: str = ""
    kind: str = "person"
    deactivated: bool = False
    slack_admin: bool = False
    slack_tz: str = "UTC"
    tz: str | None = None  # the member's own choice; Slack's where there is none
    im_channel: str | None = None
    work_days: str = "01234"  # Monday is 0
    work_start: int = 9 * 60
    work_end: int = 17 * 60
    country: str | None = None  # ISO 3166, for public holidays
    cadence: str = "light"
    usual_hour: int | None = None  # minute of the day; early afternoon where there is none
    private_reflections: bool = False
    paused_until: date | None = None
    snoozed_until: date | None = None
    onboarding: str = "new"
    first_seen_at: datetime
    profile_at: datetime | None = None  # when Slack was last asked who this is
    last_active_at: datetime | None = None  # calendar time
    chain_length: int = 0
    chain_head: str = ""
    # Whether they were asked about what releases before 0.3 took for answers.
    old_answers_shown: bool = Field(default=True, sa_column_kwargs={"server_default": false()})
    # Whether they were told of what goes on counting whole.
    kept_whole_told: bool = Field(default=True, sa_column_kwargs={"server_default": false()})
    weekly_review: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    coach: str = Field(default="never", sa_column_kwargs={"server_default": "never"})
    # Leaves: kind, start, end (days; no end where it has none yet), by whom it was told.
    leaves: list[dict[str, str]] = Field(
        default_factory=list, sa_column=Column(Json, nullable=False, server_default="[]")
    )
    reviewed_on: date | None = None  # their own day on which a review was last thought of


class JobRole(SQLModel, table=True):
    """What a member was employed as, from when to when: relevance is judged against it."""

    __tablename__ = "job_role"
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id", index=True)
    title: str
    from_date: date
    to_date: date | None = None


class Role(SQLModel, table=True):
    """What somebody may do beyond keeping their own record."""

    __table_args__ = (one_of("name", ROLE_NAMES), UniqueConstraint("member_id", "name"))
    id: int = identity()
    workspace_id: str = in_workspace(searched=True)
    member_id: int = points_to("member.id")
    name: str
    given_by: int | None = points_to("member.id", nullable=True)
    given_at: datetime
