"""Credits: what each entry is tested for and what it counts for, against numbers of a cycle."""

from datetime import date
from typing import TypedDict

from bot.policy.scheme_facts import EnrolmentFacts, Totals, WorkplaceSettings
from bot.policy.schemes.assess import by_tests
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.schemes.cycles import Window
from bot.policy.schemes.dated_cycles import place_of
from bot.policy.schemes.method import Method, Sight, unit_is
from bot.policy.schemes.standing.assembly import END_IS_NEAR, not_known
from bot.policy.schemes.standing.cycle_ends import EndedCycle
from bot.policy.schemes.standing.ended import ended_cycle
from bot.policy.schemes.standing.kinds import (
    AT_RISK,
    BEHIND,
    ENDED_SHORT,
    NOT_KNOWN,
    ON_PACE,
    SHORT_AND_NEAR,
    NotKnownStanding,
    ProvisionalStanding,
    TargetStanding,
)
from bot.policy.schemes.standing.progress import (
    CycleProgress,
    ForecastFigures,
    PaceFigures,
    credits_of,
    cycle_progress,
    forecast_figures,
    less_leave,
    missing,
    pace_figures,
)
from bot.policy.schemes.terms import Terms, terms


def _standing(sight: Sight) -> TargetStanding | ProvisionalStanding | NotKnownStanding:
    """Year and cycle against their numbers; the calendar year's while the cycle is not known."""
    totals, enrolment, today, pack = sight.totals, sight.enrolment, sight.today, sight.pack
    in_force = terms(pack, today)
    progress = cycle_progress(pack, enrolment.cycles, enrolment.joined_on, today)
    if progress is not None:
        ended = ended_cycle(enrolment, totals.ended_weight, today, pack)
        progress = less_leave(progress, enrolment.leaves)
        return _against_target(totals, enrolment, progress, sight.settings, ended)
    calendar_year = place_of(pack, enrolment.cycles, today)
    if calendar_year is None:
        return not_known(sight, "the cycle has not begun")
    return _provisional(totals, enrolment, today, in_force, calendar_year)


def _against_target(
    totals: Totals,
    enrolment: EnrolmentFacts,
    progress: CycleProgress,
    settings: WorkplaceSettings,
    ended: EndedCycle | None,
) -> TargetStanding:
    place, in_force = progress.place, progress.terms
    weights = totals.cycle_weight, totals.year_weight
    cycle_credits, year_credits = credits_of(weights, enrolment.opening, place)
    declined = in_force.account and enrolment.opening_answer == "declined"
    pace, forecast = PaceFigures(), ForecastFigures()
    if not declined:
        pace = pace_figures(progress, cycle_credits, year_credits, settings)
        forecast = forecast_figures(progress, cycle_credits)
    short = missing(progress.minimum, cycle_credits)
    return TargetStanding(
        pack=enrolment.pack,
        today=progress.today,
        cycle=progress.cycle,
        year=place.year,
        year_start=place.year_start,
        year_end=place.year_end,
        cycle_start=place.borders[0],
        cycle_end=place.borders[-1],
        last_day=progress.last_day,
        year_days_left=progress.year_days_left,
        cycle_days_left=progress.cycle_days_left,
        year_credits=year_credits,
        cycle_credits=cycle_credits,
        recommended=progress.recommended,
        minimum=progress.minimum,
        short=short,
        below_recommendation=missing(progress.recommended, year_credits),
        waiting_credits=credits_hundredths(totals.waiting_weight),
        waiting_count=totals.waiting_count,
        account=in_force.account,
        joining_unknown=in_force.pro_rata and enrolment.joined_on is None,
        opening_pending=in_force.account and enrolment.opening_answer == "pending",
        declined=declined,
        ended=ended,
        leave_days=progress.leave_days,
        assumed=in_force.assumed,
        **pace,
        **forecast,
        **_ranks(progress.cycle_days_left, short, ended, pace, forecast, declined=declined),
    )


class _Ranks(TypedDict):
    """Fields of a standing: its place among a member's schemes and in a manager's list."""

    urgency: tuple[int, int]
    manager_rank: int


def _ranks(
    days_left: int,
    short: int | None,
    ended: EndedCycle | None,
    pace: PaceFigures,
    forecast: ForecastFigures,
    *,
    declined: bool,
) -> _Ranks:
    rank, met = ON_PACE, forecast.get("minimum_met")
    if declined:
        rank = NOT_KNOWN
    elif short and days_left <= END_IS_NEAR:
        rank = SHORT_AND_NEAR
    elif forecast.get("at_risk"):
        rank = AT_RISK
    elif pace.get("behind"):
        rank = BEHIND
    elif met is None or ("pace" not in pace and not met):
        rank = NOT_KNOWN
    without_news = ended is not None and ended.open
    told = ended is not None and ended.shown_to_managers
    return {
        "urgency": (ENDED_SHORT if without_news else rank, days_left),
        "manager_rank": ENDED_SHORT if told else rank,
    }


def _provisional(
    totals: Totals, enrolment: EnrolmentFacts, today: date, in_force: Terms, place: Window
) -> ProvisionalStanding:
    """Start unknown: the calendar year's credits, and nothing said about pace or shortfall."""
    weights = totals.cycle_weight, totals.year_weight
    _, year_credits = credits_of(weights, enrolment.opening, place)
    return ProvisionalStanding(
        pack=enrolment.pack,
        today=today,
        reason="cycle length not known" if in_force.length is None else "cycle start not known",
        year=place.year,
        year_start=place.year_start,
        year_end=place.year_end,
        year_credits=year_credits,
        minimum=in_force.minimum,
        account=in_force.account,
        declined=in_force.account and enrolment.opening_answer == "declined",
        waiting_credits=credits_hundredths(totals.waiting_weight),
        waiting_count=totals.waiting_count,
        opening_pending=in_force.account and enrolment.opening_answer == "pending",
        assumed=in_force.assumed,
    )


METHODS = (
    Method(
        kind="credits",
        order=20,
        says_so=unit_is("credits"),
        needs=(
            "cycle.length",
            "cycle.start",
            "cycle.minimum",
            "year.recommended",
            "year.start",
            "entry.tests",
            "entry.own_sentence",
            "credit.base_per_hour",
            "large_qualification",
            "large_qualification.days",
            "large_qualification.hours",
        ),
        worth_rests_on=(
            "cycle.length",
            "entry.tests",
            "entry.own_sentence",
            "credit.base_per_hour",
        ),
        minimum="cycle.minimum",
        counts=True,
        assess=by_tests,
        standing=_standing,
        nudges=frozenset({"cycle_ended", "cycle_end", "behind", "year_end", "cycle_start_unknown"}),
    ),
)
