"""Drafts that were discarded, of every workspace, and forgotten after a while."""

from datetime import datetime

from sqlalchemy import delete, select, text
from sqlmodel import Session

from storage.engine.statements import run
from storage.repository import table_of
from storage.tables import ENTRY_IS_DISCARDED, Entry

_ENTRY = table_of(Entry)


def forget_discarded(session: Session, before: datetime, limit: int) -> int:
    """Remove so many drafts that were discarded before a moment; how many there were."""
    old = (
        select(_ENTRY.c.id)
        .where(text(ENTRY_IS_DISCARDED), _ENTRY.c.changed_at < before)
        .order_by(_ENTRY.c.changed_at)
        .limit(limit)
    )
    return run(session, delete(_ENTRY).where(_ENTRY.c.id.in_(old.scalar_subquery()))).rowcount
