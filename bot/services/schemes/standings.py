"""Where members stand: totals added up by SQL, decided by the rules, for one or for many."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.policy.scheme_facts import (
    EnrolmentFacts,
    Leave,
    SubjectTotal,
    Totals,
    WorkplaceSettings,
)
from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.cycles import Window
from bot.policy.schemes.dated_cycles import place_before
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.qualities import qualities_in
from bot.policy.schemes.standing import HoursStanding, Standing, standing, totals_window
from bot.policy.schemes.terms import Terms, terms
from bot.services.context.leaves import leaves_of
from bot.services.context.member_context import MemberContext
from bot.services.schemes.assessment import enrolment_facts
from bot.services.schemes.registration_facts import Registered, registered
from storage.aggregates import Rhythm, Sums
from storage.nudges.sweeps import YearsWeight
from storage.row_types import EnrolmentRecord
from storage.unit_of_work import UnitOfWork

RHYTHM_DAYS = 366


@dataclass(frozen=True, slots=True)
class SchemeStanding:
    """One enrolment with its standing; `title` is the scheme's name for people. `qualities`: the
    scheme names some, beside which the record can be looked at. `registered`: how the member is
    registered there, where something was told of that.
    """

    enrolment: EnrolmentRecord
    title: str
    standing: Standing
    qualities: bool = False
    registered: Registered | None = None

    @property
    def removed(self) -> bool:
        """Whether the member was removed, and is not told to be back."""
        return self.registered is not None and self.registered.removed


def told_once(standings: Sequence[SchemeStanding]) -> tuple[SchemeStanding, ...]:
    """The same with one for all groups of a scheme of hours, under the scheme's own name: what they
    come to together is one figure, and would be read as one for each. One that was removed, or has
    a year of its own to tell of, stays.
    """
    found: list[SchemeStanding] = []
    for one in standings:
        now = one.standing
        if not isinstance(now, HoursStanding) or now.categories <= 1 or one.removed:
            found.append(one)
            continue
        title = one.title.removesuffix(f": {one.enrolment.category}")
        told = [each for each in found if each.enrolment.pack == one.enrolment.pack]
        if now.ended_unanswered is not None or any(each.title != title for each in told):
            found.append(one)
        elif not told:
            found.append(replace(one, title=title))
    return tuple(found)


def standings_of(ctx: MemberContext) -> tuple[SchemeStanding, ...]:
    """The context's member under each of their schemes, the most urgent first."""
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    found = standings_of_many(
        ctx.work,
        {ctx.member.id: enrolments},
        {ctx.member.id: ctx.today},
        ctx.rules,
        ctx.workplace,
        leaves={ctx.member.id: leaves_of(ctx.member.leaves)},
    )
    return found[ctx.member.id]


def standings_of_many(
    work: UnitOfWork,
    enrolments: Mapping[int, Sequence[EnrolmentRecord]],
    today: Mapping[int, date],
    rules: Mapping[str, Pack],
    workplace: WorkplaceSettings,
    *,
    leaves: Mapping[int, tuple[Leave, ...]],
) -> dict[int, tuple[SchemeStanding, ...]]:
    """Standings by member, each on their own local date: in two statements at most, however many
    members there are.
    """
    sums = work.assessments.sums(
        [enrolment.id for some in enrolments.values() for enrolment in some]
    )
    by_rhythm = [
        member_id
        for member_id, some in enrolments.items()
        if any(
            terms(rules[one.pack], today[member_id]).by_rhythm for one in some if one.pack in rules
        )
    ]
    since = min((today[one] for one in by_rhythm), default=date.max) - timedelta(RHYTHM_DAYS)
    rhythms = work.assessments.rhythms(by_rhythm, since) if by_rhythm else {}
    return {
        member_id: tuple(
            sorted(
                (
                    standing_of(
                        enrolment,
                        some,
                        sums=sums.get(enrolment.id, ()),
                        rhythm=rhythms.get(member_id),
                        today=today[member_id],
                        pack=rules[enrolment.pack],
                        workplace=workplace,
                        leaves=leaves.get(member_id, ()),
                    )
                    for enrolment in some
                    if enrolment.pack in rules
                ),
                key=lambda one: one.standing.urgency,
            )
        )
        for member_id, some in enrolments.items()
    }


