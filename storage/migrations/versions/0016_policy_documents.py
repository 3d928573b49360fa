"""Packs and frameworks that an administrator loads stand among the decisions on rules."""

from typing import Any

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KINDS_BEFORE = "'confirmed', 'changed'"
KINDS = "'confirmed', 'changed', 'framework', 'pack'"

# SQLite makes the table anew.
REBUILT: dict[str, Any] = {"table_kwargs": {"sqlite_autoincrement": True}}


def upgrade() -> None:
    _change_kinds(KINDS)


def downgrade() -> None:
    """The release before knows no documents: what was loaded goes."""
    op.execute("DELETE FROM rule_decision WHERE kind IN ('framework', 'pack')")
    _change_kinds(KINDS_BEFORE)


def _change_kinds(kinds: str) -> None:
    with op.batch_alter_table("rule_decision", **REBUILT) as decisions:
        decisions.drop_constraint(op.f("ck_rule_decision_kind_known"), type_="check")
        decisions.create_check_constraint(op.f("ck_rule_decision_kind_known"), f"kind IN ({kinds})")
