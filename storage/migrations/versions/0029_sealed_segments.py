"""Archives that are taken in elsewhere: another record's chain is kept as it is, sealed."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

# SQLite makes this table anew, with all that stands in it.
REBUILT: dict[str, Any] = {"table_kwargs": {"sqlite_autoincrement": True}}

KINDS_BEFORE = "'table', 'calendar'"


def upgrade() -> None:
    _admit(f"{KINDS_BEFORE}, 'archive'")
    op.create_table(
        "sealed_segment",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        _points_to("member_id", "member.id"),
        _points_to("import_id", "imported_file.id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("about", JSON, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("arrived_to", sa.Integer(), nullable=False),
        sa.UniqueConstraint("import_id", "number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sealed_segment_member", "sealed_segment", ["member_id", "id"])
    op.create_table(
        "segment_revision",
        _points_to("segment_id", "sealed_segment.id", key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        _workspace(),
        sa.Column("line", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    """Entries that came from archives stay, as those of a table; sealed chains go, and an export of
    that release does not have them.
    """
    op.drop_table("segment_revision")
    op.drop_table("sealed_segment")
    op.execute("UPDATE imported_file SET kind = 'table' WHERE kind = 'archive'")
    _admit(KINDS_BEFORE)


def _admit(words: str) -> None:
    name = op.f("ck_imported_file_kind_known")
    with op.batch_alter_table("imported_file", **REBUILT) as changed:
        changed.drop_constraint(name, type_="check")
        changed.create_check_constraint(name, f"kind IN ({words})")


def _workspace() -> sa.Column[Any]:
    return sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False)


def _points_to(name: str, target: str, *, key: bool = False) -> sa.Column[Any]:
    return sa.Column(
        name,
        NUMBER,
        sa.ForeignKey(target, ondelete="CASCADE"),
        nullable=False,
        primary_key=key,
        autoincrement=False,
    )
