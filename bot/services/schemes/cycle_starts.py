"""When a scheme's cycle began, as its member reads it in the scheme's account: recorded, with what
became of the start before it, and what no longer counts in the cycle told.

Which cycles follow from it is `bot.policy.schemes.dated_cycles`'s.
"""

from datetime import date, datetime
from typing import Any, Final

from bot.policy.scheme_facts import RecordedCycles, RecordedStart
from bot.policy.schemes.cycles import same_cycle
from bot.policy.schemes.dated_cycles import place_before, place_of, starts_after
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing import FrameworkStanding, Standing, TargetStanding
from bot.services.context.member_context import MemberContext
from bot.services.schemes import cycle_outcomes
from bot.services.schemes.assessment import assess_all, cycles_of
from bot.services.schemes.standings import standings_of
from storage.row_types import EnrolmentRecord

_BEFORE: Final = "starts"
"""Under which name it is kept how the starts were."""


def record_start(
    ctx: MemberContext, enrolment: EnrolmentRecord, pack: Pack, start: date | None
) -> None:
    """Record when the cycle began, None: it is not known, and have every entry assessed anew.

    A start that corrects another takes its place; one that does not leaves the cycles before it as
    they were, and so does None. A cycle that ended short and that the starts no longer lead to
    keeps its figures.
    """
    if start == enrolment.cycle_start and start is not None:
        return
    before = _entries_in_cycle(ctx, enrolment, pack)
    stood = _standing(ctx, enrolment)
    known = cycles_of(enrolment)
    earlier = known.earlier  # they hold while the one of today's cycle is not known, too
    if start is not None:
        earlier = starts_after(_with_days(enrolment, known), start, ctx.today)
    changes: dict[str, object] = {
        "cycle_start": start,
        "start_recorded_on": start and ctx.today,
        "earlier": _earlier(enrolment, earlier),
    }
    previous = place_before(pack, RecordedCycles(start, earlier, known.away), ctx.today)
    ended, outcomes = stood.ended, enrolment.outcomes
    if ended is not None and not (previous and same_cycle(previous.borders[0], ended.start)):
        outcomes = cycle_outcomes.with_figures_kept(enrolment, ended, start)
    changes["outcomes"] = outcomes
    ctx.work.enrolments.change(enrolment, **changes)
    assess_all(ctx)
    told = False
    if start is not None:
        now = _standing(ctx, enrolment)
        told = _tell_what_ended_short(ctx, pack, start, stood, now)
        if not told and _entries_in_cycle(ctx, enrolment, pack) < before:
            _tell_what_counts_no_more(ctx, pack, start, stood, now)
            told = True
    if told or enrolment.cycle_start is not None:
        ctx.work.held.put_aside(
            ctx.member.id, _BEFORE, ctx.now, _as_it_was(enrolment, set(outcomes))
        )


def last_changed_at(ctx: MemberContext) -> datetime | None:
    """When the member recorded another start last; None where that was never or is taken back."""
    kept = ctx.work.held.aside(ctx.member.id, _BEFORE)
    return None if kept is None else kept.held_at


def take_back(ctx: MemberContext) -> bool:
    """The starts are as they were before the last change; whether anything was put back."""
    kept = ctx.work.held.aside(ctx.member.id, _BEFORE)
    if kept is None:
        return False
    ctx.work.held.drop_aside(ctx.member.id, _BEFORE)
    was = kept.values
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    enrolment = next((one for one in enrolments if one.id == was["enrolment"]), None)
    if enrolment is None:
        return False
    earlier = {**enrolment.earlier, "starts": was["starts"]}
    ctx.work.enrolments.change(
        enrolment,
        cycle_start=_day(was["start"]),
        start_recorded_on=_day(was["on"]),
        earlier={name: some for name, some in earlier.items() if some},
        outcomes=cycle_outcomes.without_figures(enrolment, was["without_figures"]),
    )
    assess_all(ctx)
    return True


