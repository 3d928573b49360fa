"""The times at which members want to write an activity up, chosen where a nudge asked."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
AGREED = sa.text("state = 'agreed'")


def upgrade() -> None:
    op.create_table(
        "write_up",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("nudge_id", NUMBER),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("words", sa.Text()),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("state IN ('agreed', 'asked', 'done', 'dropped')", name="state_known"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_write_up_member", "write_up", ["member_id", "id"])
    op.create_index(
        "ix_write_up_agreed",
        "write_up",
        ["at", "id", "member_id"],
        sqlite_where=AGREED,
        postgresql_where=AGREED,
    )


def downgrade() -> None:
    op.drop_table("write_up")
