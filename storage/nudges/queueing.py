"""Nudges that a sweep decided on, queued with their messages. Of every workspace at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import false, literal_column
from sqlmodel import Session

from storage.engine.database import wakes
from storage.engine.statements import dialect_of, insert_once, inserting
from storage.queues.outbox import lane_of
from storage.repository import table_of
from storage.tables import Nudge, Outbox

AT_ONCE: Final = 100
"""Nudges in one statement: an acknowledgement must get in between."""

_NUDGE = table_of(Nudge)
_OUTBOX = table_of(Outbox)


@dataclass(frozen=True, slots=True)
class QueuedNudge:
    """A nudge to be queued, with the message that will carry it."""

    workspace_id: str
    member_id: int
    kind: str
    period: str
    budget_week: str | None
    enrolment_id: int | None
    entry_id: int | None
    values: dict[str, Any]
    at: datetime


def queue(session: Session, nudges: Sequence[QueuedNudge], real: datetime) -> int:
    """Queue these nudges and their messages; how many were new.

    One that is queued already, or whose member's budget week is spent, is passed over.
    """
    if not nudges:
        return 0
    # Rows beside the statement, not in it: building it anew for so many costs more than they do.
    connection = session.connection(execution_options={"insertmanyvalues_page_size": AT_ONCE})
    rows = [
        {
            "workspace_id": one.workspace_id,
            "member_id": one.member_id,
            "kind": one.kind,
            "period": one.period,
            "budget_week": one.budget_week,
            "enrolment_id": one.enrolment_id,
            "entry_id": one.entry_id,
            "values": one.values,
            "at": one.at,
        }
        for one in nudges
    ]
    statement = (
        insert_once(_NUDGE, dialect_of(session))
        .values(cancelled=false(), snoozed=false())
        .returning(_NUDGE.c.id, _NUDGE.c.workspace_id, _NUDGE.c.member_id, _NUDGE.c.entry_id)
    )
    new = connection.execute(statement, rows).all()
    if not new:
        return 0
    connection.execute(
        inserting(_OUTBOX, dialect_of(session)).values(
            kind=literal_column("'nudge'"),
            state=literal_column("'new'"),
            changed=false(),
            attempts=literal_column("0"),
            fence=literal_column("0"),
        ),
        [
            {
                "workspace_id": row.workspace_id,
                "member_id": row.member_id,
                "lane": lane_of(row.member_id),
                "dedupe_key": f"nudge:{row.id}",
                "values": {"nudge_id": row.id},
                "entry_id": row.entry_id,
                "created_at": real,
                "due_at": real,
            }
            for row in new
        ],
    )
    wakes(session, "outbox")
    return len(new)
