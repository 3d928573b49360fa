"""Standings as a test expects them: of the kind that it says, else it fails."""

from dataclasses import replace
from typing import Any

from bot.policy.schemes.standing import CreditStanding, Standing, TargetStanding


def target(one: Standing) -> TargetStanding:
    """The standing, which is one against a target."""
    assert isinstance(one, TargetStanding)
    return one


def in_credits(one: Standing) -> CreditStanding:
    """The standing, which is one that counts credits."""
    assert isinstance(one, CreditStanding)
    return one


def with_waiting(one: Standing, amount: int) -> Standing:
    """The same with so many hundredths of a credit that wait, where it counts credits."""
    return changed(one, waiting_credits=amount) if isinstance(one, CreditStanding) else one


def changed(one: Standing, **changes: Any) -> Standing:
    """The same with other values in some of its fields."""
    return replace(one, **changes)
