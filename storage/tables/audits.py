"""The tables of audit rounds: rounds with their people, populations, those drawn, and every step.

Words (what was handed in, reasons, questions, answers, appeals) stand in tables of their own, so
that they go and the log of what happened stays.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, Index, Text
from sqlmodel import Field, SQLModel, UniqueConstraint

from bot.policy.audits.body_audit import BODY_AUDIT_OUTCOMES, BODY_AUDIT_STATES
from bot.policy.audits.vocabulary import (
    AUDIT_TESTS,
    OUT_REASONS,
    ROUND_STATES,
    ROUND_STEP_KINDS,
    SELECTION_STATES,
    SELECTION_STEP_KINDS,
)
from storage.tables.columns import (
    Identity,
    Json,
    JsonOrNull,
    flag,
    identity,
    in_workspace,
    one_of,
    points_to,
    some_rows,
)
from storage.vocabulary import AUDIT_PEOPLE, AUDIT_WORDS

AUDIT_STEP_KINDS = tuple(dict.fromkeys((*ROUND_STEP_KINDS, *SELECTION_STEP_KINDS)))
ROUND_IS_UNDER_WAY = "state NOT IN ('closed', 'cancelled')"
SELECTION_IS_ERASING = "erase_asked_on IS NOT NULL"
PLACING_IS_IN = "out IS NULL"
BODY_AUDIT_IS_DUE = "state IN ('preparing', 'sent') AND due_on IS NOT NULL"


class AuditRound(SQLModel, table=True):
    """A round; its columns are those of `bot.policy.audits.round_facts.Round`.

    `attempts` are commitments, seeds once they are revealed, and hashes of ids, as plain values.
    `counted_by` is the job that is placing everybody just now, `counted_on` the day as of which all
    were placed.
    """

    __tablename__ = "audit_round"
    __table_args__ = (
        one_of("state", ROUND_STATES),
        UniqueConstraint("workspace_id", "number"),
        some_rows("ix_audit_round_open", ["lead_id", "workspace_id"], ROUND_IS_UNDER_WAY),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    number: int
    scheme: str = Field(max_length=160)
    first: date
    last: date
    wanted_count: int | None = None
    wanted_share: int | None = None
    lead_id: int = points_to("member.id")
    state: str
    in_it: int | None = None
    size: int | None = None
    population_hash: str | None = Field(default=None, max_length=64)
    frozen_at: datetime | None = None
    attempts: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(Json, nullable=False)
    )
    counted_by: str = Field(default="", max_length=64)
    counted_on: date | None = None
    ended_on: date | None = None
    created_at: datetime


class AuditPerson(SQLModel, table=True):
    """Who was named in a round: to audit in it, or to bring a seed alone."""

    __tablename__ = "audit_person"
    __table_args__ = (one_of("role", AUDIT_PEOPLE), Index("ix_audit_person_member", "member_id"))
    round_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="audit_round.id", ondelete="CASCADE"
    )
    member_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="member.id", ondelete="CASCADE"
    )
    role: str = Field(primary_key=True)
    workspace_id: str = in_workspace()


class AuditPlacing(SQLModel, table=True):
    """Where one member is in a round's population: in, or `out` for a reason.

    Whoever is in has a `token`, which they alone can read, a `line` that was published with the
    population, and, once ids were made, an `audit_id`.
    """

    __tablename__ = "audit_placing"
    __table_args__ = (
        one_of("out", OUT_REASONS),
        some_rows("ix_audit_placing_in", ["round_id", "member_id"], PLACING_IS_IN),
        Index("ix_audit_placing_out", "round_id", "out", "member_id"),
        Index("ix_audit_placing_member", "member_id"),
    )
    round_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="audit_round.id", ondelete="CASCADE"
    )
    member_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="member.id", ondelete="CASCADE"
    )
    workspace_id: str = in_workspace()
    out: str | None = None
    brought_in: bool = flag()
    cycle_first: date | None = None
    cycle_last: date | None = None
    token: str = Field(default="", max_length=64)
    line: str = Field(default="", max_length=64)
    audit_id: str = Field(default="", max_length=40)


class AuditSelection(SQLModel, table=True):
    """A member who was drawn; its columns are those of `bot.policy.audits.selection.Selection`.

    `review` holds findings, questions, the decision and the appeal as plain values, without words.
    `first` and `last` are the days that are audited. `followed_to` is the number of the last step
    whose consequences stand in the member's chain and totals. `erase_asked_on`: they have erased
    their record, and what was handed in waits.
    """

    __tablename__ = "audit_selection"
    __table_args__ = (
        one_of("state", SELECTION_STATES),
        UniqueConstraint("round_id", "member_id"),
        Index("ix_audit_selection_member", "member_id"),
        some_rows("ix_audit_selection_erasing", ["id"], SELECTION_IS_ERASING),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    round_id: int = points_to("audit_round.id")
    member_id: int = points_to("member.id")
    audit_id: str = Field(max_length=40)
    first: date
    last: date
    brought_in: bool = flag()
    state: str
    entry_tests: list[str] = Field(default_factory=list, sa_column=Column(Json, nullable=False))
    record_tests: list[str] = Field(default_factory=list, sa_column=Column(Json, nullable=False))
    submit_until: date | None = None
    snapshot_hash: str | None = Field(default=None, max_length=64)
    entries: list[int] = Field(default_factory=list, sa_column=Column(Json, nullable=False))
    review: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    left_because: str | None = None
    followed_to: int = Field(default=0, sa_type=Identity)
    reminded_on: date | None = None
    erase_asked_on: date | None = None


class AuditReader(SQLModel, table=True):
    """Who audits a member who was drawn; `of_appeal`: who decides their appeal."""

    __tablename__ = "audit_reader"
    __table_args__ = (Index("ix_audit_reader_member", "member_id"),)
    selection_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="audit_selection.id", ondelete="CASCADE"
    )
    member_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="member.id", ondelete="CASCADE"
    )
    of_appeal: bool = Field(default=False, primary_key=True)
    workspace_id: str = in_workspace()


class AuditSnapshot(SQLModel, table=True):
    """What was handed in, as canonical JSON. The hash of it stays with the selection."""

    __tablename__ = "audit_snapshot"
    selection_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="audit_selection.id", ondelete="CASCADE"
    )
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id", index=True)
    content: str = Field(sa_column=Column(Text, nullable=False))
    made_at: datetime


class AuditFile(SQLModel, table=True):
    """A file that was evidence of an entry when it was handed in: its bytes are kept as long."""

    __tablename__ = "audit_file"
    __table_args__ = (Index("ix_audit_file_member", "member_id", "sha256"),)
    selection_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="audit_selection.id", ondelete="CASCADE"
    )
    entry_id: int = Field(sa_type=Identity, primary_key=True)
    sha256: str = Field(max_length=64, primary_key=True)
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    name: str | None = Field(default=None, max_length=255)


class AuditWords(SQLModel, table=True):
    """What somebody wrote in an audit, dated, beside what was handed in and never in it.

    `number` is that of a question; `entry_id` 0 is the record as a whole.
    """

    __tablename__ = "audit_words"
    __table_args__ = (
        one_of("kind", AUDIT_WORDS),
        one_of("test", AUDIT_TESTS),
        Index("ix_audit_words_selection", "selection_id", "id"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    selection_id: int = points_to("audit_selection.id")
    kind: str
    entry_id: int = Field(default=0, sa_type=Identity)
    test: str | None = None
    number: int = 0
    by_id: int = points_to("member.id")
    at: datetime
    words: str = Field(sa_column=Column(Text, nullable=False))


class AuditStep(SQLModel, table=True):
    """One line of a round's log, or of one selection's: what, when, by whom; nobody's words.

    `by_id` is empty where nobody took it. Lines are added and never changed.
    """

    __tablename__ = "audit_step"
    __table_args__ = (
        one_of("kind", AUDIT_STEP_KINDS),
        one_of("test", AUDIT_TESTS),
        Index("ix_audit_step_round", "round_id", "selection_id", "id"),
        Index("ix_audit_step_selection", "selection_id", "id"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    round_id: int = points_to("audit_round.id")
    selection_id: int | None = points_to("audit_selection.id", nullable=True)
    kind: str
    at: datetime
    by_id: int | None = points_to("member.id", nullable=True)
    about_id: int | None = points_to("member.id", nullable=True)
    entry_id: int | None = Field(default=None, sa_type=Identity)
    test: str | None = None
    why: str | None = None


class BodyAudit(SQLModel, table=True):
    """That a professional body audits a member's record, by their word: of which days (`first` to
    `last`), by when (`due_on`, null where they do not know), and what came of it. Days are the
    member's own.
    """

    __tablename__ = "body_audit"
    __table_args__ = (
        one_of("state", BODY_AUDIT_STATES),
        one_of("outcome", BODY_AUDIT_OUTCOMES),
        CheckConstraint("first <= last", name="days_in_order"),
        Index("ix_body_audit_member", "member_id", "id"),
        some_rows("ix_body_audit_due", ["id", "workspace_id", "member_id"], BODY_AUDIT_IS_DUE),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    scheme: str = Field(max_length=120)  # as an enrolment's key names it
    first: date
    last: date
    told_on: date
    due_on: date | None = None
    state: str = "preparing"
    sent_on: date | None = None
    outcome: str | None = None
    outcome_on: date | None = None
    reminded_on: date | None = None
    asked_on: date | None = None
    created_at: datetime  # calendar time, as the other
    changed_at: datetime
    # What an undo puts back: the columns as they were, and with them what was before that.
    before: dict[str, Any] | None = Field(default=None, sa_type=JsonOrNull)
