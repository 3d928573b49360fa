"""Messages as answers to what other rooms have asked: each declares how it takes one.

A room lists that in a tuple `TYPED_ANSWERS` of one of its modules. Whoever has the lowest priority
is asked first; a message that nobody takes is about the record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bot.discovery import by_name, declared
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import PACKAGE
from bot.services.record.incoming.heard import Heard


def _never(_ctx: MemberContext) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """How a room takes messages as answers.

    `take` does what an answer asks for, and says whether the message was one. `in_any_words` says
    whether a question stands open now that is answered in any words: then nobody else waits for a
    sentence.
    """

    name: str
    priority: int
    take: Callable[[MemberContext, Heard], bool]
    in_any_words: Callable[[MemberContext], bool] = _never


def take(ctx: MemberContext, heard: Heard) -> bool:
    """Whether a message was the answer to what another room has asked."""
    return any(one.take(ctx, heard) for one in typed_answers(*ctx.rooms))


def any_words_answer(ctx: MemberContext) -> bool:
    """Whether a question of another room stands open that is answered in any words."""
    return any(one.in_any_words(ctx) for one in typed_answers(*ctx.rooms))


@cache
def typed_answers(*packages: str) -> tuple[TypedAnswer, ...]:
    """Those of these packages' rooms, or of ours where none is given, by priority; read once.

    Raises DeclaredTwice.
    """
    found = declared("TYPED_ANSWERS", TypedAnswer, *(packages or (PACKAGE,)))
    by_name(found, lambda one: one.name)
    return tuple(sorted(found, key=lambda one: one.priority))
