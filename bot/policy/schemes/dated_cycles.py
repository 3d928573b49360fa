"""An enrolment's cycles as dated rows: from what is recorded of it day by day, which cycles it has.

They are worked out and not stored: what is kept are the dated facts that they follow from
(`RecordedCycles`), and what is told of each. For one recorded start and one length they are the
cycles of `cycles.window`. What counts in a cycle is not decided here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from bot.policy.scheme_facts import RecordedCycles, RecordedStart
from bot.policy.schemes.cycles import (
    FIRST_DAY,
    LAST_DAY,
    START_SLACK,
    Window,
    add_years,
    same_cycle,
    window,
)
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.terms import terms

HowBegun = Literal["recorded", "followed", "taken up again"]
"""Why a cycle begins on its day: the member read that in the scheme's account; the one before it
ended; so it was while the member had left, and they came back within it.
"""

_MOST_YEARS: Final = 1000
"""As much as a rule may say; a longer cycle is not known."""
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CycleLength:
    """The length in years of cycles that begin on `since` or later; None: it is not known then."""

    years: int | None
    since: date = date.min


@dataclass(frozen=True, slots=True)
class DatedCycle:
    """One cycle, of the days in [start, end). `number` counts from 0, from the first start on.

    `borders` are the first days of its years, and `end`. `planned_end` is the end that it was begun
    with; `end` differs where another start was recorded. `enrolled_from`: the first of its days on
    which the member was enrolled, as far as leaving and coming back go.
    """

    start: date
    end: date
    number: int
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


@lru_cache(maxsize=16_384)
def place_of(pack: Pack, recorded: RecordedCycles, day: date) -> Window | None:
    """The cycle and CPD year in which a day lies; after a cycle's end the next begins by itself.

    Provisional (the calendar year) while the start or the length is not known; None where the day
    lies in no cycle that is known: before the first start, or in a cycle that went by while the
    member had left. A scheme of hours has the same years for everybody.
    """
    in_force = terms(pack, day)
    if in_force.by_hours:
        return window(in_force.begins, in_force.length, day)
    lengths = lengths_of(pack)
    if recorded.start is None or (len(lengths) < 2 and not (recorded.earlier or recorded.away)):
        # One start and one length, or none: all cycles are alike.
        return window(recorded.start, lengths[0].years if lengths else None, day)
    cycles = dated_cycles(recorded, lengths, day)
    found = window_on(cycles, day)
    if found is None and _has_ended(cycles, recorded, day):
        return window(None, None, day)
    return found


def _has_ended(cycles: Sequence[DatedCycle], recorded: RecordedCycles, day: date) -> bool:
    """Whether the day lies after the last cycle that is known, since no length is known for more:
    where somebody was away it lies in one that is none of theirs.
    """
    if any(out <= day for out, _ in recorded.away):
        return False
    starts = _starts_in_force(recorded)
    return bool(starts) and starts[0] <= day and (not cycles or cycles[-1].end <= day)


def place_before(pack: Pack, recorded: RecordedCycles, day: date) -> Window | None:
    """The last whole cycle before the one in which a day lies, as its last day sees it; None where
    none is known. One that was cut short is passed over: nobody knows what was asked of it.
    """
    return next((one for one in places_before(pack, recorded, day) if not one.cut_short), None)


def places_before(pack: Pack, recorded: RecordedCycles, day: date) -> Iterator[Window]:
    """The cycles before the one in which a day lies, the latest first, as their last days see them.

    What went by while the member had left is none of theirs.
    """
    now = place_of(pack, recorded, day)
    while now is not None and now.cycle and now.cycle_start is not None:
        before, now = now.cycle_start, None
        while before > FIRST_DAY and now is None:
            now = place_of(pack, recorded, before - _ONE_DAY)
            if now is None:
                before = _end_before(pack, recorded, before)
        if now is None or now.provisional:
            return
        yield now


def _end_before(pack: Pack, recorded: RecordedCycles, day: date) -> date:
    """The end of the last cycle that is over by a day."""
    cycles = dated_cycles(recorded, lengths_of(pack), day - _ONE_DAY)
    return max((one.end for one in cycles if one.end < day), default=FIRST_DAY)


@lru_cache(maxsize=256)
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


def dated_cycles(
    recorded: RecordedCycles, lengths: Sequence[CycleLength], today: date
) -> tuple[DatedCycle, ...]:
    """The cycles that have begun by `today` and in which the member was enrolled, in their order.

    No day lies in two of them, and from the first start on each day of the enrolment lies in one,
    as long as the length is known: the next cycle begins by itself on the day after the last one's
    end. A cycle keeps the length that was in force on its first day; where none was known then, the
    first that became known. A start that is recorded later holds from its day on; it corrects one
    that is at most `SAME_CYCLE` days away, and the cycle before it then ends where it begins,
    rather than leave a rest of up to `START_SLACK`. Whoever leaves and comes back within a cycle is
    in the same one as before. Empty where no start or no length is known.
    """
    found: list[DatedCycle] = []
    number = 0
    starts = _starts_in_force(recorded)
    away = _absences(recorded)
    until = min(today, LAST_DAY)
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        run = _run(lengths, start, following, until)
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
        cut_short=one.cut_short,
    )


def enrolled_on(recorded: RecordedCycles, day: date) -> bool:
    """Whether the member was enrolled on the day, as far as leaving and coming back go. Whoever
    came back within `START_SLACK` was never away.
    """
    return not any(out <= day < back for out, back in _absences(recorded))


def starts_after(recorded: RecordedCycles, start: date, today: date) -> tuple[RecordedStart, ...]:
    """The earlier starts that still hold once `start` is recorded today, in the order of their
    days: those that it does not correct, and that lie before it.
    """
    earlier = list(recorded.earlier)
    if recorded.start is not None and recorded.start not in {one.start for one in earlier}:
        earlier.append(RecordedStart(recorded.start, today))
    holding = {*_starts_in_force(RecordedCycles(start, tuple(earlier)))}
    kept = {one.start: one for one in sorted(earlier, key=lambda each: each.recorded_on)}
    return tuple(kept[day] for day in sorted(holding & {*kept}) if day != start)


def _starts_in_force(recorded: RecordedCycles) -> list[date]:
    """The starts that hold, in the order of their days: a later record takes the place of those it
    corrects, and of all from its day on.
    """
    kept: list[date] = []
    told = [one.start for one in sorted(recorded.earlier, key=lambda each: each.recorded_on)]
    for start in [*told, recorded.start]:
        if start is not None and FIRST_DAY <= start <= LAST_DAY:
            kept = [day for day in kept if day < start and not same_cycle(day, start)]
            kept.append(start)
    return kept


Borders = tuple[date, ...]


def _run(
    lengths: Sequence[CycleLength], first: date, following: date | None, until: date
) -> list[tuple[Borders, date]]:
    """The cycles from a recorded start up to the next one, as far as they begin by `until`: the
    borders of each, and the end that it was begun with.

    Ends are reckoned from the first, since 29 February comes back only in leap years.
    """
    found = []
    elapsed, begin = 0, first
    while begin <= until and (following is None or begin < following):
        length = _length_on(lengths, begin)
        if length is None:
            break
        firsts = [add_years(first, elapsed + year) for year in range(length + 1)]
        end = planned_end = firsts[-1]
        if following is not None and following - planned_end <= START_SLACK:
            end = following
        found.append(((*(day for day in firsts[:-1] if day < end), end), planned_end))
        elapsed += length
        begin = end
    return found


def _length_on(lengths: Sequence[CycleLength], day: date) -> int | None:
    """The length in force on a day, of two from one date the one that is named later; before any
    was known, the first that became known.
    """
    in_order = sorted(lengths, key=lambda each: each.since)
    known = [one for one in in_order if one.since <= day] or in_order[:1]
    years = known[-1].years if known else None
    return years if years is not None and 0 < years <= _MOST_YEARS else None


def _absences(recorded: RecordedCycles) -> list[tuple[date, date]]:
    """From when until when the member was not enrolled, in the order of the days. Whoever came back
    within `START_SLACK` was never away.
    """
    return sorted((out, back) for out, back in recorded.away if back - out > START_SLACK)


def _first_day_enrolled(away: Iterable[tuple[date, date]], begin: date, end: date) -> date | None:
    """The first day in [begin, end) on which the member was enrolled; None where there is none."""
    day = begin
    for out, back in away:
        if out <= day < back:
            day = back
    return day if day < end else None
