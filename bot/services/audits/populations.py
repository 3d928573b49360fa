"""Facts about members under a round's scheme, read a page at a time, for who is in and who is out.

What puts somebody in or out is `bot.policy.audits.population`'s.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.policy.audits.draw import member_line
from bot.policy.audits.population import MemberFacts, Period, placing, population_rule
from bot.policy.scheme_facts import EnrolmentFacts
from bot.policy.schemes.categories import pack_and_category
from bot.policy.schemes.dated_cycles import place_of
from bot.policy.schemes.leave import leave_days
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.registration import registration_on
from bot.policy.schemes.standing import EarlierCycle, earlier_by_subjects, earlier_cycles
from bot.policy.schemes.terms import terms
from bot.services.context.leaves import leaves_of
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.schemes.assessment import enrolment_facts
from bot.services.schemes.standings import subject_total
from storage.aggregates import Sums
from storage.audits.placings import new_token
from storage.audits.records import PlacingRow, RoundRecord
from storage.row_types import EnrolmentRecord, MemberRecord
from storage.unit_of_work import UnitOfWork

PAGE = 500
"""Members that are placed in one unit of work."""


@dataclass(frozen=True, slots=True)
class _Cycle:
    """A cycle of a member's, as far as a population asks."""

    first: date
    last: date
    met: bool | None
    brought_in: bool
    cut_short: bool


def pack_of(rules: Mapping[str, Pack], scheme: str) -> Pack:
    """The pack of a round's scheme. Raises Refused: no_such_scheme."""
    pack = rules.get(pack_and_category(scheme)[0])
    if pack is None:
        raise Refused("no_such_scheme")
    return pack


def placings_page(
    work: UnitOfWork, rules: Mapping[str, Pack], known: RoundRecord, after: int, today: date
) -> tuple[tuple[PlacingRow, ...], int | None]:
    """Where a page of members is, from behind a number on, as of a day; and the number to go on
    from, None at the end.
    """
    name, category = pack_and_category(known.round.scheme)
    pack, period = pack_of(rules, known.round.scheme), known.round.period
    members = work.audit_rounds.members_after(name, category, after, PAGE)
    if not members:
        return (), None
    kind = population_rule(pack, today).kind
    rows = []
    for facts, member in _facts(work, members, (name, category), pack, (period, today)):
        found = placing(kind, facts, period)
        whole = kind == "complete_cycles"
        token = new_token() if found.is_in else ""
        rows.append(
            PlacingRow(
                member_id=member.id,
                out=found.out,
                brought_in=found.brought_in,
                cycle_first=facts.cycle_first if whole else None,
                cycle_last=facts.cycle_last if whole else None,
                token=token,
                line=member_line(token, member.slack_id) if token else "",
            )
        )
    return tuple(rows), members[-1].id if len(members) == PAGE else None


def _facts(
    work: UnitOfWork,
    members: Sequence[MemberRecord],
    scheme: tuple[str, str],
    pack: Pack,
    when: tuple[Period, date],
) -> list[tuple[MemberFacts, MemberRecord]]:
    ids = [one.id for one in members]
    of_scheme = work.audit_rounds.enrolments_in(*scheme, ids)
    current = work.enrolments.of_many(ids)
    sums = work.assessments.sums([one.id for one in of_scheme.values()])
    return [
        (
            _member_facts(
                member,
                of_scheme[member.id],
                current.get(member.id, ()),
                sums.get(of_scheme[member.id].id, ()),
                pack=pack,
                when=when,
            ),
            member,
        )
        for member in members
        if member.id in of_scheme
    ]


