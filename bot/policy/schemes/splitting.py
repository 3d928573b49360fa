"""An activity over a border of cycles or CPD years, split by day into parts that each lie in one.

What a part is worth is `assess`'s: each part is judged by the rules of its own last day.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, Literal

from bot.policy.scheme_facts import EnrolmentFacts, EntryFacts
from bot.policy.schemes.dated_cycles import place_of
from bot.policy.schemes.method import method_of
from bot.policy.schemes.pack import Pack

MINUTES_A_DAY: Final = 24 * 60
_ONE_DAY: Final = timedelta(days=1)

WhyWhole = Literal["no day", "no time", "within one cycle", "kept whole", "long"]
"""Why an activity is not split: it has no day, or no time that can be; no border lies in it; its
member, or a release that knew no parts, counted it whole; it is long, and needs parts with dates of
their own.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """The part of an activity that lies between borders: both days included, minutes above 0."""

    first_day: date
    last_day: date
    minutes: int

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1


def split_by_day(start: date, end: date, minutes: int, borders: Iterable[date]) -> tuple[Part, ...]:
    """The parts of an activity between the borders in it, in the order of their days.

    `start` and `end` are included, in either order. `borders` are first days of cycles or years, in
    any order; those outside the activity part nothing. The minutes are shared out in proportion to
    the days, in whole minutes by largest remainder (of equal ones the earlier part's), and add up
    to `minutes` exactly. A part that comes to 0 minutes is left out: it is worth nothing, and an
    entry without a duration would wait for one. Of 0 minutes or fewer there are no parts.
    """
    first, last = min(start, end), max(start, end)
    if minutes <= 0:
        return ()
    begins = [first, *sorted({day for day in borders if first < day <= last})]
    ends = [*(day - _ONE_DAY for day in begins[1:]), last]
    days = [(until - since).days + 1 for since, until in zip(begins, ends, strict=True)]
    shares = [divmod(minutes * each, sum(days)) for each in days]
    left = minutes - sum(whole for whole, _ in shares)
    by_remainder = sorted(range(len(days)), key=lambda place: -shares[place][1])
    one_more = set(by_remainder[:left])
    parts = (
        Part(since, until, whole + (place in one_more))
        for place, (since, until, (whole, _)) in enumerate(zip(begins, ends, shares, strict=True))
    )
    return tuple(part for part in parts if part.minutes)


def parts_of(entry: EntryFacts, borders: Iterable[date]) -> tuple[EntryFacts, ...]:
    """The entry's parts as entries of their own, for `assess`; the entry alone where it has no day
    or no time to share out.
    """
    if entry.done_on is None or not entry.minutes or entry.minutes < 0:
        return (entry,)
    found = split_by_day(entry.start or entry.done_on, entry.done_on, entry.minutes, borders)
    return tuple(
        replace(entry, start=part.first_day, end=part.last_day, minutes=part.minutes)
        for part in found
    )


def borders_in(entry: EntryFacts, enrolment: EnrolmentFacts, pack: Pack) -> tuple[date, ...]:
    """First days of the enrolment's CPD years, those of its cycles among them, that lie in the
    activity after its first day, in the order of the calendar.

    Under a scheme of hours they are the civil days on which its years begin. A recorded start is
    one of them, though no cycle before the first is known: what was done before it lies in none.
    None while the start or the length is not known, nor of what is long, which is not split.
    """
    day = entry.done_on
    if day is None or entry.days == 1 or limits_exceeded(entry, pack):
        return ()
    first = min(entry.start or day, day)
    found: list[date] = []
    place = place_of(pack, enrolment.cycles, day)
    while place is not None and not place.provisional and place.year_start > first:
        border = place.year_start
        place = place_of(pack, enrolment.cycles, border - _ONE_DAY)
        if place is None or not place.provisional:
            found.insert(0, border)
    return tuple(found)


def why_whole(entry: EntryFacts, pack: Pack, borders: Iterable[date]) -> WhyWhole | None:
    """Why the activity is not split under the pack's scheme; None where it may be."""
    if entry.done_on is None:
        return "no day"
    if not 0 < (entry.minutes or 0) <= entry.days * MINUTES_A_DAY:
        return "no time"
    first = min(entry.start or entry.done_on, entry.done_on)
    if not any(first < border <= entry.done_on for border in borders):
        return "within one cycle"
    if not entry.split_by_day:
        return "kept whole"
    if limits_exceeded(entry, pack):
        return "kept whole" if entry.kept_whole else "long"
    return None


def may_split(entry: EntryFacts, pack: Pack, borders: Iterable[date]) -> bool:
    """Whether the activity may be split at the borders of the cycles that it lies in."""
    return why_whole(entry, pack, borders) is None


def limits_exceeded(entry: EntryFacts, pack: Pack) -> tuple[str, ...]:
    """Keys of the rules by which the activity is long: those whose number it is above, or whose
    number is not known, since nothing is known to be short then.

    A pack that has no such rule has no number for it either where its scheme's method needs one;
    where it needs none, the scheme knows of nothing that is long.
    """
    day = entry.done_on or date.max
    lengths = {
        "large_qualification.days": Fraction(entry.days),
        "large_qualification.hours": Fraction(entry.minutes or 0, 60),
    }
    method = method_of(pack, day)
    found = []
    for key, length in lengths.items():
        rule = pack.rule(key, day)
        if rule is None and method is not None and key not in method.needs:
            continue
        limit = rule.value if rule is not None and isinstance(rule.value, int) else None
        if limit is None or length > limit:
            found.append(key)
    return tuple(found)
