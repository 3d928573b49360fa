"""The tables of sharing: what a member shows to one person, and what that person signs off."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field, SQLModel

from storage.tables.columns import flag, identity, in_workspace, one_of, points_to
from storage.vocabulary import SIGN_OFF_STATES


class Share(SQLModel, table=True):
    """An entry, or the record where `entry_id` is null, shared with one person until a day."""

    __tablename__ = "share"
    __table_args__ = (
        CheckConstraint("member_id <> viewer_id", name="not_oneself"),
        Index("ix_share_member", "member_id", "id"),
        Index("ix_share_viewer", "viewer_id", "id"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    viewer_id: int = points_to("member.id")
    entry_id: int | None = points_to("entry.id", nullable=True, index=True)
    private_too: bool = flag()
    last_day: date  # the last of the member's own days on which it holds
    created_at: datetime  # calendar time, as the others
    ended_at: datetime | None = None
    changed_at: datetime
    # What made or ended it last, as long as an undo can take that back.
    turn: str | None = Field(default=None, max_length=160)


class SignOff(SQLModel, table=True):
    """That somebody with whom an entry is shared was asked to sign it off, and what they said."""

    __tablename__ = "sign_off"
    __table_args__ = (
        one_of("state", SIGN_OFF_STATES),
        CheckConstraint("member_id <> reviewer_id", name="not_oneself"),
        Index("ix_sign_off_member", "member_id", "id"),
        Index("ix_sign_off_reviewer", "reviewer_id", "state"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    reviewer_id: int = points_to("member.id")
    entry_id: int = points_to("entry.id", index=True)
    state: str
    words: str | None = Field(default=None, sa_type=Text)  # the reviewer's own line
    # By what the entry said then: by it is told whether it was changed since.
    content_mark: str | None = Field(default=None, max_length=64)
    asked_at: datetime  # calendar time
    answered_at: datetime | None = None