def _member_facts(
    member: MemberRecord,
    enrolment: EnrolmentRecord,
    current: Sequence[EnrolmentRecord],
    sums: Sequence[Sums],
    *,
    pack: Pack,
    when: tuple[Period, date],
) -> MemberFacts:
    period, today = when
    leaves = leaves_of(member.leaves)
    all_of_them = current if any(one.id == enrolment.id for one in current) else (enrolment,)
    facts = enrolment_facts(enrolment, all_of_them, leaves)
    cycle = _cycle(facts, sums, pack, when)
    removed = registration_on(facts.registration, pack.name, enrolment.category or None, today)
    decided_by = removed.decided_by if removed.removed else None
    days = (period.last - period.first).days + 1
    return MemberFacts(
        member_id=member.id,
        enrolled_from=min([facts.enrolled_on, *(one.first for one in facts.earlier_spells)]),
        enrolled_until=enrolment.ended_on,
        cycle_first=None if cycle is None else cycle.first,
        cycle_last=None if cycle is None else cycle.last,
        met_minimum=None if cycle is None else cycle.met,
        brought_in=cycle is not None and cycle.brought_in,
        cut_short=cycle is not None and cycle.cut_short,
        registration_ended=None if decided_by is None else decided_by.on,
        grade=enrolment.grade,  # type: ignore[arg-type]
        away=leave_days(leaves, period.first, period.last) >= days,
        left=member.deactivated,
    )


def _cycle(
    facts: EnrolmentFacts, sums: Sequence[Sums], pack: Pack, when: tuple[Period, date]
) -> _Cycle | None:
    """The cycle that ended last within the period; else the last that ended; else the running."""
    period, today = when
    over = cycles_over(facts, sums, pack, today)
    chosen = next((one for one in over if period.holds(one.last_day)), None)
    chosen = chosen or (over[0] if over else None)
    if chosen is not None:
        return _of_earlier(chosen, facts, pack)
    place = place_of(pack, facts.cycles, today)
    if place is None or place.provisional or place.cycle_start is None:
        return None
    last = date.fromordinal(place.borders[-1].toordinal() - 1)
    return _Cycle(place.cycle_start, last, None, brought_in=False, cut_short=False)


def cycles_over(
    facts: EnrolmentFacts, sums: Sequence[Sums], pack: Pack, today: date
) -> tuple[EarlierCycle, ...]:
    """The cycles of an enrolment that are over, the latest first."""
    if facts.cycle_start is None and not facts.outcomes:
        return ()
    if terms(pack, today).framework:
        by_cycle: dict[int, list[Sums]] = {}
        for one in sums:
            if one.cycle is not None:
                by_cycle.setdefault(one.cycle, []).append(one)
        totals = {cycle: [subject_total(each) for each in some] for cycle, some in by_cycle.items()}
        return earlier_by_subjects(facts, totals, today, pack)
    weights: dict[int, int] = {}
    for one in sums:
        if one.state == "counted" and one.cycle is not None:
            weights[one.cycle] = weights.get(one.cycle, 0) + one.weight
    return earlier_cycles(facts, weights, today, pack)


def own_cycles_over(
    ctx: MemberContext, enrolment: EnrolmentRecord, pack: Pack
) -> tuple[EnrolmentFacts, tuple[EarlierCycle, ...]]:
    """The facts of an enrolment of the context's member, and its cycles that are over, the latest
    first.
    """
    all_of_them = ctx.work.enrolments.of(ctx.member.id)
    facts = enrolment_facts(enrolment, all_of_them, leaves_of(ctx.member.leaves))
    sums = ctx.work.assessments.sums([enrolment.id]).get(enrolment.id, ())
    return facts, cycles_over(facts, sums, pack, ctx.today)


def minimum_met(one: EarlierCycle) -> bool | None:
    """Whether a cycle that is over met the minimum; None where that is not known."""
    met = None if one.minimum is None else one.credits >= one.minimum
    if met is False and one.declined:
        return None  # what is logged here falls short, and what the account shows is not known
    return met


def _of_earlier(one: EarlierCycle, facts: EnrolmentFacts, pack: Pack) -> _Cycle:
    return _Cycle(
        one.start,
        one.last_day,
        minimum_met(one),
        brought_in=was_brought_in(one, facts),
        cut_short=was_cut_short(one, facts, pack),
    )


def was_brought_in(one: EarlierCycle, facts: EnrolmentFacts) -> bool:
    """Whether credits of a cycle that is over rest on what was told of the body's account."""
    return one.showed or any(one.start <= each.on <= one.last_day for each in facts.openings)


def was_cut_short(one: EarlierCycle, facts: EnrolmentFacts, pack: Pack) -> bool:
    """Whether another start took the place of a cycle that is over."""
    place = place_of(pack, facts.cycles, one.last_day)
    return one.kept or (place is not None and place.cut_short)
