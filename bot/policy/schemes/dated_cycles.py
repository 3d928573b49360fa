"""An enrolment's cycles as dated rows: from what is known of it day by day, which cycle each is in.

For an enrolment with one recorded start and one length these are the cycles of `cycles.window`.
What counts in a cycle is not decided here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal

from bot.policy.scheme_facts import Leave
from bot.policy.schemes.cycles import (
    FIRST_DAY,
    LAST_DAY,
    START_SLACK,
    Window,
    add_years,
    same_cycle,
)
from bot.policy.schemes.leave import leave_days
from bot.policy.schemes.pack import Pack
from bot.policy.vocabulary import LeaveKind

HowBegun = Literal["recorded", "followed", "taken up again"]
"""Why a cycle begins on its day: the member read that in the scheme's account; the one before it
ended; so it was while the member had left, and they came back within it.
"""

_MOST_YEARS: Final = 1000
"""As much as a rule may say; a longer cycle is not known."""
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RecordedStart:
    """A cycle's first day, as it was recorded on a day."""

    start: date
    recorded_on: date


@dataclass(frozen=True, slots=True)
class CycleLength:
    """The length in years of cycles that begin on `since` or later; None: it is not known then."""

    years: int | None
    since: date = date.min


@dataclass(frozen=True, slots=True)
class CycleHistory:
    """What is known of an enrolment, as dated facts, in any order.

    `left` are first days on which the member was no longer enrolled, `taken_up_again` first days on
    which they were again. `joined_on` as in `EnrolmentFacts`. `extended_by` are the kinds of leave
    whose days a pack adds to the end of a cycle: no pack that is shipped says so of any.
    """

    starts: tuple[RecordedStart, ...] = ()
    lengths: tuple[CycleLength, ...] = ()
    left: tuple[date, ...] = ()
    taken_up_again: tuple[date, ...] = ()
    joined_on: date | None = None
    leaves: tuple[Leave, ...] = ()
    extended_by: frozenset[LeaveKind] = frozenset()


@dataclass(frozen=True, slots=True)
class DatedCycle:
    """One cycle, of the days in [start, end). `number` counts from 0, from the first start on.

    `borders` are the first days of its years, and `end`. `planned_end` is the end that it was begun
    with, with the leave that extends it; `end` differs where another start was recorded.
    `enrolled_from`: the first of its days on which the member was enrolled. `joined_on`: the day on
    which they joined the scheme, if that is later than `start`.
    """

    start: date
    end: date
    number: int
    joined_on: date | None
    how_begun: HowBegun
    planned_end: date
    enrolled_from: date
    borders: tuple[date, ...]

    @property
    def last_day(self) -> date:
        return self.end - _ONE_DAY

    @property
    def cut_short(self) -> bool:
        """Whether another start took its place well before its end: what is asked of so much of a
        cycle is not known.
        """
        return self.planned_end - self.end > START_SLACK


def lengths_of(pack: Pack) -> tuple[CycleLength, ...]:
    """The lengths of cycles by the pack's rules, each from its date on."""
    rules = sorted(pack.rules.get("cycle.length", ()), key=lambda rule: rule.valid_from or date.min)
    found: list[CycleLength] = []
    for rule in rules:
        years = rule.value if isinstance(rule.value, int) else None
        found.append(CycleLength(years, rule.valid_from or date.min))
        if rule.valid_to is not None:
            found.append(CycleLength(None, rule.valid_to))
    return tuple(found)


def dated_cycles(history: CycleHistory, today: date) -> tuple[DatedCycle, ...]:
    """The cycles that have begun by `today` and in which the member was enrolled, in their order.

    No day lies in two of them, and from the first start on each day of the enrolment lies in one,
    as long as the length is known: the next cycle begins by itself on the day after the last one's
    end. A cycle keeps the length that was in force on its first day. A start that is recorded later
    holds from its day on; it corrects one that is at most `SAME_CYCLE` days away, and the cycle
    before it then ends where it begins, rather than leave a rest of up to `START_SLACK`. Whoever
    leaves and comes back within a cycle is in the same one as before. Empty where no start or no
    length is known.
    """
    found: list[DatedCycle] = []
    number = 0
    starts = _starts_in_force(history.starts)
    away = _absences(history)
    until = min(today, LAST_DAY)
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        run = _run(history, start, following, until)
        for place, (borders, planned_end) in enumerate(run):
            begin, end = borders[0], borders[-1]
            enrolled_from = _first_day_enrolled(away, begin, end)
            if enrolled_from is not None:
                how: HowBegun = "taken up again" if enrolled_from > begin else "followed"
                found.append(
                    DatedCycle(
                        start=begin,
                        end=end,
                        number=number,
                        joined_on=_later(history.joined_on, begin),
                        how_begun="recorded" if place == 0 else how,
                        planned_end=planned_end,
                        enrolled_from=enrolled_from,
                        borders=borders,
                    )
                )
            number += 1
    return tuple(found)


