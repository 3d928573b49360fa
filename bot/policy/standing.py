"""Where a member stands in one scheme: pace, forecast, shortfall, rhythm. Words are the ui's.

The definitions are those of `docs/rules.md`, "How every figure is worked out".
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from bot.policy.credits import credits_hundredths
from bot.policy.cycles import Window, window
from bot.policy.facts import EnrolmentFacts, OpeningBalance, Totals, WorkplaceSettings
from bot.policy.pack import Pack, Terms, terms

StandingKind = Literal["target", "provisional", "rhythm", "not_known"]
BehindIn = Literal["nowhere", "this year", "earlier years"]

FORECAST_FROM: Final = 90
"""Days into the cycle before which a forecast says nothing."""

END_IS_NEAR: Final = 90
"""Days to the cycle's end within which being short comes first in a manager's list."""

SHORT_AND_NEAR, AT_RISK, BEHIND, NOT_KNOWN, ON_PACE = range(5)
_FAR: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Standing:
    """One member's standing in one scheme on one day.

    `kind`: "target" (year and cycle against their numbers), "provisional" (start unknown: only
    `year_credits` of the calendar year), "rhythm" (no target: entries, never credits) or
    "not_known" (`reason` says why). Credits are hundredths. `*_end` are first days after;
    `last_day` is the cycle's last. `*_about` are whole credits for sentences, rounded half up;
    the forecast of somebody at risk is never rounded up to the minimum itself.

    `behind_in`: which of the two paces is missed, this year's first; "earlier years" when only the
    cycle's is. Gaps are pace − credits, negative when ahead. `forecast` and `at_risk` are None
    before the 90th day. `waiting_*` stand apart from every total. `assumed` lists the rules
    nobody has confirmed on which the numbers rest.

    `urgency` orders a member's schemes, `manager_rank` (0 short with the end near, 1 at risk,
    2 behind, 3 not known, 4 on pace or not ranked) a manager's list: lowest first.
    """

    kind: StandingKind
    pack: str
    today: date
    reason: str = ""
    cycle: int | None = None
    year: int | None = None
    year_start: date | None = None
    year_end: date | None = None
    cycle_start: date | None = None
    cycle_end: date | None = None
    last_day: date | None = None
    year_days_left: int | None = None
    cycle_days_left: int | None = None
    year_credits: int | None = None
    cycle_credits: int | None = None
    recommended: int | None = None
    minimum: int | None = None
    year_pace: int | None = None
    cycle_pace: int | None = None
    year_gap: int | None = None
    cycle_gap: int | None = None
    year_gap_about: int | None = None
    cycle_gap_about: int | None = None
    behind_in: BehindIn = "nowhere"
    behind: bool = False
    forecast: int | None = None
    forecast_about: int | None = None
    at_risk: bool | None = None
    short: int | None = None
    below_recommendation: int | None = None
    minimum_met: bool | None = None
    waiting_credits: int | None = None
    waiting_count: int = 0
    opening_pending: bool = False
    entries_12_months: int | None = None
    last_entry: date | None = None
    without_evaluation: int | None = None
    assumed: tuple[str, ...] = ()
    urgency: tuple[int, int] = (4, 0)
    manager_rank: int = 4


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
    course = course_of(pack, enrolment.cycle_start, enrolment.joined_on, today)
    if course is not None:
        return _against_target(totals, enrolment, today, course, settings)
    calendar_year = window(enrolment.cycle_start, in_force.length, today)
    if calendar_year is None:
        return _not_known(totals, enrolment, today, "the cycle has not begun")
    return _provisional(totals, enrolment, today, in_force, calendar_year)


def is_behind(
    course: "Course",
    cycle_weight: int,
    year_weight: int,
    opening: OpeningBalance | None,
    settings: WorkplaceSettings,
) -> bool:
    """What `standing` would say of this alone: of most members a sweep asks no more."""
    weights = cycle_weight, year_weight
    found = _credits(weights, opening, course.recorded_start, course.terms.length, course.place)
    return any(_behind(course, *found, settings))


def _against_target(
    totals: Totals,
    enrolment: EnrolmentFacts,
    today: date,
    course: "Course",
    settings: WorkplaceSettings,
) -> Standing:
    place, in_force = course.place, course.terms
    weights = totals.cycle_weight, totals.year_weight
    cycle_credits, year_credits = _credits(
        weights, enrolment.opening, enrolment.cycle_start, in_force.length, place
    )
    open_minimum = cycle_credits < course.minimum
    year_gap = course.year_pace - year_credits * course.year_scale
    cycle_gap = course.cycle_pace - cycle_credits * course.cycle_scale
    year_behind, cycle_behind = _behind(course, cycle_credits, year_credits, settings)
    forecast = about = at_risk = None
    if course.cycle_day >= FORECAST_FROM:
        projected = cycle_credits * course.cycle_days
        at_risk = projected < course.minimum * course.cycle_day
        forecast = _half_up(projected, course.cycle_day)
        about = _half_up(projected, course.cycle_day * 100)
        if at_risk:
            about = min(about, (course.minimum - 1) // 100)
    days_left = course.cycle_days_left
    rank = ON_PACE
    if open_minimum and days_left <= END_IS_NEAR:
        rank = SHORT_AND_NEAR
    elif at_risk:
        rank = AT_RISK
    elif year_behind or cycle_behind:
        rank = BEHIND
    return Standing(
        kind="target",
        pack=enrolment.pack,
        today=today,
        cycle=place.cycle,
        year=place.year,
        year_start=place.year_start,
        year_end=place.year_end,
        cycle_start=place.cycle_start,
        cycle_end=place.cycle_end,
        last_day=course.last_day,
        year_days_left=course.year_days_left,
        cycle_days_left=days_left,
        year_credits=year_credits,
        cycle_credits=cycle_credits,
        recommended=course.recommended,
        minimum=course.minimum,
        year_pace=_half_up(course.year_pace, course.year_scale),
        cycle_pace=_half_up(course.cycle_pace, course.cycle_scale),
        year_gap=_half_up(year_gap, course.year_scale),
        cycle_gap=_half_up(cycle_gap, course.cycle_scale),
        year_gap_about=_half_up(year_gap, course.year_scale * 100),
        cycle_gap_about=_half_up(cycle_gap, course.cycle_scale * 100),
        behind_in="this year" if year_behind else "earlier years" if cycle_behind else "nowhere",
        behind=year_behind or cycle_behind,
        forecast=forecast,
        forecast_about=about,
        at_risk=at_risk,
        short=max(0, course.minimum - cycle_credits),
        below_recommendation=max(0, course.recommended - year_credits),
        minimum_met=not open_minimum,
        waiting_credits=credits_hundredths(totals.waiting_weight),
        waiting_count=totals.waiting_count,
        opening_pending=enrolment.opening_answer == "pending",
        assumed=in_force.assumed,
        urgency=(rank, days_left),
        manager_rank=rank,
    )


def _behind(
    course: "Course", cycle_credits: int, year_credits: int, settings: WorkplaceSettings
) -> tuple[bool, bool]:
    """Whether the year's and the cycle's recommended pace is missed by enough to say so."""
    if cycle_credits >= course.minimum:
        return False, False
    allowed = settings.behind_credits
    return (
        course.year_day >= settings.behind_days
        and course.year_pace - year_credits * course.year_scale >= allowed * course.year_scale,
        course.cycle_day >= settings.behind_days
        and course.cycle_pace - cycle_credits * course.cycle_scale >= allowed * course.cycle_scale,
    )


def _credits(
    weights: tuple[int, int],
    opening: OpeningBalance | None,
    start: date | None,
    length: int | None,
    place: Window,
) -> tuple[int, int]:
    """Credits of the cycle and of the year, each rounded once, with what was brought in."""
    cycle, year = credits_hundredths(weights[0]), credits_hundredths(weights[1])
    if opening is not None:
        brought_in = window(start, length, opening.on)
        if brought_in is not None and brought_in.cycle == place.cycle:
            cycle += opening.cycle
            if brought_in.year == place.year:
                year += opening.year
    return cycle, year


def _provisional(
    totals: Totals, enrolment: EnrolmentFacts, today: date, in_force: Terms, place: Window
) -> Standing:
    """Start unknown: the calendar year's credits, and nothing said about pace or shortfall."""
    weights = totals.cycle_weight, totals.year_weight
    _, year_credits = _credits(
        weights, enrolment.opening, enrolment.cycle_start, in_force.length, place
    )
    return Standing(
        kind="provisional",
        pack=enrolment.pack,
        today=today,
        reason="cycle start not known",
        year=place.year,
        year_start=place.year_start,
        year_end=place.year_end,
        year_credits=year_credits,
        minimum=in_force.minimum,
        waiting_credits=credits_hundredths(totals.waiting_weight),
        waiting_count=totals.waiting_count,
        opening_pending=enrolment.opening_answer == "pending",
        assumed=in_force.assumed,
        urgency=(NOT_KNOWN, _FAR),
        manager_rank=NOT_KNOWN,
    )


