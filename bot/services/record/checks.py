"""What does not fit together in a saved entry is asked about once, and settled by the member.

What was asked, and that it is right, stands among what the entry's dialogue holds, with what it was
about: with other values, or other words, it is another question. Numbers, days and the hash of its
account alone are kept. Whether there still is an entry with the same words is asked whenever that
is shown.
"""

from collections.abc import Collection, Iterator, Mapping
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
    SameAsColleague,
    SameAsOwn,
    findings,
)
from bot.conversation.consistency import clock_in as clock_of_text
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record.account_hash import hash_of
from bot.services.record.dialogue import Dialogue, keep
from storage.record.comparisons import OWN_WORDS, RIGHT, EntryLength, SameWords
from storage.row_types import EntryRecord

CHECK: Final = "check"

EXTENT_CHECK: Final = "extent"
"""The check of how long an entry took, and when."""
WORDS_CHECK: Final = "words"
"""The check of whether its account is that of another."""

_KINDS: Final = {
    "clock": LongerThanClock,
    "days": LongerThanDays,
    "day": DayTooFull,
    "usual": FarAboveUsual,
    OWN_WORDS: SameAsOwn,
    "others_words": SameAsColleague,
}
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}

OF_WORDS: Final = (OWN_WORDS, "others_words")
"""Checks that are about an entry's account: what they were asked of is its hash."""


def ask_what_does_not_fit(
    ctx: MemberContext,
    dialogue: Dialogue,
    looked_at: Collection[str] = (EXTENT_CHECK, WORDS_CHECK),
) -> Dialogue:
    """Look for what does not fit in an entry, and keep what is to be asked; one statement at most.

    What the member has called right is not asked again for the same values.
    """
    entry = replace(dialogue.entry, account_hash=hash_of(ctx, dialogue.entry))
    found = list(_found(ctx, entry, looked_at))
    settled = [
        one
        for one in dialogue.held
        if one["kind"] == CHECK and (one["state"] == RIGHT or _check_of(one) not in looked_at)
    ]
    known = [{**one, "state": "asked"} for one in settled]
    asked = [one for one in (_kept(entry, each) for each in found) if one not in known]
    others_held = [one for one in dialogue.held if one["kind"] != CHECK]
    held = (*others_held, *settled, *asked)
    if held == dialogue.held:
        return dialogue
    after = replace(dialogue, held=held)
    keep(ctx, after)
    return after


def checks_told(ctx: MemberContext, dialogue: Dialogue) -> tuple[tuple[Finding, bool], ...]:
    """What was asked of an entry as it stands, each with whether the member called it right.

    Of one that was asked about its words it is looked once whose are the same now.
    """
    return tuple((found, one["state"] == RIGHT) for one, found in _standing(ctx, dialogue))


def doubts_held(entry: EntryRecord, held: Collection[Mapping[str, Any]]) -> tuple[bool, bool, bool]:
    """What is held of an entry as it stands, without looking anew: whether something does not fit
    in its days or length that the member has not called right, whether they were asked about its
    words, and whether they called those right.
    """
    about = [one for one in held if _is_about(entry, one)]
    words = [one for one in about if one["about"] in OF_WORDS]
    extent = any(one["state"] != RIGHT for one in about if one not in words)
    asked = any(one["state"] != RIGHT for one in words)
    return extent, asked, any(one["state"] == RIGHT for one in words)


def check_named(found: Finding) -> str:
    """What a finding's check is called, where it is kept and in buttons."""
    return _NAMES[type(found)]


def it_is_right(ctx: MemberContext, dialogue: Dialogue, about: str = "") -> None:
    """The member calls right what was asked by this check, or else what was asked first. Raises
    Refused("settled_already") where that is not asked.
    """
    standing = [one for one, _ in _standing(ctx, dialogue) if about in ("", one["about"])]
    first = next((one for one in standing if one["state"] == "asked"), None)
    if first is None:
        raise Refused("settled_already")
    held = tuple({**one, "state": RIGHT} if one is first else one for one in dialogue.held)
    keep(ctx, replace(dialogue, held=held))


