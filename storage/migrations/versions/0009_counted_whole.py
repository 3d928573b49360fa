"""What was saved before the rule on long qualifications keeps what it counts until it is changed;
its member is told once.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "entry",
        sa.Column("kept_whole", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    op.add_column(
        "member",
        sa.Column("kept_whole_told", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("member", "kept_whole_told")
    op.drop_column("entry", "kept_whole")
