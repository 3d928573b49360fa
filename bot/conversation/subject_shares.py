"""Time shared out over subjects: what is said of each, and the minutes that it comes to once the
whole is known. How it is read from the member's words is `shares_named`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from bot.conversation.field import Span
from bot.conversation.subjects import SubjectNamed

Amount = int | Fraction | Literal["rest"]
"""Whole minutes, a part of the whole, or what is left of it."""


@dataclass(frozen=True, slots=True)
class Share:
    """What is said of some subjects together; `amount` None where nothing is said of how long."""

    names: tuple[str, ...]
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Words that share out a whole over subjects: where they stand, with what leads up to them, and
    what they say. `of_a_whole`: they say themselves that it is of something told before. `named`:
    where each subject is named, once for each of them.
    """

    span: Span
    shares: tuple[Share, ...]
    of_a_whole: bool
    named: tuple[Span, ...] = ()

    @property
    def stated(self) -> int | None:
        """The minutes that all its shares come to; None where one is a part of the whole."""
        amounts = [share.amount for share in self.shares]
        known = [amount for amount in amounts if isinstance(amount, int)]
        return sum(known) if len(known) == len(amounts) else None

    def of(self, whole: int | None) -> tuple[SubjectNamed, ...] | None:
        """The minutes of each subject where it all took `whole` minutes; None where they are not
        known by that, or more than it.
        """
        return resolved(self.shares, whole)

    def is_of(self, whole: int | None) -> bool:
        """Whether it tells of what one activity of so many minutes was, and of no other one."""
        if whole is None:
            return len(self.names) > 1 and self.stated is not None
        found = self.of(whole)
        if found is None:
            return False
        return self.of_a_whole or sum(one.minutes or 0 for one in found) == whole

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for share in self.shares for name in share.names)


def changed_by(
    told: Sequence[Share], before: Sequence[SubjectNamed], whole: int | None
) -> tuple[SubjectNamed, ...] | None:
    """What an entry's subjects are once something is told of some: where that comes to the whole,
    or no time is said, those alone; else beside the others, which have what is left. None where it
    is more than the whole, or of a whole that is not known.
    """
    if any(share.amount == "rest" for share in told) and len(told) == 1:
        named = {*told[0].names}
        known = [one for one in before if one.name not in named and one.minutes is not None]
        told = (*(Share((one.name,), one.minutes) for one in known), *told)
    found = resolved(told, whole)
    if found is None:
        return None
    stated = sum(one.minutes or 0 for one in found)
    if stated == whole or any(one.minutes is None for one in found):
        return found
    others = [one for one in before if one.name not in {each.name for each in found}]
    own = sum(one.minutes or 0 for one in others)
    if whole is not None and stated + own > whole:
        others = [SubjectNamed(one.name) for one in others]  # they share what is left
    return (*others, *found)


def resolved(shares: Sequence[Share], whole: int | None) -> tuple[SubjectNamed, ...] | None:
    """Each subject with its minutes: lengths as they were said, parts of the whole, and the rest of
    it. None where the whole is needed and not known, or less than what was said.
    """
    fixed = [_minutes(share.amount, whole) for share in shares]
    if any(share.amount is not None and not isinstance(share.amount, int) for share in shares):
        if whole is None:
            return None
        rest = whole - sum(minutes or 0 for minutes in fixed)
        left = sum(share.amount == "rest" for share in shares)
        if rest < left:
            return None
        of_rest = iter(_shared(rest, left) if left else ())
        fixed = [
            next(of_rest) if share.amount == "rest" else minutes
            for share, minutes in zip(shares, fixed, strict=True)
        ]
    if whole is not None and sum(minutes or 0 for minutes in fixed) > whole:
        return None
    found: dict[str, int | None] = {}
    for share, minutes in zip(shares, fixed, strict=True):
        for name, own in zip(share.names, _shared(minutes, len(share.names)), strict=True):
            before = found.get(name)
            found[name] = own if before is None or own is None else before + own
    return tuple(SubjectNamed(name, minutes) for name, minutes in found.items())


def _minutes(amount: Amount | None, whole: int | None) -> int | None:
    if isinstance(amount, Fraction):
        return None if whole is None else round(amount * whole)
    return amount if isinstance(amount, int) else None


def _shared(minutes: int | None, among: int) -> list[int | None]:
    if minutes is None:
        return [None] * among
    each, over = divmod(minutes, among)
    return [(each + (place < over)) or None for place in range(among)]
