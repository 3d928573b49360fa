"""Cycles and CPD years as civil days: where they begin and end, and which one a day lies in.

Intervals are half-open: an `end` is the first day that no longer belongs. Nothing here knows
credits.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2899, 12, 31)
"""Days outside these are taken for slips of the pen; a cycle around one is "not known"."""

SAME_CYCLE: Final = 183
"""Days by which the recorded start of a cycle may be corrected, and it is the same cycle still."""

START_SLACK: Final = timedelta(days=31)
"""By so much a new cycle's start may differ from the day after the last one's end."""


@dataclass(frozen=True, slots=True)
class Window:
    """The cycle and CPD year that a day lies in, and how far along it is.

    With a known start, `cycle` is the index n ≥ 0 counted from the recorded start and `year` is k
    (1, 2, 3); `borders` are the first days of the cycle's years and of the next cycle. With an
    unknown one (`provisional`), `cycle` is None, `year` the calendar year and
    the cycle's borders are None. `cut_short`: another cycle took its place well before its end, so
    that what is asked of so much of one is not known.
    """

    cycle: int | None
    year: int
    year_start: date
    year_end: date
    cycle_start: date | None
    cycle_end: date | None
    borders: tuple[date, ...]
    provisional: bool
    cut_short: bool = False


def add_years(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes 1 March in common years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def same_cycle(start: date, other: date) -> bool:
    """Whether two recorded starts are of one cycle, the one corrected to the other."""
    return abs((start - other).days) <= SAME_CYCLE


@lru_cache(maxsize=16_384)
def window(start: date | None, length: int | None, day: date) -> Window | None:
    """Where `day` lies, counted from a recorded cycle start, in cycles of `length` years.

    None where the day lies before the start ("in no cycle I know") or beyond any plausible
    calendar. Without a start (or a length) the calendar year, marked provisional.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        return None
    if start is None or not length or not FIRST_DAY <= start <= LAST_DAY:
        january = date(day.year, 1, 1), date(day.year + 1, 1, 1)
        return Window(
            cycle=None,
            year=day.year,
            year_start=january[0],
            year_end=january[1],
            cycle_start=None,
            cycle_end=None,
            borders=january,
            provisional=True,
        )
    if day < start:
        return None
    elapsed = day.year - start.year
    if add_years(start, elapsed) > day:
        elapsed -= 1
    cycle, before = divmod(elapsed, length)
    borders = tuple(add_years(start, cycle * length + index) for index in range(length + 1))
    return Window(
        cycle=cycle,
        year=before + 1,
        year_start=borders[before],
        year_end=borders[before + 1],
        cycle_start=borders[0],
        cycle_end=borders[-1],
        borders=borders,
        provisional=False,
    )
