"""What follows from every action, whatever it was: each room declares its own in `AFTER_ACTION`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bot.discovery import by_name, declared
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import PACKAGE


@dataclass(frozen=True, slots=True)
class AfterAction:
    """Something that is done after each action, in its unit of work, as a room declares it.

    Those with the lowest `order` come first, and of equal ones the first by name. `by_member`: it
    follows only what members do themselves (`Action.by_member`).
    """

    name: str
    do: Callable[[MemberContext], None]
    order: int
    by_member: bool = False


@cache
def after_action(*packages: str) -> tuple[AfterAction, ...]:
    """Those of these packages' rooms in their order, or ours where none is given; read once.

    Raises DeclaredTwice.
    """
    found = declared("AFTER_ACTION", AfterAction, *(packages or (PACKAGE,)))
    by_their_names = by_name(found, lambda one: one.name)
    return tuple(sorted(by_their_names.values(), key=lambda one: (one.order, one.name)))
