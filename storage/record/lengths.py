"""How long a member's entries took, and on which days: all that the lengths are compared by."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select as columns

from storage.engine.prepared import prepared
from storage.member_snapshot import MEMBERS
from storage.repository import Repository, given, table_of
from storage.tables import Entry
from storage.vocabulary import EntryStatus

READ_MOST: Final = 1000
"""So many lengths are read at once, those of the latest days first."""

_entry = table_of(Entry).c
_LENGTHS = prepared(
    columns(_entry.id, _entry.status, _entry.minutes, _entry.start_date, _entry.end_date)
    .where(
        _entry.workspace_id == given("workspace"),
        _entry.member_id == given("member", _entry.member_id),
        _entry.status.in_(("draft", "logged")),
        _entry.minutes.is_not(None),
        _entry.start_date.is_not(None),
    )
    .order_by(_entry.end_date.desc(), _entry.id.desc())
    .limit(READ_MOST)
)


@dataclass(frozen=True, slots=True)
class EntryLength:
    """How long an entry took, in minutes, over civil days; both of them included."""

    entry_id: int
    status: EntryStatus
    minutes: int
    start: date
    end: date


class Lengths(Repository):
    """The lengths of one workspace's entries."""

    def of(self, member_id: int) -> tuple[EntryLength, ...]:
        """Those of the member's drafts and logged entries, in one statement."""
        self._unit.flush(but=MEMBERS)
        return tuple(
            EntryLength(entry_id, status, minutes, start, end or start)
            for entry_id, status, minutes, start, end in self._rows(_LENGTHS, member=member_id)
        )
