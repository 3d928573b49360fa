"""The schemes of a document: what is known of each enrolment, and its figures."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

from bot.documents.model import Entry, Figure, Opening, Period, Registration, Scheme
from bot.policy.schemes.cycles import Window
from bot.policy.schemes.dated_cycles import place_of
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.registration import registration_on, words_of
from bot.policy.schemes.sampling import sampling
from bot.policy.schemes.standing import NotKnownStanding, Standing, TargetStanding
from bot.policy.schemes.terms import terms
from bot.policy.vocabulary import Grade
from bot.services.context.leaves import leaves_of
from bot.services.context.member_context import MemberContext
from bot.services.data_rights.document_figures import (
    period_totals,
    standing_figures,
    standing_then,
    year_figure,
)
from bot.services.schemes.assessment import cycles_of, enrolment_facts, opening_of
from bot.services.schemes.registration_facts import events_of
from bot.services.schemes.standings import SchemeStanding, standing_from
from storage.aggregates import Sums
from storage.row_types import EnrolmentRecord

_ONE_DAY = timedelta(days=1)


def schemes_of(
    ctx: MemberContext,
    chosen: Sequence[SchemeStanding],
    period: Period,
    entries: Sequence[Entry],
) -> tuple[Scheme, ...]:
    """Each of them as the document tells it; what was kept of all is read in one statement."""
    sums = ctx.work.assessments.sums([one.enrolment.id for one in chosen])
    return tuple(
        _scheme(ctx, one, period, entries, sums.get(one.enrolment.id, ())) for one in chosen
    )


def _scheme(
    ctx: MemberContext,
    one: SchemeStanding,
    period: Period,
    entries: Sequence[Entry],
    sums: Sequence[Sums],
) -> Scheme:
    enrolment = one.enrolment
    pack = ctx.rules[enrolment.pack]
    place = place_of(pack, cycles_of(enrolment), min(period.last or ctx.today, ctx.today))
    known = place is not None and place.cycle_start is not None and place.cycle_end is not None
    return Scheme(
        key=enrolment.scheme,
        title=one.title,
        version=pack.version,
        stages=() if pack.account is None else pack.account.fields,
        enrolled_on=enrolment.enrolled_on,
        cycle_first=place.cycle_start if place is not None and known else None,
        cycle_last=_day_before(place.cycle_end) if place is not None and known else None,
        totals=period_totals(one, entries),
        standing=_standing(ctx, one, period, sums),
        opening=_opening(enrolment),
        opening_declined=enrolment.opening_declined,
        by_account=one.standing.account,
        years=_years(ctx, enrolment, place, sums) if period.kind == "cycle" else (),
        registration=_registration(ctx, enrolment, pack),
        not_loaded=_not_loaded(one, entries),
    )


def _standing(
    ctx: MemberContext, one: SchemeStanding, period: Period, sums: Sequence[Sums]
) -> tuple[Figure, ...]:
    """Where the member stands today; of a year or a cycle that is over, what that one came to."""
    pack = ctx.rules[one.enrolment.pack]
    over = period.last is not None and period.last < ctx.today
    if not over or period.last is None or period.kind not in ("year", "cycle"):
        return standing_figures(one.standing, pack)
    then = _standing_on(ctx, one.enrolment, sums, period.last)
    return standing_then(then, one.standing, pack)


def _years(
    ctx: MemberContext, enrolment: EnrolmentRecord, place: Window | None, sums: Sequence[Sums]
) -> tuple[Figure, ...]:
    """What each CPD year of the cycle came to that has begun, where the scheme counts credits."""
    if place is None or place.provisional:
        return ()
    found = []
    for first, end in pairwise(place.borders):
        if first > ctx.today:
            break
        then = _standing_on(ctx, enrolment, sums, end - _ONE_DAY)
        if isinstance(then, TargetStanding):
            found.append(year_figure(then, ctx.rules[enrolment.pack]))
    return tuple(found)


def _standing_on(
    ctx: MemberContext, enrolment: EnrolmentRecord, sums: Sequence[Sums], day: date
) -> Standing:
    """What the record of today comes to in the cycle and year in which a day lies."""
    everything = ctx.work.enrolments.of(ctx.member.id)
    return standing_from(
        enrolment_facts(enrolment, everything, leaves_of(ctx.member.leaves)),
        sums=sums,
        rhythm=None,
        today=day,
        pack=ctx.rules[enrolment.pack],
        workplace=ctx.workplace,
    )


def _not_loaded(one: SchemeStanding, entries: Sequence[Entry]) -> bool:
    """Whether what the scheme asks for is not loaded: today, or on the day of an entry."""
    now = one.standing
    return (isinstance(now, NotKnownStanding) and now.reason == "framework not loaded") or any(
        worth.not_loaded and worth.scheme == one.title for entry in entries for worth in entry.worth
    )


def _registration(
    ctx: MemberContext, enrolment: EnrolmentRecord, pack: Pack
) -> Registration | None:
    """As it is known on the day on which the document is made."""
    kept = bool(words_of(pack, ctx.today))
    recognition = bool(terms(pack, ctx.today).requires)
    sampled = sampling(pack, None, ctx.today) is not None
    grades: tuple[Grade, ...] = get_args(Grade)
    grade = next((one for one in grades if one == enrolment.grade), None)
    if not (kept or sampled or grade):
        return None
    events = events_of(ctx.work.enrolments.of(ctx.member.id))
    found = registration_on(events, enrolment.pack, enrolment.category or None, ctx.today)
    event = found.decided_by
    return Registration(
        state=found.state,
        told=None if event is None else event.state,
        since=None if event is None else event.on,
        until=None if event is None else event.until,
        told_by=None if event is None else event.told_by,
        told_on=None if event is None else event.recorded_at.astimezone(ctx.zone).date(),
        recognition=recognition,
        kept=kept,
        by_grade=sampled or (kept and not recognition),
        grade=grade,
    )


def _opening(enrolment: EnrolmentRecord) -> Opening | None:
    found = opening_of(enrolment)
    return None if found is None else Opening(found.on, found.cycle, found.year)


def _day_before(day: date | None) -> date | None:
    return None if day is None else day - _ONE_DAY
