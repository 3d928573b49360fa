"""Imports: files of rows, their way into the record, and entries that nobody sees at first."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
JSON_OR_NULL = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)
MOMENT = sa.DateTime(timezone=True)
STATES = "'arriving', 'preview', 'staging', 'ready', 'choosing', 'done', 'undone', 'discarded'"
STATUSES_BEFORE = "'planned', 'draft', 'logged', 'withdrawn', 'discarded'"
REVISIONS_BEFORE = "'saved', 'edited', 'withdrawn', 'restored', 'erased'"

# SQLite makes these tables anew, with all that stands in them.
REBUILT: dict[str, Any] = {"table_kwargs": {"sqlite_autoincrement": True}}


def upgrade() -> None:
    _admit("entry", "status", f"{STATUSES_BEFORE}, 'importing'")
    _admit("entry_revision", "kind", f"{REVISIONS_BEFORE}, 'imported'")
    # Whether an entry stands in the record changes for ten thousand of them at once: an index by a
    # hash that held it, too, would be written anew all over.
    _same_words(["account_hash", "workspace_id", "member_id"])
    op.create_table(
        "imported_file",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        _points_to("member_id", "member.id"),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("name", sa.String(255)),
        sa.Column("sha256", sa.String(64)),
        sa.Column("heading", JSON_OR_NULL),
        sa.Column("heading_hash", sa.String(64), nullable=False),
        sa.Column("heading_row", sa.Integer()),
        sa.Column("layout", JSON, nullable=False),
        sa.Column("counts", JSON, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("cut", sa.Boolean(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("arrived_to", "read_to", "staged_to", "assessed_to", "read_times")
        ),
        sa.Column("rules", sa.String(64), nullable=False),
        sa.Column("words_mine", sa.Boolean()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.CheckConstraint("kind IN ('table', 'calendar')", name="kind_known"),
        sa.CheckConstraint(f"state IN ({STATES})", name="state_known"),
        sa.UniqueConstraint("workspace_id", "key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_imported_file_member", "imported_file", ["member_id", "id"])
    op.create_table(
        "imported_row",
        _points_to("import_id", "imported_file.id", key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        _workspace(),
        sa.Column("cells", JSON_OR_NULL),
        sa.Column("reading", JSON_OR_NULL),
        sa.Column("verdict", sa.String()),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("likeness", sa.String(32)),
        sa.Column("entry_id", NUMBER),
        sa.CheckConstraint(
            "verdict IN ('taken', 'doubtful', 'skipped', 'there')", name="verdict_known"
        ),
    )
    op.create_index("ix_imported_row_verdict", "imported_row", ["import_id", "verdict", "number"])
    op.create_index("ix_imported_row_likeness", "imported_row", ["import_id", "likeness"])
    made = sa.text("entry_id IS NOT NULL")
    op.create_index(
        "ix_imported_row_entry",
        "imported_row",
        ["import_id", "entry_id"],
        sqlite_where=made,
        postgresql_where=made,
    )
    op.create_table(
        "imported_worth",
        _points_to("entry_id", "entry.id", key=True),
        _points_to("enrolment_id", "enrolment.id", key=True),
        sa.Column("part", sa.Integer(), primary_key=True, autoincrement=False),
        _points_to("import_id", "imported_file.id"),
        _workspace(),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("weight", sa.BigInteger(), nullable=False),
        sa.Column("credits", sa.Integer()),
        sa.Column("cycle", sa.Integer()),
        sa.Column("year", sa.Integer()),
        sa.Column("last_day", sa.Date()),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("missing", JSON, nullable=False),
        sa.Column("findings", JSON, nullable=False),
        sa.Column("assumed", sa.Boolean(), nullable=False),
        sa.Column("pack_version", sa.String(), nullable=False),
        sa.Column("entry_version", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('counted', 'waiting', 'outside')", name="state_known"),
    )
    op.create_index("ix_imported_worth_import", "imported_worth", ["import_id"])
    op.create_table(
        "import_layout",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        sa.Column("heading_hash", sa.String(64), nullable=False),
        sa.Column("columns", JSON, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.UniqueConstraint("workspace_id", "heading_hash"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """What was imported and is seen stays, each revision as one of an entry that was saved, which
    that release cannot verify; entries that nobody saw yet go.
    """
    for table in ("import_layout", "imported_worth", "imported_row", "imported_file"):
        op.drop_table(table)
    op.execute("DELETE FROM entry WHERE status = 'importing'")
    _admit("entry", "status", STATUSES_BEFORE)
    op.execute("UPDATE entry_revision SET kind = 'saved' WHERE kind = 'imported'")
    _admit("entry_revision", "kind", REVISIONS_BEFORE)
    _same_words(["account_hash", "workspace_id", "member_id", "status"])


def _same_words(columns: list[str]) -> None:
    op.drop_index("ix_entry_same_words", "entry")
    comparable = sa.text("account_hash <> ''")
    op.create_index(
        "ix_entry_same_words",
        "entry",
        columns,
        sqlite_where=comparable,
        postgresql_where=comparable,
    )


def _admit(table: str, column: str, words: str) -> None:
    name = op.f(f"ck_{table}_{column}_known")
    with op.batch_alter_table(table, **REBUILT) as changed:
        changed.drop_constraint(name, type_="check")
        changed.create_check_constraint(name, f"{column} IN ({words})")


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
