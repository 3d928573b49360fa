"""What differs between two versions of a framework, or of a pack. Words for people are the ui's."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from bot.policy.frameworks.framework import Framework, Subject
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.rules import Rule

ChangeKind = Literal[
    "subject_added",
    "subject_removed",
    "minimum_raised",
    "minimum_lowered",
    "minimum_now_known",
    "minimum_no_longer_known",
    "unit_changed",
    "validity_moved",
]
RuleChangeKind = Literal["rule_added", "rule_removed", "rule_changed"]
RuleField = Literal[
    "value", "offered", "force", "source", "checked_on", "confidence", "valid_from", "valid_to"
]

_One = TypeVar("_One")
_Dates = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one subject: of one of its periods, where it stands several times.

    `before` is None of one that was added, `after` of one that was removed. Where the unit changed,
    neither amount is more than the other, so that nothing is said of the minimum.
    """

    kind: ChangeKind
    before: Subject | None
    after: Subject | None

    @property
    def subject(self) -> str:
        """Its name, as the later version spells it."""
        found = self.after or self.before
        return "" if found is None else found.name


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule of a pack that was added, removed or changed; `fields` are those that differ."""

    key: str
    kind: RuleChangeKind
    before: Rule | None
    after: Rule | None
    fields: tuple[RuleField, ...] = ()


def difference(before: Framework | None, after: Framework | None) -> tuple[Change, ...]:
    """How the subjects of two versions of one framework differ, in the order of the later one, then
    what was removed. None stands for no framework.

    Names that differ only in capitals and spaces are one subject; any other two are two.
    """
    old = () if before is None else before.subjects
    new = () if after is None else after.subjects
    found: list[Change] = []
    removed: list[Change] = []
    for was, now in _paired(old, new, lambda one: one.key, _dates_of_subject):
        if was is None:
            found.append(Change("subject_added", None, now))
        elif now is None:
            removed.append(Change("subject_removed", was, None))
        else:
            found += [Change(kind, was, now) for kind in _kinds(was, now)]
    return (*found, *removed)


def pack_difference(before: Pack, after: Pack) -> tuple[RuleChange, ...]:
    """How the rules of two versions of one pack differ, by key, in the later one's order."""
    found: list[RuleChange] = []
    for key in dict.fromkeys([*after.rules, *before.rules]):
        old, new = before.rules.get(key, ()), after.rules.get(key, ())
        for was, now in _paired(old, new, lambda one: one.key, _dates_of_rule):
            if was is None or now is None:
                kind: RuleChangeKind = "rule_added" if was is None else "rule_removed"
                found.append(RuleChange(key, kind, was, now))
            elif fields := _differing(was, now):
                found.append(RuleChange(key, "rule_changed", was, now, fields))
    return tuple(found)


def _kinds(was: Subject, now: Subject) -> Iterable[ChangeKind]:
    if was.unit != now.unit:
        yield "unit_changed"
    elif was.minimum is None or now.minimum is None:
        if was.minimum is not None:
            yield "minimum_no_longer_known"
        if now.minimum is not None:
            yield "minimum_now_known"
    elif was.minimum != now.minimum:
        yield "minimum_raised" if now.minimum > was.minimum else "minimum_lowered"
    if _dates_of_subject(was) != _dates_of_subject(now):
        yield "validity_moved"


def _differing(was: Rule, now: Rule) -> tuple[RuleField, ...]:
    pairs: Mapping[RuleField, bool] = {
        "value": was.value != now.value,
        "offered": was.offered != now.offered,
        "force": was.force != now.force,
        "source": was.source != now.source,
        "checked_on": was.checked_on != now.checked_on,
        "confidence": was.confidence != now.confidence,
        "valid_from": was.valid_from != now.valid_from,
        "valid_to": was.valid_to != now.valid_to,
    }
    return tuple(name for name, differs in pairs.items() if differs)


def _dates_of_subject(subject: Subject) -> _Dates:
    return subject.valid_from, subject.valid_to


def _dates_of_rule(rule: Rule) -> _Dates:
    return rule.valid_from, rule.valid_to


def _paired(
    old: Sequence[_One],
    new: Sequence[_One],
    key: Callable[[_One], Hashable],
    dates: Callable[[_One], _Dates],
) -> list[tuple[_One | None, _One | None]]:
    """What stands in both, each with its counterpart: of several periods those with the same dates,
    then those that begin on one day, then the others in their order.

    In the order of `new`, then what stands in `old` alone.
    """
    left: dict[Hashable, list[_One]] = {}
    for one in old:
        left.setdefault(key(one), []).append(one)
    counterparts: dict[int, _One] = {}
    for alike in (_same_dates, _same_beginning, _any_dates):
        for place, one in enumerate(new):
            periods = left.get(key(one), [])
            fitting = (n for n, other in enumerate(periods) if alike(dates(other), dates(one)))
            found = next(fitting, None) if place not in counterparts else None
            if found is not None:
                counterparts[place] = periods.pop(found)
    both = [(counterparts.get(place), one) for place, one in enumerate(new)]
    return [*both, *((one, None) for periods in left.values() for one in periods)]


def _same_dates(one: _Dates, other: _Dates) -> bool:
    return one == other


def _same_beginning(one: _Dates, other: _Dates) -> bool:
    return one[0] == other[0]


def _any_dates(one: _Dates, other: _Dates) -> bool:
    del one, other
    return True
