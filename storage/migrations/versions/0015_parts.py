"""An assessment has parts, each with its cycle, year and subject. What was saved before stays one
part, whole in the cycle of its last day.
"""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TOTALS_BEFORE = ["enrolment_id", "cycle", "year", "state", "weight", "entry_id"]
TOTALS = ["enrolment_id", "cycle", "year", "state", "subject", "weight", "entries", "entry_id"]
KEY_BEFORE = ["entry_id", "enrolment_id"]
KEY = [*KEY_BEFORE, "part"]
COLUMNS = ("part", "subject", "entries", "last_day")


_INTO_ONE = """
    UPDATE assessment SET
        state = (SELECT other.state FROM assessment AS other
                 WHERE other.entry_id = assessment.entry_id
                   AND other.enrolment_id = assessment.enrolment_id
                 ORDER BY other.part DESC LIMIT 1),
        cycle = (SELECT other.cycle FROM assessment AS other
                 WHERE other.entry_id = assessment.entry_id
                   AND other.enrolment_id = assessment.enrolment_id
                 ORDER BY other.part DESC LIMIT 1),
        year = (SELECT other.year FROM assessment AS other
                WHERE other.entry_id = assessment.entry_id
                  AND other.enrolment_id = assessment.enrolment_id
                ORDER BY other.part DESC LIMIT 1),
        minutes = (SELECT sum(other.minutes) FROM assessment AS other
                   WHERE other.entry_id = assessment.entry_id
                     AND other.enrolment_id = assessment.enrolment_id),
        weight = (SELECT sum(other.weight) FROM assessment AS other
                  WHERE other.entry_id = assessment.entry_id
                    AND other.enrolment_id = assessment.enrolment_id),
        credits = (SELECT sum(other.credits) FROM assessment AS other
                   WHERE other.entry_id = assessment.entry_id
                     AND other.enrolment_id = assessment.enrolment_id),
        pack_version = ''
    WHERE part = 0 AND EXISTS (
        SELECT 1 FROM assessment AS other
        WHERE other.entry_id = assessment.entry_id
          AND other.enrolment_id = assessment.enrolment_id AND other.part > 0)
"""


def upgrade() -> None:
    """Whatever a process of the release before writes meanwhile is whole, by the defaults."""
    op.add_column(
        "entry",
        sa.Column("split_by_day", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute("UPDATE entry SET split_by_day = true WHERE status NOT IN ('logged', 'withdrawn')")
    _drop_indexes()
    # SQLite makes the table anew; nothing points to its rows.
    with op.batch_alter_table("assessment") as assessment:
        assessment.add_column(sa.Column("part", sa.Integer(), nullable=False, server_default="0"))
        assessment.add_column(sa.Column("subject", sa.String(), nullable=False, server_default=""))
        assessment.add_column(
            sa.Column("entries", sa.Integer(), nullable=False, server_default="1")
        )
        assessment.add_column(sa.Column("last_day", sa.Date()))
        _change_key(assessment, KEY)
    op.execute("""
        UPDATE assessment SET last_day = (
            SELECT CASE WHEN entry.start_date > entry.end_date THEN entry.start_date
                        ELSE coalesce(entry.end_date, entry.start_date) END
            FROM entry WHERE entry.id = assessment.entry_id)
    """)
    _create_indexes(TOTALS)


def downgrade() -> None:
    """The release before knows entries that are whole: of several parts one is left, in the cycle
    of the last one's day, with the weight of all. It is assessed anew, as one of an unknown pack.
    """
    op.execute(_INTO_ONE)
    op.execute("DELETE FROM assessment WHERE part > 0")
    _drop_indexes()
    with op.batch_alter_table("assessment") as assessment:
        # The key first: PostgreSQL drops it with a column of its.
        _change_key(assessment, KEY_BEFORE)
        for name in COLUMNS:
            assessment.drop_column(name)
    _create_indexes(TOTALS_BEFORE)
    op.drop_column("entry", "split_by_day")


def _change_key(assessment: BatchOperations, columns: list[str]) -> None:
    assessment.drop_constraint(op.f("pk_assessment"), type_="primary")
    assessment.create_primary_key(op.f("pk_assessment"), columns)
    # Else SQLite's new table has it in brackets.
    assessment.alter_column("reader", existing_type=sa.String(), server_default="")


def _drop_indexes() -> None:
    for name in ("ix_assessment_totals", "ix_assessment_waiting"):
        op.drop_index(name, "assessment")


def _create_indexes(totals: list[str]) -> None:
    op.create_index("ix_assessment_totals", "assessment", totals)
    waits = sa.text("state = 'waiting'")
    op.create_index(
        "ix_assessment_waiting",
        "assessment",
        ["enrolment_id", "state", "entry_id"],
        sqlite_where=waits,
        postgresql_where=waits,
    )
