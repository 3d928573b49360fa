"""Requests by message: the action that each kind of request means.

Which kind a message is, `bot.conversation` finds. Each room declares what the kinds mean that are
its own, in a tuple `REQUESTS` of one of its modules.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.conversation.phrases.requests import Request
from bot.discovery import by_name, declared
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import PACKAGE, Action
from bot.services.dispatch.pages import Message, Page, say
from bot.services.record.incoming.heard import Heard


@dataclass(frozen=True, slots=True)
class Requested:
    """A request as it was made: `said` is the whole of it, `words` say until or about when, or
    whom. `entry` is the one that it names, by number, or None.
    """

    heard: Heard
    said: str
    words: str
    entry: int | None = None

    @property
    def thread_ts(self) -> str | None:
        """The thread in which it was made, if any."""
        return self.heard.message.thread_ts


@dataclass(frozen=True, slots=True)
class RequestMeaning:
    """What a kind of request means: an action, or what is said of it where it takes a command."""

    kind: Request
    means: Callable[[Requested], Action | Message]


def do_request(ctx: MemberContext, kind: Request, requested: Requested) -> Page | None:
    """Do what a request means; what is said in answer. Raises Refused as the action does."""
    known = requests(*ctx.rooms).get(kind)
    if known is None:
        return say("no_such_command")
    meant = known.means(requested)
    return meant.do(ctx) if isinstance(meant, Action) else meant


@cache
def requests(*packages: str) -> Mapping[str, RequestMeaning]:
    """Those of these packages' rooms by their kinds, or of ours where none is given; read once.

    Raises DeclaredTwice.
    """
    found = declared("REQUESTS", RequestMeaning, *(packages or (PACKAGE,)))
    return by_name(found, lambda one: one.kind)
