"""Audits of a member's own record by a professional body, as the member tells of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "body_audit",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("scheme", sa.String(120), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date()),
        sa.Column("outcome", sa.String()),
        sa.Column("outcome_on", sa.Date()),
        sa.Column("reminded_on", sa.Date()),
        sa.Column("asked_on", sa.Date()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("before", JSON),
        sa.CheckConstraint("first <= last", name="days_in_order"),
        sa.CheckConstraint("state IN ('preparing', 'sent', 'over', 'dropped')", name="state_known"),
        sa.CheckConstraint(
            "outcome IN ('passed', 'questions', 'not_passed', 'not_heard')", name="outcome_known"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_body_audit_member", "body_audit", ["member_id", "id"])
    op.create_index(
        "ix_body_audit_due",
        "body_audit",
        ["id", "workspace_id", "member_id"],
        sqlite_where=sa.text("state IN ('preparing', 'sent') AND due_on IS NOT NULL"),
        postgresql_where=sa.text("state IN ('preparing', 'sent') AND due_on IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_table("body_audit")
