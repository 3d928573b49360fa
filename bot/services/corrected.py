"""Facts of an entry that are different now, for the words of what was done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from storage.records import EntryRecord

Field = Literal["minutes", "days", "title", "provider", "type"]

_COLUMNS: Final[tuple[Literal["minutes", "title", "provider", "type"], ...]] = (
    "minutes",
    "title",
    "provider",
    "type",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of an entry that was changed, for the words of what was done."""

    field: Field
    before: Any
    after: Any

    def to_dict(self) -> dict[str, Any]:
        """As plain values for a message."""
        return {"field": self.field, "before": plain(self.before), "after": plain(self.after)}


def changes_between(before: EntryRecord, columns: Mapping[str, Any]) -> tuple[Change, ...]:
    """The facts of an entry that these columns change."""
    found = [
        Change(name, getattr(before, name), columns[name])
        for name in _COLUMNS
        if name in columns and columns[name] != getattr(before, name)
    ]
    was = (before.start_date, before.end_date)
    days = (columns.get("start_date", was[0]), columns.get("end_date", was[1]))
    return (*found, *([Change("days", was, days)] if days != was else []))


def still_so(entry: EntryRecord, change: Mapping[str, Any]) -> bool:
    """Whether what a change (as plain values) brought about has not been taken back or changed
    since.
    """
    name = change["field"]
    now = (entry.start_date, entry.end_date) if name == "days" else getattr(entry, name)
    return bool(plain(now) == change["after"])


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    match value:
        case date():
            return value.isoformat()
        case tuple():
            return [plain(one) for one in value]
        case _:
            return value
