"""Where a member stands in one scheme: pace, forecast, shortfall, rhythm. Words are the ui's.

`kinds` says what a standing is, `progress` how far a cycle is, `ended` what became of the one
before, `assembly` which kind a member has.
"""

from bot.policy.schemes.cycles import SAME_CYCLE, START_SLACK, same_cycle
from bot.policy.schemes.standing.assembly import END_IS_NEAR, standing, totals_window
from bot.policy.schemes.standing.ended import (
    CORRECTED_BY,
    EarlierCycle,
    earlier_cycles,
    ended_cycle,
    ended_short,
    kept_outcome,
    may_ask_about,
    nearest,
    too_early,
)
from bot.policy.schemes.standing.kinds import (
    AT_RISK,
    BEHIND,
    ENDED_SHORT,
    NO_NEWS,
    NOT_KNOWN,
    ON_PACE,
    SHORT_AND_NEAR,
    BehindIn,
    CreditStanding,
    EndedCycle,
    NotKnownStanding,
    Pace,
    ProvisionalStanding,
    RhythmStanding,
    Standing,
    StandingKind,
    TargetStanding,
)
from bot.policy.schemes.standing.progress import (
    FORECAST_FROM,
    CycleProgress,
    cycle_progress,
    is_behind,
    less_leave,
    previous_cycle,
    shortfalls,
)

__all__ = [
    "AT_RISK",
    "BEHIND",
    "CORRECTED_BY",
    "ENDED_SHORT",
    "END_IS_NEAR",
    "FORECAST_FROM",
    "NOT_KNOWN",
    "NO_NEWS",
    "ON_PACE",
    "SAME_CYCLE",
    "SHORT_AND_NEAR",
    "START_SLACK",
    "BehindIn",
    "CreditStanding",
    "CycleProgress",
    "EarlierCycle",
    "EndedCycle",
    "NotKnownStanding",
    "Pace",
    "ProvisionalStanding",
    "RhythmStanding",
    "Standing",
    "StandingKind",
    "TargetStanding",
    "cycle_progress",
    "earlier_cycles",
    "ended_cycle",
    "ended_short",
    "is_behind",
    "kept_outcome",
    "less_leave",
    "may_ask_about",
    "nearest",
    "previous_cycle",
    "same_cycle",
    "shortfalls",
    "standing",
    "too_early",
    "totals_window",
]
