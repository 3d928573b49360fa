"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def create_partial_index(
    name: str, table: str, columns: list[str], where: str, *, unique: bool = False
) -> None:
    """An index over some of the rows."""
    condition = sa.text(where)
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        sqlite_where=condition,
        postgresql_where=condition,
    )


def upgrade() -> None:
    _people()
    _records()
    _queues()


def _people() -> None:
    """Who is in a workspace, under which scheme, and who may see what."""
    op.create_table(
        "workspace",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("bot_user_id", sa.String(32), nullable=False),
        sa.Column("bot_id", sa.String(32), nullable=False),
        sa.Column("settings", JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    )

    op.create_table(
        "member",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("slack_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("deactivated", sa.Boolean(), nullable=False),
        sa.Column("slack_admin", sa.Boolean(), nullable=False),
        sa.Column("slack_tz", sa.String(), nullable=False),
        sa.Column("tz", sa.String()),
        sa.Column("im_channel", sa.String()),
        sa.Column("work_days", sa.String(), nullable=False),
        sa.Column("work_start", sa.Integer(), nullable=False),
        sa.Column("work_end", sa.Integer(), nullable=False),
        sa.Column("country", sa.String()),
        sa.Column("cadence", sa.String(), nullable=False),
        sa.Column("private_reflections", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.Date()),
        sa.Column("snoozed_until", sa.Date()),
        sa.Column("onboarding", sa.String(), nullable=False),
        sa.Column("first_seen_at", MOMENT, nullable=False),
        sa.Column("profile_at", MOMENT),
        sa.Column("last_active_at", MOMENT),
        sa.Column("chain_length", sa.Integer(), nullable=False),
        sa.Column("chain_head", sa.String(), nullable=False),
        sa.UniqueConstraint("workspace_id", "slack_id"),
        sa.CheckConstraint("cadence IN ('light', 'standard', 'cycle_end')", name="cadence_known"),
        sa.CheckConstraint("kind IN ('person', 'guest', 'bot')", name="kind_known"),
        sa.CheckConstraint(
            "work_start >= 0 AND work_end <= 1440 AND work_start < work_end", name="working_hours"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_member_workspace_id", "member", ["workspace_id"])

    op.create_table(
        "job_role",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date()),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_job_role_member_id", "job_role", ["member_id"])
    op.create_index("ix_job_role_workspace_id", "job_role", ["workspace_id"])

    op.create_table(
        "enrolment",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("pack", sa.String(64), nullable=False),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        sa.Column("cycle_start", sa.Date()),
        sa.Column("joined_on", sa.Date()),
        sa.Column("category", sa.String()),
        sa.Column("grade", sa.String()),
        sa.Column("opening_cycle", sa.Integer()),
        sa.Column("opening_year", sa.Integer()),
        sa.Column("opening_on", sa.Date()),
        sa.Column("opening_declined", sa.Boolean(), nullable=False),
        sa.CheckConstraint("opening_cycle >= 0", name="opening_cycle_not_negative"),
        sa.CheckConstraint("opening_year >= 0", name="opening_year_not_negative"),
        sqlite_autoincrement=True,
    )
    create_partial_index(
        "ix_enrolment_current", "enrolment", ["member_id", "pack"], "ended_on IS NULL", unique=True
    )
    op.create_index("ix_enrolment_member_id", "enrolment", ["member_id"])
    op.create_index("ix_enrolment_workspace_id", "enrolment", ["workspace_id"])

    op.create_table(
        "team_link",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "manager_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("assigned_by", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE")),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("member_id <> manager_id", name="not_oneself"),
        sa.CheckConstraint("source IN ('member', 'administrator')", name="source_known"),
        sa.CheckConstraint(
            "state IN ('asked', 'notifying', 'active', 'suspended', 'declined', 'ended')",
            name="state_known",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_team_link_manager", "team_link", ["manager_id", "state"])
    create_partial_index(
        "ix_team_link_open",
        "team_link",
        ["member_id"],
        "state IN ('asked', 'notifying', 'active', 'suspended')",
        unique=True,
    )
    op.create_index("ix_team_link_workspace_id", "team_link", ["workspace_id"])

    op.create_table(
        "role",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("given_by", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE")),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.UniqueConstraint("member_id", "name"),
        sa.CheckConstraint("name IN ('administrator')", name="name_known"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_role_workspace_id", "role", ["workspace_id"])

    op.create_table(
        "access_log",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "viewer_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_access_log_member", "access_log", ["member_id", "id"])
    op.create_index("ix_access_log_workspace_id", "access_log", ["workspace_id"])

    op.create_table(
        "rule_decision",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", JSON),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE")),
        sa.CheckConstraint("kind IN ('confirmed', 'changed')", name="kind_known"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rule_decision_workspace_id", "rule_decision", ["workspace_id"])


def _records() -> None:
    """What they did, what it is worth, and how it changed."""
    op.create_table(
        "entry",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String()),
        sa.Column("start_date", sa.Date()),
        sa.Column("end_date", sa.Date()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("type", sa.String()),
        sa.Column("formality", sa.String()),
        sa.Column("provider", sa.String()),
        sa.Column("reflect", sa.Text()),
        sa.Column("plan", sa.Text()),
        sa.Column("act", sa.Text()),
        sa.Column("evaluate", sa.Text()),
        sa.Column("private_stages", JSON, nullable=False),
        sa.Column("provenance", JSON, nullable=False),
        sa.Column("in_opening", JSON, nullable=False),
        sa.Column("source_text", sa.Text()),
        sa.Column("source_channel", sa.String()),
        sa.Column("source_ts", sa.String()),
        sa.Column("source_key", sa.String()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("logged_at", MOMENT),
        sa.UniqueConstraint("source_key"),
        sa.CheckConstraint("end_date >= start_date", name="dates_in_order"),
        sa.CheckConstraint("formality IN ('formal', 'informal')", name="formality_known"),
        sa.CheckConstraint("minutes > 0", name="minutes_positive"),
        sa.CheckConstraint(
            "status IN ('planned', 'draft', 'logged', 'withdrawn', 'discarded')",
            name="status_known",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_member_status", "entry", ["member_id", "status", "end_date"])
    create_partial_index(
        "ix_entry_open",
        "entry",
        ["member_id", "status", "end_date"],
        "status IN ('draft', 'planned')",
    )
    create_partial_index(
        "ix_entry_unevaluated",
        "entry",
        ["member_id", "status", "end_date", "evaluate"],
        "status = 'logged' AND coalesce(evaluate, '') = ''",
    )
    create_partial_index("ix_entry_discarded", "entry", ["changed_at"], "status = 'discarded'")
    op.create_index("ix_entry_workspace_id", "entry", ["workspace_id"])

    op.create_table(
        "evidence",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "entry_id", NUMBER, sa.ForeignKey("entry.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.UniqueConstraint("entry_id", "url"),
        sa.CheckConstraint("kind IN ('link', 'message')", name="kind_known"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_evidence_entry_id", "evidence", ["entry_id"])
    op.create_index("ix_evidence_workspace_id", "evidence", ["workspace_id"])

    op.create_table(
        "assessment",
        sa.Column(
            "entry_id", NUMBER, sa.ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column(
            "enrolment_id",
            NUMBER,
            sa.ForeignKey("enrolment.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("weight", sa.BigInteger(), nullable=False),
        sa.Column("credits", sa.Integer()),
        sa.Column("cycle", sa.Integer()),
        sa.Column("year", sa.Integer()),
        sa.Column("missing", JSON, nullable=False),
        sa.Column("findings", JSON, nullable=False),
        sa.Column("assumed", sa.Boolean(), nullable=False),
        sa.Column("pack_version", sa.String(), nullable=False),
        sa.Column("entry_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('counted', 'waiting', 'outside')", name="state_known"),
    )
    op.create_index(
        "ix_assessment_totals",
        "assessment",
        ["enrolment_id", "cycle", "year", "state", "weight", "entry_id"],
    )
    create_partial_index(
        "ix_assessment_waiting",
        "assessment",
        ["enrolment_id", "state", "entry_id"],
        "state = 'waiting'",
    )
    op.create_index("ix_assessment_workspace_id", "assessment", ["workspace_id"])

    op.create_table(
        "entry_revision",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("entry_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("content", sa.Text()),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.UniqueConstraint("member_id", "number"),
        sa.CheckConstraint(
            "kind IN ('saved', 'edited', 'withdrawn', 'restored', 'erased')", name="kind_known"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_revision_entry_id", "entry_revision", ["entry_id"])
    op.create_index("ix_entry_revision_workspace_id", "entry_revision", ["workspace_id"])

    op.create_table(
        "conversation",
        sa.Column(
            "entry_id", NUMBER, sa.ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("state", JSON, nullable=False),
        sa.Column("held", JSON, nullable=False),
        sa.Column("pending_since", MOMENT),
    )
    op.create_index("ix_conversation_member_id", "conversation", ["member_id"])
    op.create_index("ix_conversation_workspace_id", "conversation", ["workspace_id"])


def _queues() -> None:
    """What came in, what goes out, and what is to be said when."""
    op.create_table(
        "inbox",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("event_id", sa.String(64), nullable=False),
        sa.Column("lane", sa.String(80), nullable=False),
        sa.Column("payload", sa.Text()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("calendar_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("lease_until", MOMENT),
        sa.Column("error", sa.String()),
        sa.UniqueConstraint("workspace_id", "event_id"),
        sa.CheckConstraint("state IN ('new', 'working', 'done', 'aside')", name="state_known"),
        sqlite_autoincrement=True,
    )
    create_partial_index("ix_inbox_due", "inbox", ["due_at", "id"], "state IN ('new', 'working')")
    create_partial_index("ix_inbox_lane", "inbox", ["lane", "id"], "state IN ('new', 'working')")

    op.create_table(
        "outbox",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("lane", sa.String(80), nullable=False),
        sa.Column("dedupe_key", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("values", JSON, nullable=False),
        sa.Column("entry_id", NUMBER),
        sa.Column("channel", sa.String()),
        sa.Column("thread_ts", sa.String()),
        sa.Column("ts", sa.String()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("lease_until", MOMENT),
        sa.Column("sent_at", MOMENT),
        sa.Column("error", sa.String()),
        sa.UniqueConstraint("workspace_id", "dedupe_key"),
        sa.CheckConstraint(
            "state IN ('new', 'sending', 'unknown', 'sent', 'stale', 'cancelled', 'aside')",
            name="state_known",
        ),
        sqlite_autoincrement=True,
    )
    create_partial_index(
        "ix_outbox_due",
        "outbox",
        ["due_at", "id"],
        "state IN ('new', 'sending', 'unknown', 'stale')",
    )
    op.create_index("ix_outbox_entry", "outbox", ["entry_id", "kind"])
    create_partial_index(
        "ix_outbox_lane",
        "outbox",
        ["lane", "id"],
        "state IN ('new', 'sending', 'unknown', 'stale')",
    )
    op.create_index("ix_outbox_member_id", "outbox", ["member_id"])
    op.create_index("ix_outbox_message", "outbox", ["channel", "ts"])

    op.create_table(
        "nudge",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("budget_week", sa.String()),
        sa.Column("enrolment_id", NUMBER),
        sa.Column("entry_id", NUMBER),
        sa.Column("values", JSON, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("delivered_at", MOMENT),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("snoozed", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("member_id", "kind", "period"),
        sqlite_autoincrement=True,
    )
    create_partial_index(
        "ix_nudge_budget",
        "nudge",
        ["member_id", "budget_week"],
        "budget_week IS NOT NULL",
        unique=True,
    )
    op.create_index("ix_nudge_workspace_id", "nudge", ["workspace_id"])

    op.create_table(
        "reminder",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "manager_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reminder_member_id", "reminder", ["member_id"])
    op.create_index("ix_reminder_workspace_id", "reminder", ["workspace_id"])

    op.create_table(
        "lease",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
    )


def downgrade() -> None:
    for table in (
        "lease",
        "reminder",
        "nudge",
        "outbox",
        "inbox",
        "conversation",
        "entry_revision",
        "assessment",
        "evidence",
        "entry",
        "rule_decision",
        "access_log",
        "role",
        "team_link",
        "enrolment",
        "job_role",
        "member",
        "workspace",
    ):
        op.drop_table(table)