def cycle_on(cycles: Iterable[DatedCycle], day: date) -> DatedCycle | None:
    """The one of the cycles in which the day lies; None where it lies in none that is known."""
    if not FIRST_DAY <= day <= LAST_DAY:
        return None
    return next((one for one in cycles if one.start <= day < one.end), None)


def window_on(cycles: Iterable[DatedCycle], day: date) -> Window | None:
    """The cycle and CPD year in which the day lies, as `cycles.window` answers it."""
    one = cycle_on(cycles, day)
    if one is None:
        return None
    year, (begin, end) = next(
        (number, years)
        for number, years in enumerate(pairwise(one.borders), start=1)
        if day < years[1]
    )
    return Window(
        cycle=one.number,
        year=year,
        year_start=begin,
        year_end=end,
        cycle_start=one.start,
        cycle_end=one.end,
        borders=one.borders,
        provisional=False,
    )


def enrolled_on(history: CycleHistory, day: date) -> bool:
    """Whether the member was enrolled on the day, as far as leaving and coming back go. Whoever
    came back within `START_SLACK` was never away.
    """
    return not any(out <= day and (back is None or day < back) for out, back in _absences(history))


def _starts_in_force(recorded: Iterable[RecordedStart]) -> list[date]:
    """The starts that hold, in the order of their days: a later record takes the place of those it
    corrects, and of all from its day on.
    """
    kept: list[date] = []
    for one in sorted(recorded, key=lambda each: each.recorded_on):
        if FIRST_DAY <= one.start <= LAST_DAY:
            kept = [day for day in kept if day < one.start and not same_cycle(day, one.start)]
            kept.append(one.start)
    return kept


Borders = tuple[date, ...]


def _run(
    history: CycleHistory, first: date, following: date | None, until: date
) -> list[tuple[Borders, date]]:
    """The cycles from a recorded start up to the next one, as far as they begin by `until`: the
    borders of each, and the end that it was begun with.

    Ends are reckoned from one anchor, since 29 February comes back only in leap years.
    """
    found = []
    anchor, elapsed, begin = first, 0, first
    while begin <= until and (following is None or begin < following):
        length = _length_on(history.lengths, begin)
        if length is None:
            break
        firsts = [add_years(anchor, elapsed + year) for year in range(length + 1)]
        end = planned_end = _extended(history, begin, firsts[-1], until)
        if following is not None and following - planned_end <= START_SLACK:
            end = following
        found.append(((*(day for day in firsts[:-1] if day < end), end), planned_end))
        elapsed += length
        if planned_end != firsts[-1]:
            anchor, elapsed = planned_end, 0
        begin = end
    return found


def _extended(history: CycleHistory, begin: date, end: date, today: date) -> date:
    """The end of a cycle, later by each day of leave in it that extends it: of a leave without an
    end, those that have passed.
    """
    leaves = [one for one in history.leaves if one.kind in history.extended_by]
    closed = [Leave(one.kind, one.start, one.end or today - _ONE_DAY) for one in leaves]
    later = end
    while closed and later < LAST_DAY:
        wanted = end + timedelta(days=leave_days(closed, begin, later - _ONE_DAY))
        if wanted <= later:
            break
        later = wanted
    return later


def _length_on(lengths: Sequence[CycleLength], day: date) -> int | None:
    """The length in force on a day; of two from one date the one that is named later."""
    known = [one for one in sorted(lengths, key=lambda each: each.since) if one.since <= day]
    years = known[-1].years if known else None
    return years if years is not None and 0 < years <= _MOST_YEARS else None


def _absences(history: CycleHistory) -> list[tuple[date, date | None]]:
    """From when until when the member was not enrolled: first days out and back in again. Whoever
    came back on the day of leaving, or within `START_SLACK`, was never away.
    """
    changes = sorted(
        [*((day, 0) for day in history.left), *((d, 1) for d in history.taken_up_again)]
    )
    found: list[tuple[date, date | None]] = []
    out: date | None = None
    for day, back in changes:
        if not back:
            out = out or day
        elif out is not None:
            if day - out > START_SLACK:
                found.append((out, day))
            out = None
    if out is not None:
        found.append((out, None))
    return found


def _first_day_enrolled(
    away: Iterable[tuple[date, date | None]], begin: date, end: date
) -> date | None:
    """The first day in [begin, end) on which the member was enrolled; None where there is none."""
    for out, back in away:
        if out <= begin and (back is None or begin < back):
            return back if back is not None and back < end else None
    return begin


def _later(joined: date | None, begin: date) -> date | None:
    return joined if joined is not None and joined > begin else None
