"""Where a member stands in one scheme: pace, forecast, shortfall, rhythm. Words are the ui's.

The definitions are those of `docs/rules.md`, "How every figure is worked out".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, TypedDict, TypeVar

from bot.policy.facts import (
    CycleOutcome,
    EndedFigures,
    EnrolmentFacts,
    OpeningBalance,
    Totals,
    WorkplaceSettings,
)
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.schemes.cycles import Window, window
from bot.policy.schemes.pack import Pack, Terms, terms
from bot.policy.vocabulary import OutcomeAnswer

StandingKind = Literal["target", "provisional", "rhythm", "not_known"]
BehindIn = Literal["nowhere", "this year", "earlier years"]
Pace = Literal["early", "behind", "on pace", "between", "not known"]

FORECAST_FROM: Final = 90
"""Days into the cycle before which a forecast says nothing."""

END_IS_NEAR: Final = 90
"""Days to the cycle's last day within which being short comes first in a manager's list."""

ENDED_SHORT, SHORT_AND_NEAR, AT_RISK, BEHIND, NOT_KNOWN, ON_PACE = range(-1, 5)
SAME_CYCLE: Final = 183
"""Days by which the recorded start of a cycle may be corrected, and it is the same cycle still."""

CORRECTED_BY: Final = timedelta(days=7)
"""By so much a start is corrected, and what was said of the cycle's end stands all the same."""

START_SLACK: Final = timedelta(days=31)
"""By so much a new cycle's start may differ from the day after the last one's end."""

NO_NEWS: Final = (None, "nothing")
"""Answers about a cycle that ended short after which it is asked about again."""

_FAR: Final = 1_000_000

KnownT = TypeVar("KnownT")


@dataclass(frozen=True, slots=True)
class EndedCycle:
    """A cycle that ended short of its minimum, by the bot's count.

    Credits are hundredths. `consequence` is what the scheme's policy says follows, empty where it
    says nothing. `told_on`: when the member read it. `answer`, given on `answered_on` at
    `answered_at` (UTC, where it is known), is what they say has followed. `declined`: what the
    scheme's account showed for it is not known, so that the credits are what is logged here.
    `showed_on`: when the member told what that account shows for the whole cycle, which the credits
    then are: the scheme's body goes by it.
    """

    start: date
    last_day: date
    credits: int
    minimum: int
    consequence: str = ""
    told_on: date | None = None
    answer: OutcomeAnswer | None = None
    answered_on: date | None = None
    answered_at: datetime | None = None
    declined: bool = False
    showed_on: date | None = None

    def asked_since(self, at: datetime) -> bool:
        """Whether a question of that moment still waits: there was no news, and none since."""
        if self.answer is None or self.answered_on is None:
            return self.answer is None
        if self.answered_at is None:
            return self.open and self.answered_on < at.date()
        return self.open and self.answered_at < at

    @property
    def open(self) -> bool:
        """Whether there is no news yet, so that it is asked about again."""
        return self.answer in NO_NEWS

    @property
    def shown_to_managers(self) -> bool:
        """Whether a manager's list begins with it: its member has read it, and it stands."""
        told = self.told_on is not None or self.answer is not None
        return told and self.answer in (*NO_NEWS, "removed")


