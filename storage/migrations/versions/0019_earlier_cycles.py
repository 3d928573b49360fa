"""What an enrolment's cycles follow from besides the start that was recorded last: earlier starts,
and times in the scheme before its member left it and came back.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Whatever a process of the release before writes meanwhile has none, by the defaults."""
    op.add_column(
        "enrolment", sa.Column("earlier", JSON, nullable=False, server_default=sa.text("'{}'"))
    )
    op.add_column("enrolment", sa.Column("start_recorded_on", sa.Date()))


def downgrade() -> None:
    """The release before knows the start that was recorded last."""
    op.drop_column("enrolment", "start_recorded_on")
    op.drop_column("enrolment", "earlier")
