"""What of a member is open, as nudges may be about it: entries that wait, drafts, and plans."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.conversation.dialogue import DialogueState
from bot.policy.nudges.nudge_facts import FollowUp, OpenEntry, PlannedActivity
from storage.nudges.sweeps import FollowUpRow, NudgeRow, OpenRow


def open_entries(
    rows: Sequence[OpenRow], sent: Sequence[NudgeRow]
) -> tuple[tuple[OpenEntry, ...], tuple[OpenEntry, ...], tuple[PlannedActivity, ...]]:
    """Those that wait, drafts, and plans."""
    if not rows:
        return (), (), ()
    asked = {
        (entry_id, date.fromisoformat(one.period.partition("~")[0]))
        for one in sent
        if one.kind == "planned" and one.values is not None
        for entry_id in one.values.get("entries", ())
    }
    return (
        tuple(
            OpenEntry(row.entry_id, row.changed_at)
            for row in _one_of_those_imported(rows)
            if row.status == "logged"
        ),
        tuple(OpenEntry(row.entry_id, row.changed_at) for row in rows if row.status == "draft"),
        tuple(
            PlannedActivity(
                row.entry_id,
                row.day,
                any(entry == row.entry_id and on >= row.day for entry, on in asked),
            )
            for row in rows
            if row.status == "planned" and row.day is not None
        ),
    )


def _one_of_those_imported(rows: Sequence[OpenRow]) -> list[OpenRow]:
    """Without those about which nothing is to be asked. Of saved entries that files brought only
    the one done last: fifty that wait are one matter, and the list of them is one tap away.
    """
    asked = [row for row in rows if row.status != "logged" or not _never_again(row.dialogue)]
    imported = (row for row in asked if row.imported and row.status == "logged")
    last = max(imported, key=lambda row: (row.day or date.min, row.entry_id), default=None)
    return [row for row in asked if row is last or not (row.imported and row.status == "logged")]


def not_asked_yet(rows: Sequence[FollowUpRow], sent: Sequence[NudgeRow]) -> tuple[FollowUp, ...]:
    """Those that no message has asked about for their day."""
    asked = {
        number
        for one in sent
        if one.kind == "planned" and one.values is not None
        for number, _ in one.values.get("follow_ups", ())
        if date.fromisoformat(one.period.partition("~")[0])
        >= next((row.day for row in rows if row.id == number), date.max)
    }
    return tuple(
        FollowUp(row.id, row.entry_id, row.day, how_it_went=row.kind == "plan")
        for row in rows
        if row.id not in asked
    )


def _never_again(dialogue: Mapping[str, Any] | None) -> bool:
    """Whether the member skipped the very line that the entry waits for."""
    return bool(dialogue) and "evaluate" in DialogueState.from_dict(dialogue or {}).skipped