def _rhythm(totals: Totals, enrolment: EnrolmentFacts, today: date) -> Standing:
    """No target: how often something was kept, and what has no evaluation. Never a credit."""
    return Standing(
        kind="rhythm",
        pack=enrolment.pack,
        today=today,
        waiting_count=totals.waiting_count,
        entries_12_months=totals.entries_12_months,
        last_entry=totals.last_entry,
        without_evaluation=totals.without_evaluation,
        urgency=(ON_PACE, _FAR),
        manager_rank=ON_PACE,
    )


def _not_known(totals: Totals, enrolment: EnrolmentFacts, today: date, reason: str) -> Standing:
    return Standing(
        kind="not_known",
        pack=enrolment.pack,
        today=today,
        reason=reason,
        waiting_count=totals.waiting_count,
        opening_pending=enrolment.opening_answer == "pending",
        urgency=(NOT_KNOWN, _FAR),
        manager_rank=NOT_KNOWN,
    )


@dataclass(frozen=True, slots=True)
class Course:
    """How far a day is along its year and cycle, and what is expected by then.

    A pace is an integer over its scale, in hundredths of a credit, so that comparing is exact.
    """

    recorded_start: date | None
    place: Window
    terms: Terms
    year_day: int
    cycle_day: int
    cycle_days: int
    year_days_left: int
    cycle_days_left: int
    last_day: date
    recommended: int
    minimum: int
    year_pace: int
    year_scale: int
    cycle_pace: int
    cycle_scale: int


