"""A member's leaves: told with their kind and days, changed, removed, and taken back by "undo".

What a leave does to the pace is `bot.policy`'s; nudges pause within it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from bot.policy.scheme_facts import Leave
from bot.policy.schemes.leave import LeaveFault, faults
from bot.policy.schemes.standing import TargetStanding
from bot.policy.vocabulary import LEAVE_KINDS
from bot.services.context.leaves import leaves_of
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.pages import Say, say
from bot.services.record.entries import UNDO_KEPT
from bot.services.record.undo_steps import UndoStep
from bot.services.schemes.standings import standings_of

EARLIEST: Final = date(1990, 1, 1)
AHEAD: Final = timedelta(days=2 * 366)
"""A leave that begins later than that is a slip of the pen."""
LONGEST: Final = timedelta(days=10 * 366)
MOST: Final = 40
"""Leaves that are kept of one member."""

_BEFORE: Final = "leave"
"""Under which name it is kept how the leaves were."""


@dataclass(frozen=True, slots=True)
class LeaveTold:
    """A leave as somebody gives it; `end` None: it has no end yet."""

    kind: str
    start: date
    end: date | None = None


def leave_from(ctx: MemberContext, start: str) -> Leave:
    """The member's leave that begins on a day (ISO). Raises Refused: no_such_leave."""
    found = (one for one in leaves_of(ctx.member.leaves) if one.start.isoformat() == start)
    leave = next(found, None)
    if leave is None:
        raise Refused("no_such_leave")
    return leave


def keep(ctx: MemberContext, told: LeaveTold, *, instead_of: str = "") -> str:
    """Keep a leave, in place of the one that begins on a day (ISO) where one is named; the title of
    the scheme whose cycle leave covers from end to end then, empty where there is none.

    Raises Refused: no_such_leave, no_such_leave_kind, leave_ends_first, leave_too_early
    (`earliest`), leave_too_far, leave_overlaps (`day`, and `on_day` unless it has no end),
    leave_overlaps_open, too_many_leaves.
    """
    if instead_of:
        leave_from(ctx, instead_of)
    others = [one for one in leaves_of(ctx.member.leaves) if one.start.isoformat() != instead_of]
    if told.kind not in LEAVE_KINDS:
        raise Refused("no_such_leave_kind")
    leave = Leave(told.kind, told.start, told.end)
    _can_be(ctx, leave)
    if len(others) >= MOST:
        raise Refused("too_many_leaves")
    _lies_apart(leave, [*others, leave])
    _set(ctx, [*others, leave])
    return _whole_cycle(ctx, [*others, leave])


def remove(ctx: MemberContext, start: str) -> None:
    """Forget the leave that begins on a day (ISO). Raises Refused: no_such_leave."""
    gone = leave_from(ctx, start)
    _set(ctx, [one for one in leaves_of(ctx.member.leaves) if one != gone])


def _can_be(ctx: MemberContext, leave: Leave) -> None:
    if any(one.kind == "ends before it begins" for one in faults([leave])):
        raise Refused("leave_ends_first")
    if leave.start < EARLIEST:
        raise Refused("leave_too_early", earliest=EARLIEST.isoformat())
    ends_late = leave.end is not None and leave.end - leave.start > LONGEST
    if leave.start - ctx.today > AHEAD or ends_late:
        raise Refused("leave_too_far")


def _lies_apart(leave: Leave, leaves: Iterable[Leave]) -> None:
    overlaps = next((one for one in faults(leaves) if one.kind == "overlaps"), None)
    if overlaps is None:
        return
    other = _other(overlaps, leave)
    if other.end is None:
        raise Refused("leave_overlaps_open", day=other.start.isoformat())
    raise Refused("leave_overlaps", day=other.start.isoformat(), latest=other.end.isoformat())


def _other(fault: LeaveFault, leave: Leave) -> Leave:
    return fault.leave if fault.other in (None, leave) else fault.other or leave


def _whole_cycle(ctx: MemberContext, leaves: list[Leave]) -> str:
    for one in standings_of(ctx):
        standing = one.standing
        if not isinstance(standing, TargetStanding):
            continue
        found = faults(leaves, (standing.cycle_start, standing.last_day))
        if any(fault.kind == "covers the whole cycle" for fault in found):
            return one.title
    return ""


def _set(ctx: MemberContext, leaves: Iterable[Leave]) -> None:
    """Change them; an undo takes that back."""
    before = {"leaves": [dict(one) for one in ctx.member.leaves]}
    ctx.work.held.put_aside(ctx.member.id, _BEFORE, ctx.now, before)
    in_order = sorted(leaves, key=lambda one: one.start)
    _write(ctx, tuple(_plain(one) for one in in_order))


def _write(ctx: MemberContext, kept: tuple[dict[str, str], ...]) -> None:
    ctx.change_member(leaves=kept)
    for nudge in ctx.work.files.of(ctx.member.id).unsettled:
        ctx.work.messages.show_said(f"nudge:{nudge.id}", ctx.real)
    ctx.show_home()


def _plain(leave: Leave) -> dict[str, str]:
    kept = {"kind": leave.kind, "start": leave.start.isoformat(), "by": leave.confirmed_by}
    return kept if leave.end is None else kept | {"end": leave.end.isoformat()}


def _changed_at(ctx: MemberContext) -> datetime | None:
    """When the member changed their leaves last, of late."""
    kept = ctx.work.held.aside(ctx.member.id, _BEFORE)
    return None if kept is None or ctx.now - kept.held_at > UNDO_KEPT else kept.held_at


def _take_back(ctx: MemberContext) -> Say | None:
    """Their leaves are as they were before that."""
    kept = ctx.work.held.aside(ctx.member.id, _BEFORE)
    if kept is None:
        return None
    before: list[dict[str, Any]] = kept.values["leaves"]
    ctx.work.held.drop_aside(ctx.member.id, _BEFORE)
    _write(ctx, tuple(before))
    return say("leave_taken_back")


UNDO_STEPS: Final = (UndoStep("leave", 17, _changed_at, _take_back),)
