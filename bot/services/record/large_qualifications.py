"""What is long and began before the cycle: its part in the cycle, and what was counted whole.

Which entries these are, and what counts of them, is `bot.policy`'s.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.policy.schemes.dated_cycles import place_of
from bot.policy.schemes.entry_tests import LARGE
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.after_action import AfterAction
from bot.services.record.entry_changes import SAVED, changes_extent, content_changed, update_fields
from bot.services.schemes.assessment import Worth, cycles_of, worth_if, worth_of
from storage.queues.message_requests import KEPT_WHOLE, kept_whole_of
from storage.row_types import EntryRecord

PART_OF: Final = "part_of"
"""In an entry's provenance: the number of the whole of which it is a part."""

_BY_PARTS: Final = "parts"
"""In a whole's provenance, of `kept_whole`: that it counts no more since a part of it does."""

_PAGE: Final = 200
_TOLD_MOST: Final = 3
_DRAFTS_AMONG: Final = 12


def is_large(worth: Sequence[Worth]) -> bool:
    """Whether one of the member's schemes takes an entry for long, begun before the cycle."""
    return any(one.rule == LARGE for some in worth for one in some.assessment.findings)


def part_days(ctx: MemberContext, entry: EntryRecord) -> tuple[date, date] | None:
    """The first and the last day of its part in the cycle in which it ended, by the scheme in
    which that is shorter; None where the start of the cycle is not known.
    """
    end = entry.end_date or entry.start_date
    if end is None:
        return None
    large = {one.enrolment_id for one in worth_of(ctx, [entry])[entry.id] if is_large([one])}
    starts = []
    for one in ctx.work.enrolments.of(ctx.member.id):
        if one.id in large:
            place = place_of(ctx.rules[one.pack], cycles_of(one), end)
            if place is not None and place.cycle_start is not None:
                starts.append(place.cycle_start)
    return (max(starts), end) if starts else None


def check_no_part_is_open(ctx: MemberContext, whole: EntryRecord) -> None:
    """Raises Refused where a part of it is in a draft already: tapped twice, it is made once."""
    for one in ctx.work.entries.recent(ctx.member.id, _DRAFTS_AMONG):
        if one.status == "draft" and one.provenance.get(PART_OF) == str(whole.id):
            raise Refused("part_open_already")


def part_saved(ctx: MemberContext, part: EntryRecord) -> None:
    """Once a part of something is logged the whole counts no more, so that nothing does twice."""
    whole = _whole_of(ctx, part)
    if whole is None or not whole.kept_whole:
        return
    counted = credits_kept(ctx, whole)
    whole = update_fields(ctx, whole, _BY_PARTS, kept_whole=False)
    content_changed(ctx, whole, None)
    if counted is not None:
        ctx.reply("say", {"sentence": "parts_count_now", "title": whole.title or ""})


def part_withdrawn(ctx: MemberContext, part: EntryRecord) -> None:
    """Without its last part the whole counts again as it did, unless it was changed since."""
    whole = _whole_of(ctx, part)
    if whole is None or whole.provenance.get(KEPT_WHOLE) != _BY_PARTS:
        return
    if any(one.provenance.get(PART_OF) == str(whole.id) for one in _saved(ctx)):
        return
    known = {name: how for name, how in whole.provenance.items() if name != KEPT_WHOLE}
    whole = update_fields(ctx, whole, "", kept_whole=True, provenance=known)
    content_changed(ctx, whole, None)
    if credits_kept(ctx, whole) is not None:
        ctx.reply("say", {"sentence": "whole_counts_again", "title": whole.title or ""})


def _whole_of(ctx: MemberContext, part: EntryRecord) -> EntryRecord | None:
    """What an entry is a part of, where that stands in the record, withdrawn or not."""
    number = part.provenance.get(PART_OF)
    whole = None if number is None else ctx.work.entries.get(int(number), ctx.member.id)
    return whole if whole is not None and whole.status in SAVED else None


def credits_kept(ctx: MemberContext, entry: EntryRecord) -> int | None:
    """The credits (hundredths) that a saved entry has as an earlier release counted it, and that
    other dates or another length end; None where nothing is lost.
    """
    return credits_ended(ctx, entry, replace(entry, kept_whole=False))


def credits_ended(ctx: MemberContext, before: EntryRecord, after: EntryRecord) -> int | None:
    """The credits (hundredths) that a saved entry had as an earlier release counted it, and that
    it has no more as it is `after` a change; None where nothing is lost.
    """
    if not before.kept_whole or after.kept_whole or before.status != "logged":
        return None
    now = {one.enrolment_id: one.assessment for one in worth_if(ctx, after)}
    lost = [
        one.assessment.credits or 0
        for one in worth_if(ctx, before)
        if one.assessment.state == "counted" and now[one.enrolment_id].state != "counted"
    ]
    return max(lost, default=0) or None


def as_changed(entry: EntryRecord, columns: Mapping[str, Any]) -> EntryRecord:
    """An entry as it would be with these columns."""
    kept = entry.kept_whole and not changes_extent(entry, columns)
    return replace(entry, **columns, kept_whole=kept)


def tell_once(ctx: MemberContext) -> None:
    """Tell a member, once, of what goes on counting whole until they change it."""
    if ctx.member.kept_whole_told:
        return
    ctx.change_member(kept_whole_told=True)
    told = 0
    for entry in _spanning(ctx):
        if told < _TOLD_MOST and credits_kept(ctx, entry) is not None:
            told += 1
            ctx.work.messages.say(
                ctx.member.id,
                KEPT_WHOLE,
                kept_whole_of(entry.id),
                ctx.real,
                entry_id=entry.id,
            )


def _spanning(ctx: MemberContext) -> Sequence[EntryRecord]:
    """The member's saved entries of more than one day, the latest first."""
    return [one for one in _saved(ctx) if one.kept_whole and one.start_date != one.end_date]


def _saved(ctx: MemberContext) -> Iterator[EntryRecord]:
    """The member's entries that stand in the record, the latest first."""
    offset = 0
    while page := ctx.work.entries.list(ctx.member.id, ["logged"], limit=_PAGE, offset=offset):
        yield from page
        offset += len(page)


AFTER_ACTION: Final = (AfterAction("large_qualifications", tell_once, order=30, by_member=True),)
