"""What has become of a nudge that was sent: its cause has gone, its button was used, or neither.

A message that still asks for what is done already is worse than none: it says so, and loses its
buttons. Whether a nudge is due is `bot.policy`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from bot.policy.nudges.triggers.manager_reminder import something_due
from bot.policy.schemes.standing import (
    ProvisionalStanding,
    RhythmStanding,
    TargetStanding,
    same_cycle,
)
from bot.services.context.member_context import MemberContext
from bot.services.nudges import write_ups
from bot.services.record.entry_events import OnEntry
from bot.services.record.running_out import running_out
from bot.services.schemes.assessment import worth_of
from bot.services.schemes.closed_evaluations import is_closed
from bot.services.schemes.standings import SchemeStanding, standings_of
from storage.member_snapshot import RUNS_OUT, MemberFile
from storage.row_types import EntryRecord, NudgeRecord

AfterNudge = Literal["snoozed", "planned", "logged", "gone", "over", "again"]
"""Put off; a time was chosen; something was logged since; its cause has gone; its deadline has; it
was said again since.
"""

SETTLED: Final = frozenset[AfterNudge]({"logged", "gone", "over", "again"})
"""What is so for good: the message is not shown anew any more."""

_ANSWERED_BY_LOGGING: Final = frozenset(
    {"behind", "year_end", "cycle_end", "rhythm", "manager_reminder"}
)

_SHOWN_ANEW: Final = 3
"""How many unsettled nudges back are shown anew when something changes."""


@dataclass(frozen=True, slots=True)
class Became:
    """What has become of a nudge. `until`: of a snooze, its first day of speaking again; `at`: the
    chosen time, on the member's clock.
    """

    what: AfterNudge
    until: date | None = None
    at: datetime | None = None


def became_of(
    ctx: MemberContext,
    nudge: NudgeRecord,
    standing: SchemeStanding | None,
    entries: Sequence[EntryRecord],
) -> Became | None:
    """What has become of a nudge that stands; None while it still asks for what it asked for."""
    if nudge.kind in ("waiting_entry", "old_draft") or (
        nudge.kind == "missing_evaluation" and nudge.values.get("entries")
    ):
        gone = not entries or not _still_open(ctx, nudge.kind, entries[0])
        return Became("gone") if gone else _put_off(nudge)
    if nudge.kind == "cycle_ended":
        return _of_ended_cycle(nudge, standing)
    if nudge.kind == RUNS_OUT:
        return _of_evidence(ctx, nudge)
    deadline = nudge.values.get("deadline")
    if deadline is not None and date.fromisoformat(deadline) < ctx.today:
        return Became("over")
    if standing is None or not _stands(ctx, nudge.kind, standing):
        return Became("gone")
    sent_at = nudge.delivered_at or nudge.at
    if nudge.kind in _ANSWERED_BY_LOGGING and ctx.work.entries.logged_since(ctx.member.id, sent_at):
        return Became("logged")
    if _said_again(ctx, nudge):
        return Became("again")
    chosen = ctx.work.write_ups.of_nudge(nudge.id, ctx.member.id)
    if chosen is not None and chosen.state in ("agreed", "asked"):
        return Became("planned", at=write_ups.on_clock(ctx, chosen.at))
    return _put_off(nudge)


def _show_anew(ctx: MemberContext, entry: EntryRecord) -> None:
    """What nudges rest on may have changed with a saved entry: the latest that are not settled are
    shown anew.
    """
    if entry.status != "logged":
        return
    for nudge in ctx.work.files.of(ctx.member.id).unsettled[:_SHOWN_ANEW]:
        ctx.work.messages.show_said(f"nudge:{nudge.id}", ctx.real)


def older_than(file: MemberFile, nudge_id: int) -> list[int]:
    """The numbers of unsettled nudges that said before what this one says now."""
    this = next((one for one in file.unsettled if one.id == nudge_id), None)
    if this is None:
        return []
    return [one.id for one in file.unsettled if one.id < nudge_id and one.about == this.about]


def _said_again(ctx: MemberContext, nudge: NudgeRecord) -> bool:
    file = ctx.work.files.of(ctx.member.id)
    return any(nudge.id in older_than(file, one.id) for one in file.unsettled)


def _put_off(nudge: NudgeRecord) -> Became | None:
    until = nudge.values.get("snoozed_until")
    if not nudge.snoozed:
        return None
    return Became("snoozed", until=date.fromisoformat(until) if until else None)


def _still_open(ctx: MemberContext, kind: str, entry: EntryRecord) -> bool:
    if kind == "old_draft":
        return entry.status == "draft"
    if kind == "missing_evaluation":
        held = ctx.work.entries.conversation(entry.id, ctx.member.id).held
        return entry.status == "logged" and not entry.evaluate and not is_closed(held)
    return entry.status == "logged" and any(
        one.assessment.state == "waiting" for one in worth_of(ctx, [entry])[entry.id]
    )


def _of_ended_cycle(nudge: NudgeRecord, standing: SchemeStanding | None) -> Became | None:
    """An answer stands in the message itself; the cycle may not count as short any more."""
    ended = standing.standing.ended if standing is not None else None
    start = nudge.values.get("why", {}).get("start")
    if ended is None or not (start is None or same_cycle(date.fromisoformat(start), ended.start)):
        return Became("gone")
    waits = ended.asked_since(nudge.delivered_at or nudge.at)
    return _put_off(nudge) if waits else None


def _of_evidence(ctx: MemberContext, nudge: NudgeRecord) -> Became | None:
    """Something newer may have taken its place, its day may have passed or been changed, and it
    may have been said again.
    """
    last_day = date.fromisoformat(nudge.values["deadline"])
    about = next(iter(nudge.values.get("entries", ())), None)
    if not any((one.entry_id, one.last_day) == (about, last_day) for one in running_out(ctx)):
        return Became("gone")
    if last_day < ctx.today:
        return Became("over")
    return Became("again") if _said_again(ctx, nudge) else _put_off(nudge)


def _anything_due(ctx: MemberContext) -> bool:
    """Whether what a manager reminded somebody of, under whichever scheme, is still to be done."""
    due = any(something_due(one.standing, ctx.workplace) for one in standings_of(ctx))
    return due or ctx.work.entries.newest_open(ctx.member.id) is not None


def _stands(ctx: MemberContext, kind: str, one: SchemeStanding) -> bool:
    """Whether what a nudge was about is still so."""
    standing = one.standing
    match kind:
        case "behind":
            return isinstance(standing, TargetStanding) and standing.behind
        case "year_end":
            return isinstance(standing, TargetStanding) and bool(standing.below_recommendation)
        case "cycle_end":
            return standing.deadline is not None and bool(standing.deadline.short)
        case "cycle_start_unknown":
            return isinstance(standing, ProvisionalStanding)
        case "missing_evaluation":
            return isinstance(standing, RhythmStanding) and bool(standing.without_evaluation)
        case "manager_reminder":
            return _anything_due(ctx)
        case _:
            return True


ON_ENTRY_CHANGED: Final = (OnEntry("show_nudges_anew", _show_anew),)
