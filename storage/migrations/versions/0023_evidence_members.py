"""Whose a file of evidence is: what runs out is found by its member, whatever others keep."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INDEX = "ix_evidence_runs_out"


def upgrade() -> None:
    op.add_column("evidence", sa.Column("member_id", NUMBER))
    op.execute(
        "UPDATE evidence SET member_id ="
        " (SELECT entry.member_id FROM entry WHERE entry.id = evidence.entry_id)"
        " WHERE kind = 'file'"
    )
    op.drop_index(INDEX, "evidence")
    _index(["member_id", "runs_out", "entry_id"])


def downgrade() -> None:
    op.drop_index(INDEX, "evidence")
    op.drop_column("evidence", "member_id")
    _index(["runs_out", "entry_id"])


def _index(columns: list[str]) -> None:
    where = sa.text("runs_out IS NOT NULL")
    op.create_index(INDEX, "evidence", columns, sqlite_where=where, postgresql_where=where)
