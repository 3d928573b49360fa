"""What a standing is: one class for each kind of case, with the fields that such a case has.

`Standing` is their union: who reads one asks first which it is (`match`, `isinstance`), and finds
no field that means nothing there. How they are worked out is not here.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, Literal

from bot.policy.frameworks.progress import SubjectStanding, nearest_first
from bot.policy.schemes.group_hours import NO_HOURS, HoursTogether
from bot.policy.schemes.standing.cycle_ends import Deadline, EndedCycle

StandingKind = Literal["target", "hours", "framework", "provisional", "rhythm", "not_known"]
BehindIn = Literal["nowhere", "this year", "earlier years"]
Pace = Literal["early", "behind", "on pace", "between", "not known"]
WhyProvisional = Literal["cycle start not known", "cycle length not known"]

ENDED_SHORT, SHORT_AND_NEAR, AT_RISK, BEHIND, NOT_KNOWN, ON_PACE = range(-1, 5)
"""Ranks in a manager's list, the first first."""

_FAR: Final = 1_000_000
"""Days left where there is no last day: behind every scheme that has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfEveryKind:
    """What a standing of every kind answers.

    `waiting_count`: entries that are saved and lack something; they stand apart from every total.
    `urgency` orders a member's schemes, `manager_rank` (−1 ended short, 0 short with the end near,
    1 at risk, 2 behind, 3 not known, 4 everybody else) a manager's list: lowest first.

    The properties are overridden by the kinds that have such a thing; the others answer that there
    is none.
    """

    pack: str
    today: date
    waiting_count: int = 0
    urgency: tuple[int, int] = (NOT_KNOWN, _FAR)
    manager_rank: int = NOT_KNOWN

    @property
    def account(self) -> bool:
        """Whether the scheme's body goes by an account of its own."""
        return False

    @property
    def opening_pending(self) -> bool:
        """Whether the member has not been asked yet, or not answered, what that account shows."""
        return False

    @property
    def declined(self) -> bool:
        """Whether the member did not say what it shows, so that the figures are what is logged
        here, and nothing is known of pace, forecast or the minimum.
        """
        return False

    @property
    def lacks_start(self) -> bool:
        """Whether more would be known if the member said when their cycle began."""
        return False

    @property
    def deadline(self) -> Deadline | None:
        """The end by which something is to be reached; None where there is none that is known."""
        return None

    @property
    def ended(self) -> EndedCycle | None:
        """The cycle before this one where it ended short."""
        return None

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditStanding(_OfEveryKind):
    """What the two kinds have that count credits, as hundredths: "target" and "provisional".

    `year_end` is the first day after. `year_credits` and `minimum` are None where they are not
    known. `waiting_credits` stand apart from every total. `assumed` lists the rules nobody has
    confirmed on which the numbers rest.
    """

    year: int
    year_start: date
    year_end: date
    year_credits: int | None
    minimum: int | None
    waiting_credits: int = 0
    account: bool = False
    opening_pending: bool = False
    declined: bool = False
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetStanding(CreditStanding):
    """Year and cycle against their numbers, which are None where they are not known.

    `cycle_end` is the first day after; `last_day` is the cycle's last, to which days left are
    counted: 0 on that day. `*_about` are whole credits for sentences, rounded half up; the forecast
    of somebody at risk is never rounded up to the minimum itself, and one of 0 is not said.

    `pace`: "early" before the cycle's 90th day, "on pace" at or above both paces, "between" where
    it is neither that nor "behind"; in the first 90 days of a later year the cycle's alone decides.
    `behind_in`: which of the two paces is missed, this year's first; "earlier years" when only the
    cycle's is. Gaps are pace − credits, negative when ahead. `forecast` and `at_risk` are None
    before the 90th day. Where the opening balance is `declined`, `short` is what is short of what
    is logged here.

    `joining_unknown`: a confirmed rule makes the minimum less for who joined late, and the member
    has not said when they joined. A manager reads of a cycle that `ended` short once its member
    has. `leave_days` of the cycle have passed; pace and forecast leave them out.
    """

    kind: ClassVar[Literal["target"]] = "target"

    cycle: int
    cycle_start: date
    cycle_end: date
    last_day: date
    year_days_left: int
    cycle_days_left: int
    cycle_credits: int
    recommended: int | None
    short: int | None
    below_recommendation: int | None
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
    minimum_met: bool | None = None
    joining_unknown: bool = False
    ended: EndedCycle | None = None
    leave_days: int = 0

    @property
    def deadline(self) -> Deadline:
        return Deadline(
            last_day=self.last_day,
            end=self.cycle_end,
            days_left=self.cycle_days_left,
            short=self.short,
            not_told=self.opening_pending or self.declined,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursStanding(_OfEveryKind):
    """One year's hours against what is asked for, in whole minutes; the next year begins anew.

    `cycle` is what assessments of the year carry, `year_end` the first day after it, `last_day` its
    last, to which `days_left` are counted: 0 on that day. `minimum` is what is asked for in all
    `categories` of the scheme that the member is in, and `minutes` count once, towards all of them
    together, as `together` has it group by group; None where it is not known. `settled`: what names
    this enrolment's own category reaches that one's number. `waiting_minutes` stand apart from
    `minutes`. There is no pace within the year, and no forecast.
    """

    kind: ClassVar[Literal["hours"]] = "hours"

    cycle: int
    year_start: date
    year_end: date
    last_day: date
    days_left: int
    minutes: int
    minimum: int | None
    short: int | None
    categories: int = 1
    together: HoursTogether = NO_HOURS
    settled: bool = False
    waiting_minutes: int = 0
    ended: EndedCycle | None = None
    assumed: tuple[str, ...] = ()

    @property
    def by_group(self) -> bool:
        """Whether a member of several groups has said of anything for which one it was."""
        return self.categories > 1 and any(one.minutes for one in self.together.groups)

    @property
    def short_in(self) -> str:
        """The one group that is short, where the others have their number by name; else ""."""
        open_ones = [one.name for one in self.together.groups if one.short]
        return open_ones[0] if self.by_group and len(open_ones) == 1 else ""

    @property
    def deadline(self) -> Deadline:
        return Deadline(self.last_day, self.year_end, self.days_left, self.short, in_hours=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkStanding(_OfEveryKind):
    """A category's subjects in the cycle, held against the framework in force on `judged_on`.

    `subjects` are those asked for in the framework's order, then others that entries name; amounts
    are whole minutes for hours, hundredths for credits. `version`, `source` and `valid_from` are
    that framework's. `last_day` is the cycle's last, to which `days_left` are counted: 0 on that
    day. `without_minutes` count, and are under none of the subjects. `met`: every subject that is
    asked for is; None where that is not known. There is no pace and no forecast.
    """

    kind: ClassVar[Literal["framework"]] = "framework"

    category: str
    cycle: int
    cycle_start: date
    cycle_end: date
    last_day: date
    days_left: int
    judged_on: date
    version: str
    source: str
    valid_from: date | None
    subjects: tuple[SubjectStanding, ...]
    met: bool | None
    without_minutes: int = 0
    ended: EndedCycle | None = None

    @property
    def deadline(self) -> Deadline:
        short_of = self.short_of
        return Deadline(
            last_day=self.last_day,
            end=self.cycle_end,
            days_left=self.days_left,
            short=len(short_of) if short_of or self.met else None,
            in_subjects=True,
            short_of=short_of,
        )

    @property
    def asked(self) -> tuple[SubjectStanding, ...]:
        """The subjects that are asked for."""
        return tuple(one for one in self.subjects if one.asked)

    @property
    def short_of(self) -> tuple[SubjectStanding, ...]:
        """Those of them of which something is known to be short, the nearest first."""
        return nearest_first(self.asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionalStanding(CreditStanding):
    """The cycle is not known, and `reason` says why: only the credits of the calendar year."""

    kind: ClassVar[Literal["provisional"]] = "provisional"

    reason: WhyProvisional = "cycle start not known"

    @property
    def lacks_start(self) -> bool:
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmStanding(_OfEveryKind):
    """No target: how often something was kept, and what has no evaluation. Never a credit.

    `unevaluated_since` is the day of the oldest entry without one, `unevaluated_entry` the oldest
    that may be asked about, of the `may_be_asked` that may; None where that is not known.
    """

    kind: ClassVar[Literal["rhythm"]] = "rhythm"

    entries_12_months: int
    last_entry: date | None
    without_evaluation: int
    unevaluated_since: date | None = None
    unevaluated_entry: int | None = None
    may_be_asked: int | None = None
    urgency: tuple[int, int] = (ON_PACE, _FAR)
    manager_rank: int = ON_PACE


@dataclass(frozen=True, slots=True, kw_only=True)
class NotKnownStanding(_OfEveryKind):
    """Nothing is known: `reason` says why, `unknown` which rule has no value."""

    kind: ClassVar[Literal["not_known"]] = "not_known"

    reason: str = ""
    unknown: str = ""
    opening_pending: bool = False

    @property
    def lacks_start(self) -> bool:
        return self.reason == "cycle start not known"


Standing = (
    TargetStanding
    | HoursStanding
    | FrameworkStanding
    | ProvisionalStanding
    | RhythmStanding
    | NotKnownStanding
)
"""One member's standing in one scheme on one day. `kind` names the case in plain values."""
