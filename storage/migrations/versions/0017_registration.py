"""What is told of registrations: each telling a row, and what stands of them with the enrolment;
what a scheme's body does not count of an entry; and members' leaves.
"""

import json
from datetime import UTC, date, datetime, time

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)

REGISTERS = ("imi-register", "imi-techsafe")
"""The packs, as they were, under which somebody is registered, or recognised."""
OF_REGISTER = ("registered", "extended", "removed")


def upgrade() -> None:
    op.add_column(
        "enrolment",
        sa.Column("registration", JSON, nullable=False, server_default=sa.text("'[]'")),
    )
    op.add_column(
        "member", sa.Column("leaves", JSON, nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column(
        "entry", sa.Column("disallowed", JSON, nullable=False, server_default=sa.text("'[]'"))
    )
    op.create_table(
        "registration_event",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("workspace_id", sa.String(32), sa.ForeignKey("workspace.id"), nullable=False),
        _points_to("member_id", "member.id", nullable=False),
        _points_to("enrolment_id", "enrolment.id", nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("source", sa.String(), nullable=False),
        _points_to("told_by", "member.id", nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("cycle", sa.Date()),
        sa.Column("taken_back", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.CheckConstraint(
            "kind IN ('registered', 'extended', 'removed', 'recognition removed', 'restored')",
            name="kind_known",
        ),
        sa.CheckConstraint("source IN ('member', 'administrator')", name="source_known"),
        sqlite_autoincrement=True,
    )
    for name in ("member_id", "enrolment_id"):
        op.create_index(f"ix_registration_event_{name}", "registration_event", [name])
    _of_cycles_that_ended_short()


def downgrade() -> None:
    """What followed from a cycle stays where the release before has it."""
    op.drop_table("registration_event")
    op.drop_column("enrolment", "registration")
    op.drop_column("entry", "disallowed")
    op.drop_column("member", "leaves")


def _points_to(name: str, target: str, *, nullable: bool) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(target, ondelete="CASCADE"), nullable=nullable)


ENROLMENT = sa.table(
    "enrolment",
    sa.column("id", NUMBER),
    sa.column("workspace_id", sa.String()),
    sa.column("member_id", NUMBER),
    sa.column("pack", sa.String()),
    sa.column("outcomes", JSON),
    sa.column("registration", JSON),
)
EVENT = sa.table(
    "registration_event",
    *(sa.column(name, NUMBER) for name in ("member_id", "enrolment_id", "told_by")),
    *(sa.column(name, sa.String()) for name in ("workspace_id", "kind", "source")),
    *(sa.column(name, sa.Date()) for name in ("dated", "until", "cycle")),
    sa.column("at", MOMENT),
)


def _of_cycles_that_ended_short() -> None:
    """What members said followed is an event of the day on which they said it."""
    bind = op.get_bind()
    told = sa.select(
        ENROLMENT.c.id, ENROLMENT.c.workspace_id, ENROLMENT.c.member_id, ENROLMENT.c.outcomes
    ).where(
        ENROLMENT.c.pack.in_(REGISTERS),
        sa.cast(ENROLMENT.c.outcomes, sa.Text()).like('%"answer"%'),
    )
    for number, workspace_id, member_id, outcomes in bind.execute(told).all():
        kept = outcomes if isinstance(outcomes, dict) else json.loads(outcomes)
        events = []
        for start, outcome in sorted(kept.items()):
            if outcome.get("answer") not in OF_REGISTER or "answered_on" not in outcome:
                continue
            on = date.fromisoformat(outcome["answered_on"])
            midnight = datetime.combine(on, time(), UTC).isoformat()
            events.append((outcome["answer"], on, outcome.get("answered_at", midnight), start))
        events.sort(key=lambda one: datetime.fromisoformat(one[2]))
        for kind, on, at, start in events:
            bind.execute(
                sa.insert(EVENT).values(
                    workspace_id=workspace_id,
                    member_id=member_id,
                    enrolment_id=number,
                    kind=kind,
                    dated=on,
                    source="member",
                    told_by=member_id,
                    at=datetime.fromisoformat(at).astimezone(UTC),
                    cycle=date.fromisoformat(start),
                )
            )
        standing = [
            {
                "state": kind,
                "on": on.isoformat(),
                "told_by": "member",
                "recorded_at": datetime.fromisoformat(at).astimezone(UTC).isoformat(),
                "cycle": start,
            }
            for kind, on, at, start in events
        ]
        if standing:
            bind.execute(
                sa.update(ENROLMENT).where(ENROLMENT.c.id == number).values(registration=standing)
            )
