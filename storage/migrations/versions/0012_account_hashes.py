"""Keyed hashes of accounts, by which entries with the same words are found.

What stands there is hashed by a sweep. Both indexes are of some rows alone, and the one that is
searched is empty when it is made.
"""

import secrets

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COMPARABLE = sa.text("account_hash <> ''")
NOT_HASHED = sa.text("account_hash IS NULL")
KEYED = {"own_words", "others_words", "identifiers"}
"""Of what a dialogue holds: questions about words, and marks of names."""


def upgrade() -> None:
    op.add_column(
        "workspace", sa.Column("account_key", sa.String(64), nullable=False, server_default="")
    )
    workspace = sa.table("workspace", sa.column("id"), sa.column("account_key"))
    connection = op.get_bind()
    for workspace_id in connection.scalars(sa.select(workspace.c.id)).all():
        own = workspace.update().where(workspace.c.id == workspace_id)
        connection.execute(own.values(account_key=secrets.token_hex(32)))
    op.add_column("entry", sa.Column("account_hash", sa.String(64)))
    op.create_index(
        "ix_entry_same_words",
        "entry",
        ["account_hash", "workspace_id", "member_id", "status"],
        sqlite_where=COMPARABLE,
        postgresql_where=COMPARABLE,
    )
    op.create_index(
        "ix_entry_not_hashed",
        "entry",
        ["member_id", "workspace_id"],
        sqlite_where=NOT_HASHED,
        postgresql_where=NOT_HASHED,
    )


def downgrade() -> None:
    """What was told by hashes with these keys goes with them: another upgrade makes other keys."""
    conversation = sa.table(
        "conversation",
        sa.column("entry_id"),
        sa.column("held", sa.JSON().with_variant(JSONB(), "postgresql")),
    )
    as_text = sa.cast(conversation.c.held, sa.Text)
    keyed = sa.or_(*(as_text.like(f'%"{name}"%') for name in KEYED))
    connection = op.get_bind()
    for entry_id, held in connection.execute(sa.select(conversation).where(keyed)).all():
        kept = [one for one in held if not {one["kind"], one.get("about")} & KEYED]
        own = conversation.update().where(conversation.c.entry_id == entry_id)
        connection.execute(own.values(held=kept))
    op.drop_index("ix_entry_not_hashed", "entry")
    op.drop_index("ix_entry_same_words", "entry")
    op.drop_column("entry", "account_hash")
    op.drop_column("workspace", "account_key")
