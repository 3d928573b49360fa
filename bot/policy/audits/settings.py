"""What a workplace sets of its rounds: no policy publishes these days. Dates that follow from them.

Each is worded as a workplace setting. None means that no day is set, so that nothing is late.
"""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class RoundSettings:
    """`submit_days`: from being told to handing in. `answer_days`: to answer an auditor's question.
    `appeal_days`: from the decision to an appeal. `keep_days`: how long snapshots are kept after
    the round was closed or cancelled.
    """

    submit_days: int | None = 28
    answer_days: int | None = 14
    appeal_days: int | None = 28
    keep_days: int = 365


def last_day(start: date, days: int | None) -> date | None:
    """The last day that is in time; None where no number of days is set."""
    return None if days is None else _after(start, days)


def is_late(today: date, until: date | None) -> bool:
    """Whether a day is over. Without one nothing is late."""
    return until is not None and today > until


def snapshots_until(ended: date, settings: RoundSettings) -> date:
    """The last day on which the snapshots of a round that ended are kept."""
    return _after(ended, settings.keep_days)


def _after(start: date, days: int) -> date:
    """So many days later, or the last day that there is."""
    return start + timedelta(days=min(days, (date.max - start).days))