@dataclass(frozen=True, slots=True)
class Standing:
    """One member's standing in one scheme on one day.

    `kind`: "target" (year and cycle against their numbers), "provisional" (start unknown: only
    `year_credits` of the calendar year), "rhythm" (no target: entries, never credits) or
    "not_known" (`reason` says why, `unknown` which rule has no value). Credits are hundredths; None
    is "not known". `*_end` are first days after; `last_day` is the cycle's last, to which days left
    are counted: 0 on that day. `*_about` are whole credits for sentences, rounded half up; the
    forecast of somebody at risk is never rounded up to the minimum itself, and one of 0 is not
    said.

    `pace`: "early" before the cycle's 90th day, "on pace" at or above both paces, "between" where
    it is neither that nor "behind"; in the first 90 days of a later year the cycle's alone decides.
    `behind_in`: which of the two paces is missed, this year's first; "earlier years" when only the
    cycle's is. Gaps are pace − credits, negative when ahead. `forecast` and `at_risk` are None
    before the 90th day.

    `account`: the scheme's body goes by an account of its own. `declined`: the member did not say
    what it shows, so that the figures are what is logged here, and nothing is known of pace,
    forecast or the minimum. `short` is then what is short of what is logged here.

    `ended` is the cycle before this one where it ended short. `waiting_*` stand apart from every
    total. `assumed` lists the rules nobody has confirmed on which the numbers rest.
    `joining_unknown`: a confirmed rule makes the minimum less for who joined late, and the member
    has not said when they joined.

    `urgency` orders a member's schemes, `manager_rank` (−1 ended short, 0 short with the end near,
    1 at risk, 2 behind, 3 not known, 4 everybody else) a manager's list: lowest first. A manager
    reads of a cycle that ended short once its member has.
    """

    kind: StandingKind
    pack: str
    today: date
    reason: str = ""
    unknown: str = ""
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
    pace: Pace = "not known"
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
    account: bool = False
    opening_pending: bool = False
    joining_unknown: bool = False
    declined: bool = False
    ended: EndedCycle | None = None
    entries_12_months: int | None = None
    last_entry: date | None = None
    without_evaluation: int | None = None
    unevaluated_since: date | None = None
    unevaluated_entry: int | None = None
    may_be_asked: int | None = None
    assumed: tuple[str, ...] = ()
    urgency: tuple[int, int] = (4, 0)
    manager_rank: int = 4

    @property
    def ended_unanswered(self) -> EndedCycle | None:
        """The cycle before this one, where it ended short and its member has not said what
        followed: until then that comes before all else that there is to say.
        """
        return self.ended if self.ended is not None and self.ended.answer is None else None

    @property
    def ended_without_news(self) -> EndedCycle | None:
        """The same, and where they have said that there is no news yet: it is asked about again."""
        return self.ended if self.ended is not None and self.ended.open else None


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
        missing = in_force.unknown[0] if in_force.unknown else "unit"
        found = _not_known(totals, enrolment, today, f"{missing} not known")
        return replace(found, unknown=missing)
    progress = cycle_progress(pack, enrolment.cycle_start, enrolment.joined_on, today)
    if progress is not None:
        ended = ended_cycle(enrolment, totals.ended_weight, today, pack)
        return _against_target(totals, enrolment, progress, settings, ended)
    calendar_year = window(enrolment.cycle_start, in_force.length, today)
    if calendar_year is None:
        return _not_known(totals, enrolment, today, "the cycle has not begun")
    return _provisional(totals, enrolment, today, in_force, calendar_year)


def is_behind(
    progress: "CycleProgress",
    cycle_weight: int,
    year_weight: int,
    opening: OpeningBalance | None,
    settings: WorkplaceSettings,
) -> bool:
    """What `standing` would say of this alone, unless the opening balance was declined: of most
    members a sweep asks no more.
    """
    weights = cycle_weight, year_weight
    found = _credits(
        weights, opening, progress.recorded_start, progress.terms.length, progress.place
    )
    return any(_behind(progress, *found, settings))


def shortfalls(
    progress: "CycleProgress", cycle_weight: int, year_weight: int, opening: OpeningBalance | None
) -> tuple[int | None, int | None]:
    """What `standing` would say is short of the cycle's minimum, and below the year's
    recommendation, in hundredths; None where it is not known.
    """
    weights = cycle_weight, year_weight
    in_cycle, in_year = _credits(
        weights, opening, progress.recorded_start, progress.terms.length, progress.place
    )
    return _missing(progress.minimum, in_cycle), _missing(progress.recommended, in_year)


def _against_target(
    totals: Totals,
    enrolment: EnrolmentFacts,
    progress: "CycleProgress",
    settings: WorkplaceSettings,
    ended: EndedCycle | None,
) -> Standing:
    place, in_force = progress.place, progress.terms
    weights = totals.cycle_weight, totals.year_weight
    cycle_credits, year_credits = _credits(
        weights, enrolment.opening, enrolment.cycle_start, in_force.length, place
    )
    declined = in_force.account and enrolment.opening_answer == "declined"
    pace = _Pace() if declined else _pace(progress, cycle_credits, year_credits, settings)
    forecast = _Forecast() if declined else _forecast(progress, cycle_credits)
    short = _missing(progress.minimum, cycle_credits)
    return Standing(
        kind="target",
        pack=enrolment.pack,
        today=progress.today,
        cycle=place.cycle,
        year=place.year,
        year_start=place.year_start,
        year_end=place.year_end,
        cycle_start=place.cycle_start,
        cycle_end=place.cycle_end,
        last_day=progress.last_day,
        year_days_left=progress.year_days_left,
        cycle_days_left=progress.cycle_days_left,
        year_credits=year_credits,
        cycle_credits=cycle_credits,
        recommended=progress.recommended,
        minimum=progress.minimum,
        short=short,
        below_recommendation=_missing(progress.recommended, year_credits),
        waiting_credits=credits_hundredths(totals.waiting_weight),
        waiting_count=totals.waiting_count,
        account=in_force.account,
        joining_unknown=in_force.pro_rata and enrolment.joined_on is None,
        opening_pending=in_force.account and enrolment.opening_answer == "pending",
        declined=declined,
        ended=ended,
        assumed=in_force.assumed,
        **pace,
        **forecast,
        **_ranks(progress.cycle_days_left, short, ended, pace, forecast, declined=declined),
    )


