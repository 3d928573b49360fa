"""Days of leave: how many of them lie in a time, each counted once, and what is odd about a leave.

What a leave does to the pace is `standing.progress`'s; it moves no end.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.policy.scheme_facts import Leave

LeaveFaultKind = Literal[
    "ends before it begins", "overlaps", "open-ended", "covers the whole cycle"
]


@dataclass(frozen=True, slots=True)
class LeaveFault:
    """What is odd about a leave, and with which other one, where it overlaps.

    "ends before it begins": it covers no day. "overlaps": the days in both are counted once.
    "open-ended": it has no end yet, and covers every day up to the one that is asked about. "covers
    the whole cycle": nothing is left in which anything could be done, and no pace is expected.
    """

    kind: LeaveFaultKind
    leave: Leave
    other: Leave | None = None


def merged(leaves: Iterable[Leave], first: date, last: date) -> tuple[tuple[date, date], ...]:
    """The times of leave between two days, all included, in their order and apart from each other.

    A leave that ends before it begins covers nothing; one without an end lasts until `last`.
    """
    found: list[tuple[date, date]] = []
    for since, until in sorted(
        (max(one.start, first), last if one.end is None else min(one.end, last)) for one in leaves
    ):
        if until < since:
            continue
        if found and since.toordinal() <= found[-1][1].toordinal() + 1:
            found[-1] = found[-1][0], max(found[-1][1], until)
        else:
            found.append((since, until))
    return tuple(found)


def leave_days(leaves: Iterable[Leave], first: date, last: date) -> int:
    """How many of the days from `first` to `last`, both included, are days of leave."""
    return sum((until - since).days + 1 for since, until in merged(leaves, first, last))


def on_leave(leaves: Iterable[Leave], day: date) -> bool:
    """Whether the day is one of leave."""
    return leave_days(leaves, day, day) > 0


def quiet_until(leaves: Iterable[Leave], day: date) -> date | None:
    """The first day behind the leave in which a day lies, date.max where that has no end; None
    where the day lies in none.
    """
    found = merged(leaves, day, date.max - timedelta(days=1))
    if not found or found[0][0] > day:
        return None
    return min(found[0][1], date.max - timedelta(days=1)) + timedelta(days=1)


def faults(
    leaves: Iterable[Leave], cycle: tuple[date, date] | None = None
) -> tuple[LeaveFault, ...]:
    """What is odd about these leaves; none of it stops them from being counted as far as they can.

    `cycle` is the first and the last day of the cycle at hand. An overlap is told of the leave that
    begins later, once; leaves that cover the cycle together, of the first of them.
    """
    in_order = sorted(leaves, key=lambda one: (one.start, one.end or date.max))
    found: list[LeaveFault] = []
    valid: list[Leave] = []
    for one in in_order:
        if one.end is not None and one.end < one.start:
            found.append(LeaveFault("ends before it begins", one))
            continue
        if one.end is None:
            found.append(LeaveFault("open-ended", one))
        lasting = max(valid, key=lambda other: other.end or date.max, default=None)
        if lasting is not None and one.start <= (lasting.end or date.max):
            found.append(LeaveFault("overlaps", one, lasting))
        valid.append(one)
    if cycle is not None and cycle in merged(valid, *cycle):
        whole = next(one for one in valid if one.end is None or one.end >= cycle[0])
        found.append(LeaveFault("covers the whole cycle", whole))
    return tuple(found)
