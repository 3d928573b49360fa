"""What "undo" can take back: a turn about entries, and whatever other rooms declare.

A room lists its steps in a tuple `UNDO_STEPS` of one of its modules.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from bot.discovery import by_name, declared
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import PACKAGE
from bot.services.dispatch.pages import Message


@dataclass(frozen=True, slots=True)
class UndoStep:
    """Something that can be taken back.

    `changed_at` says when it was changed last, as far as an undo takes it back; None for never.
    `take_back` says what was put back, or None where there is nothing left of it. Of two that were
    changed at the same moment, the one with the lower `priority` is taken back.
    """

    name: str
    priority: int
    changed_at: Callable[[MemberContext], datetime | None]
    take_back: Callable[[MemberContext], Message | None]


def take_last_back(ctx: MemberContext) -> Message | None:
    """Take back whatever was changed last; None where nothing was."""
    changed = [(one.changed_at(ctx), one) for one in undo_steps(*ctx.rooms)]
    known = [(at, one) for at, one in changed if at is not None]
    for _, step in sorted(known, key=lambda both: both[0], reverse=True):
        taken_back = step.take_back(ctx)
        if taken_back is not None:
            return taken_back
    return None


@cache
def undo_steps(*packages: str) -> tuple[UndoStep, ...]:
    """The steps of these packages' rooms, or of ours where none is given, by priority; read once.

    Raises DeclaredTwice.
    """
    found = declared("UNDO_STEPS", UndoStep, *(packages or (PACKAGE,)))
    by_name(found, lambda one: one.name)
    return tuple(sorted(found, key=lambda one: one.priority))
