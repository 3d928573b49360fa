"""Files as evidence: what is kept of each, and whose bytes stand in the evidence store."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)

KINDS_BEFORE = "'link', 'message'"
KINDS = "'link', 'message', 'file'"

# SQLite makes the table anew; nothing points to it.
REBUILT: dict[str, Any] = {"table_kwargs": {"sqlite_autoincrement": True}}


def upgrade() -> None:
    """What a process of the release before writes meanwhile is no file, and of the first format."""
    for column in _of_files():
        op.add_column("evidence", column)
    _change_kinds(KINDS)
    _partial_index("ix_evidence_file", ["url", "entry_id"], "kind = 'file'")
    _partial_index("ix_evidence_runs_out", ["runs_out", "entry_id"], "runs_out IS NOT NULL")
    op.add_column(
        "entry_revision",
        sa.Column("format", sa.Integer(), nullable=False, server_default=sa.text("1")),
    )
    op.create_table(
        "stored_file",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column(
            "member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(128), nullable=False),
        sa.Column("name", sa.String(255)),
        sa.Column("facts", JSON),
        sa.Column("stored_at", MOMENT, nullable=False),
        sa.Column("needed_at", MOMENT, nullable=False),
        sa.UniqueConstraint("member_id", "sha256"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_stored_file_workspace", "stored_file", ["workspace_id", "member_id", "size"]
    )
    op.create_index("ix_stored_file_needed_at", "stored_file", ["needed_at"])


def downgrade() -> None:
    """The release before knows no files: they are evidence no more, and their bytes stay where
    they are. Revisions of the second format stay too; that release cannot verify them.
    """
    op.drop_table("stored_file")
    op.drop_column("entry_revision", "format")
    op.drop_index("ix_evidence_file", "evidence")
    op.drop_index("ix_evidence_runs_out", "evidence")
    op.execute("DELETE FROM evidence WHERE kind = 'file'")
    _change_kinds(KINDS_BEFORE)
    for column in _of_files():
        op.drop_column("evidence", column.name)


def _of_files() -> list[sa.Column[Any]]:
    return [
        sa.Column("name", sa.String(255)),
        sa.Column("sha256", sa.String(64)),
        sa.Column("size", sa.Integer()),
        sa.Column("media_type", sa.String(128)),
        sa.Column("runs_out", sa.Date()),
        sa.Column("facts", JSON),
    ]


def _change_kinds(kinds: str) -> None:
    with op.batch_alter_table("evidence", **REBUILT) as evidence:
        evidence.drop_constraint(op.f("ck_evidence_kind_known"), type_="check")
        evidence.create_check_constraint(op.f("ck_evidence_kind_known"), f"kind IN ({kinds})")


def _partial_index(name: str, columns: list[str], where: str) -> None:
    op.create_index(
        name, "evidence", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )
