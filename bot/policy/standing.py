"""Where a member stands in one scheme: pace, forecast, shortfall, rhythm. Words are the ui's.

The definitions are those of `docs/rules.md`, "How every figure is worked out".
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

StandingKind = Literal["target", "provisional", "rhythm", "not_known"]
BehindIn = Literal["nowhere", "this year", "earlier years"]


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
