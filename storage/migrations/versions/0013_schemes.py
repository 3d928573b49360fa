"""A member may be in several categories of one pack at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

CURRENT = sa.text("ended_on IS NULL")


def upgrade() -> None:
    op.execute("UPDATE enrolment SET category = '' WHERE category IS NULL")
    op.drop_index("ix_enrolment_current", "enrolment")
    _of_current("member_id", "pack", "category")


def downgrade() -> None:
    """Of several categories of one pack the release before knows the newest alone."""
    op.execute(
        "UPDATE enrolment SET ended_on = enrolled_on WHERE ended_on IS NULL AND id < ("
        "SELECT max(other.id) FROM enrolment AS other WHERE other.member_id = enrolment.member_id"
        " AND other.pack = enrolment.pack AND other.ended_on IS NULL)"
    )
    op.drop_index("ix_enrolment_current", "enrolment")
    _of_current("member_id", "pack")
    op.execute("UPDATE enrolment SET category = NULL WHERE category = ''")


def _of_current(*columns: str) -> None:
    op.create_index(
        "ix_enrolment_current",
        "enrolment",
        list(columns),
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
