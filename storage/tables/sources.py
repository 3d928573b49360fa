"""The tables of sources: other systems that send what members have done, and what they sent.

A row holds what was done until it is a draft, or nobody asks for it any more; then ids alone.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Index
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.tables.columns import (
    Identity,
    Json,
    JsonOrNull,
    identity,
    in_workspace,
    one_of,
    points_to,
    some_rows,
)
from storage.vocabulary import STATEMENT_STATES

STATEMENT_IS_OPEN = "state IN ('waiting', 'queued', 'drafted')"


class Source(SQLModel, table=True):
    """A system that may send what members have done, known by the key that it signs with.

    `secret` is what its signatures are made with: they cannot be checked without it. It is shown
    once, when it is made, and empty once the source is revoked.
    """

    __table_args__ = (UniqueConstraint("workspace_id", "name"),)
    id: int = identity()
    workspace_id: str = in_workspace(searched=True)
    name: str = Field(max_length=80)
    key_id: str = Field(max_length=32, unique=True)
    secret: str = Field(max_length=64)
    created_at: datetime  # real time, as all moments here
    revoked_at: datetime | None = None


class SourcePerson(SQLModel, table=True):
    """Somebody as a source calls them, and who that is here, where somebody has said so.

    With an `email` and no `slack_id` Slack is asked who that is.
    """

    __tablename__ = "source_person"
    __table_args__ = (
        UniqueConstraint("source_id", "external_id"),
        Index("ix_source_person_slack", "slack_id", "workspace_id"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    source_id: int = points_to("source.id")
    external_id: str = Field(max_length=200)
    slack_id: str | None = Field(default=None, max_length=32)
    email: str | None = Field(default=None, max_length=254)
    looked_up_at: datetime | None = None  # when Slack was last asked whose address that is


class SourceStatement(SQLModel, table=True):
    """One thing that somebody has done, as a source tells it; `content` goes once it is a draft.

    waiting: for an administrator to say who it is, for that person to keep a record here, or for
    another day (`not_before`, the member's own). queued: in its member's lane. drafted: a draft of
    which the member was not told yet. told: of which they were. dropped: nobody asked for it.
    """

    __tablename__ = "source_statement"
    __table_args__ = (
        UniqueConstraint("source_id", "ref"),
        one_of("state", STATEMENT_STATES),
        some_rows("ix_source_statement_open", ["state", "id"], STATEMENT_IS_OPEN),
        Index("ix_source_statement_person", "person_id", "state"),
        Index("ix_source_statement_member", "member_id", "drafted_on"),
        Index("ix_source_statement_received_at", "received_at"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    source_id: int = points_to("source.id")
    person_id: int = points_to("source_person.id")
    ref: str | None = Field(default=None, max_length=64)  # by what the same thing is known again
    state: str
    content: dict[str, Any] | None = Field(default=None, sa_column=Column(JsonOrNull))
    member_id: int | None = points_to("member.id", nullable=True)
    entry_id: int | None = Field(default=None, sa_type=Identity)
    times_queued: int = 0
    not_before: date | None = None
    drafted_on: date | None = None  # the member's own day
    received_at: datetime


class SourceDelivery(SQLModel, table=True):
    """One request of a source and what it was answered, so that its repeat hears the same."""

    __tablename__ = "source_delivery"
    __table_args__ = (
        UniqueConstraint("source_id", "key"),
        Index("ix_source_delivery_signature", "source_id", "signature", unique=True),
        Index("ix_source_delivery_received_at", "received_at"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    source_id: int = points_to("source.id")
    key: str = Field(max_length=200)
    body_hash: str = Field(max_length=64)
    signature: str = Field(max_length=64)
    status: int
    answer: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    received_at: datetime
