"""When a scheme's cycle began, as its member reads it in the scheme's account: recorded, with what
became of the start before it, and what no longer counts in the cycle told.

Which cycles follow from it is `bot.policy.schemes.dated_cycles`'s.
"""

from datetime import date

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
    ended = stood.ended
    if ended is not None and not (previous and same_cycle(previous.borders[0], ended.start)):
        changes["outcomes"] = cycle_outcomes.with_figures_kept(enrolment, ended, start)
    ctx.work.enrolments.change(enrolment, **changes)
    assess_all(ctx)
    if start is not None:
        _tell_what_counts_no_more(ctx, enrolment, pack, before, stood)


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


def _tell_what_counts_no_more(
    ctx: MemberContext, enrolment: EnrolmentRecord, pack: Pack, before: int, stood: Standing
) -> None:
    """Tell how much less counts in the cycle now that its start has moved over it."""
    if _entries_in_cycle(ctx, enrolment, pack) >= before:
        return
    now = _standing(ctx, enrolment)
    begins = _begins(now)
    values = {"title": pack.title, "day": begins and begins.isoformat()}
    if isinstance(now, TargetStanding) and isinstance(stood, TargetStanding):
        figures = {"cycle": now.cycle_credits, "stood": stood.cycle_credits}
        ctx.reply("say", {"sentence": "start_moved_over_credits", **values, **figures})
    elif begins is not None:
        ctx.reply("say", {"sentence": "start_moved_over_entries", **values})


def _begins(standing: Standing) -> date | None:
    """The first day of today's cycle."""
    if isinstance(standing, TargetStanding | FrameworkStanding):
        return standing.cycle_start
    return None
