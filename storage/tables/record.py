"""The tables of the record: entries with evidence, revisions, dialogue, undo and plans."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, Index, Text, false, text, true
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
from storage.vocabulary import (
    EVIDENCE_KINDS,
    FOLLOW_UP_KINDS,
    FOLLOW_UP_STATES,
    FORMALITIES,
    REVISION_KINDS,
    STORED_STATUSES,
)

ENTRY_IS_OPEN = "status IN ('draft', 'planned')"
ENTRY_IS_DISCARDED = "status = 'discarded'"
ENTRY_IS_COMPARABLE = "account_hash <> ''"
ENTRY_IS_NOT_HASHED = "account_hash IS NULL"
EVIDENCE_IS_FILE = "kind = 'file'"
EVIDENCE_RUNS_OUT = "runs_out IS NOT NULL"
ENTRY_IS_UNEVALUATED = "status = 'logged' AND coalesce(evaluate, '') = ''"
FOLLOW_UP_IS_AGREED = "state = 'agreed'"


class Entry(SQLModel, table=True):
    """An activity, planned, drafted or logged, in the member's own words."""

    __table_args__ = (
        one_of("status", STORED_STATUSES),
        one_of("formality", FORMALITIES),
        CheckConstraint("minutes > 0", name="minutes_positive"),
        CheckConstraint("end_date >= start_date", name="dates_in_order"),
        Index("ix_entry_member_status", "member_id", "status", "end_date"),
        some_rows("ix_entry_open", ["member_id", "status", "end_date"], ENTRY_IS_OPEN),
        some_rows(
            "ix_entry_unevaluated",
            ["member_id", "status", "end_date", "evaluate"],
            ENTRY_IS_UNEVALUATED,
        ),
        some_rows("ix_entry_discarded", ["changed_at"], ENTRY_IS_DISCARDED),
        # By the hash first: see `in_workspace`.
        some_rows(
            "ix_entry_same_words",
            ["account_hash", "workspace_id", "member_id"],
            ENTRY_IS_COMPARABLE,
        ),
        some_rows("ix_entry_not_hashed", ["member_id", "workspace_id"], ENTRY_IS_NOT_HASHED),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    status: str
    version: int = 1
    title: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    minutes: int | None = None
    type: str | None = None
    formality: str | None = None
    provider: str | None = None
    reflect: str | None = Field(default=None, sa_type=Text)
    plan: str | None = Field(default=None, sa_type=Text)
    act: str | None = Field(default=None, sa_type=Text)
    evaluate: str | None = Field(default=None, sa_type=Text)
    private_stages: list[str] = Field(default_factory=list, sa_column=Column(Json, nullable=False))
    provenance: dict[str, str] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    in_opening: dict[str, bool] = Field(
        default_factory=dict, sa_column=Column(Json, nullable=False)
    )
    source_text: str | None = Field(default=None, sa_type=Text)
    source_channel: str | None = None
    source_ts: str | None = None
    source_key: str | None = Field(default=None, unique=True)  # what made it: once, however often
    created_at: datetime  # calendar time, as all of an entry's moments
    changed_at: datetime
    logged_at: datetime | None = None
    # Counted whole though it is long and began before the cycle: a release before 0.4 saved it.
    kept_whole: bool = Field(default=False, sa_column_kwargs={"server_default": true()})
    # Over a border of cycles or years, counted in each by its days; else whole on its last day, as
    # what was saved by a release that knew no parts.
    split_by_day: bool = Field(default=True, sa_column_kwargs={"server_default": false()})
    # In the member's order, each {"name": …, "minutes": whole, or none where they did not say}.
    subjects: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(Json, nullable=False, server_default="[]")
    )
    # What was found in the stages, and by which reader; none where a release before 0.3 read them.
    account: dict[str, Any] | None = Field(default=None, sa_column=Column(JsonOrNull))
    # What schemes' bodies do not count: pack, on (day), reason (a test, or other), and whether
    # it is allowed again, in the order in which it was told.
    disallowed: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(Json, nullable=False, server_default="[]")
    )
    # By what its stages are compared with others: empty where they hold too few words, none where
    # a release that knew no hashes wrote it.
    account_hash: str | None = Field(default=None, max_length=64)