class _Pace(TypedDict, total=False):
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


class _Forecast(TypedDict, total=False):
    """Fields of a standing, as far as there is a forecast."""

    minimum_met: bool | None
    forecast: int | None
    forecast_about: int | None
    at_risk: bool | None


class _Ranks(TypedDict):
    """Fields of a standing: its place among a member's schemes and in a manager's list."""

    urgency: tuple[int, int]
    manager_rank: int


def _pace(
    progress: "CycleProgress",
    cycle_credits: int,
    year_credits: int | None,
    settings: WorkplaceSettings,
) -> _Pace:
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


def _forecast(progress: "CycleProgress", cycle_credits: int) -> _Forecast:
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


def _ranks(
    days_left: int,
    short: int | None,
    ended: EndedCycle | None,
    pace: _Pace,
    forecast: _Forecast,
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


def _behind(
    progress: "CycleProgress",
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


def _credits(
    weights: tuple[int, int],
    opening: OpeningBalance | None,
    start: date | None,
    length: int | None,
    place: Window,
) -> tuple[int, int | None]:
    """Credits of the cycle and of the year, each rounded once, with what was brought in.

    The year's are None where the member was not sure how many the account shows for it.
    """
    cycle, year = credits_hundredths(weights[0]), credits_hundredths(weights[1])
    if opening is not None:
        brought_in = window(start, length, opening.on)
        if brought_in is not None and brought_in.cycle == place.cycle:
            cycle += opening.cycle
            if brought_in.year == place.year:
                return cycle, None if opening.year is None else year + opening.year
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
        unevaluated_since=totals.unevaluated_since,
        unevaluated_entry=totals.unevaluated_entry,
        may_be_asked=totals.may_be_asked,
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
class CycleProgress:
    """How far a day is along its year and cycle, and what is expected by then.

    A pace is an integer over its scale, in hundredths of a credit, so that comparing is exact; it
    means nothing where `recommended` is None: not known, as `minimum` may be.
    """

    today: date
    recorded_start: date | None
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


@lru_cache(maxsize=16_384)
def cycle_progress(
    pack: Pack, cycle_start: date | None, joined: date | None, today: date
) -> CycleProgress | None:
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
    return CycleProgress(
        today=today,
        recorded_start=cycle_start,
        place=place,
        terms=in_force,
        year_day=max(0, (today - from_here).days),
        cycle_day=max(0, (today - first).days),
        cycle_days=(end - first).days,
        year_days_left=(place.year_end - today).days - 1,
        cycle_days_left=(end - today).days - 1,
        last_day=end - timedelta(days=1),
        recommended=_part_of(in_force.recommended, (place.year_end - from_here).days, year_days),
        minimum=_part_of(in_force.minimum, (end - first).days, days),
        year_pace=year_pace.numerator,
        year_scale=year_pace.denominator,
        cycle_pace=cycle_pace.numerator,
        cycle_scale=cycle_pace.denominator,
    )


def ended_cycle(
    enrolment: EnrolmentFacts, weight: int, today: date, pack: Pack
) -> EndedCycle | None:
    """The cycle before today's, if the member was enrolled in it and it ended short.

    `weight` is what counts in it. It is judged by the rules and the minimum of its own last day.
    """
    progress = previous_cycle(pack, enrolment.cycle_start, enrolment.joined_on, today)
    if progress is None:
        kept = kept_outcome(
            pack, enrolment.cycle_start, enrolment.enrolled_on, today, enrolment.outcomes
        )
        if kept is None or kept.figures is None:
            return None
        return _ended(kept, kept.start, kept.figures, pack, declined=kept.declined)
    if enrolment.enrolled_on > progress.last_day:
        return None
    missing = ended_short(progress, weight, enrolment.openings)
    if not missing or progress.minimum is None:
        return None
    outcome = _outcome(progress, enrolment.outcomes)
    declined = outcome.declined or enrolment.opening_answer == "declined"
    return _ended(
        outcome,
        progress.place.borders[0],
        EndedFigures(progress.last_day, progress.minimum - missing, progress.minimum),
        pack,
        declined=declined
        and progress.terms.account
        and _brought_in(progress, enrolment.openings) is None,
    )


def _ended(
    outcome: CycleOutcome, start: date, figures: EndedFigures, pack: Pack, *, declined: bool
) -> EndedCycle | None:
    """None where the scheme's own account shows the minimum for it, as the member has told."""
    amount = figures.credits if outcome.showed is None else outcome.showed
    if amount >= figures.minimum:
        return None
    return EndedCycle(
        start=start,
        last_day=figures.last_day,
        credits=amount,
        minimum=figures.minimum,
        consequence=pack.word("failure", figures.last_day),
        told_on=outcome.told_on,
        answer=outcome.answer,
        answered_on=outcome.answered_on,
        answered_at=outcome.answered_at,
        declined=declined and outcome.showed is None,
        showed_on=outcome.showed_on,
    )


def kept_outcome(
    pack: Pack,
    cycle_start: date | None,
    enrolled_on: date,
    today: date,
    outcomes: Iterable[CycleOutcome],
) -> CycleOutcome | None:
    """The cycle before today's, where the recorded start is that of today's and the figures of the
    one before were kept; None where there is none in which the member was enrolled.
    """
    place = window(cycle_start, terms(pack, today).length, today)
    if place is None or place.cycle != 0 or place.cycle_start is None:
        return None
    border = place.cycle_start + START_SLACK
    return max(
        (
            one
            for one in outcomes
            if one.figures is not None and enrolled_on <= one.figures.last_day < border
        ),
        key=lambda one: one.start,
        default=None,
    )


def ended_short(progress: "CycleProgress", weight: int, openings: Sequence[OpeningBalance]) -> int:
    """By how much a cycle that is over ended short, in hundredths; 0 if it did not, or if its
    minimum is not known. Of `openings` the first that lies in it counts.
    """
    opening = _brought_in(progress, openings)
    amount, _ = _credits(
        (weight, 0), opening, progress.recorded_start, progress.terms.length, progress.place
    )
    return _missing(progress.minimum, amount) or 0


def _brought_in(
    progress: "CycleProgress", openings: Sequence[OpeningBalance]
) -> OpeningBalance | None:
    """The first of them whose day lies in the cycle."""
    start, end = progress.place.borders[0], progress.place.borders[-1]
    return next((one for one in openings if start <= one.on < end), None)


def may_ask_about(
    progress: "CycleProgress", enrolled_on: date, outcomes: Iterable[CycleOutcome]
) -> bool:
    """Whether a cycle that is over would be asked about if it ended short: the member was
    enrolled in it, and has no news of it yet.
    """
    answer = _outcome(progress, outcomes).answer
    return enrolled_on <= progress.last_day and answer in NO_NEWS


def _outcome(progress: "CycleProgress", outcomes: Iterable[CycleOutcome]) -> CycleOutcome:
    """What is known of the cycle, though its start was corrected since. What was read and said
    well before it was over was of another.
    """
    start = progress.place.borders[0]
    found = nearest(start, {one.start: one for one in outcomes}) or CycleOutcome(start)
    said = found.answered_on or found.told_on
    if said is not None and too_early(said, progress.last_day):
        return replace(found, told_on=None, answer=None, answered_on=None)
    return found


def too_early(said: date, last_day: date) -> bool:
    """Whether something was said so long before a cycle's last day that it was not of its end: by
    more than the few days by which a start is usually corrected.
    """
    return said < last_day - CORRECTED_BY


def same_cycle(start: date, other: date) -> bool:
    """Whether two recorded starts are of one cycle, the one corrected to the other."""
    return abs((start - other).days) <= SAME_CYCLE


def nearest(start: date, known: Mapping[date, KnownT]) -> KnownT | None:
    """What is kept of the cycle that began on a day, by the starts as they were recorded; None
    where each of them is another cycle's.
    """
    near = [one for one in known if same_cycle(one, start)]
    return known[min(near, key=lambda one: abs((one - start).days))] if near else None


@lru_cache(maxsize=16_384)
def previous_cycle(
    pack: Pack, cycle_start: date | None, joined: date | None, today: date
) -> CycleProgress | None:
    """The whole of the cycle before today's, seen from its last day; None where there is none."""
    place = window(cycle_start, terms(pack, today).length, today)
    if place is None or not place.cycle or place.cycle_start is None:
        return None
    return cycle_progress(pack, cycle_start, joined, place.cycle_start - timedelta(days=1))


def _missing(wanted: int | None, amount: int | None) -> int | None:
    """What is missing of it, at least 0; None where one of the two is not known."""
    return None if wanted is None or amount is None else max(0, wanted - amount)


def _part_of(whole: int | None, part: int, of: int) -> int | None:
    """So much of a number of credits; None where it is not known."""
    return None if whole is None else _half_up(whole * part, of)


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
