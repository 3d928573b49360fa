"""What became of a cycle that ended short: that its member has read it, and what they say followed.

Which cycle ended short is `bot.policy.schemes.standing`'s. An answer is kept with its date; a
manager reads of the cycle once its member has.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from bot.policy.schemes.dated_cycles import place_of
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing import START_SLACK, EndedCycle, nearest, same_cycle, too_early
from bot.policy.vocabulary import OUTCOME_ANSWERS
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.schemes import registration_events
from bot.services.schemes.assessment import cycles_of
from bot.services.schemes.standings import SchemeStanding, standings_of
from storage.row_types import EnrolmentRecord
from storage.unit_of_work import UnitOfWork

NUDGE: Final = "cycle_ended"
"""The kind of the nudge that asks."""

Outcomes = Mapping[str, Mapping[str, str]]
"""As an enrolment keeps them."""

_BEFORE: Final = {
    "answer": "was",
    "answered_on": "was_on",
    "answered_at": "was_at",
    "since": "was_since",
    "until": "was_until",
}
"""Under which keys an outcome holds what it was before."""

_SHOWED: Final = {
    "showed": "showed_was",
    "showed_on": "showed_was_on",
    "showed_at": "showed_was_at",
}
"""The same of what the scheme's account shows for it."""


def answer(
    ctx: MemberContext,
    enrolment_id: int,
    start: str,
    given: str,
    *,
    since: date | None = None,
    until: date | None = None,
) -> EnrolmentRecord:
    """Keep what the member says followed, with today's date and what stood before; "" takes an
    answer back. It is kept of their registration, too, `since` a day that is not today, `until`
    another where it was extended.

    `start` is the cycle's first day, ISO. The last of two answers about one cycle stands. Raises
    Refused: not_enrolled, no_such_answer.
    """
    if given and given not in OUTCOME_ANSWERS:
        raise Refused("no_such_answer")
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    enrolment = next((one for one in enrolments if one.id == enrolment_id), None)
    if enrolment is None:
        raise Refused("not_enrolled")
    try:
        first_day = date.fromisoformat(start)
    except ValueError:
        raise Refused("no_such_answer") from None
    today = ctx.today.isoformat()
    key, known = _known(enrolment, first_day)
    at = registration_events.told_now(ctx, enrolments)
    outcome = {"told_on": today, **_besides(known), "answered_at": at.isoformat()}
    if given:
        outcome |= {"answer": given, "answered_on": today}
        days = {"since": since, "until": until}
        outcome |= {name: day.isoformat() for name, day in days.items() if day is not None}
    before = {_BEFORE[name]: value for name, value in known.items() if name in _BEFORE}
    _keep(ctx.work, enrolment, key, {**outcome, **before})
    registration_events.follow_answer(ctx, enrolment, key, outcome)
    show(ctx)
    return enrolment


def tell_showed(ctx: MemberContext, enrolment_id: int, start: str, amount: int) -> int:
    """Keep what the scheme's own account shows for a whole cycle that ended short, in hundredths,
    with today's date and what stood before; the cycle's credits until now, in hundredths.

    `start` is the cycle's first day, ISO. Raises Refused: not_enrolled, cycle_not_open.
    """
    one = ended_short(ctx, enrolment_id, start)
    enrolment, ended = one.enrolment, one.standing.ended
    if ended is None or not one.standing.account:
        raise Refused("cycle_not_open")
    key, known = _known(enrolment, ended.start)
    told = {"showed": str(amount), "showed_on": ctx.today.isoformat()}
    before = {_SHOWED[name]: value for name, value in known.items() if name in _SHOWED}
    _keep(
        ctx.work,
        enrolment,
        key,
        {
            "told_on": ctx.today.isoformat(),
            **_without(known, _SHOWED),
            **told,
            "showed_at": ctx.now.isoformat(),
            **before,
        },
    )
    show(ctx)
    return ended.credits


def ended_short(ctx: MemberContext, enrolment_id: int, start: str) -> SchemeStanding:
    """The scheme whose cycle, begun on a day (ISO), ended short.

    Raises Refused: not_enrolled, cycle_not_open where that cycle is not the one that ended short.
    """
    found = next((one for one in standings_of(ctx) if one.enrolment.id == enrolment_id), None)
    if found is None:
        raise Refused("not_enrolled")
    ended = found.standing.ended
    try:
        same = ended is not None and same_cycle(date.fromisoformat(start), ended.start)
    except ValueError:
        same = False
    if not same:
        raise Refused("cycle_not_open")
    return found


def last_answered_at(ctx: MemberContext) -> datetime | None:
    """When the member last said what followed or what their account shows, or took that back; None
    if they never did.
    """
    last = _last_answered(ctx)
    return None if last is None else last[0]


def take_back(ctx: MemberContext) -> None:
    """What the member said last, or took back last, stands as it did before."""
    last = _last_answered(ctx)
    if last is None:
        return
    _, enrolment, start, names = last
    known = enrolment.outcomes[start]
    before = {key: known[was] for key, was in names.items() if was in known}
    _keep(ctx.work, enrolment, start, {**_without(known, names), **before})
    if names is _BEFORE:
        registration_events.follow_answer(ctx, enrolment, start, before)
    show(ctx)


