"""Sources: systems that send what members have done, whom they know, and what they sent."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
OPEN = "state IN ('waiting', 'queued', 'drafted')"


def upgrade() -> None:
    op.create_table(
        "source",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("key_id", sa.String(32), nullable=False),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
        sa.UniqueConstraint("workspace_id", "name"),
        sa.UniqueConstraint("key_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_source_workspace_id", "source", ["workspace_id"])
    op.create_table(
        "source_person",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        _points_to("source"),
        sa.Column("external_id", sa.String(200), nullable=False),
        sa.Column("slack_id", sa.String(32)),
        sa.Column("email", sa.String(254)),
        sa.Column("looked_up_at", MOMENT),
        sa.UniqueConstraint("source_id", "external_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_source_person_slack", "source_person", ["slack_id", "workspace_id"])
    _statements()
    _deliveries()


def downgrade() -> None:
    """The release before knows no sources: drafts stay, and what waited is gone."""
    for table in ("source_delivery", "source_statement", "source_person", "source"):
        op.drop_table(table)


def _statements() -> None:
    op.create_table(
        "source_statement",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        _points_to("source"),
        sa.Column(
            "person_id",
            NUMBER,
            sa.ForeignKey("source_person.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("ref", sa.String(64)),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("content", JSON),
        sa.Column("member_id", NUMBER, sa.ForeignKey("member.id", ondelete="CASCADE")),
        sa.Column("entry_id", NUMBER),
        sa.Column("times_queued", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.Date()),
        sa.Column("drafted_on", sa.Date()),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.UniqueConstraint("source_id", "ref"),
        sa.CheckConstraint(
            "state IN ('waiting', 'queued', 'drafted', 'told', 'dropped')", name="state_known"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_source_statement_open",
        "source_statement",
        ["state", "id"],
        sqlite_where=sa.text(OPEN),
        postgresql_where=sa.text(OPEN),
    )
    for name, columns in (
        ("person", ["person_id", "state"]),
        ("member", ["member_id", "drafted_on"]),
        ("received_at", ["received_at"]),
    ):
        op.create_index(f"ix_source_statement_{name}", "source_statement", columns)


def _deliveries() -> None:
    op.create_table(
        "source_delivery",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        _points_to("source"),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("body_hash", sa.String(64), nullable=False),
        sa.Column("signature", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("answer", JSON, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.UniqueConstraint("source_id", "key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_source_delivery_signature",
        "source_delivery",
        ["source_id", "signature"],
        unique=True,
    )
    op.create_index("ix_source_delivery_received_at", "source_delivery", ["received_at"])


def _workspace() -> sa.Column[str]:
    return sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False)


def _points_to(table: str) -> sa.Column[int]:
    return sa.Column(
        f"{table}_id", NUMBER, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=False
    )
