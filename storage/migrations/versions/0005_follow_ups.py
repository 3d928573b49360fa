"""What members want to be asked about on a day: how a plan went, or an entry itself."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
AGREED = sa.text("state = 'agreed'")


def upgrade() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "entry_id", NUMBER, sa.ForeignKey("entry.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("answered_on", sa.Date()),
        sa.CheckConstraint("kind IN ('plan', 'reminder')", name="kind_known"),
        sa.CheckConstraint(
            "state IN ('offered', 'agreed', 'asked', 'answered', 'declined', 'dropped')",
            name="state_known",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_follow_up_member", "follow_up", ["member_id"])
    op.create_index("ix_follow_up_entry", "follow_up", ["entry_id"])
    op.create_index(
        "ix_follow_up_agreed",
        "follow_up",
        ["member_id", "day"],
        sqlite_where=AGREED,
        postgresql_where=AGREED,
    )


def downgrade() -> None:
    op.drop_table("follow_up")
