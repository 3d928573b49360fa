"""The SQLModel tables: columns, keys, CHECKs and indexes. No query and no rule stands here.

Durations are whole minutes, credits whole hundredths, moments UTC, activities civil dates.
Tables do not validate (SQLModel skips it where ``table=True``): CHECKs are the last line, the
input models of `bot.services` the first.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    Text,
    false,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.vocabulary import (
    ASSESSMENT_STATES,
    CADENCES,
    DECISION_KINDS,
    ENTRY_STATUSES,
    EVIDENCE_KINDS,
    FOLLOW_UP_KINDS,
    FOLLOW_UP_STATES,
    FORMALITIES,
    INBOX_OPEN,
    INBOX_STATES,
    JOB_OPEN,
    JOB_STATES,
    LINK_SOURCES,
    LINK_STATES,
    MEMBER_KINDS,
    OUTBOX_OPEN,
    OUTBOX_STATES,
    REVISION_KINDS,
    ROLE_NAMES,
    WRITE_UP_STATES,
)

# Every constraint has a name that a migration can call it by.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

Json = JSON().with_variant(JSONB(), "postgresql")
JsonOrNull = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
Identity = BigInteger().with_variant(Integer(), "sqlite")  # SQLite numbers rows by INTEGER alone


def words(values: Sequence[str]) -> str:
    """The values as an SQL list, for CHECKs and partial indexes."""
    return ", ".join(f"'{value}'" for value in values)


def one_of(column: str, values: Sequence[str]) -> CheckConstraint:
    """A CHECK, named after its column, that admits these words alone (and NULL)."""
    return CheckConstraint(f"{column} IN ({words(values)})", name=f"{column}_known")


def some_rows(name: str, columns: Sequence[str], where: str) -> Index:
    """An index over the few rows that are asked for: it stays small however long the history.

    A query must say the same in the same words: neither database sees it in parameters. SQLite
    takes it for the better one only where it holds every column that the query reads.
    """
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


def open_rows(name: str, columns: Sequence[str], states: Sequence[str]) -> Index:
    """An index over a queue's open rows alone."""
    return some_rows(name, columns, f"state IN ({words(states)})")


def identity() -> Any:
    """A row's own number."""
    return Field(default=None, sa_type=Identity, primary_key=True)


def points_to(target: str, *, nullable: bool = False, index: bool = False) -> Any:
    """A foreign key of the same width as `identity`; what it points to takes it along."""
    return Field(
        default=None if nullable else ...,
        sa_type=Identity,
        foreign_key=target,
        nullable=nullable,
        index=index,
        ondelete="CASCADE",
    )


def flag() -> Any:
    """False unless said; also where an older release adds the row during a rolling upgrade."""
    return Field(default=False, sa_column_kwargs={"server_default": false()})


def in_workspace(*, searched: bool = False) -> Any:
    """The Slack team (or, for org installs, enterprise) that the row belongs to.

    Only where a whole workspace is `searched` is there an index of it: everywhere else it would
    lead SQLite, which keeps no statistics, through all rows of a workspace to those of one member.
    """
    return Field(foreign_key="workspace.id", max_length=32, index=searched)


class Workspace(SQLModel, table=True):
    """A Slack workspace; `settings` are the workplace's own, such as when somebody is behind."""

    id: str = Field(primary_key=True, max_length=32)
    name: str = ""
    bot_user_id: str = Field(default="", max_length=32)
    bot_id: str = Field(default="", max_length=32)
    settings: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    created_at: datetime
    # When Slack last refused a type of block here, by the type (ISO, real time).
    refused_blocks: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(Json, nullable=False, server_default="{}")
    )


