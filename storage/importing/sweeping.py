"""What is looked for in all workspaces at once: imports that were left."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from storage.engine.statements import run
from storage.repository import table_of
from storage.tables import ImportedFile

_file = table_of(ImportedFile).c


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
