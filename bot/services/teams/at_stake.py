"""What is at stake for the people on a manager's page, scheme by scheme, and where they have gaps.

It is read off standings alone: amounts and dates, never a title, a stage or evidence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, get_args

from bot.policy.schemes.at_stake import AtStake, at_stake
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing import (
    BEHIND,
    CreditStanding,
    FrameworkStanding,
    HoursStanding,
    RhythmStanding,
    Standing,
)
from bot.policy.schemes.terms import terms
from bot.services.schemes.standings import SchemeStanding

Gap = Literal["credits", "hours", "subject", "evidence", "waiting", "what changed"]
GAPS: Final[tuple[Gap, ...]] = get_args(Gap)


@dataclass(frozen=True, slots=True)
class Stake:
    """What one of somebody's schemes has at stake. `through` is the scheme that it rests on, where
    that one is short and this one is not.
    """

    title: str
    of: AtStake
    through: str = ""


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody for whom it is at stake, and when; `extended` and `until` as in `AtStake`."""

    name: str
    last_day: date
    ended: bool
    removed: bool
    extended: bool = False
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SchemeAtStake:
    """A scheme, or a category of one, what follows in its own words (empty: not known), and for
    whom: those whose cycle ended short first, then by the nearer end. `through`: see `Stake`.
    """

    title: str
    follows: str
    through: str
    people: tuple[Concerned, ...]


def stakes_of(standings: Sequence[SchemeStanding], rules: Mapping[str, Pack]) -> tuple[Stake, ...]:
    """What is at stake for one person, in the order of their schemes; a scheme that needs another
    one goes with it, unless it has a stake of its own.
    """
    own = {
        one.enrolment.id: found
        for one in standings
        if (found := at_stake(one.standing, rules[one.enrolment.pack], removed=one.removed))
    }
    first_of_pack: dict[str, SchemeStanding] = {}
    for one in standings:
        if one.enrolment.id in own:
            first_of_pack.setdefault(one.enrolment.pack, one)
    stakes = []
    for one in standings:
        if one.enrolment.id in own:
            stakes.append(Stake(one.title, own[one.enrolment.id]))
            continue
        pack, today = rules[one.enrolment.pack], one.standing.today
        needed = [first_of_pack[key] for key in terms(pack, today).requires if key in first_of_pack]
        if needed and not one.removed:
            rests_on = own[needed[0].enrolment.id]
            follows = pack.word("failure", rests_on.last_day)
            stakes.append(Stake(one.title, replace(rests_on, follows=follows), needed[0].title))
    return tuple(stakes)


def by_scheme(people: Iterable[tuple[str, Sequence[Stake]]]) -> tuple[SchemeAtStake, ...]:
    """The same of several people, by name: what ended short on top, then what ends first."""
    found: dict[tuple[str, str, str], list[Concerned]] = {}
    for name, stakes in people:
        for one in stakes:
            concerned = Concerned(
                name,
                one.of.last_day,
                one.of.ended,
                one.of.removed,
                extended=one.of.extended,
                until=one.of.until,
            )
            found.setdefault((one.title, one.of.follows, one.through), []).append(concerned)
    schemes = [
        SchemeAtStake(title, follows, through, tuple(sorted(concerned, key=_first)))
        for (title, follows, through), concerned in found.items()
    ]
    return tuple(sorted(schemes, key=_place))


@dataclass(frozen=True, slots=True)
class SchemeGaps:
    """A scheme, or a category of one, and how many people have a gap of each kind under it, in the
    order of `GAPS`, without those of nobody.
    """

    title: str
    counts: tuple[tuple[Gap, int], ...]


def gaps_of(
    standings: Iterable[tuple[SchemeStanding, int | None]],
) -> Mapping[str, frozenset[Gap]]:
    """In which kinds one person has a gap, by the scheme's title; beside each standing its entries
    without evidence.
    """
    found: dict[str, frozenset[Gap]] = {}
    for one, without_evidence in standings:
        gaps = _gaps(one, without_evidence or 0)
        if gaps:
            found[one.title] = found.get(one.title, frozenset()) | gaps
    return found


def counted_gaps(people: Iterable[Mapping[str, frozenset[Gap]]]) -> tuple[SchemeGaps, ...]:
    """The same of several people: the scheme under which most of them have a gap first."""
    found: dict[str, list[frozenset[Gap]]] = {}
    for one in people:
        for title, gaps in one.items():
            found.setdefault(title, []).append(gaps)
    in_order = sorted(found.items(), key=lambda each: (-len(each[1]), each[0].casefold()))
    return tuple(SchemeGaps(title, _counts(gaps)) for title, gaps in in_order)


def _counts(people: Sequence[frozenset[Gap]]) -> tuple[tuple[Gap, int], ...]:
    counts = ((gap, sum(gap in gaps for gaps in people)) for gap in GAPS)
    return tuple((gap, count) for gap, count in counts if count)


def _gaps(one: SchemeStanding, without_evidence: int) -> frozenset[Gap]:
    standing = one.standing
    found: set[Gap] = {"evidence"} if without_evidence else set()
    if standing.manager_rank <= BEHIND and not one.removed:
        found.add(_gap_of_amount(standing))
    match standing:
        case (
            CreditStanding(waiting_credits=waiting)
            | HoursStanding(waiting_minutes=waiting)
            | FrameworkStanding(waiting_count=waiting)
        ):
            if waiting:
                found.add("waiting")
        case RhythmStanding(without_evaluation=without):
            if without:
                found.add("what changed")
        case _:
            pass
    return frozenset(found)


def _gap_of_amount(standing: Standing) -> Gap:
    """In which kind somebody is short: by what their scheme counts."""
    match standing:
        case HoursStanding():
            return "hours"
        case FrameworkStanding():
            return "subject"
        case _:
            return "credits"


def _place(one: SchemeAtStake) -> tuple[bool, date, bool, str]:
    """What is short itself stands before what goes with it."""
    ended, last_day, _ = _first(one.people[0])
    return ended, last_day, bool(one.through), one.title.casefold()


def _first(one: Concerned) -> tuple[bool, date, str]:
    return not one.ended, one.last_day, one.name.casefold()
