"""How far a cycle is, and what that makes of the credits in it: pace, forecast and shortfall."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypedDict

from bot.policy.scheme_facts import (
    Leave,
    OpeningBalance,
    RecordedCycles,
    WorkplaceSettings,
)
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.schemes.cycles import Window
from bot.policy.schemes.dated_cycles import place_before, place_of
from bot.policy.schemes.leave import leave_days
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing.kinds import BehindIn, Pace
from bot.policy.schemes.terms import Terms, terms

FORECAST_FROM: Final = 90
"""Days into the cycle before which a forecast says nothing."""


@dataclass(frozen=True, slots=True)
class CycleProgress:
    """How far a day is along its year and cycle, and what is expected by then.

    A pace is an integer over its scale, in hundredths of a credit, so that comparing is exact; it
    means nothing where `recommended` is None: not known, as `minimum` may be. `leave_days` have
    passed in the cycle, and are in no other figure of days passed. Under a scheme of hours a cycle
    is one year, and `minimum` what one category asks for, in minutes; what all ask for together
    says `minimum_of`. Of a cycle that was cut short no minimum is known.
    """

    today: date
    cycle: int
    place: Window
    terms: Terms
    year_day: int
    cycle_day: int
    cycle_days: int
    year_days_left: int
    cycle_days_left: int
    last_day: date
    recommended: int | None
    minimum: int | None
    year_pace: int
    year_scale: int
    cycle_pace: int
    cycle_scale: int
    leave_days: int = 0


@lru_cache(maxsize=16_384)
def cycle_progress(
    pack: Pack, cycles: RecordedCycles, joined: date | None, today: date
) -> CycleProgress | None:
    """The part of a standing that does not depend on credits: one per start and day.

    None where the pack has no target and no subjects, or today lies in no cycle that is known. Of
    subjects it tells the days alone. `joined` matters
    only once an administrator has confirmed a pro-rata rule: year and cycle are then counted from
    that day.
    """
    in_force = terms(pack, today)
    if not (in_force.counts or in_force.framework):
        return None
    place = place_of(pack, cycles, today)
    if place is None or place.cycle is None:
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
    return CycleProgress(
        today=today,
        cycle=place.cycle,
        place=place,
        terms=in_force,
        year_day=max(0, (today - from_here).days),
        cycle_day=max(0, (today - first).days),
        cycle_days=(end - first).days,
        year_days_left=(place.year_end - today).days - 1,
        cycle_days_left=(end - today).days - 1,
        last_day=end - timedelta(days=1),
        recommended=_part_of(in_force.recommended, (place.year_end - from_here).days, year_days),
        minimum=None if place.cut_short else _part_of(in_force.minimum, (end - first).days, days),
        year_pace=year_pace.numerator,
        year_scale=year_pace.denominator,
        cycle_pace=cycle_pace.numerator,
        cycle_scale=cycle_pace.denominator,
    )


def less_leave(progress: CycleProgress, leaves: tuple[Leave, ...]) -> CycleProgress:
    """The same with the days of leave that have passed left out: pace and forecast rest on them.

    Year and cycle keep their lengths, their ends, the recommendation and the minimum: no pack says
    that a leave changes these. Without leaves it is the progress itself, which members share.
    """
    if not leaves:
        return progress
    place, today = progress.place, progress.today
    first = place.borders[-1] - timedelta(days=progress.cycle_days)
    from_here = max(place.year_start, min(first, place.year_end))
    in_cycle = _leave_passed(leaves, first, today)
    if not in_cycle:
        return progress
    fractions = _year_fractions(place, today, first, leaves)
    recommended = progress.terms.recommended or 0
    year_pace = recommended * fractions[-1]
    cycle_pace = recommended * sum(fractions, Fraction(0))
    return replace(
        progress,
        year_day=progress.year_day - _leave_passed(leaves, from_here, today),
        cycle_day=progress.cycle_day - in_cycle,
        year_pace=year_pace.numerator,
        year_scale=year_pace.denominator,
        cycle_pace=cycle_pace.numerator,
        cycle_scale=cycle_pace.denominator,
        leave_days=in_cycle,
    )


def _leave_passed(leaves: tuple[Leave, ...], first: date, before: date) -> int:
    """Days of leave from a day on that have passed before another."""
    return leave_days(leaves, first, before - timedelta(days=1)) if first < before else 0


@lru_cache(maxsize=16_384)
def previous_cycle(
    pack: Pack, cycles: RecordedCycles, joined: date | None, today: date
) -> CycleProgress | None:
    """The whole of the cycle before today's, seen from its last day; None where there is none. One
    that was cut short is none of which anything could be said.
    """
    before = place_before(pack, cycles, today)
    if before is None:
        return None
    return cycle_progress(pack, cycles, joined, before.borders[-1] - timedelta(days=1))


def is_behind(
    progress: CycleProgress,
    cycle_weight: int,
    year_weight: int,
    opening: OpeningBalance | None,
    settings: WorkplaceSettings,
) -> bool:
    """What `standing` would say of this alone, unless the opening balance was declined: of most
    members a sweep asks no more.
    """
    weights = cycle_weight, year_weight
    found = credits_of(weights, opening, progress.place)
    return any(_behind(progress, *found, settings))


def shortfalls(
    progress: CycleProgress, cycle_weight: int, year_weight: int, opening: OpeningBalance | None
) -> tuple[int | None, int | None]:
    """What `standing` would say is short of the cycle's minimum, and below the year's
    recommendation, in hundredths; None where it is not known.
    """
    weights = cycle_weight, year_weight
    in_cycle, in_year = credits_of(weights, opening, progress.place)
    return missing(progress.minimum, in_cycle), missing(progress.recommended, in_year)


class PaceFigures(TypedDict, total=False):
    """Fields of a standing, as far as there is a recommendation."""

    year_pace: int | None
    cycle_pace: int | None
    year_gap: int | None
    cycle_gap: int | None
    year_gap_about: int | None
    cycle_gap_about: int | None
    pace: Pace
    behind: bool
    behind_in: BehindIn


class ForecastFigures(TypedDict, total=False):
    """Fields of a standing, as far as there is a forecast."""

    minimum_met: bool | None
    forecast: int | None
    forecast_about: int | None
    at_risk: bool | None


def pace_figures(
    progress: CycleProgress,
    cycle_credits: int,
    year_credits: int | None,
    settings: WorkplaceSettings,
) -> PaceFigures:
    """The recommended pace, as far as there is a recommendation."""
    if progress.recommended is None:
        return {}
    cycle_gap = progress.cycle_pace - cycle_credits * progress.cycle_scale
    year_gap = None
    if year_credits is not None:
        year_gap = progress.year_pace - year_credits * progress.year_scale
    in_year, in_cycle = _behind(progress, cycle_credits, year_credits, settings)
    year_ahead = progress.year_day < settings.behind_days or year_gap is None or year_gap <= 0
    pace: Pace = "between"
    if progress.cycle_day < settings.behind_days:
        pace = "early"
    elif in_year or in_cycle:
        pace = "behind"
    elif cycle_gap <= 0 and year_ahead:
        pace = "on pace"
    return {
        "year_pace": _half_up(progress.year_pace, progress.year_scale),
        "cycle_pace": _half_up(progress.cycle_pace, progress.cycle_scale),
        "year_gap": _part_of(year_gap, 1, progress.year_scale),
        "cycle_gap": _half_up(cycle_gap, progress.cycle_scale),
        "year_gap_about": _part_of(year_gap, 1, progress.year_scale * 100),
        "cycle_gap_about": _half_up(cycle_gap, progress.cycle_scale * 100),
        "pace": pace,
        "behind": in_year or in_cycle,
        "behind_in": "this year" if in_year else "earlier years" if in_cycle else "nowhere",
    }


def forecast_figures(progress: CycleProgress, cycle_credits: int) -> ForecastFigures:
    """What the present rate comes to by the cycle's end, and whether the minimum is met."""
    minimum = progress.minimum
    met = None if minimum is None else cycle_credits >= minimum
    if progress.cycle_day < FORECAST_FROM:
        return {"minimum_met": met}
    projected = cycle_credits * progress.cycle_days
    at_risk = None if minimum is None else projected < minimum * progress.cycle_day
    about = _half_up(projected, progress.cycle_day * 100)
    if at_risk and minimum is not None:
        about = min(about, (minimum - 1) // 100)
    return {
        "minimum_met": met,
        "forecast": _half_up(projected, progress.cycle_day),
        "forecast_about": about or None,
        "at_risk": at_risk,
    }


def _behind(
    progress: CycleProgress,
    cycle_credits: int,
    year_credits: int | None,
    settings: WorkplaceSettings,
) -> tuple[bool, bool]:
    """Whether the year's and the cycle's recommended pace is missed by enough to say so."""
    met = progress.minimum is not None and cycle_credits >= progress.minimum
    if met or progress.recommended is None:
        return False, False
    allowed = settings.behind_credits
    return (
        year_credits is not None
        and progress.year_day >= settings.behind_days
        and progress.year_pace - year_credits * progress.year_scale
        >= allowed * progress.year_scale,
        progress.cycle_day >= settings.behind_days
        and progress.cycle_pace - cycle_credits * progress.cycle_scale
        >= allowed * progress.cycle_scale,
    )


def credits_of(
    weights: tuple[int, int], opening: OpeningBalance | None, place: Window
) -> tuple[int, int | None]:
    """Credits of the cycle and of the year, each rounded once, with what was brought in.

    The year's are None where the member was not sure how many the account shows for it.
    """
    cycle, year = credits_hundredths(weights[0]), credits_hundredths(weights[1])
    if opening is not None and place.borders[0] <= opening.on < place.borders[-1]:
        cycle += opening.cycle
        if place.year_start <= opening.on < place.year_end:
            return cycle, None if opening.year is None else year + opening.year
    return cycle, year


def minimum_of(progress: CycleProgress, categories: int) -> int | None:
    """What is asked for by the cycle's end of somebody in so many of the scheme's categories: under
    a scheme of hours each asks for its own, elsewhere an enrolment stands alone.
    """
    if progress.minimum is None or not progress.terms.by_hours:
        return progress.minimum
    return progress.minimum * categories


def missing(wanted: int | None, amount: int | None) -> int | None:
    """What is missing of it, at least 0; None where one of the two is not known."""
    return None if wanted is None or amount is None else max(0, wanted - amount)


def _part_of(whole: int | None, part: int, of: int) -> int | None:
    """So much of a number of credits; None where it is not known."""
    return None if whole is None else _half_up(whole * part, of)


def _year_fractions(
    place: Window, today: date, first: date, leaves: tuple[Leave, ...] = ()
) -> list[Fraction]:
    """For each CPD year up to today's, the part of it between `first` and today (not counted),
    without the days of leave.
    """
    found = []
    for begin, end in pairwise(place.borders[: place.year + 1]):
        since, until = max(begin, first), min(today, end)
        passed = (until - since).days - (_leave_passed(leaves, since, until) if leaves else 0)
        found.append(Fraction(max(0, passed), (end - begin).days))
    return found


def _half_up(numerator: int, denominator: int) -> int:
    """numerator ÷ denominator to the nearest whole number, halves upwards."""
    return (2 * numerator + denominator) // (2 * denominator)
