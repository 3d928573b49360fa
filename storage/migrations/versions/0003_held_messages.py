"""Messages whose place is still being asked for: kept by member, whatever entry they end in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "held_message",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("ts", sa.String(32)),
        sa.Column("values", JSON, nullable=False),
        sa.Column("held_at", MOMENT, nullable=False),
        sa.UniqueConstraint("workspace_id", "key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_held_message_member", "held_message", ["member_id", "id"])
    op.create_index("ix_held_message_held_at", "held_message", ["held_at"])


def downgrade() -> None:
    op.drop_table("held_message")
