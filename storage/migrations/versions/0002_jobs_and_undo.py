"""Jobs, undo steps, and what the outbox knows: of messages whose fate is unknown, and of the
entries that nudges show. Indexes that led through whole workspaces go.

Processes of the release before go on working beside these tables: what they do not know has a
default in the database.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

STATES_BEFORE = "'new', 'sending', 'unknown', 'sent', 'stale', 'cancelled', 'aside'"
STATES = "'new', 'claimed', 'sending', 'unknown', 'sent', 'stale', 'cancelled', 'aside'"
OPEN_BEFORE = "state IN ('new', 'sending', 'unknown', 'stale')"
OPEN = "state IN ('new', 'claimed', 'sending', 'unknown', 'stale')"
JOB_OPEN = "state IN ('new', 'working')"

# SQLite makes the table anew.
REBUILT: dict[str, Any] = {"table_kwargs": {"sqlite_autoincrement": True}}

THROUGH_A_WORKSPACE = (
    "access_log",
    "assessment",
    "conversation",
    "entry",
    "entry_revision",
    "evidence",
    "job_role",
    "member",
    "nudge",
    "reminder",
    "team_link",
)
"""Tables of which only a member's rows are asked for: SQLite, which keeps no statistics, went
through all rows of the workspace by this index.
"""

NEW_COLUMNS = ("uncertain", "looked", "id_used")


def upgrade() -> None:
    for table in THROUGH_A_WORKSPACE:
        op.drop_index(f"ix_{table}_workspace_id", table)
    op.create_index("ix_team_link_member", "team_link", ["member_id"])
    _outbox_knows()
    _nudges_show_entries()
    _jobs()
    _undo_steps()


def _outbox_knows() -> None:
    _drop_outbox_indexes()
    with op.batch_alter_table("outbox", **REBUILT) as outbox:
        outbox.add_column(
            sa.Column("uncertain", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        outbox.add_column(sa.Column("looked", sa.Integer(), nullable=False, server_default="0"))
        outbox.add_column(
            sa.Column("id_used", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        _change_states(outbox, STATES)
    _create_outbox_indexes(OPEN)


def _nudges_show_entries() -> None:
    """A message that shows an entry is kept as long as the entry is."""
    op.execute("""
        UPDATE outbox SET entry_id = nudge.entry_id
        FROM nudge
        WHERE outbox.kind = 'nudge' AND outbox.workspace_id = nudge.workspace_id
          AND outbox.dedupe_key = 'nudge:' || nudge.id
    """)


def _jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("lane", sa.String(80), nullable=False),
        sa.Column("dedupe_key", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("values", JSON, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("progress", JSON, nullable=False),
        sa.Column("result", JSON, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("lease_until", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("error", sa.String()),
        sa.UniqueConstraint("workspace_id", "dedupe_key"),
        sa.CheckConstraint(
            "state IN ('new', 'working', 'done', 'cancelled', 'aside')", name="state_known"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_job_member_id", "job", ["member_id"])
    _partial_index("ix_job_lane", "job", ["lane", "id"], JOB_OPEN)
    _partial_index("ix_job_due", "job", ["due_at", "id"], JOB_OPEN)


def _undo_steps() -> None:
    op.create_table(
        "undo_step",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "entry_id", NUMBER, sa.ForeignKey("entry.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("turn", sa.String(80), nullable=False),
        sa.Column("before", JSON),
        sa.Column("at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_undo_step_entry_id", "undo_step", ["entry_id"])
    op.create_index("ix_undo_step_member", "undo_step", ["member_id", "id"])
    op.create_index("ix_undo_step_at", "undo_step", ["at"])


def downgrade() -> None:
    op.drop_index("ix_team_link_member", "team_link")
    for table in THROUGH_A_WORKSPACE:
        op.create_index(f"ix_{table}_workspace_id", table, ["workspace_id"])
    op.drop_table("undo_step")
    op.drop_table("job")
    _drop_outbox_indexes()
    op.execute("UPDATE outbox SET entry_id = NULL WHERE kind = 'nudge'")
    # Claimed was not yet begun, and there was no word for it.
    op.execute("UPDATE outbox SET state = 'new', lease_until = NULL WHERE state = 'claimed'")
    with op.batch_alter_table("outbox", **REBUILT) as outbox:
        for column in NEW_COLUMNS:
            outbox.drop_column(column)
        _change_states(outbox, STATES_BEFORE)
    _create_outbox_indexes(OPEN_BEFORE)


def _change_states(outbox: BatchOperations, states: str) -> None:
    outbox.drop_constraint(op.f("ck_outbox_state_known"), type_="check")
    outbox.create_check_constraint(op.f("ck_outbox_state_known"), f"state IN ({states})")


def _drop_outbox_indexes() -> None:
    for name in ("ix_outbox_due", "ix_outbox_lane"):
        op.drop_index(name, "outbox")


def _create_outbox_indexes(where: str) -> None:
    _partial_index("ix_outbox_due", "outbox", ["due_at", "id"], where)
    _partial_index("ix_outbox_lane", "outbox", ["lane", "id"], where)


def _partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