def _found(ctx: MemberContext, entry: EntryRecord, looked_at: Collection[str]) -> Iterator[Finding]:
    this = _occupied(entry) if EXTENT_CHECK in looked_at else None
    account_hash = entry.account_hash if WORDS_CHECK in looked_at else None
    if this is not None:
        lengths, same = ctx.work.comparisons.of(ctx.member.id, entry.id, account_hash)
        yield from _of_extent(ctx, entry, this, lengths)
    else:
        same = ctx.work.comparisons.same_words(ctx.member.id, entry.id, account_hash)
    if same.own is None or not _called_right(entry, same):
        yield from _of_words(same)


def _of_extent(
    ctx: MemberContext, entry: EntryRecord, this: Occupied, lengths: Collection[EntryLength]
) -> Iterator[Finding]:
    others = [one for one in lengths if one.entry_id != entry.id]
    return findings(
        this,
        clock=_clock(ctx, entry),
        others=[Occupied(one.minutes, one.start, one.end) for one in others],
        logged=[one.minutes for one in others if one.status == "logged"],
        working_day=ctx.working_day,
    )


def _of_words(same: SameWords) -> Iterator[Finding]:
    """Of words that are the member's own from before, nobody else's are spoken of."""
    if same.own is not None:
        yield SameAsOwn(same.own.title or "", same.own.start)
    elif same.others:
        yield SameAsColleague()


def _called_right(entry: EntryRecord, same: SameWords) -> bool:
    """Whether the member has called right before that these words come again under this title:
    the reflection on a talk of each week is asked about once. Under another title, and of the same
    day, it is asked.
    """
    if same.own is not None and same.own.start == entry.start_date:
        return False
    this = _title_words(entry.title)
    return any(
        held["kind"] == CHECK
        and held["about"] == OWN_WORDS
        and held["state"] == RIGHT
        and held["of"] == [entry.account_hash]
        for one in same.answered
        if _title_words(one.title) == this
        for held in one.held
    )


def _title_words(title: str | None) -> list[str]:
    return (title or "").casefold().split()


def _standing(
    ctx: MemberContext, dialogue: Dialogue
) -> Iterator[tuple[Mapping[str, Any], Finding]]:
    """What is held of an entry as it stands, with what is found of it."""
    entry = dialogue.entry
    held = [one for one in dialogue.held if _is_about(entry, one)]
    words: dict[str, Finding] = {}
    called_right = False
    if any(one["about"] in OF_WORDS for one in held):
        same = ctx.work.comparisons.same_words(ctx.member.id, entry.id, entry.account_hash)
        words = {_NAMES[type(found)]: found for found in _of_words(same)}
        called_right = _called_right(entry, same)
    for one in held:
        if one["about"] == OWN_WORDS and one["state"] != RIGHT and called_right:
            continue
        found = words.get(one["about"]) if one["about"] in OF_WORDS else _finding(one)
        if found is not None:
            yield one, found


def _check_of(held: Mapping[str, Any]) -> str:
    return WORDS_CHECK if held["about"] in OF_WORDS else EXTENT_CHECK


def _is_about(entry: EntryRecord, held: Mapping[str, Any]) -> bool:
    """Whether it was asked of what the entry has now; a newer release's kind is not."""
    if held["kind"] != CHECK or held["about"] not in _KINDS:
        return False
    return bool(held["of"] == _values(entry, held["about"]))


def _values(entry: EntryRecord, about: str) -> list[Any]:
    if about in OF_WORDS:
        return [entry.account_hash]
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
        case SameAsOwn() | SameAsColleague():
            values = []
    name = _NAMES[type(found)]
    return {
        "kind": CHECK,
        "about": name,
        "values": values,
        "of": _values(entry, name),
        "state": "asked",
    }


def _finding(held: Mapping[str, Any]) -> Finding:
    """What was found of lengths and days."""
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
