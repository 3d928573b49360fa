"""Weighs what may be a fact: signs that speak for and against it, and whether they are enough."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from bot.conversation.certificates.certificate import Found
from bot.conversation.certificates.sheet import Sheet

SignT = TypeVar("SignT", bound=str)

LEAST: Final = 3.0
"""What a fact needs at least: one label or phrase that introduces it, or several lesser signs."""

AHEAD: Final = 1.0
"""By how much it has to be ahead of the next: where two are as likely, neither is told."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[SignT]):
    """Words that may be a fact, the cell in which they begin, and what speaks for and against."""

    text: str
    cell: int
    signs: frozenset[SignT]


@dataclass(frozen=True, slots=True)
class Choice(Generic[SignT]):
    """The one that is sure and clearly ahead, and every candidate that is the same as it."""

    best: Candidate[SignT]
    members: tuple[Candidate[SignT], ...]

    @property
    def signs(self) -> frozenset[SignT]:
        """What speaks for or against any of them."""
        return frozenset[SignT]().union(*(one.signs for one in self.members))


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a page says. It is a fact where two signs that do not hang together agree; else it is
    only supposed, and asked about.
    """

    value: Found[str]
    agreed: bool


@dataclass(slots=True)
class _Group(Generic[SignT]):
    """Candidates that are the same: each sign counts once, whoever has it."""

    members: list[Candidate[SignT]] = field(default_factory=list)

    def heaviest(self, weights: Mapping[SignT, float]) -> Candidate[SignT]:
        return max(self.members, key=lambda one: weighed(one.signs, weights))

    def weight(self, weights: Mapping[SignT, float]) -> float:
        """What speaks for any of them, and what speaks against the heaviest."""
        best = self.heaviest(weights).signs
        every = frozenset[SignT]().union(*(one.signs for one in self.members))
        return weighed(best | {one for one in every if weights[one] > 0}, weights)


def weighed(signs: frozenset[SignT], weights: Mapping[SignT, float]) -> float:
    """What signs come to."""
    return sum(weights[sign] for sign in signs)


def chosen(
    candidates: Iterable[Candidate[SignT]],
    weights: Mapping[SignT, float],
    same: Callable[[str, str], bool],
) -> Choice[SignT] | None:
    """The one that is sure and clearly ahead, in the words of its weightiest place."""
    groups: list[_Group[SignT]] = []
    for one in candidates:
        for group in groups:
            if all(same(one.text, other.text) for other in group.members):
                group.members.append(one)
                break
        else:
            groups.append(_Group([one]))
    ranked = sorted(((group.weight(weights), group) for group in groups), key=lambda one: -one[0])
    if not ranked or ranked[0][0] < LEAST:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < AHEAD:
        return None
    group = ranked[0][1]
    return Choice(group.heaviest(weights), tuple(group.members))


def found(sheet: Sheet, candidate: Candidate[SignT]) -> Found[str]:
    """As a fact with its place."""
    return sheet.found(candidate.text, candidate.cell)
