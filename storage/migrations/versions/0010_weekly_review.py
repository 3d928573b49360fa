"""Weekly reviews, and which blocks Slack does not take yet in a workspace."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column(
        "member",
        sa.Column("weekly_review", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("member", sa.Column("reviewed_on", sa.Date()))
    op.add_column(
        "workspace",
        sa.Column("refused_blocks", JSON, nullable=False, server_default=sa.text("'{}'")),
    )


def downgrade() -> None:
    op.drop_column("workspace", "refused_blocks")
    op.drop_column("member", "reviewed_on")
    op.drop_column("member", "weekly_review")
