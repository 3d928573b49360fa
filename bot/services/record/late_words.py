"""What was added to entries after a day, by the chain of their revisions: mended words are dated as
such, and nothing is backdated.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.services.record.revisions import addresses
from storage.row_types import RevisionNote
from storage.unit_of_work import UnitOfWork

_NAMES: Final[Mapping[str, str]] = {
    "title": "title",
    "start_date": "days",
    "end_date": "days",
    "minutes": "length",
    "type": "kind",
    "formality": "kind",
    "provider": "provider",
    "subjects": "subjects",
    "reflect": "reflection",
    "plan": "plan",
    "act": "action",
    "evaluate": "evaluation",
    "evidence": "evidence",
}
"""What a revision's content holds, by its names for people."""

WHOLE: Final = "entry"
"""What was added is the entry itself."""


@dataclass(frozen=True, slots=True)
class Late:
    """Something of an entry as it stands that was not there at the end of a day: what it is, for
    the middle of a sentence ("evaluation"), and the day on which it came to be as it is.
    """

    what: str
    on: date


def late_words(
    work: UnitOfWork, member_id: int, last: date, zone: ZoneInfo
) -> dict[int, tuple[Late, ...]]:
    """What was added to or changed in a member's entries after a day of theirs, by entry."""
    after = datetime.combine(last + timedelta(days=1), time(), zone)
    return {
        entry_id: found
        for entry_id, notes in work.revisions.of_changed(member_id, after).items()
        if (found := added_after(notes, last, zone))
    }


def added_after(notes: Sequence[RevisionNote], last: date, zone: ZoneInfo) -> tuple[Late, ...]:
    """The same of one entry; `notes` are its revisions, the earliest first."""
    told = [
        (one.at.astimezone(zone).date(), json.loads(one.content))
        for one in notes
        if one.content is not None and one.kind not in ("erased", "audited")
    ]
    if not told or all(on <= last for on, _ in told):
        return ()
    before = [content for on, content in told if on <= last]
    if not before:
        return (Late(WHOLE, told[0][0]),)
    was, stands = before[-1], told[-1][1]
    days: dict[str, date] = {}
    for name, called in _NAMES.items():
        if _of(stands, name) == _of(was, name) or _of(stands, name) in (None, "", []):
            continue
        on = _since(told, name)
        days[called] = max(days.get(called, on), on)
    return tuple(Late(called, on) for called, on in days.items())


def _since(told: Sequence[tuple[date, Mapping[str, Any]]], name: str) -> date:
    """Since when it is as it stands."""
    stands, since = _of(told[-1][1], name), told[-1][0]
    for on, content in reversed(told):
        if _of(content, name) != stands:
            break
        since = on
    return since


def _of(content: Mapping[str, Any], name: str) -> Any:
    found = content.get(name)
    return sorted(addresses(found or ())) if name == "evidence" else found
