"""Whose records a round draws from: who is in, and who is out and why, by the policy's own words.

Total functions: what is not known is said as that, and puts somebody out. Who is drawn of those who
are in is `draw`'s.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from bot.policy.audits.draw import check_size
from bot.policy.audits.refusals import StepRefused, refuse_if
from bot.policy.audits.vocabulary import OUT_REASONS, OutReason, PopulationKind
from bot.policy.schemes.pack import Pack
from bot.policy.vocabulary import Grade

WHOLE: Final = 10_000
"""A share of everybody, in hundredths of a per cent."""

_WORKPLACE: Final = "your organisation"
"""The body of packs that a workplace makes its own."""
_OWN_WORDS: Final = "everybody under the scheme in the period"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included. Raises StepRefused where it ends before it
    begins.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        refuse_if(self.last < self.first, "period_ends_before_it_begins")

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class PopulationRule:
    """By which words a scheme's population is drawn up.

    `words` are those of the rule and `source` is where they stand. `workplace`: no policy says it;
    it is the workplace's own setting, and called that.
    """

    kind: PopulationKind
    words: str
    source: str
    workplace: bool


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """One member under the round's scheme, as far as is known on the day of the freeze.

    `cycle_first`, `cycle_last`: of the cycle that ended last within the round's period, else of the
    one that ended last, else of the one that is running; None where no start is known.
    `met_minimum`: whether that cycle met the minimum; None where that is not known, as where the
    opening balance was declined and what is logged here falls short. `brought_in`: it rests on an
    opening balance, which nobody has checked: the member is in, and their auditor reads that.
    `cut_short`: another start took the cycle's place. `registration_ended`: since when the member
    is off the register that the scheme stands for. `enrolled_from` and `enrolled_until` are the
    days of the enrolment, the latter excluded and None while it runs. `away`: on leave on all days
    of the period. `left`: they are in the workspace no more. `erasing`: they have asked for their
    record to be erased.
    """

    member_id: int
    enrolled_from: date | None = None
    enrolled_until: date | None = None
    cycle_first: date | None = None
    cycle_last: date | None = None
    met_minimum: bool | None = None
    brought_in: bool = False
    cut_short: bool = False
    registration_ended: date | None = None
    grade: Grade | None = None
    away: bool = False
    left: bool = False
    erasing: bool = False


@dataclass(frozen=True, slots=True)
class Placing:
    """Where one member is: in (`out` None), or out, and why. `brought_in` as in the facts."""

    member_id: int
    out: OutReason | None
    brought_in: bool = False

    @property
    def is_in(self) -> bool:
        return self.out is None


@dataclass(frozen=True, slots=True)
class Population:
    """Who is in and who is out, each by member number, in ascending order."""

    placings: tuple[Placing, ...]

    @property
    def members(self) -> tuple[int, ...]:
        """Those who are in."""
        return tuple(one.member_id for one in self.placings if one.is_in)

    @property
    def out(self) -> tuple[Placing, ...]:
        return tuple(one for one in self.placings if not one.is_in)

    @property
    def counts_out(self) -> Mapping[OutReason, int]:
        """How many are out for each reason that somebody has, in the reasons' order."""
        found = Counter(one.out for one in self.placings if one.out is not None)
        return MappingProxyType({one: found[one] for one in OUT_REASONS if one in found})


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How many are wanted: a `count`, or a `share` in hundredths of a per cent (500 is 5 %).

    Raises StepRefused: sample_empty, no_such_share.
    """

    count: int | None = None
    share: int | None = None

    def __post_init__(self) -> None:
        refuse_if((self.count is None) == (self.share is None), "no_such_share")
        refuse_if(self.count is not None and self.count < 1, "sample_empty")
        refuse_if(self.share is not None and not 0 < self.share <= WHOLE, "no_such_share")

    def of(self, population: int) -> int:
        """How many that is; of a share, rounded up, so that it is one at least.

        Raises StepRefused: nobody_in_it, sample_larger_than_population.
        """
        size = self.count if self.count is not None else -(-population * (self.share or 0) // WHOLE)
        check_size(size, population)
        return size

    def drawn_of(self, population: int) -> int | None:
        """The same; None where it cannot be drawn of so many."""
        try:
            return self.of(population)
        except StepRefused:
            return None


def owned_by_workplace(pack: Pack) -> bool:
    """Whether the workplace makes the scheme's rules, so that its decisions are the scheme's.

    A pack of anybody else's, and one of which that is not said, is not the workplace's.
    """
    return pack.body.strip().casefold() == _WORKPLACE


def population_rule(pack: Pack, on: date) -> PopulationRule:
    """By which words the pack's scheme is sampled on a day.

    Where its policy says so: yearly samples of Chartered members (CMI's `audit.sample`), or what
    `audit` says of complete cycles (IMI's). Else the workplace's own: complete cycles that met the
    minimum where the scheme has both, everybody under it where not.
    """
    sample = pack.rule("audit.sample", on)
    if sample is not None and isinstance(sample.value, str):
        words = pack.word("audit", on) or sample.value
        return PopulationRule("chartered", words, sample.source, workplace=False)
    audit = pack.rule("audit", on)
    cycles = _is_known(pack, "cycle.length", on)
    minimum = _is_known(pack, "cycle.minimum", on)
    complete = cycles and (minimum or not owned_by_workplace(pack))
    kind: PopulationKind = "complete_cycles" if complete else "enrolled"
    if audit is not None and isinstance(audit.value, str):
        return PopulationRule(kind, audit.value, audit.source, owned_by_workplace(pack))
    words = "complete cycles that met the minimum" if complete else _OWN_WORDS
    return PopulationRule(kind, words, "workplace setting", workplace=True)


def _is_known(pack: Pack, key: str, on: date) -> bool:
    rule = pack.rule(key, on)
    return rule is not None and rule.value is not None


def placing(kind: PopulationKind, member: MemberFacts, period: Period) -> Placing:
    """Where one member is; of several reasons to be out the first of `OUT_REASONS` is said."""
    out = _apart(member, period) or _BY_KIND[kind](member, period)
    return Placing(member.member_id, out, member.brought_in and out is None)


def population(kind: PopulationKind, members: Iterable[MemberFacts], period: Period) -> Population:
    """Everybody's placing. Whoever is told of twice is placed once, by what was told first."""
    found: dict[int, Placing] = {}
    for one in members:
        if one.member_id not in found:
            found[one.member_id] = placing(kind, one, period)
    return Population(tuple(found[number] for number in sorted(found)))


def _apart(member: MemberFacts, period: Period) -> OutReason | None:
    """What puts somebody out whatever the scheme's words are."""
    if member.erasing:
        return "erasing"
    if member.left:
        return "left"
    if member.enrolled_from is None or member.enrolled_from > period.last:
        return "not_enrolled"
    if member.enrolled_until is not None and member.enrolled_until <= period.first:
        return "not_enrolled"
    if member.registration_ended is not None and member.registration_ended <= period.last:
        return "registration_ended"
    return None


def _complete_cycle(member: MemberFacts, period: Period) -> OutReason | None:
    """IMI CPD Policy, CPD Audit Policy: records at the end of a complete cycle that have met the
    minimum. Leave puts nobody out: the policy does not speak of it.
    """
    if member.cycle_first is None or member.cycle_last is None:
        return "cycle_not_known"
    if member.cut_short:
        return "cycle_cut_short"
    if member.cycle_last > period.last:
        return "cycle_running"
    if not period.holds(member.cycle_last):
        return "ended_outside_period"
    if member.met_minimum is None:
        return "minimum_not_known"
    return None if member.met_minimum else "minimum_not_met"


def _chartered(member: MemberFacts, _period: Period) -> OutReason | None:
    """CMI CPD Policy, Chartered Manager: of other grades no sample is published."""
    if member.grade is None:
        return "grade_not_known"
    return None if member.grade == "chartered" else "not_chartered"


def _enrolled(member: MemberFacts, _period: Period) -> OutReason | None:
    """A workplace's own: everybody who was there on some day of the period."""
    return "on_leave" if member.away else None


_BY_KIND: Final = MappingProxyType(
    {"complete_cycles": _complete_cycle, "chartered": _chartered, "enrolled": _enrolled}
)
