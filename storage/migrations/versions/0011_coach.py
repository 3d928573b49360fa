"""Whether a member wants the coach, and what was asked of it about their words."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("member", sa.Column("coach", sa.String(), nullable=False, server_default="never"))
    op.create_table(
        "coach_suggestion",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("entry_id", NUMBER, sa.ForeignKey("entry.id", ondelete="CASCADE")),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(160), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("in_modal", sa.Boolean(), nullable=False),
        sa.Column("original", sa.Text()),
        sa.Column("sent", sa.Text()),
        sa.Column("words", sa.Text()),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("real_at", MOMENT, nullable=False),
        sa.Column("feedback", sa.String()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('question', 'title', 'sense', 'missing', 'wording')", name="kind_known"
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'offered', 'taken', 'left', 'overtaken', 'refused', 'failed')",
            name="state_known",
        ),
        sa.CheckConstraint("feedback IN ('good', 'bad')", name="feedback_known"),
        sqlite_autoincrement=True,
    )
    for name, columns in (
        ("member", ["member_id", "real_at"]),
        ("workspace", ["workspace_id", "real_at"]),
        ("entry", ["entry_id"]),
    ):
        op.create_index(f"ix_coach_suggestion_{name}", "coach_suggestion", columns)


def downgrade() -> None:
    op.drop_table("coach_suggestion")
    op.drop_column("member", "coach")
