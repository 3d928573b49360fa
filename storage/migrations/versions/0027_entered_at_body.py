"""Which entries their members have put into the account that a body keeps of them."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "entered_at_body",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "entry_id", NUMBER, sa.ForeignKey("entry.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("body", sa.String(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("content_mark", sa.String(64), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turn", sa.String(160), nullable=False),
        sa.UniqueConstraint("entry_id", "body"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entered_at_body_member", "entered_at_body", ["member_id", "id"])


def downgrade() -> None:
    op.drop_table("entered_at_body")
