"""Monthly roots over members' chains: their leaves, and receipts over them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    # A month's members are read in pages, workspace by workspace.
    op.create_index("ix_member_workspace", "member", ["workspace_id", "id"])
    op.create_table(
        "archive_identity",
        _points_to("member_id", "member.id", key=True),
        _workspace(),
        sa.Column("public_id", sa.String(32), nullable=False),
    )
    op.create_table(
        "archive_root",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("leaves", sa.Integer(), nullable=False),
        sa.Column("gathered_to", NUMBER, nullable=False),
        sa.Column("root", sa.String(64), nullable=False),
        sa.Column("made_at", MOMENT),
        sa.Column("asked_at", MOMENT),
        sa.Column("refused", sa.String()),
        sa.CheckConstraint("state IN ('gathering', 'made')", name="state_known"),
        sa.UniqueConstraint("workspace_id", "month"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "archive_leaf",
        _points_to("root_id", "archive_root.id", key=True),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        _workspace(),
        _points_to("member_id", "member.id"),
        sa.Column("public_id", sa.String(32), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
    )
    op.create_index("ix_archive_leaf_member_id", "archive_leaf", ["member_id"])
    op.create_table(
        "archive_chunk",
        _points_to("root_id", "archive_root.id", key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        _workspace(),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "archive_receipt",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        _points_to("root_id", "archive_root.id"),
        sa.Column("authority", sa.String(255), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stamped_at", MOMENT, nullable=False),
        sa.UniqueConstraint("root_id", "authority"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Roots go, and with them what archives made before can be held against here."""
    for name in ("receipt", "chunk", "leaf", "root", "identity"):
        op.drop_table(f"archive_{name}")
    op.drop_index("ix_member_workspace", "member")


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
