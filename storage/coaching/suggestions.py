"""What was asked of the coach about a member's words, and what came of it."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam
from sqlalchemy import select as columns_of
from sqlmodel import col, delete, select, update

from storage.engine.database import Database
from storage.engine.prepared import prepared
from storage.repository import Repository, defaults_of, given, table_of
from storage.row_types import CoachSuggestionRecord
from storage.tables import CoachSuggestion
from storage.vocabulary import CoachKind

PAGE: Final = 500
"""Rows in one deletion."""

_NAMES: Final = tuple(one.name for one in fields(CoachSuggestionRecord))
_row: Final = table_of(CoachSuggestion).c
_HERE: Final = _row.workspace_id == given("workspace")
_MINE: Final = _row.member_id == given("member", _row.member_id)
_EVERYBODYS: Final = columns_of(*(_row[name] for name in _NAMES)).where(_HERE)
_COLUMNS: Final = _EVERYBODYS.where(_MINE)
_GET: Final = prepared(_COLUMNS.where(_row.id == given("number", _row.id)))
_ALL: Final = prepared(_COLUMNS.order_by(_row.id))
_OFFERED: Final = prepared(
    _COLUMNS.where(
        _row.entry_id.in_(bindparam("entries", expanding=True)), _row.state == "offered"
    ).order_by(_row.id.desc())
)
_LAST_SENT: Final = prepared(
    _COLUMNS.where(_row.sent.is_not(None)).order_by(_row.id.desc()).limit(1)
)
_OFFERED_HERE: Final = prepared(_EVERYBODYS.where(_row.state == "offered").order_by(_row.id))


class CoachSuggestions(Repository):
    """The coach's suggestions to the members of one workspace."""

    def add(
        self,
        member_id: int,
        kind: CoachKind,
        *,
        entry_id: int | None,
        about: str,
        original: str,
        in_modal: bool,
        asked_at: datetime,
        real_at: datetime,
    ) -> CoachSuggestionRecord:
        """A request that is about to be queued. `asked_at` is calendar time, `real_at` real."""
        row = {
            **defaults_of(CoachSuggestion),
            "member_id": member_id,
            "entry_id": entry_id,
            "kind": kind,
            "about": about,
            "original": original,
            "in_modal": in_modal,
            "asked_at": asked_at,
            "real_at": real_at,
        }
        number = self._insert_once(CoachSuggestion, **row)
        kept = {name: row[name] for name in _NAMES if name != "id"}
        return CoachSuggestionRecord(id=number or 0, **kept)

    def get(self, number: int, member_id: int) -> CoachSuggestionRecord | None:
        """One of the member's."""
        self._unit.flush()
        found = self._rows(_GET, member=member_id, number=number)
        return CoachSuggestionRecord(*found[0]) if found else None

    def offered(
        self, entry_ids: Sequence[int], member_id: int
    ) -> dict[int, tuple[CoachSuggestionRecord, ...]]:
        """Those that stand offered about entries, the newest first, in one statement."""
        self._unit.flush()
        found: dict[int, tuple[CoachSuggestionRecord, ...]] = {}
        for row in self._rows(_OFFERED, member=member_id, entries=list(entry_ids)):
            one = CoachSuggestionRecord(*row)
            found[one.entry_id or 0] = (*found.get(one.entry_id or 0, ()), one)
        return found

    def last_sent(self, member_id: int) -> CoachSuggestionRecord | None:
        """The member's newest request that has left."""
        self._unit.flush()
        found = self._rows(_LAST_SENT, member=member_id)
        return CoachSuggestionRecord(*found[0]) if found else None

    def offered_here(self) -> tuple[CoachSuggestionRecord, ...]:
        """Those that stand offered to anybody here, the oldest first."""
        self._unit.flush()
        return tuple(CoachSuggestionRecord(*row) for row in self._rows(_OFFERED_HERE))

    def all_of(self, member_id: int) -> tuple[CoachSuggestionRecord, ...]:
        """Every one of the member's, the oldest first."""
        self._unit.flush()
        return tuple(CoachSuggestionRecord(*row) for row in self._rows(_ALL, member=member_id))

    def change(self, one: CoachSuggestionRecord, **columns: Any) -> bool:
        """Set columns of one that is still in the state in which it was read; whether it was."""
        done = self._session.exec(
            update(CoachSuggestion)
            .where(
                col(CoachSuggestion.id) == one.id,
                col(CoachSuggestion.workspace_id) == self._workspace_id,
                col(CoachSuggestion.state) == one.state,
            )
            .values(**columns)
        )
        return done.rowcount > 0


def whose_offers_are_old(database: Database, before: datetime, after: int) -> list[tuple[str, int]]:
    """The next page of members, by workspace and number, beyond `after` to whom something stands
    offered that was asked before a moment (real time).
    """
    query = (
        select(CoachSuggestion.workspace_id, CoachSuggestion.member_id)
        .where(
            col(CoachSuggestion.state) == "offered",
            col(CoachSuggestion.real_at) < before,
            col(CoachSuggestion.member_id) > after,
        )
        .distinct()
        .order_by(col(CoachSuggestion.member_id))
        .limit(PAGE)
    )
    with database.transaction() as session:
        return [(workspace, member) for workspace, member in session.exec(query).all()]


def forget_old(database: Database, before: datetime) -> int:
    """Delete a page of requests made before a moment (real time), in all workspaces; how many. What
    stands offered is let go first: a message shows it.
    """
    old = (
        select(col(CoachSuggestion.id))
        .where(col(CoachSuggestion.real_at) < before, col(CoachSuggestion.state) != "offered")
        .limit(PAGE)
    )
    with database.transaction() as session:
        numbers = list(session.exec(old).all())
        gone = session.exec(
            delete(CoachSuggestion).where(col(CoachSuggestion.id).in_(numbers))
        ).rowcount
        session.commit()
    return gone