def standing_of(
    enrolment: EnrolmentRecord,
    all_of_them: Sequence[EnrolmentRecord],
    *,
    sums: Sequence[Sums],
    rhythm: Rhythm | None,
    today: date,
    pack: Pack,
    workplace: WorkplaceSettings,
    leaves: tuple[Leave, ...] = (),
) -> SchemeStanding:
    """One enrolment's standing from what SQL added up."""
    facts = enrolment_facts(enrolment, all_of_them, leaves)
    found = standing_from(
        facts, sums=sums, rhythm=rhythm, today=today, pack=pack, workplace=workplace
    )
    title = scheme_title(pack.title, enrolment.category)
    return SchemeStanding(
        enrolment,
        title,
        found,
        bool(qualities_in(pack, today)),
        registered(enrolment, facts.registration, pack, today),
    )


def standing_from(
    facts: EnrolmentFacts,
    *,
    sums: Sequence[Sums],
    rhythm: Rhythm | None,
    today: date,
    pack: Pack,
    workplace: WorkplaceSettings,
) -> Standing:
    """The same, where the enrolment has been read already."""
    window, in_force = totals_window(facts, today, pack), terms(pack, today)
    that_count = [(one.cycle, one.year, one.weight) for one in sums if one.state == "counted"]
    cycle_weight, year_weight = (0, 0) if window is None else counted(that_count, window)
    before = place_before(pack, facts.cycles, today)
    ended_weight = 0 if before is None else counted(that_count, before)[0]
    waiting_weight, waiting_count = (0, 0) if window is None else _waiting(sums, window)
    totals = Totals(
        cycle_weight=cycle_weight,
        year_weight=year_weight,
        waiting_weight=waiting_weight,
        waiting_count=waiting_count,
        ended_weight=ended_weight,
        entries_12_months=rhythm.entries if rhythm else 0,
        last_entry=rhythm.last if rhythm else None,
        without_evaluation=rhythm.without_evaluation if rhythm else 0,
        unevaluated_since=rhythm.unevaluated_since if rhythm else None,
        unevaluated_entry=rhythm.unevaluated_entry if rhythm else None,
        may_be_asked=rhythm.may_be_asked if rhythm else None,
        subjects=_by_subject(sums, window, in_force),
        ended_subjects=_by_subject(sums, before, in_force),
    )
    return standing(totals, facts, today, pack, workplace)


def _by_subject(
    sums: Sequence[Sums], window: Window | None, in_force: Terms
) -> tuple[SubjectTotal, ...]:
    """What each subject, or group, has in a cycle, in each state; none where none matters."""
    if window is None or window.cycle is None or not (in_force.framework or in_force.by_hours):
        return ()
    return tuple(subject_total(one) for one in sums if one.cycle == window.cycle)


def subject_total(sums: Sums) -> SubjectTotal:
    """What SQL added up of a subject, as the rules see it."""
    return SubjectTotal(sums.subject, sums.state, sums.minutes, sums.weight, sums.entries)


def counted(weights: Iterable[YearsWeight], window: Window) -> tuple[int, int]:
    """What counts in the cycle and in its year, of all that counts."""
    in_cycle = in_year = 0
    for cycle, year, weight in weights:
        if cycle == window.cycle:
            in_cycle += weight
            if year == window.year:
                in_year += weight
    return in_cycle, in_year


def _waiting(sums: Sequence[Sums], window: Window) -> tuple[int, int]:
    """What waits in the cycle, or in the calendar year while that is not known, and in how many."""
    found = [
        one
        for one in sums
        if one.state == "waiting"
        and one.cycle == window.cycle
        and (one.year == window.year or not window.provisional)
    ]
    return sum(one.weight for one in found), sum(one.entries for one in found)
