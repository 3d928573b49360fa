"""The tables of the queues (inbox, outbox, jobs) and of leases on the sweeps."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index, Text
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.tables.columns import (
    Identity,
    Json,
    flag,
    identity,
    in_workspace,
    one_of,
    open_rows,
    points_to,
)
from storage.vocabulary import (
    INBOX_OPEN,
    INBOX_STATES,
    JOB_OPEN,
    JOB_STATES,
    OUTBOX_OPEN,
    OUTBOX_STATES,
)


class Inbox(SQLModel, table=True):
    """An event from Slack, kept before it was acked; without its words once worked off."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "event_id"),
        one_of("state", INBOX_STATES),
        open_rows("ix_inbox_lane", ["lane", "id"], INBOX_OPEN),
        open_rows("ix_inbox_due", ["due_at", "id"], INBOX_OPEN),
    )
    id: int = identity()
    workspace_id: str = Field(max_length=32)  # its workspace may be new: no foreign key
    event_id: str = Field(max_length=64)
    lane: str = Field(max_length=80)
    payload: str | None = Field(default=None, sa_type=Text)
    state: str = "new"
    attempts: int = 0
    fence: int = 0
    received_at: datetime  # real time
    calendar_at: datetime  # what day it was for the rules
    due_at: datetime
    lease_until: datetime | None = None
    error: str | None = None  # an error's type and id, never its words


class Outbox(SQLModel, table=True):
    """A message of ours: kind and plain values, rendered when sent; without values once sent.

    A sent row is also how a message is found again: it turns ``stale`` when what it shows has
    changed, and is rendered anew.
    """

    __table_args__ = (
        UniqueConstraint("workspace_id", "dedupe_key"),
        one_of("state", OUTBOX_STATES),
        open_rows("ix_outbox_lane", ["lane", "id"], OUTBOX_OPEN),
        open_rows("ix_outbox_due", ["due_at", "id"], OUTBOX_OPEN),
        Index("ix_outbox_entry", "entry_id", "kind"),
        Index("ix_outbox_message", "channel", "ts"),
    )
    id: int = identity()
    workspace_id: str = Field(max_length=32)
    member_id: int = points_to("member.id", index=True)
    lane: str = Field(max_length=80)
    dedupe_key: str = Field(max_length=160)
    kind: str = Field(max_length=40)
    values: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    entry_id: int | None = Field(default=None, sa_type=Identity)
    channel: str | None = None
    thread_ts: str | None = None
    ts: str | None = None
    state: str = "new"
    changed: bool = False  # what it shows changed while it was being sent
    uncertain: bool = flag()  # it may have been posted already
    looked: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    id_used: bool = flag()  # Slack said that it knows the message's id
    attempts: int = 0
    fence: int = 0
    created_at: datetime  # real time
    due_at: datetime
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    error: str | None = None


class Job(SQLModel, table=True):
    """Slow work that was asked for, its progress and its result; `values` go once it has ended."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "dedupe_key"),
        one_of("state", JOB_STATES),
        open_rows("ix_job_lane", ["lane", "id"], JOB_OPEN),
        open_rows("ix_job_due", ["due_at", "id"], JOB_OPEN),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id", index=True)
    lane: str = Field(max_length=80)
    dedupe_key: str = Field(max_length=160)
    kind: str = Field(max_length=40)
    values: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    state: str = "new"
    progress: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    result: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    attempts: int = 0
    fence: int = 0
    created_at: datetime  # real time
    due_at: datetime
    lease_until: datetime | None = None
    ended_at: datetime | None = None
    error: str | None = None  # an error's type and id, never its words


class Lease(SQLModel, table=True):
    """Who may run a sweep just now, so that only one of several processes does."""

    name: str = Field(primary_key=True, max_length=64)
    holder: str
    fence: int = 0
    until: datetime
