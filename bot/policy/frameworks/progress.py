"""Where a member stands in a category's subjects: what each needs, has, and is short of.

Which entries count, and how much, is decided before: here they are added up by subject.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Final

from bot.policy.frameworks.framework import (
    Framework,
    Subject,
    SubjectUnit,
    folded,
    framework_on,
    standing_versions,
)
from bot.policy.scheme_facts import SubjectTotal
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.vocabulary import State


@dataclass(frozen=True, slots=True)
class Part:
    """What one entry, or a part of it, brings to one subject of an enrolment's cycle.

    `subject` is the name that the member chose, None where they chose none. `minutes` are whole;
    `weight` = minutes × rate (hundredths of a credit per hour), as `credits.weight` has it, None
    where the rate is not known. Less than 0 of either is taken for 0.
    """

    subject: str | None
    minutes: int
    weight: int | None
    done_on: date | None
    state: State


@dataclass(frozen=True, slots=True)
class Sums:
    """Exact sums over parts. `unweighted`: how many of them have a weight that is not known."""

    minutes: int = 0
    weight: int = 0
    unweighted: int = 0

    def plus(self, part: Part) -> "Sums":
        """These sums with one part more."""
        return Sums(
            minutes=self.minutes + max(0, part.minutes),
            weight=self.weight + max(0, part.weight or 0),
            unweighted=self.unweighted + (part.weight is None),
        )

    def and_more(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums(
            self.minutes + other.minutes,
            self.weight + other.weight,
            self.unweighted + other.unweighted,
        )

    def amount(self, unit: SubjectUnit) -> int:
        """Whole minutes for hours, hundredths for credits, rounded half up once; what is not known
        is not in it.
        """
        return self.minutes if unit == "hours" else credits_hundredths(self.weight)


@dataclass(frozen=True, slots=True)
class SubjectStanding:
    """One subject in one cycle. Amounts are whole minutes for hours, hundredths for credits.

    `needed` is the minimum in force on the day that judges the cycle; None where it is not known,
    or where the subject is not `asked` for on that day (it was, on the day of some part). `counted`
    and `waiting` are what is known to count, and what would once something is added. `undecided`
    parts count, and how much they bring is not known. `short`, None where that is not known, is
    never below 0.
    """

    subject: str
    unit: SubjectUnit
    asked: bool
    needed: int | None
    counted: int
    waiting: int
    short: int | None
    undecided: int = 0
    counted_sums: Sums = Sums()
    waiting_sums: Sums = Sums()

    @property
    def met(self) -> bool | None:
        """Whether nothing is short; None where that is not known, or nothing is asked for."""
        return None if self.short is None else self.short == 0


def nearest_first(subjects: Iterable[SubjectStanding]) -> tuple[SubjectStanding, ...]:
    """Those of them of which something is known to be short, the one that lacks least first; of
    equal ones in their order. An hour and a credit are of one size there.
    """
    short = [one for one in subjects if one.short]
    return tuple(sorted(short, key=lambda one: Fraction(one.short or 0, _SIZE[one.unit])))


_SIZE: Final[Mapping[SubjectUnit, int]] = {"hours": 60, "credits": 100}
"""An hour in minutes, a credit in hundredths."""


@dataclass(frozen=True, slots=True)
class SubjectStandings:
    """A category's subjects in one cycle: those asked for in the framework's order, then others.

    `version` is that of the framework in force on `judged_on`, None where none is loaded for that
    day: then nothing is known of what is asked for. `counted_without` and `waiting_without` are the
    sums of parts with no subject named: those that name none, or one that the framework of their
    own day does not have.
    """

    judged_on: date
    version: str | None
    subjects: tuple[SubjectStanding, ...]
    counted_without: Sums = Sums()
    waiting_without: Sums = Sums()

    @property
    def met(self) -> bool | None:
        """Whether every subject that is asked for is met; None where that is not known."""
        verdicts = [one.met for one in self.subjects if one.asked]
        if False in verdicts:
            return False
        return True if verdicts and None not in verdicts else None


def subject_standings(
    frameworks: Sequence[Framework],
    category: str,
    parts: Iterable[Part],
    *,
    cycle_start: date | None,
    cycle_end: date | None,
    today: date,
) -> SubjectStandings:
    """Where a member stands in a category's subjects in the cycle [cycle_start, cycle_end).

    `frameworks` are those of one pack. A part is under the subject that it names if the framework
    of the part's own day has that subject. How much a subject needs is what the framework in force
    on the cycle's last day says: on today's, where the cycle is not over. Parts outside the cycle,
    and those whose state is "outside", are in no sum. Where the cycle's start or end is not known,
    nothing is said of what is short. Answers for any input.
    """
    judged_on = _judging_day(cycle_end, today)
    judging = framework_on(frameworks, category, judged_on)
    asked = () if judging is None else judging.subjects_on(judged_on)
    tally = _Tally(frameworks, category)
    for part in parts:
        if _inside(part.done_on, cycle_start, cycle_end):
            tally.add(part)
    cycle_known = cycle_start is not None and cycle_end is not None
    return SubjectStandings(
        judged_on=judged_on,
        version=None if judging is None else judging.version,
        subjects=tally.standings(asked, known=cycle_known),
        counted_without=tally.without.counted,
        waiting_without=tally.without.waiting,
    )


def subject_standings_of(
    frameworks: Sequence[Framework],
    category: str,
    totals: Iterable[SubjectTotal],
    *,
    weighted: bool,
    cycle_end: date | None,
    today: date,
) -> SubjectStandings:
    """The same from the totals of a cycle, where each part was put under the subject that the
    framework of its own day has.

    `weighted`: what an hour is worth is known, so that weights are. `cycle_end` None: the cycle is
    not known, and nothing is said of what is short.
    """
    judged_on = _judging_day(cycle_end, today)
    judging = framework_on(frameworks, category, judged_on)
    asked = () if judging is None else judging.subjects_on(judged_on)
    tally = _Tally(frameworks, category)
    for total in totals:
        tally.add_total(total, weighted=weighted)
    return SubjectStandings(
        judged_on=judged_on,
        version=None if judging is None else judging.version,
        subjects=tally.standings(asked, known=cycle_end is not None),
        counted_without=tally.without.counted,
        waiting_without=tally.without.waiting,
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """The sums of one subject, or of what has none."""

    counted: Sums = Sums()
    waiting: Sums = Sums()

    def plus(self, part: Part) -> "_Line":
        if part.state == "counted":
            return replace(self, counted=self.counted.plus(part))
        return replace(self, waiting=self.waiting.plus(part))

    def with_sums(self, sums: Sums, state: State) -> "_Line":
        if state == "counted":
            return replace(self, counted=self.counted.and_more(sums))
        return replace(self, waiting=self.waiting.and_more(sums))


_NOTHING: Final = _Line()


class _Tally:
    """Adds up parts by the subject that the framework of their own day has."""

    def __init__(self, frameworks: Sequence[Framework], category: str) -> None:
        self._frameworks = frameworks
        self._category = category
        self._in_force: dict[date, dict[str, Subject] | None] = {}
        self._lines: dict[str, _Line] = {}
        self._last_seen: dict[str, tuple[date, Subject]] = {}
        self._uncovered: dict[str, int] = {}
        self.without = _NOTHING

    def add(self, part: Part) -> None:
        if part.state == "outside":
            return
        key = None if part.subject is None else folded(part.subject)
        in_force = None if part.done_on is None else self._subjects(part.done_on)
        subject = None if in_force is None or key is None else in_force.get(key)
        if subject is not None and part.done_on is not None:
            self._lines[subject.key] = self._lines.get(subject.key, _NOTHING).plus(part)
            seen = (part.done_on, subject)
            before = self._last_seen.get(subject.key, seen)
            self._last_seen[subject.key] = max(before, seen, key=lambda one: one[0])
            return
        self.without = self.without.plus(part)
        if in_force is None and key is not None and part.state == "counted":
            self._uncovered[key] = self._uncovered.get(key, 0) + 1

    def add_total(self, total: SubjectTotal, *, weighted: bool) -> None:
        """What was added up by subject already, in one state."""
        key = folded(total.subject)
        some = max(1, total.entries)  # another part of the same entries may have counted them
        sums = Sums(
            max(0, total.minutes),
            max(0, total.weight) if weighted else 0,
            0 if weighted else some,
        )
        if total.state == "outside":
            if key:
                self._uncovered[key] = self._uncovered.get(key, 0) + some
            return
        if not key:
            self.without = self.without.with_sums(sums, total.state)
            return
        self._lines[key] = self._lines.get(key, _NOTHING).with_sums(sums, total.state)
        if key in self._named:
            self._last_seen[key] = self._named[key]

    @cached_property
    def _named(self) -> dict[str, tuple[date, Subject]]:
        """Every subject that some version names, by key: the last of each, and since when."""
        return {
            one.key: (version.first_day, one)
            for version in standing_versions(self._frameworks, self._category)
            for one in version.subjects
        }

    def standings(self, asked: Sequence[Subject], *, known: bool) -> tuple[SubjectStanding, ...]:
        """Those asked for in their order, then the others by name."""
        now = {subject.key: subject for subject in asked}
        others = [one for key, (_, one) in self._last_seen.items() if key not in now]
        return (
            *(self._standing(one, asked=True, known=known) for one in now.values()),
            *(
                self._standing(one, asked=False, known=False)
                for one in sorted(others, key=lambda one: one.key)
            ),
        )

    def _standing(self, subject: Subject, *, asked: bool, known: bool) -> SubjectStanding:
        line = self._lines.get(subject.key, _NOTHING)
        counted = line.counted.amount(subject.unit)
        undecided = self._uncovered.get(subject.key, 0)
        if subject.unit == "credits":
            undecided += line.counted.unweighted
        needed = subject.minimum if asked else None
        short = None
        if known and needed is not None and (counted >= needed or not undecided):
            short = max(0, needed - counted)
        return SubjectStanding(
            subject=subject.name,
            unit=subject.unit,
            asked=asked,
            needed=needed,
            counted=counted,
            waiting=line.waiting.amount(subject.unit),
            short=short,
            undecided=undecided,
            counted_sums=line.counted,
            waiting_sums=line.waiting,
        )

    def _subjects(self, day: date) -> dict[str, Subject] | None:
        """The subjects in force on a day by key; None where no framework is."""
        if day not in self._in_force:
            found = framework_on(self._frameworks, self._category, day)
            subjects = None if found is None else found.subjects_on(day)
            self._in_force[day] = (
                None if subjects is None else {subject.key: subject for subject in subjects}
            )
        return self._in_force[day]


def _judging_day(cycle_end: date | None, today: date) -> date:
    """The cycle's last day; today's, where the cycle is not over or its end is not known."""
    over = cycle_end is not None and date.min < cycle_end <= today
    return cycle_end - timedelta(days=1) if over and cycle_end is not None else today


def _inside(day: date | None, cycle_start: date | None, cycle_end: date | None) -> bool:
    """Whether a day lies in the cycle, as far as its borders are known; an undated part stays."""
    if day is None:
        return True
    begun = cycle_start is None or cycle_start <= day
    return begun and (cycle_end is None or day < cycle_end)