class Member(SQLModel, table=True):
    """A person in a workspace, with their own settings and the head of their hash chain."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "slack_id"),
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


class Enrolment(SQLModel, table=True):
    """A member under a pack. The opening balance is what the body's own account showed; without an
    `opening_year` the member was not sure how much of it is the year's.
    """

    __table_args__ = (
        Index(
            "ix_enrolment_current",
            "member_id",
            "pack",
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
        CheckConstraint("opening_cycle >= 0", name="opening_cycle_not_negative"),
        CheckConstraint("opening_year >= 0", name="opening_year_not_negative"),
    )
    id: int = identity()
    workspace_id: str = in_workspace(searched=True)
    member_id: int = points_to("member.id", index=True)
    pack: str = Field(max_length=64)
    enrolled_on: date
    ended_on: date | None = None
    cycle_start: date | None = None
    joined_on: date | None = None  # joined part-way through the first cycle
    category: str | None = None
    grade: str | None = None
    opening_cycle: int | None = None  # hundredths
    opening_year: int | None = None  # hundredths
    opening_on: date | None = None
    opening_declined: bool = False
    # Of cycles that are over, by their first day (ISO): told_on, answer, answered_on, answered_at
    # (moment), and what was answered before that (was, was_on, was_at); the balance that a later
    # one replaced: opening, opening_on, or that it was declined; last_day, credits and minimum once
    # another start was set. Days are ISO, credits hundredths.
    outcomes: dict[str, dict[str, str]] = Field(
        default_factory=dict, sa_column=Column(Json, nullable=False, server_default="{}")
    )


ENTRY_IS_OPEN = "status IN ('draft', 'planned')"
ENTRY_IS_DISCARDED = "status = 'discarded'"
ENTRY_IS_UNEVALUATED = "status = 'logged' AND coalesce(evaluate, '') = ''"


class Entry(SQLModel, table=True):
    """An activity, planned, drafted or logged, in the member's own words."""

    __table_args__ = (
        one_of("status", ENTRY_STATUSES),
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
    # What was found in the stages, and by which reader; none where a release before 0.3 read them.
    account: dict[str, Any] | None = Field(default=None, sa_column=Column(JsonOrNull))


class Evidence(SQLModel, table=True):
    """What shows that an activity took place: for now a link, or the message it came from."""

    __table_args__ = (one_of("kind", EVIDENCE_KINDS), UniqueConstraint("entry_id", "url"))
    id: int = identity()
    workspace_id: str = in_workspace()
    entry_id: int = points_to("entry.id", index=True)
    kind: str
    url: str = Field(sa_type=Text)
    added_at: datetime


ASSESSMENT_WAITS = "state = 'waiting'"


class Assessment(SQLModel, table=True):
    """What an entry is worth under one enrolment: written with each revision, summed by SQL."""

    __table_args__ = (
        one_of("state", ASSESSMENT_STATES),
        Index(
            "ix_assessment_totals", "enrolment_id", "cycle", "year", "state", "weight", "entry_id"
        ),
        some_rows("ix_assessment_waiting", ["enrolment_id", "state", "entry_id"], ASSESSMENT_WAITS),
    )
    entry_id: int = Field(
        sa_column_args=(),
        sa_type=Identity,
        primary_key=True,
        foreign_key="entry.id",
        ondelete="CASCADE",
    )
    enrolment_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="enrolment.id", ondelete="CASCADE"
    )
    workspace_id: str = in_workspace()
    state: str
    minutes: int = 0
    weight: int = Field(default=0, sa_type=BigInteger)  # minutes × hundredths an hour
    credits: int | None = None  # hundredths, this entry alone; none where the scheme has none
    cycle: int | None = None  # 0 is the cycle that began on the enrolment's recorded start
    year: int | None = None  # 1, 2, 3 of the cycle, or a calendar year
    missing: list[str] = Field(default_factory=list, sa_column=Column(Json, nullable=False))
    findings: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(Json, nullable=False)
    )
    assumed: bool = False
    pack_version: str = ""
    entry_version: int = 0
    reader: str = Field(default="", sa_column_kwargs={"server_default": ""})  # of the account


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


class Role(SQLModel, table=True):
    """What somebody may do beyond keeping their own record."""

    __table_args__ = (one_of("name", ROLE_NAMES), UniqueConstraint("member_id", "name"))
    id: int = identity()
    workspace_id: str = in_workspace(searched=True)
    member_id: int = points_to("member.id")
    name: str
    given_by: int | None = points_to("member.id", nullable=True)
    given_at: datetime


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


class RuleDecision(SQLModel, table=True):
    """An administrator's word on an assumed rule of a pack, from a date on."""

    __tablename__ = "rule_decision"
    __table_args__ = (one_of("kind", DECISION_KINDS),)
    id: int = identity()
    workspace_id: str = in_workspace(searched=True)
    pack: str
    key: str
    kind: str
    value: Any = Field(default=None, sa_column=Column(Json, nullable=True))
    valid_from: date
    decided_on: date
    decided_by: int | None = points_to("member.id", nullable=True)


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


FOLLOW_UP_IS_AGREED = "state = 'agreed'"


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


WRITE_UP_IS_AGREED = "state = 'agreed'"


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


class Lease(SQLModel, table=True):
    """Who may run a sweep just now, so that only one of several processes does."""

    name: str = Field(primary_key=True, max_length=64)
    holder: str
    fence: int = 0
    until: datetime


for table in SQLModel.metadata.tables.values():
    # SQLite would give a deleted row's number to the next; others may still hold on to it.
    table.dialect_options["sqlite"]["autoincrement"] = "id" in table.c and table.name != "workspace"
