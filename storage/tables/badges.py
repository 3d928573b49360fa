"""The table of badges that were issued."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field, SQLModel

from storage.tables.columns import flag, identity, in_workspace, points_to


class IssuedBadge(SQLModel, table=True):
    """A badge for a completed cycle, as it was signed: it goes with its member's record."""

    __tablename__ = "issued_badge"
    __table_args__ = (
        CheckConstraint("first <= last", name="days_in_order"),
        Index("ix_issued_badge_member", "member_id", "id"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    badge: str = Field(max_length=60)
    scheme: str = Field(max_length=120)  # as an enrolment's key names it
    first: date
    last: date
    amount: int  # hundredths of a credit, or subjects
    minimum: int
    named: bool = flag()
    issuer: str = Field(max_length=500)
    key: str = Field(max_length=40)
    issued_at: datetime  # real time, as a signature's is
    token: str = Field(sa_type=Text)