def _last_answered(
    ctx: MemberContext,
) -> tuple[datetime, EnrolmentRecord, str, Mapping[str, str]] | None:
    """When, of which cycle, and under which names it is kept."""
    found = [
        (datetime.fromisoformat(kept[at]), enrolment, start, names)
        for enrolment in ctx.work.enrolments.of(ctx.member.id)
        for start, kept in enrolment.outcomes.items()
        for at, names in (("answered_at", _BEFORE), ("showed_at", _SHOWED))
        if at in kept
    ]
    return max(found, key=lambda one: one[0], default=None)


def _besides(known: Mapping[str, str]) -> dict[str, str]:
    """What is kept of a cycle but for what its member says followed."""
    return _without(known, _BEFORE)


def _without(known: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """All but one kind of thing that the member has told, and what that was before."""
    gone = {*names, *names.values()}
    return {name: value for name, value in known.items() if name not in gone}


def show(ctx: MemberContext) -> None:
    """What the member sees of it is shown anew, wherever it is asked."""
    for nudge_id in ctx.work.nudges.of_kind(ctx.member.id, NUDGE):
        ctx.work.messages.show_said(f"nudge:{nudge_id}", ctx.real)
    ctx.show_home()


def were_told(ctx: MemberContext, standings: Sequence[SchemeStanding]) -> None:
    """Note that the member reads of cycles that ended short, where they do so first."""
    for one in standings:
        ended = one.standing.ended
        if ended is not None and ended.told_on is None:
            told(ctx.work, one.enrolment, ended.start, ended.last_day, ctx.today)


def told(
    work: UnitOfWork, enrolment: EnrolmentRecord, start: date, last_day: date, on: date
) -> None:
    """Note on which day the member read that the cycle ended short; the first time counts, but for
    one long before its last day.
    """
    key, known = _known(enrolment, start)
    before = known.get("answered_on") or known.get("told_on")
    if before is None or too_early(date.fromisoformat(before), last_day):
        _keep(work, enrolment, key, {**_besides(known), "told_on": on.isoformat()})


def with_balance_kept(enrolment: EnrolmentRecord, pack: Pack, today: date) -> Outcomes:
    """The enrolment's outcomes before another opening balance takes the place of what stands: that
    goes on counting in the cycle in which it lies, once that is over.
    """
    cycles = cycles_of(enrolment)
    now = place_of(pack, cycles, today)
    if now is None or not now.cycle or now.cycle_start is None:
        return enrolment.outcomes
    if enrolment.opening_on is not None:
        of = place_of(pack, cycles, enrolment.opening_on)
        kept = {
            "opening": str(enrolment.opening_cycle or 0),
            "opening_on": enrolment.opening_on.isoformat(),
        }
    else:
        of = place_of(pack, cycles, now.cycle_start - timedelta(days=1))
        kept = {"declined": "yes"} if enrolment.opening_declined else {}
    if not kept or of is None or of.cycle == now.cycle or of.cycle_start is None:
        return enrolment.outcomes
    key, known = _known(enrolment, of.cycle_start)
    if "opening" in known and "declined" in kept:
        return enrolment.outcomes
    return {**enrolment.outcomes, key: {**known, **kept}}


def with_figures_kept(
    enrolment: EnrolmentRecord, ended: EndedCycle, start: date | None
) -> Outcomes:
    """The enrolment's outcomes before `start` is recorded as the cycle's: a cycle that ended short
    before it keeps its own figures, since no entry is counted before the start.
    """
    if start is not None and start + START_SLACK <= ended.last_day:
        return enrolment.outcomes
    key, known = _known(enrolment, ended.start)
    figures = {
        "last_day": ended.last_day.isoformat(),
        "credits": str(ended.credits),
        "minimum": str(ended.minimum),
        **({"declined": "yes"} if ended.declined else {}),
    }
    return {**enrolment.outcomes, key: {**known, **figures}}


def without_figures(enrolment: EnrolmentRecord, starts: Collection[str]) -> Outcomes:
    """The enrolment's outcomes without the figures that were kept of these cycles when another
    start was recorded, which is taken back; what the member said of them stands.
    """
    gone = {"last_day", "credits", "minimum"}
    dropped = {
        start: {name: value for name, value in kept.items() if name not in gone}
        for start, kept in enrolment.outcomes.items()
        if start in starts
    }
    return {start: kept for start, kept in {**enrolment.outcomes, **dropped}.items() if kept}


def _known(enrolment: EnrolmentRecord, start: date) -> tuple[str, Mapping[str, str]]:
    """Under which day the cycle is kept, though its start was corrected since, and what is."""
    found = nearest(start, {date.fromisoformat(one): one for one in enrolment.outcomes})
    return (start.isoformat(), {}) if found is None else (found, enrolment.outcomes[found])


def _keep(
    work: UnitOfWork, enrolment: EnrolmentRecord, start: str, outcome: Mapping[str, str]
) -> None:
    work.enrolments.change(enrolment, outcomes={**enrolment.outcomes, start: dict(outcome)})
