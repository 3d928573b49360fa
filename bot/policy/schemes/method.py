"""What a method is: all that is decided by what a scheme goes by, in one declaration.

The methods themselves are the modules of `bot.policy.schemes.methods`, found by themselves. A pack
says which one its scheme goes by; nobody asks for a pack by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.discovery import by_name, declared
from bot.policy.vocabulary import NudgeKind, SchemeKind

if TYPE_CHECKING:  # what a pack and a standing are rests on what a method is
    from bot.policy.scheme_facts import EnrolmentFacts, Totals, WorkplaceSettings
    from bot.policy.schemes.assessed import Assessment
    from bot.policy.schemes.entry_tests import Case
    from bot.policy.schemes.pack import Pack
    from bot.policy.schemes.standing.kinds import Standing

METHODS_IN: Final = "bot.policy.schemes.methods"


@dataclass(frozen=True, slots=True)
class Sight:
    """One enrolment as its standing is worked out: on the member's own `today`, from totals."""

    totals: Totals
    enrolment: EnrolmentFacts
    today: date
    pack: Pack
    settings: WorkplaceSettings


@dataclass(frozen=True, slots=True)
class Method:
    """What a scheme goes by.

    `says_so`: whether a pack says on a day that its scheme goes by this; of two that it speaks of
    the one of the lowest `order` does. `needs` are the rules that such a scheme is asked for, so
    that a pack without a value there has a gap; `worth_rests_on` those without which nothing is
    known of an entry's worth. `minimum` is the rule that holds what has to be reached, "" where
    there is no such thing. `counts`: amounts are added up and held against it. `assess` answers
    what an entry is worth, `standing` where a member stands, once all is known that the worth rests
    on. `nudges` are the kinds of nudges that can be due about such a scheme.
    """

    kind: SchemeKind
    order: int
    says_so: Callable[[Pack, date], bool]
    needs: tuple[str, ...]
    worth_rests_on: tuple[str, ...]
    minimum: str
    counts: bool
    assess: Callable[[Case], Assessment]
    standing: Callable[[Sight], Standing]
    nudges: frozenset[NudgeKind]


@cache
def methods() -> Mapping[SchemeKind, Method]:
    """Every method, by kind, in the order in which a pack is asked about them.

    Raises DeclaredTwice where two have one kind, ValueError where two have one order.
    """
    found = by_name(declared("METHODS", Method, METHODS_IN), lambda one: one.kind).values()
    if len({one.order for one in found}) < len(found):
        raise ValueError("Two methods have one order")
    return MappingProxyType({one.kind: one for one in sorted(found, key=lambda one: one.order)})


def method_of(pack: Pack, on: date) -> Method | None:
    """What the pack says that its scheme goes by; None where it does not say."""
    return next((one for one in methods().values() if one.says_so(pack, on)), None)


def unit_is(word: str) -> Callable[[Pack, date], bool]:
    """Whether a pack's rule `unit` has this value."""

    def says_so(pack: Pack, on: date) -> bool:
        rule = pack.rule("unit", on)
        return rule is not None and rule.value == word

    return says_so
