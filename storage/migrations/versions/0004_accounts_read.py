"""What was found in an entry's own words is kept with it, and the reader with its assessment."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

NOT_YET: dict[str, Any] = {"nullable": False, "server_default": sa.false()}


def upgrade() -> None:
    op.add_column("entry", sa.Column("account", JSON))
    op.add_column("assessment", sa.Column("reader", sa.String(), nullable=False, server_default=""))
    op.add_column("member", sa.Column("old_answers_shown", sa.Boolean(), **NOT_YET))


def downgrade() -> None:
    op.drop_column("member", "old_answers_shown")
    op.drop_column("assessment", "reader")
    op.drop_column("entry", "account")
