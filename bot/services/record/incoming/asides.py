"""Words that are no record of anything: a greeting, thanks, being away.

A room that has more to say to one of them than a sentence declares that in a tuple `ASIDES` of one
of its modules.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.discovery import by_name, declared
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import PACKAGE
from bot.services.record.incoming.heard import Heard

_SAID: Final[Mapping[str, str]] = {
    "greeting": "hello",
    "thanks": "welcome",
    "praise": "welcome",
    "sorry": "no_worry",
    "agreed": "all_right",
    "bye": "goodbye",
    "emoji": "all_right",
    "talk": "all_right",
    "not_own": "not_your_own",
    "which": "which_entry",
    "missed": "never_mind_missed",
    "which_ones": "tell_which_ones",
}
_SAID_BESIDE_OTHERS: Final = ("not_own", "which", "missed", "which_ones")
"""What is answered as well where it is not all that a message says."""


@dataclass(frozen=True, slots=True)
class AsideAnswer:
    """How a room answers an aside, by what that is; `answer` says whether it has."""

    what: str
    answer: Callable[[MemberContext, Heard], bool]


def say_aside(ctx: MemberContext, heard: Heard, what: str) -> None:
    """Answer an aside: as its room does, else by a sentence."""
    known = asides(*ctx.rooms).get(what)
    if known is not None and known.answer(ctx, heard):
        return
    alone = len(heard.understanding.parts) == 1
    if what in _SAID and (alone or what in _SAID_BESIDE_OTHERS):
        ctx.reply("say", {"sentence": _SAID[what]}, thread_ts=heard.message.thread_ts)


@cache
def asides(*packages: str) -> Mapping[str, AsideAnswer]:
    """Those of these packages' rooms by what they answer, or of ours where none is given; read
    once.

    Raises DeclaredTwice.
    """
    found = declared("ASIDES", AsideAnswer, *(packages or (PACKAGE,)))
    return by_name(found, lambda one: one.what)
