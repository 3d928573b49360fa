"""What is looked for in all workspaces at once: imports that were left, and what some have left."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from storage.engine.statements import run
from storage.repository import table_of
from storage.tables import ImportedFile, SealedSegment

_file = table_of(ImportedFile).c
_segment = table_of(SealedSegment).c


def stale(session: Any, before: datetime, limit: int) -> list[tuple[str, int, int]]:
    """Imports of whatever workspace that were shown before a moment and left, calendars that were
    gone through half with them, and those that were confirmed before it and never taken in: their
    workspaces, members and numbers.
    """
    query = (
        select(_file.workspace_id, _file.member_id, _file.id)
        .where(
            or_(
                _file.state.in_(("arriving", "preview", "choosing")) & (_file.created_at < before),
                _file.state.in_(("staging", "ready")) & (_file.confirmed_at < before),
            )
        )
        .order_by(_file.id)
        .limit(limit)
    )
    return [tuple(row) for row in run(session, query).all()]


def with_chains_left(session: Any, limit: int) -> list[tuple[str, int, int]]:
    """The same of imports of which nothing was kept but chains: a process of a release before,
    which knows no chains, has tidied up after them.
    """
    query = (
        select(_file.workspace_id, _file.member_id, _file.id)
        .where(
            _file.state.in_(("undone", "discarded")),
            _file.id.in_(select(_segment.import_id)),
        )
        .order_by(_file.id)
        .limit(limit)
    )
    return [tuple(row) for row in run(session, query).all()]
