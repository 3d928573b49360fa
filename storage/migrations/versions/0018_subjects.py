"""An entry keeps the subjects that it was about, with the minutes of each where they were said."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TOTALS_BEFORE = [
    "enrolment_id",
    "cycle",
    "year",
    "state",
    "subject",
    "weight",
    "entries",
    "entry_id",
]
TOTALS = [*TOTALS_BEFORE[:6], "minutes", *TOTALS_BEFORE[6:]]


def upgrade() -> None:
    """What a process of the release before writes meanwhile names no subject, by the default."""
    op.add_column("entry", sa.Column("subjects", JSON, nullable=False, server_default="[]"))
    _index_totals(TOTALS)


def downgrade() -> None:
    """The release before knows no subjects: revisions keep them, entries do not."""
    op.drop_column("entry", "subjects")
    _index_totals(TOTALS_BEFORE)


def _index_totals(columns: list[str]) -> None:
    op.drop_index("ix_assessment_totals", "assessment")
    op.create_index("ix_assessment_totals", "assessment", columns)