class Evidence(SQLModel, table=True):
    """What shows that an activity took place: a link, the message it came from, or a file.

    A file's `url` is "sha256:" and the hash of its bytes (see `StoredFile`); a release before
    this one keeps that, and may drop what else is here of it.
    """

    __table_args__ = (
        one_of("kind", EVIDENCE_KINDS),
        UniqueConstraint("entry_id", "url"),
        some_rows("ix_evidence_file", ["url", "entry_id"], EVIDENCE_IS_FILE),
        some_rows("ix_evidence_runs_out", ["member_id", "runs_out", "entry_id"], EVIDENCE_RUNS_OUT),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    entry_id: int = points_to("entry.id", index=True)
    kind: str
    url: str = Field(sa_type=Text)
    added_at: datetime
    # Of a file alone: whose it is, so that what runs out is found by its member; and the rest.
    member_id: int | None = Field(default=None, sa_type=Identity)
    name: str | None = Field(default=None, max_length=255)
    sha256: str | None = Field(default=None, max_length=64)
    size: int | None = None  # bytes
    media_type: str | None = Field(default=None, max_length=128)
    runs_out: date | None = None  # the last day on which it holds
    # What was read in it, as `Certificate.plain` gives it: facts, never a member's account.
    facts: dict[str, Any] | None = Field(default=None, sa_column=Column(JsonOrNull))


class StoredFile(SQLModel, table=True):
    """That a file's bytes are kept in the evidence store, also while its place is being asked.

    Bytes are written before their row is committed, and are a member's own: the same file of
    two members is kept twice, so that erasing one's never takes the other's.
    """

    __tablename__ = "stored_file"
    __table_args__ = (
        UniqueConstraint("member_id", "sha256"),
        # Covers what is added up for quotas.
        Index("ix_stored_file_workspace", "workspace_id", "member_id", "size"),
        Index("ix_stored_file_needed_at", "needed_at"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    sha256: str = Field(max_length=64)
    size: int  # bytes
    media_type: str = Field(max_length=128)
    name: str | None = Field(default=None, max_length=255)  # as it was called last
    facts: dict[str, Any] | None = Field(default=None, sa_column=Column(JsonOrNull))
    stored_at: datetime  # real time, as the other: the store has its own clock
    needed_at: datetime  # when it was last stored, or let go by an entry


class EnteredAtBody(SQLModel, table=True):
    """That a member has put an entry into the account that a body keeps of them: their word."""

    __tablename__ = "entered_at_body"
    __table_args__ = (
        UniqueConstraint("entry_id", "body"),
        Index("ix_entered_at_body_member", "member_id", "id"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    entry_id: int = points_to("entry.id")
    body: str = Field(max_length=80)  # whose account it is: "IMI"
    day: date  # the member's own, on which they said so
    # By what the entry said then: by it is told whether it was changed since.
    content_mark: str = Field(max_length=64)
    marked_at: datetime  # calendar time
    turn: str = Field(max_length=160)  # what is taken back together


class EntryRevision(SQLModel, table=True):
    """One change of one entry, chained to the member's last: append-only but for erasure."""

    __tablename__ = "entry_revision"
    __table_args__ = (one_of("kind", REVISION_KINDS), UniqueConstraint("member_id", "number"))
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    entry_id: int = Field(sa_type=Identity, index=True)
    number: int  # 1, 2, 3 … for the member
    kind: str
    at: datetime
    content: str | None = Field(default=None, sa_type=Text)  # canonical JSON; none once erased
    content_hash: str = Field(max_length=64)
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)
    # How it is hashed and what its content looks like: see `bot.archive.chain`.
    format: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})


class Conversation(SQLModel, table=True):
    """Where the dialogue about one entry stands; `held` keeps words whose place is being asked."""

    entry_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="entry.id", ondelete="CASCADE"
    )
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id", index=True)
    state: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    held: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(Json, nullable=False))
    pending_since: datetime | None = None


class UndoStep(SQLModel, table=True):
    """How an entry was before a change, so that the change can be taken back.

    Everything that one message or click changed has the same `turn`. `before` is null where the
    entry was made by it.
    """

    __tablename__ = "undo_step"
    __table_args__ = (
        Index("ix_undo_step_member", "member_id", "id"),
        Index("ix_undo_step_at", "at"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    entry_id: int = points_to("entry.id", index=True)
    turn: str = Field(max_length=80)
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(Json, nullable=True))
    at: datetime  # calendar time


class HeldMessage(SQLModel, table=True):
    """What a member wrote and whose place is still being asked for; forgotten after a while."""

    __tablename__ = "held_message"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("ix_held_message_member", "member_id", "id"),
        Index("ix_held_message_held_at", "held_at"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    key: str = Field(max_length=160)
    text: str
    ts: str | None = Field(default=None, max_length=32)
    values: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    held_at: datetime  # calendar time


class FollowUp(SQLModel, table=True):
    """What the member wants to be asked about on a day: how a plan went, or an entry itself."""

    __tablename__ = "follow_up"
    __table_args__ = (
        one_of("kind", FOLLOW_UP_KINDS),
        one_of("state", FOLLOW_UP_STATES),
        Index("ix_follow_up_member", "member_id"),
        Index("ix_follow_up_entry", "entry_id"),
        some_rows("ix_follow_up_agreed", ["member_id", "day"], FOLLOW_UP_IS_AGREED),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    entry_id: int = points_to("entry.id")
    kind: str
    state: str
    day: date
    created_at: datetime  # calendar time
    answered_on: date | None = None
