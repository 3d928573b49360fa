"""What an enrolment's cycles follow from besides the start that was recorded last: earlier starts,
and times in the scheme before its member left it and came back. What was counted whole stays so.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


_COUNTED_WHOLE = """
    UPDATE entry SET split_by_day = false
    WHERE status = 'logged' AND start_date < end_date
    AND EXISTS (SELECT 1 FROM assessment WHERE assessment.entry_id = entry.id)
    AND NOT EXISTS (
        SELECT 1 FROM assessment AS one
        JOIN assessment AS other
          ON other.entry_id = one.entry_id AND other.enrolment_id = one.enrolment_id
        WHERE one.entry_id = entry.id AND other.last_day <> one.last_day)
"""
"""Borders that the release before did not split at: a scheme's first start, a testers' year."""


def upgrade() -> None:
    """Whatever a process of the release before writes meanwhile has none, by the defaults."""
    op.add_column(
        "enrolment", sa.Column("earlier", JSON, nullable=False, server_default=sa.text("'{}'"))
    )
    op.add_column("enrolment", sa.Column("start_recorded_on", sa.Date()))
    op.execute(_COUNTED_WHOLE)


def downgrade() -> None:
    """The release before knows the start that was recorded last; what it had counted whole stays
    whole.
    """
    op.drop_column("enrolment", "start_recorded_on")
    op.drop_column("enrolment", "earlier")