def _as_it_was(enrolment: EnrolmentRecord, outcomes: set[str]) -> dict[str, Any]:
    """What an undo needs; `outcomes` are the cycles of which something is kept by now."""
    known = enrolment.outcomes
    return {
        "enrolment": enrolment.id,
        "start": _iso(enrolment.cycle_start),
        "on": _iso(enrolment.start_recorded_on),
        "starts": [dict(one) for one in enrolment.earlier.get("starts", ())],
        "without_figures": sorted(one for one in outcomes if "last_day" not in known.get(one, {})),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(kept: str | None) -> date | None:
    return None if kept is None else date.fromisoformat(kept)


def _with_days(enrolment: EnrolmentRecord, known: RecordedCycles) -> RecordedCycles:
    """The same with the start that stands among those that were recorded, on its day."""
    if known.start is None:
        return known
    on = enrolment.start_recorded_on or enrolment.enrolled_on
    return RecordedCycles(known.start, (*known.earlier, RecordedStart(known.start, on)), known.away)


def _earlier(
    enrolment: EnrolmentRecord, starts: tuple[RecordedStart, ...]
) -> dict[str, list[dict[str, str]]]:
    """As the enrolment keeps it."""
    kept = {name: [*map(dict, some)] for name, some in enrolment.earlier.items()}
    kept["starts"] = [
        {"start": one.start.isoformat(), "on": one.recorded_on.isoformat()} for one in starts
    ]
    return {name: some for name, some in kept.items() if some}


def _standing(ctx: MemberContext, enrolment: EnrolmentRecord) -> Standing:
    found = (one for one in standings_of(ctx) if one.enrolment.id == enrolment.id)
    return next(found).standing


def _entries_in_cycle(ctx: MemberContext, enrolment: EnrolmentRecord, pack: Pack) -> int:
    """How many count in today's cycle; 0 while that is not known."""
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    now = next(one for one in enrolments if one.id == enrolment.id)
    place = place_of(pack, cycles_of(now), ctx.today)
    if place is None or place.provisional:
        return 0
    sums = ctx.work.assessments.sums([enrolment.id]).get(enrolment.id, ())
    return sum(one.entries for one in sums if one.state == "counted" and one.cycle == place.cycle)


def _tell_what_ended_short(
    ctx: MemberContext, pack: Pack, start: date, stood: Standing, now: Standing
) -> bool:
    """Tell that by this start a cycle has ended short, and when today's began by reckoning; whether
    one did of which that was not so as the member `stood` before.
    """
    ended, begins = now.ended, _begins(now)
    if ended is None or begins is None:
        return False
    if stood.ended is not None and same_cycle(stood.ended.start, ended.start):
        return False
    values = {
        "title": pack.title,
        "begun": start.isoformat(),
        "latest": ended.last_day.isoformat(),
        "day": begins.isoformat(),
    }
    if ended.in_subjects:
        ctx.reply("say", {"sentence": "start_ended_short_of_subjects", **values})
        return True
    figures = {"stood": ended.credits, "most": ended.minimum}
    in_it = now.cycle_credits if isinstance(now, TargetStanding) else 0
    ctx.reply("say", {"sentence": "start_ended_short", **values, **figures, "cycle": in_it})
    return True


def _tell_what_counts_no_more(
    ctx: MemberContext, pack: Pack, start: date, stood: Standing, now: Standing
) -> None:
    """Tell how much less counts in the cycle now that its start has moved over it."""
    begins = _begins(now)
    if begins is None:
        return
    values = {"title": pack.title, "day": begins.isoformat(), "begun": start.isoformat()}
    reckoned = begins != start
    if isinstance(now, TargetStanding) and isinstance(stood, TargetStanding):
        figures = {"cycle": now.cycle_credits, "stood": stood.cycle_credits}
        said = {
            "sentence": "start_reckoned_over_credits" if reckoned else "start_moved_over_credits"
        }
        ctx.reply("say", {**said, **values, **figures})
    else:
        said = {
            "sentence": "start_reckoned_over_entries" if reckoned else "start_moved_over_entries"
        }
        ctx.reply("say", {**said, **values})


def _begins(standing: Standing) -> date | None:
    """The first day of today's cycle."""
    if isinstance(standing, TargetStanding | FrameworkStanding):
        return standing.cycle_start
    return None
