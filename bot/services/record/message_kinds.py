"""The kinds of messages about entries, without their words."""

from collections.abc import Collection
from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.context.message_kinds import MessageKind, everything
from storage.queues.message_requests import KEPT_WHOLE, OLD_ANSWERS
from storage.queues.outbox import OutboxItem


def _what_may_be_asked_again(ctx: MemberContext, item: OutboxItem) -> Collection[str]:
    """Everything while it is asked. An offer to ask on a day holds no words of the member's, and an
    undo may open it again.
    """
    held = ctx.work.held.get(ctx.member.id, item.values["key"])
    return tuple(item.values) if held is not None or "day" in item.values else ("key",)


CARD: Final = MessageKind("card", shows_words=True)
NOTE: Final = MessageKind(
    "note",
    keeps=("changes", "turn", "named", "standing", "lost", "skipped"),
    shows_words=True,
)
WHICH: Final = MessageKind("which", keeps=("held",), shows_words=True, asks=True)
AGAIN: Final = MessageKind("again", keeps=("held",), shows_words=True, asks=True)
UPDATE: Final = MessageKind("update", keeps=("held",), shows_words=True, asks=True)
ASK: Final = MessageKind("ask", keeps=_what_may_be_asked_again, shows_words=True, asks=True)
OFFER: Final = MessageKind("offer", keeps=everything, shows_words=True, asks=True)
PROBLEM: Final = MessageKind("problem", keeps=everything, shows_words=True, asks=True)
OLD: Final = MessageKind(OLD_ANSWERS, shows_words=True)
WHOLE: Final = MessageKind(KEPT_WHOLE, shows_words=True)
ENTRY_NOW: Final = MessageKind("entry_now", keeps=("asked",), shows_words=True)
TAKEN_BACK: Final = MessageKind("taken_back", shows_words=True, on_given_up=None)

KINDS: Final = (
    CARD,
    NOTE,
    WHICH,
    AGAIN,
    UPDATE,
    ASK,
    OFFER,
    PROBLEM,
    OLD,
    WHOLE,
    ENTRY_NOW,
    TAKEN_BACK,
)
