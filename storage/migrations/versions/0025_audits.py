"""Audit rounds: their people, populations, those drawn, what was handed in, and every step."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)

# SQLite makes these tables anew, with all that stands in them.
REBUILT: dict[str, Any] = {"table_kwargs": {"sqlite_autoincrement": True}}

REVISIONS_BEFORE = "'saved', 'edited', 'withdrawn', 'restored', 'erased', 'imported'"
ROUND_STATES = (
    "'drafted', 'frozen', 'committed', 'ids_made', 'revealed', 'drawn', 'open', 'closed', "
    "'cancelled'"
)
SELECTION_STATES = (
    "'drawn', 'told', 'submitted', 'in_review', 'questions', 'decided', 'appealed', "
    "'appeal_decided', 'not_submitted', 'left', 'erased'"
)
OUT = (
    "'erasing', 'left', 'not_enrolled', 'registration_ended', 'grade_not_known', "
    "'not_chartered', 'cycle_not_known', 'cycle_cut_short', 'cycle_running', "
    "'ended_outside_period', 'minimum_not_known', 'minimum_not_met', 'on_leave'"
)
TESTS = (
    "'current', 'authentic', 'relevant', 'sufficient', 'continuous', 'cyclic', 'personalised', "
    "'multi-faceted', 'evidenced', 'impact-focused'"
)
STEPS = (
    "'drafted', 'auditor_named', 'auditor_left', 'witness_named', 'passed_on', 'frozen', "
    "'first_commitment', 'second_commitment', 'ids_made', 'first_reveal', 'second_reveal', "
    "'given_up', 'drawn', 'opened', 'closed', 'cancelled', 'selected', 'told', 'submitted', "
    "'not_submitted', 'reopened', 'auditor_assigned', 'review_begun', 'found', 'asked', "
    "'answered', 'went_on', 'seconded', 'decided', 'late_appeal_allowed', 'appealed', "
    "'appeal_auditor_named', 'appeal_decided', 'left', 'erased'"
)
WORDS = "'reason', 'question', 'answer', 'decision', 'appeal', 'appeal_decision'"


def upgrade() -> None:
    _admit("entry_revision", "kind", f"{REVISIONS_BEFORE}, 'audited'")
    _admit("role", "name", "'administrator', 'cpd_lead'")
    _rounds()
    _placings()
    _selections()
    _words()
    op.create_table(
        "audit_step",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        _points_to("round_id", "audit_round.id"),
        _points_to("selection_id", "audit_selection.id", nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _points_to("by_id", "member.id", nullable=True),
        _points_to("about_id", "member.id", nullable=True),
        sa.Column("entry_id", NUMBER),
        sa.Column("test", sa.String()),
        sa.Column("why", sa.String()),
        sa.CheckConstraint(f"kind IN ({STEPS})", name="kind_known"),
        sa.CheckConstraint(f"test IN ({TESTS})", name="test_known"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_step_round", "audit_step", ["round_id", "selection_id", "id"])
    op.create_index("ix_audit_step_selection", "audit_step", ["selection_id", "id"])


def downgrade() -> None:
    """Rounds are gone, and with them what they changed; steps in members' chains stay, each as a
    revision of the record as a whole that was saved, which that release cannot verify.
    """
    for table in (
        "audit_step",
        "audit_words",
        "audit_file",
        "audit_snapshot",
        "audit_reader",
        "audit_selection",
        "audit_placing",
        "audit_person",
        "audit_round",
    ):
        op.drop_table(table)
    op.execute("DELETE FROM role WHERE name = 'cpd_lead'")
    _admit("role", "name", "'administrator'")
    op.execute("UPDATE entry_revision SET kind = 'saved' WHERE kind = 'audited'")
    _admit("entry_revision", "kind", REVISIONS_BEFORE)


def _rounds() -> None:
    op.create_table(
        "audit_round",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(160), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("wanted_count", sa.Integer()),
        sa.Column("wanted_share", sa.Integer()),
        _points_to("lead_id", "member.id"),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("in_it", sa.Integer()),
        sa.Column("size", sa.Integer()),
        sa.Column("population_hash", sa.String(64)),
        sa.Column("frozen_at", MOMENT),
        sa.Column("attempts", JSON, nullable=False),
        sa.Column("counted_by", sa.String(64), nullable=False),
        sa.Column("counted_on", sa.Date()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint(f"state IN ({ROUND_STATES})", name="state_known"),
        sa.UniqueConstraint("workspace_id", "number"),
        sqlite_autoincrement=True,
    )
    _some(
        "ix_audit_round_open",
        "audit_round",
        ["lead_id", "workspace_id"],
        "state NOT IN ('closed', 'cancelled')",
    )
    op.create_table(
        "audit_person",
        _points_to("round_id", "audit_round.id", key=True),
        _points_to("member_id", "member.id", key=True),
        sa.Column("role", sa.String(), primary_key=True),
        _workspace(),
        sa.CheckConstraint("role IN ('auditor', 'witness')", name="role_known"),
    )
    op.create_index("ix_audit_person_member", "audit_person", ["member_id"])


def _placings() -> None:
    op.create_table(
        "audit_placing",
        _points_to("round_id", "audit_round.id", key=True),
        _points_to("member_id", "member.id", key=True),
        _workspace(),
        sa.Column("out", sa.String()),
        sa.Column("brought_in", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("cycle_first", sa.Date()),
        sa.Column("cycle_last", sa.Date()),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("line", sa.String(64), nullable=False),
        sa.Column("audit_id", sa.String(40), nullable=False),
        sa.CheckConstraint(f"out IN ({OUT})", name="out_known"),
    )
    _some("ix_audit_placing_in", "audit_placing", ["round_id", "member_id"], "out IS NULL")
    op.create_index("ix_audit_placing_out", "audit_placing", ["round_id", "out", "member_id"])
    op.create_index("ix_audit_placing_member", "audit_placing", ["member_id"])


def _selections() -> None:
    op.create_table(
        "audit_selection",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        _points_to("round_id", "audit_round.id"),
        _points_to("member_id", "member.id"),
        sa.Column("audit_id", sa.String(40), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("brought_in", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("entry_tests", JSON, nullable=False),
        sa.Column("record_tests", JSON, nullable=False),
        sa.Column("submit_until", sa.Date()),
        sa.Column("snapshot_hash", sa.String(64)),
        sa.Column("entries", JSON, nullable=False),
        sa.Column("review", JSON, nullable=False),
        sa.Column("left_because", sa.String()),
        sa.Column("followed_to", NUMBER, nullable=False),
        sa.Column("reminded_on", sa.Date()),
        sa.Column("erase_asked_on", sa.Date()),
        sa.CheckConstraint(f"state IN ({SELECTION_STATES})", name="state_known"),
        sa.UniqueConstraint("round_id", "member_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_selection_member", "audit_selection", ["member_id"])
    _some("ix_audit_selection_erasing", "audit_selection", ["id"], "erase_asked_on IS NOT NULL")
    op.create_table(
        "audit_reader",
        _points_to("selection_id", "audit_selection.id", key=True),
        _points_to("member_id", "member.id", key=True),
        sa.Column("of_appeal", sa.Boolean(), primary_key=True),
        _workspace(),
    )
    op.create_index("ix_audit_reader_member", "audit_reader", ["member_id"])


def _words() -> None:
    op.create_table(
        "audit_snapshot",
        _points_to("selection_id", "audit_selection.id", key=True),
        _workspace(),
        _points_to("member_id", "member.id"),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_audit_snapshot_member_id", "audit_snapshot", ["member_id"])
    op.create_table(
        "audit_file",
        _points_to("selection_id", "audit_selection.id", key=True),
        sa.Column("entry_id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("sha256", sa.String(64), primary_key=True),
        _workspace(),
        _points_to("member_id", "member.id"),
        sa.Column("name", sa.String(255)),
    )
    op.create_index("ix_audit_file_member", "audit_file", ["member_id", "sha256"])
    op.create_table(
        "audit_words",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        _points_to("selection_id", "audit_selection.id"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entry_id", NUMBER, nullable=False),
        sa.Column("test", sa.String()),
        sa.Column("number", sa.Integer(), nullable=False),
        _points_to("by_id", "member.id"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint(f"kind IN ({WORDS})", name="kind_known"),
        sa.CheckConstraint(f"test IN ({TESTS})", name="test_known"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_words_selection", "audit_words", ["selection_id", "id"])


def _some(name: str, table: str, columns: list[str], where: str) -> None:
    chosen = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=chosen, postgresql_where=chosen)


def _admit(table: str, column: str, words: str) -> None:
    name = op.f(f"ck_{table}_{column}_known")
    with op.batch_alter_table(table, **REBUILT) as changed:
        changed.drop_constraint(name, type_="check")
        changed.create_check_constraint(name, f"{column} IN ({words})")


def _workspace() -> sa.Column[Any]:
    return sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False)


def _points_to(
    name: str, target: str, *, nullable: bool = False, key: bool = False
) -> sa.Column[Any]:
    return sa.Column(
        name,
        NUMBER,
        sa.ForeignKey(target, ondelete="CASCADE"),
        nullable=nullable,
        primary_key=key,
        autoincrement=False,
    )
