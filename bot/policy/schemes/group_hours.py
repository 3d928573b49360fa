"""Hours for each of several groups, as vehicle groups are: what they come to together, and what is
still to go. Which entries count, and for which group each minute was, is decided before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.policy.frameworks.framework import folded
from bot.policy.scheme_facts import NamedSubject, SubjectTotal
from bot.policy.schemes.credits import credits_hundredths


@dataclass(frozen=True, slots=True)
class GroupHours:
    """What was said to be for one group, in minutes, against what it asks for; `needed` None: how
    much that is, is not known.
    """

    name: str
    minutes: int
    needed: int | None

    @property
    def short(self) -> int | None:
        """What is missing of it by what names it alone; None where that is not known."""
        return None if self.needed is None else max(0, self.needed - self.minutes)


@dataclass(frozen=True, slots=True)
class HoursTogether:
    """Some groups' hours in one year, in minutes.

    `minutes` count towards all groups together: what one group has above its own number helps no
    other, and is in it only once nothing is short. `needed` is what all of them ask for, `short`
    what is missing of it; both None where a group's number is not known, and nothing is met then.
    `either` names no group, `others` one that is none of these, and counts for none.
    """

    groups: tuple[GroupHours, ...]
    minutes: int
    needed: int | None
    short: int | None
    either: int = 0
    others: int = 0


NO_HOURS: Final = HoursTogether((), 0, None, None)


def hours_together(
    by_group: Mapping[str, int], groups: Sequence[str], each: int | None
) -> HoursTogether:
    """What minutes by group ("" where none is named) come to, in `groups` that ask for `each`.

    Total: answers for any input; fewer than 0 minutes are none. What names no group is for
    whichever of them needs it, so that nothing is short exactly where it can be shared out for
    each group to reach its number. A name is taken without regard to case. More minutes never make
    it less, and a group that is named never makes it more than it was without.
    """
    own = {folded(name): name for name in groups}
    found = dict.fromkeys(own, 0)
    either = others = 0
    for name, minutes in by_group.items():
        key, amount = folded(name), max(0, minutes)
        if not key:
            either += amount
        elif key in found:
            found[key] += amount
        else:
            others += amount
    of_groups = tuple(GroupHours(own[key], amount, each) for key, amount in found.items())
    done = either + sum(found.values())
    if each is None or each < 0:
        return HoursTogether(of_groups, done, None, None, either, others)
    needed = each * len(of_groups)
    short = max(0, sum(one.short or 0 for one in of_groups) - either)
    counted = needed - short if short else done
    return HoursTogether(of_groups, counted, needed, short, either, others)


def hours_in_year(
    subjects: Iterable[SubjectTotal], weight_of_all: int, groups: Sequence[str], each: int | None
) -> HoursTogether:
    """What counts in one year, group by group; what is in the sum and names none is for either."""
    by_group: dict[str, int] = {}
    for one in subjects:
        if one.state == "counted" and one.subject:
            by_group[one.subject] = by_group.get(one.subject, 0) + one.minutes
    by_group[""] = credits_hundredths(weight_of_all) - sum(by_group.values())
    return hours_together(by_group, groups, each)


def naming_groups(
    subjects: Sequence[NamedSubject], known: Mapping[str, str]
) -> tuple[NamedSubject, ...]:
    """Of what a member named of an entry the groups alone, by the names that are `known`, folded:
    subjects of other schemes share nothing with them.
    """
    return tuple(
        NamedSubject(known[key], one.minutes)
        for one in subjects
        if (key := folded(one.name)) in known
    )
