"""What is different in an entry's facts, as plain values for the words of a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from storage.row_types import EntryRecord

Field = Literal["minutes", "days", "title", "provider", "type", "subjects", "split_by_day"]

FIELDS: Final[tuple[Field, ...]] = ("title", "days", "minutes", "provider", "type", "subjects")
"""The facts of what was done; that it is split by day is none."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of an entry that was changed. Of days, each value is the first and the last."""

    field: Field
    before: Any
    after: Any

    def to_dict(self) -> dict[str, Any]:
        """As plain values for a message."""
        return {"field": self.field, "before": plain(self.before), "after": plain(self.after)}


def facts_changed(before: EntryRecord, after: EntryRecord) -> tuple[Change, ...]:
    """The facts that differ between an entry as it was and as it is."""
    return tuple(
        Change(field, was, now)
        for field in FIELDS
        if (was := _value(before, field)) != (now := _value(after, field))
    )


def still_so(entry: EntryRecord, change: Mapping[str, Any]) -> bool:
    """Whether what a change (as plain values) brought about has not been taken back or changed
    since.
    """
    return bool(plain(_value(entry, change["field"])) == change["after"])


def plain(value: Any) -> Any:
    """A fact's value as JSON: days in ISO form."""
    match value:
        case date():
            return value.isoformat()
        case tuple():
            return [plain(one) for one in value]
        case Mapping():
            return dict(value)
        case _:
            return value


def _value(entry: EntryRecord, field: Field) -> Any:
    if field == "days":
        return entry.start_date, entry.end_date
    return getattr(entry, field)
