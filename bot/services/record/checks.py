"""What does not fit together in a saved entry is asked about once, and settled by the member.

What was asked, and that it is right, stands among what the entry's dialogue holds, with the values
that it was about: with other values it is another question. Numbers and days alone are kept.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.conversation.consistency import (
    DayTooFull,
    FarAboveUsual,
    Finding,
    LongerThanClock,
    LongerThanDays,
    Occupied,
    findings,
)
from bot.conversation.consistency import clock_in as clock_of_text
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record.dialogue import Dialogue, keep
from storage.row_types import EntryRecord

CHECK: Final = "check"
_KINDS: Final = {
    "clock": LongerThanClock,
    "days": LongerThanDays,
    "day": DayTooFull,
    "usual": FarAboveUsual,
}
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}


def ask_what_does_not_fit(ctx: MemberContext, dialogue: Dialogue) -> Dialogue:
    """Look for what does not fit in an entry, and keep what is to be asked; one statement.

    What the member has called right is not asked again for the same values.
    """
    entry = dialogue.entry
    this = _occupied(entry)
    if this is None:
        return dialogue
    others = [one for one in ctx.work.lengths.of(ctx.member.id) if one.entry_id != entry.id]
    found = findings(
        this,
        clock=_clock(ctx, entry),
        others=[Occupied(one.minutes, one.start, one.end) for one in others],
        logged=[one.minutes for one in others if one.status == "logged"],
    )
    settled = [one for one in dialogue.held if one["kind"] == CHECK and one["state"] == "right"]
    known = [{**one, "state": "asked"} for one in settled]
    asked = [one for one in (_kept(entry, each) for each in found) if one not in known]
    others_held = [one for one in dialogue.held if one["kind"] != CHECK]
    held = (*others_held, *settled, *asked)
    if held == dialogue.held:
        return dialogue
    after = replace(dialogue, held=held)
    keep(ctx, after)
    return after


def open_check(dialogue: Dialogue) -> Finding | None:
    """What is to be asked first of an entry as it stands; None where nothing is."""
    return next((_finding(one) for one in dialogue.held if _is_open(dialogue.entry, one)), None)


def checks_told(dialogue: Dialogue) -> tuple[tuple[Finding, bool], ...]:
    """What was asked of an entry as it stands, each with whether the member called it right."""
    return tuple(
        (_finding(one), one["state"] == "right")
        for one in dialogue.held
        if _is_about(dialogue.entry, one)
    )


def it_is_right(ctx: MemberContext, dialogue: Dialogue) -> None:
    """The member calls right what was asked first. Raises Refused where nothing is asked."""
    first = next((one for one in dialogue.held if _is_open(dialogue.entry, one)), None)
    if first is None:
        raise Refused("settled_already")
    held = tuple({**one, "state": "right"} if one is first else one for one in dialogue.held)
    keep(ctx, replace(dialogue, held=held))


def _is_about(entry: EntryRecord, held: Mapping[str, Any]) -> bool:
    """Whether it was asked of the values that the entry has now; a newer release's kind is not."""
    return held["kind"] == CHECK and held["about"] in _KINDS and held["of"] == _values(entry)


def _is_open(entry: EntryRecord, held: Mapping[str, Any]) -> bool:
    return _is_about(entry, held) and held["state"] == "asked"


def _values(entry: EntryRecord) -> list[Any]:
    days = (entry.start_date, entry.end_date)
    return [entry.minutes, *(day.isoformat() if day else None for day in days)]


def _kept(entry: EntryRecord, found: Finding) -> Mapping[str, Any]:
    match found:
        case DayTooFull(day, minutes):
            values: list[Any] = [day.isoformat(), minutes]
        case LongerThanClock(minutes, second) | LongerThanDays(minutes, second):
            values = [minutes, second]
        case FarAboveUsual(minutes, usual):
            values = [minutes, usual]
    name = _NAMES[type(found)]
    return {
        "kind": CHECK,
        "about": name,
        "values": values,
        "of": _values(entry),
        "state": "asked",
    }


def _finding(held: Mapping[str, Any]) -> Finding:
    first, second = held["values"]
    if held["about"] == "day":
        return DayTooFull(date.fromisoformat(first), second)
    kind: Any = _KINDS[held["about"]]
    found: Finding = kind(first, second)
    return found


def _occupied(entry: EntryRecord) -> Occupied | None:
    if entry.minutes is None or entry.start_date is None:
        return None
    return Occupied(entry.minutes, entry.start_date, entry.end_date or entry.start_date)


def _clock(ctx: MemberContext, entry: EntryRecord) -> int | None:
    """The times of day of the message that its length was read in."""
    if entry.source_text is None or entry.provenance.get("minutes") != "read":
        return None
    return clock_of_text(entry.source_text, entry.created_at.astimezone(ctx.zone))