@lru_cache(maxsize=16_384)
def course_of(
    pack: Pack, cycle_start: date | None, joined: date | None, today: date
) -> Course | None:
    """The part of a standing that does not depend on credits: one per start and day.

    None where the pack has no target, or today lies in no cycle that is known. `joined` matters
    only once an administrator has confirmed a pro-rata rule: year and cycle are then counted from
    that day.
    """
    in_force = terms(pack, today)
    if not in_force.counts:
        return None
    place = window(cycle_start, in_force.length, today)
    if place is None or place.provisional:
        return None
    start, end = place.borders[0], place.borders[-1]
    counted_from = joined if joined is not None and in_force.pro_rata else start
    first = max(start, min(counted_from, end))
    fractions = _year_fractions(place, today, first)
    recommended = in_force.recommended or 0
    year_pace = recommended * fractions[-1]
    cycle_pace = recommended * sum(fractions, Fraction(0))
    days, year_days = (end - start).days, (place.year_end - place.year_start).days
    from_here = max(place.year_start, min(first, place.year_end))
    minimum = in_force.minimum or 0
    return Course(
        recorded_start=cycle_start,
        place=place,
        terms=in_force,
        year_day=max(0, (today - from_here).days),
        cycle_day=max(0, (today - first).days),
        cycle_days=(end - first).days,
        year_days_left=(place.year_end - today).days,
        cycle_days_left=(end - today).days,
        last_day=end - timedelta(days=1),
        recommended=_half_up(recommended * (place.year_end - from_here).days, year_days),
        minimum=_half_up(minimum * (end - first).days, days),
        year_pace=year_pace.numerator,
        year_scale=year_pace.denominator,
        cycle_pace=cycle_pace.numerator,
        cycle_scale=cycle_pace.denominator,
    )


def _year_fractions(place: Window, today: date, first: date) -> list[Fraction]:
    """For each CPD year up to today's, the part of it between `first` and today (not counted)."""
    found = []
    for begin, end in pairwise(place.borders[: place.year + 1]):
        passed = (min(today, end) - max(begin, first)).days
        found.append(Fraction(max(0, passed), (end - begin).days))
    return found


def _half_up(numerator: int, denominator: int) -> int:
    """numerator ÷ denominator to the nearest whole number, halves upwards."""
    return (2 * numerator + denominator) // (2 * denominator)
