"""What members share with one named person, and what that person signs off."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "share",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        _points_to("member_id", "member.id"),
        _points_to("viewer_id", "member.id"),
        _points_to("entry_id", "entry.id", nullable=True),
        sa.Column("private_too", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("turn", sa.String(160)),
        sa.CheckConstraint("member_id <> viewer_id", name="not_oneself"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_share_member", "share", ["member_id", "id"])
    op.create_index("ix_share_viewer", "share", ["viewer_id", "id"])
    op.create_index("ix_share_entry_id", "share", ["entry_id"])
    op.create_table(
        "sign_off",
        sa.Column("id", NUMBER, primary_key=True),
        _workspace(),
        _points_to("member_id", "member.id"),
        _points_to("reviewer_id", "member.id"),
        _points_to("entry_id", "entry.id"),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("words", sa.Text()),
        sa.Column("content_mark", sa.String(64)),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.CheckConstraint(
            "state IN ('asked', 'confirmed', 'declined', 'dropped')", name="state_known"
        ),
        sa.CheckConstraint("member_id <> reviewer_id", name="not_oneself"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sign_off_member", "sign_off", ["member_id", "id"])
    op.create_index("ix_sign_off_reviewer", "sign_off", ["reviewer_id", "state"])
    op.create_index("ix_sign_off_entry_id", "sign_off", ["entry_id"])


def downgrade() -> None:
    op.drop_table("sign_off")
    op.drop_table("share")


def _workspace() -> sa.Column[str]:
    return sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False)


def _points_to(name: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(target, ondelete="CASCADE"), nullable=nullable)
