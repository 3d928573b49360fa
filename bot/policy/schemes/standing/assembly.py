"""Which kind of standing a member has in one scheme, put together from what is worked out.

The definitions are those of `docs/rules.md`, "How every figure is worked out".
"""

from datetime import date
from typing import Final, TypedDict

from bot.policy.scheme_facts import EnrolmentFacts, Totals, WorkplaceSettings
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.schemes.cycles import Window, window
from bot.policy.schemes.pack import Pack, Terms, terms
from bot.policy.schemes.standing.ended import ended_cycle
from bot.policy.schemes.standing.kinds import (
    AT_RISK,
    BEHIND,
    ENDED_SHORT,
    NOT_KNOWN,
    ON_PACE,
    SHORT_AND_NEAR,
    EndedCycle,
    NotKnownStanding,
    ProvisionalStanding,
    RhythmStanding,
    Standing,
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

END_IS_NEAR: Final = 90
"""Days to the cycle's last day within which being short comes first in a manager's list."""


def totals_window(enrolment: EnrolmentFacts, today: date, pack: Pack) -> Window | None:
    """Which cycle and year the totals are summed over, with their borders.

    `cycle` and `year` are those that assessments carry. After the cycle's end the next one begins
    by itself. Provisional (the calendar year) while the start is not known; None where today lies
    before the recorded start.
    """
    return window(enrolment.cycle_start, terms(pack, today).length, today)


def standing(
    totals: Totals,
    enrolment: EnrolmentFacts,
    today: date,
    pack: Pack,
    settings: WorkplaceSettings,
) -> Standing:
    """The member's standing in the scheme on the member's own `today`. Answers for any input."""
    in_force = terms(pack, today)
    if in_force.framework:
        return _not_known(totals, enrolment, today, "framework not loaded")
    if in_force.by_rhythm:
        return _rhythm(totals, enrolment, today)
    if in_force.kind is None or in_force.unknown:
        unknown = in_force.unknown[0] if in_force.unknown else "unit"
        return _not_known(totals, enrolment, today, f"{unknown} not known", unknown)
    progress = cycle_progress(pack, enrolment.cycle_start, enrolment.joined_on, today)
    if progress is not None:
        ended = ended_cycle(enrolment, totals.ended_weight, today, pack)
        progress = less_leave(progress, enrolment.leaves)
        return _against_target(totals, enrolment, progress, settings, ended)
    calendar_year = window(enrolment.cycle_start, in_force.length, today)
    if calendar_year is None:
        return _not_known(totals, enrolment, today, "the cycle has not begun")
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
    cycle_credits, year_credits = credits_of(
        weights, enrolment.opening, enrolment.cycle_start, in_force.length, place
    )
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
    _, year_credits = credits_of(
        weights, enrolment.opening, enrolment.cycle_start, in_force.length, place
    )
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


def _rhythm(totals: Totals, enrolment: EnrolmentFacts, today: date) -> RhythmStanding:
    """No target: how often something was kept, and what has no evaluation. Never a credit."""
    return RhythmStanding(
        pack=enrolment.pack,
        today=today,
        waiting_count=totals.waiting_count,
        entries_12_months=totals.entries_12_months,
        last_entry=totals.last_entry,
        without_evaluation=totals.without_evaluation,
        unevaluated_since=totals.unevaluated_since,
        unevaluated_entry=totals.unevaluated_entry,
        may_be_asked=totals.may_be_asked,
    )


def _not_known(
    totals: Totals, enrolment: EnrolmentFacts, today: date, reason: str, unknown: str = ""
) -> NotKnownStanding:
    return NotKnownStanding(
        pack=enrolment.pack,
        today=today,
        reason=reason,
        unknown=unknown,
        waiting_count=totals.waiting_count,
        opening_pending=enrolment.opening_answer == "pending",
    )
