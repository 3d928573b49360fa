"""The hour of the day at which a member wants to hear."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("member", sa.Column("usual_hour", sa.Integer()))


def downgrade() -> None:
    op.drop_column("member", "usual_hour")
